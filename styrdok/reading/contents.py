"""Tables of contents: where they stand, and which headings they promise."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from styrdok.reading.patterns import CONTENTS_ENTRY, LEADERS
from styrdok.reading.piece import UPRIGHT, Piece, overlap
from styrdok.reading.words import words

_LEAST = 3
_APART = 2
_LONGEST = 220
_LETTERS = re.compile(r"[^\W_⁰¹²³⁴-⁹]+")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table of contents: title, printed page and indentation."""

    title: str
    page: int
    x0: float


@dataclass(frozen=True, slots=True)
class Contents:
    """The runs (by identity of position) of the tables of contents on one sheet, and their entries."""

    places: frozenset[int]
    entries: tuple[Entry, ...]


def plain(text: str) -> str:
    """A title reduced to what must agree: letters and digits, lower case."""
    return "".join(_LETTERS.findall(text.lower()))


def contents_of(pieces: Sequence[Piece], count: int, *, open_zone: bool = False) -> Contents:
    """The contents lines among the runs of a page, in reading order; ``count`` is the number of pages.

    A zone is at least three entries with rising page numbers, or any entries with dot leaders. ``open_zone`` says
    that the page before ended in a zone. The heading of the zone belongs to it.
    """
    rows = _rows(pieces)
    marks = [_entry(pieces, row, count) for row in rows]
    places: set[int] = set()
    entries: list[Entry] = []
    for start, end in _zones(pieces, rows, marks, open_zone):
        for k in range(start, end):
            places.update(rows[k])
        entries += _titles(pieces, rows[start:end], marks[start:end])
    return Contents(frozenset(places), tuple(entries))


def is_contents_heading(text: str) -> bool:
    """Whether a line is the heading of a table of contents."""
    return text.lower().strip(" :.") in words().contents


def _rows(pieces: Sequence[Piece]) -> list[list[int]]:
    """Positions of runs that stand on one line (title to the left, page number to the right)."""
    rows: list[list[int]] = []
    for k, piece in enumerate(pieces):
        last = pieces[rows[-1][-1]] if rows else None
        if last and last.x1 <= piece.x0 + 2 and overlap(last.top, last.bottom, piece.top, piece.bottom) > 0.5:
            rows[-1].append(k)
        else:
            rows.append([k])
    return rows


def _entry(pieces: Sequence[Piece], row: list[int], count: int) -> Entry | None:
    first, last = pieces[row[0]], pieces[row[-1]]
    if not last.text[-1:].isdigit() or first.place != UPRIGHT:
        return None
    text = " ".join(pieces[k].text for k in row)
    match = CONTENTS_ENTRY.match(text) if len(text) <= _LONGEST else None
    if match is None:
        return None
    page = int(match["page"])
    if page > count + 40 and not LEADERS.search(text):
        return None
    return Entry(LEADERS.sub(" ", match["title"]).strip(" ."), page, first.x0)


def _zones(
    pieces: Sequence[Piece], rows: list[list[int]], marks: list[Entry | None], open_zone: bool
) -> list[tuple[int, int]]:
    zones = []
    k = 0
    while k < len(rows):
        text = pieces[rows[k][0]].text
        headed = len(rows[k]) == 1 and is_contents_heading(text)
        begins = k + 1 if headed else k
        if not headed and marks[k] is None and not (open_zone and k == 0):
            k += 1
            continue
        end, found = _zone_end(rows, marks, begins)
        led = any(LEADERS.search(" ".join(pieces[p].text for p in rows[j])) for j in range(begins, end))
        wanted = 1 if open_zone and k == 0 else 2 if headed or led else _LEAST + 1
        if found >= wanted and _rising([mark.page for mark in marks[begins:end] if mark]):
            zones.append((k, end))
            k = end
        else:
            k += 1
    return zones


def _zone_end(rows: list[list[int]], marks: list[Entry | None], start: int) -> tuple[int, int]:
    """Where the zone ends: entries may be wrapped, so up to two lines without a page number may come between."""
    end, found, gap = start, 0, 0
    last = 0
    for k in range(start, len(rows)):
        mark = marks[k]
        if mark is not None and mark.page >= last - 1:
            found, gap, end, last = found + 1, 0, k + 1, mark.page
            continue
        gap += 1
        if gap > _APART:
            break
    return end, found


def _rising(numbers: list[int]) -> bool:
    falls = sum(b < a for a, b in pairwise(numbers))
    return falls <= len(numbers) // 10 and numbers[-1] > numbers[0] if len(numbers) > 2 else falls == 0


def _titles(pieces: Sequence[Piece], rows: list[list[int]], marks: list[Entry | None]) -> list[Entry]:
    """Entries with the lines that were wrapped put before them."""
    out: list[Entry] = []
    held: list[str] = []
    for row, mark in zip(rows, marks, strict=True):
        text = " ".join(pieces[k].text for k in row)
        if mark is None:
            if not is_contents_heading(text):
                held.append(text)
            continue
        out.append(Entry(" ".join([*held, mark.title]), mark.page, pieces[row[0]].x0))
        if held:
            out.append(mark)
        held = []
    return out
