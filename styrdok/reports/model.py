"""A report as plain values: sections of tables whose rows carry their quotes; every format writes the same."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document, shown as evidence; ``side`` is a short mark such as ``A`` where two are compared."""

    title: str
    page: int
    text: str
    side: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, in the order of the table's headers, and the quotes that bear it out."""

    cells: tuple[str, ...]
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``numeric`` names the headers whose cells are numbers."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[Row, ...]
    numeric: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its caption; only HTML shows it. ``svg`` is markup and must have all text escaped."""

    caption: str
    svg: str


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter: an anchor name, a heading, paragraphs of introduction, tables, figures.

    A chapter that has only figures is left out by formats that show none.
    """

    name: str
    heading: str
    text: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()

    @property
    def drawn_only(self) -> bool:
        """Whether there is nothing to tell without the figures."""
        return bool(self.figures) and not self.tables


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; ``made_for`` is the date it is valid for, ISO 8601.

    ``form`` holds the rows of the sheet to judge in (:mod:`styrdok.reports.roundtrip`); only Excel has it.
    """

    title: str
    made_for: str
    sections: tuple[Section, ...]
    form: tuple[tuple[str, ...], ...] = ()


def printable(text: str) -> str:
    """Text without the control characters that XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign in "\t\n")
