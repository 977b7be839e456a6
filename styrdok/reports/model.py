"""A report as plain values: sections of lists and tables whose rows carry their quotes, for every format the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from styrdok.language import SWEDISH, Language

UNKNOWN = "–"
"""What a cell shows whose value is not known."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
_ENDS = re.compile(r"[a-zåäö)][.!?]”?(?= [A-ZÅÄÖ”])")

Key = tuple[str, int, str]
"""What makes two quotes one: title, page, words."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, shown as evidence; ``side`` is a short mark such as ``A`` where two are compared."""

    title: str
    page: int
    text: str
    side: str = ""

    @property
    def key(self) -> Key:
        """The same for the same words in the same place, whatever they bear out."""
        return self.title, self.page, self.text


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, in the order of the table's headers, and the quotes that bear it out.

    An empty cell is something unknown: Excel leaves it empty, the other formats show a dash.
    """

    cells: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """How a table is cut down for a page: its columns (none: all) and the number of its rows (``None``: all).

    Where a tuple of headers stands for a column, their cells go into one, each on a line of its own. ``only`` names
    the headers of columns that stand in for longer ones and that nothing but paper shows.
    """

    columns: tuple[str | tuple[str, ...], ...] = ()
    rows: int | None = 25
    only: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``numeric`` and ``dates`` name the headers whose cells are numbers or ISO dates.

    ``name`` is what its sheet in Excel is called, ``note`` a sentence below it. ``verbatim`` names the headers whose
    cells are words of documents, titles and names, which are Swedish in every language. Chapters give the headers in
    Swedish; :meth:`headed` says them in another language.
    """

    caption: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: frozenset[str] = frozenset()
    dates: frozenset[str] = frozenset()
    name: str = ""
    paper: Paper = Paper()
    note: str = ""
    verbatim: frozenset[str] = frozenset()

    def headed(self, language: Language) -> "Table":
        """The table with its headers in a language, everywhere they are named."""
        said = {header: language.heading(header) for header in self.headers}
        columns = tuple(
            said[one] if isinstance(one, str) else tuple(said[name] for name in one) for one in self.paper.columns
        )
        return replace(
            self,
            headers=tuple(said.values()),
            numeric=frozenset(said[name] for name in self.numeric),
            dates=frozenset(said[name] for name in self.dates),
            verbatim=frozenset(said[name] for name in self.verbatim),
            paper=replace(self.paper, columns=columns, only=frozenset(said[name] for name in self.paper.only)),
        )


@dataclass(frozen=True, slots=True)
class Point:
    """One sentence of a list, with the quotes that bear it out."""

    text: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """A list under a heading of its own; ``lead`` is the line that its points go on from.

    ``verbatim`` is a list that is Swedish in every language, such as draft decisions.
    """

    heading: str
    points: tuple[Point, ...]
    lead: str = ""
    numbered: bool = False
    note: str = ""
    most: int | None = None
    verbatim: bool = False

    def ended(self) -> Iterator[tuple[Point, str]]:
        """The points with the sign that ends each: a semicolon or stop where they go on from the lead."""
        for number, point in enumerate(self.points, 1):
            yield point, "" if not self.lead else "." if number == len(self.points) else ";"


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its caption and what it shows in words. ``svg`` is markup and must have all text escaped."""

    caption: str
    svg: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: an anchor name, a heading, paragraphs of introduction, figures, lists, tables.

    ``wide`` asks for pages in landscape; ``sheets_only`` is for what only Excel holds, ``broad`` for what is too
    broad for paper.
    """

    name: str
    heading: str
    text: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()
    lists: tuple[Listing, ...] = ()
    wide: bool = False
    broad: bool = False
    sheets_only: bool = False

    @property
    def in_text(self) -> bool:
        """Whether formats that are read from top to bottom have the chapter."""
        return not self.sheets_only

    @property
    def lists_first(self) -> bool:
        """Whether the lists stand before the tables: those that go on from a lead do."""
        return any(listing.lead for listing in self.lists)

    @property
    def drawn_only(self) -> bool:
        """Whether there is nothing to tell without the figures."""
        return bool(self.figures) and not self.tables and not self.lists


@dataclass(frozen=True, slots=True)
class Look:
    """How a city's papers look: its logotype, a Word document of its own, and what stands for each mark in that."""

    logotype: bytes = b""
    template: bytes = b""
    marks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; ``made_for`` is the date it is valid for, ISO 8601, ``scope`` a line on what it covers.

    ``form`` holds the rows of the sheet to judge in (:mod:`styrdok.reports.roundtrip`); only Excel has it.
    ``code`` is the language that it is written in; ``contents`` says whether the chapters are listed;
    ``look`` is how it looks in Word and as PDF.
    """

    title: str
    made_for: str
    sections: tuple[Section, ...]
    form: tuple[tuple[str, ...], ...] = ()
    scope: str = ""
    code: str = SWEDISH
    contents: bool = True
    look: Look = Look()

    @property
    def language(self) -> Language:
        """What the writers say their own words in."""
        return Language(self.code)

    @property
    def state(self) -> str:
        """The line below the title: the day it is valid for, and what it covers."""
        return f"{self.language.say('Läget per {day}.', day=self.made_for)} {self.scope}".strip()


def printable(text: str) -> str:
    """Text without the control characters and lone surrogates that XML cannot hold."""
    return _UNPRINTABLE.sub("", text)


def shortened(text: str, most: int) -> str:
    """At most so many characters, cut after a sentence or between words, with a mark where words are left out."""
    if len(text) <= most:
        return text
    kept = text[:most]
    ends = [found.end() for found in _ENDS.finditer(kept) if found.end() > most // 2]
    if ends:
        return f"{kept[: ends[-1]]} […]"
    return (kept.rsplit(None, 1)[0] if " " in kept[most // 2 :] else kept).rstrip(" ,;.–") + " […]"
