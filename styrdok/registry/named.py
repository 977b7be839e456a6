"""What names a part of a document, to be searched: its title, its headings, the terms that it defines.

The full-text index holds running text only. Titles, headings and terms are few and short, so they are looked through
where they are kept: SQLite leaves those that may answer, and the caller decides by the forms of their words.
"""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from styrdok.models import Anchor
from styrdok.registry.words import query_forms

_MARK = " › "
_SHORTEST = 3
_LETTERS = str.maketrans("åäöéÅÄÖÉ", "________")
"""LIKE folds the case of ASCII letters only."""

_TITLES = """
SELECT document, title FROM descriptions
WHERE title IS NOT NULL AND (:document IS NULL OR document = :document) ORDER BY document
"""
_TITLE_PLACE = """
SELECT page, page_start, page_end, quote FROM fields
WHERE document = ? AND field = 'title' AND page IS NOT NULL ORDER BY position LIMIT 1
"""
_HEADINGS = """
SELECT document, section, page, page_start AS start, min(position) AS position
FROM passages WHERE (:document IS NULL OR document = :document) AND section <> '' AND {like}
GROUP BY document, section ORDER BY document, position
"""
_TERMS = """
SELECT document, term, page, page_start, page_end, quote
FROM definitions WHERE :document IS NULL OR document = :document ORDER BY document, position
"""
_PAGES = 'SELECT number, start, "end" FROM pages WHERE document = ? ORDER BY number'


class Found(StrEnum):
    """Where the words of a hit stand."""

    TITLE = "title"
    HEADING = "heading"
    TERM = "term"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Name:
    """A title, a heading or a defined term; ``section`` holds the headings above a heading, outermost first."""

    document: str
    found: Found
    text: str
    section: str
    anchor: Anchor


def titles(db: sqlite3.Connection, document: str | None = None) -> dict[str, str]:
    """The titles of all documents, or of one, by document id."""
    return dict(map(tuple, db.execute(_TITLES, {"document": document})))


def title_name(db: sqlite3.Connection, document: str, title: str) -> Name:
    """The title of a document with where it stands, at the beginning where that is not known."""
    place = db.execute(_TITLE_PLACE, (document,)).fetchone()
    return Name(document, Found.TITLE, title, "", Anchor(*place) if place else Anchor(1, 0, 0, ""))


def terms(db: sqlite3.Connection, answers: Callable[[str], bool], document: str | None = None) -> Iterator[Name]:
    """The terms that are defined and answer."""
    for name, term, *place in db.execute(_TERMS, {"document": document}):
        if answers(term):
            yield Name(name, Found.TERM, term, "", Anchor(*place))


def headings(db: sqlite3.Connection, words: Sequence[str], document: str | None = None) -> Iterator[Name]:
    """The headings that may hold all of ``words`` in some form, each once, anchored at the text beneath it."""
    stems = [stem for word in words if (stem := _stem(word))]
    like = " AND ".join(f"section LIKE :stem{number}" for number in range(len(stems))) or "1"
    asked = {f"stem{number}": f"%{stem}%" for number, stem in enumerate(stems)}
    seen: set[tuple[str, str]] = set()
    for row in db.execute(_HEADINGS.format(like=like), asked | {"document": document}):
        parts = row["section"].split(_MARK)
        for path, part in zip(accumulate(parts, lambda above, one: above + _MARK + one), parts, strict=True):
            if (row["document"], path) not in seen:
                seen.add((row["document"], path))
                place = Anchor(row["page"], row["start"], row["start"], part)
                yield Name(row["document"], Found.HEADING, part, path.removesuffix(part).removesuffix(_MARK), place)


def _stem(word: str) -> str:
    """The beginning that all forms of a word share, as a pattern for LIKE; empty when it is too short to help."""
    shortest = min((_shared(word, form) for form in query_forms(word)), key=len, default=word)
    return shortest.translate(_LETTERS) if len(shortest) >= _SHORTEST else ""


def _shared(one: str, other: str) -> str:
    count = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return one[:count]


def heading_place(db: sqlite3.Connection, name: Name) -> Anchor:
    """Where a heading itself stands: its last place before the text beneath it, or that text."""
    pages = [(row["number"], row["start"], row["end"]) for row in db.execute(_PAGES, (name.document,))]
    text = str(db.execute("SELECT text FROM documents WHERE id = ?", (name.document,)).fetchone()["text"])
    below = next(start for number, start, _ in pages if number == name.anchor.page) + name.anchor.start
    pattern = re.compile(r"\s+".join(map(re.escape, name.text.split())))
    last = None
    for last in pattern.finditer(text, 0, below):  # noqa: B007
        pass
    if last is None:
        return name.anchor
    number, start = next((number, start) for number, start, end in reversed(pages) if start <= last.start())
    return Anchor(number, last.start() - start, last.end() - start, last.group())
