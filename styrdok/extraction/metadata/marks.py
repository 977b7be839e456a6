"""Where the labels stand on a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from styrdok.extraction.metadata.grid import label_cells
from styrdok.extraction.metadata.labels import Label, Labelled, label_at_start, label_row, labels_inside
from styrdok.extraction.metadata.segments import Segment, Sheet, same_row
from styrdok.models import Box

_HEADING = 1.4
UNKNOWN = Label("other", 9, True)
"""What a cell in a row of labels is when no table knows its words."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A label on the page: ``place`` is the label itself, ``rest`` what follows it on its line.

    ``row`` is true for a label in a row of labels, whose values stand below.
    """

    found: Labelled
    place: Segment
    rest: Segment | None
    row: bool = False
    line: Segment | None = None


def find_marks(sheet: Sheet) -> tuple[tuple[Mark, ...], tuple[Segment, ...]]:
    """The labels of a page in reading order, and the segments that hold none."""
    marks: list[Mark] = []
    used: set[int] = set()
    cells = label_cells(sheet)
    for segment in _row_by_row(sheet):
        if segment.start in used:
            continue
        found, spent = _cell(segment) if segment.start in cells else _marks_of(sheet, segment)
        marks.extend(found)
        used.update(spent)
    free = tuple(segment for segment in sheet.segments if segment.start not in used)
    return tuple(marks), free


def _row_by_row(sheet: Sheet) -> Iterator[Segment]:
    """The segments of one row from left to right, also where their letters reach differently high."""
    row: list[Segment] = []
    for segment in sheet.segments:
        if row and not same_row(row[0], segment):
            yield from sorted(row, key=lambda item: item.box.x0)
            row = []
        row.append(segment)
    yield from sorted(row, key=lambda item: item.box.x0)


def _cell(segment: Segment) -> tuple[list[Mark], tuple[int, ...]]:
    """A cell in a row of labels; a label that no table knows still keeps its value to itself."""
    found = label_at_start(segment.text)
    if found is None or found.end < len(segment.text):
        found = Labelled(UNKNOWN, 0, len(segment.text), False, segment.text)
    return [Mark(found, segment, None, True)], (segment.start,)


def _marks_of(sheet: Sheet, segment: Segment) -> tuple[list[Mark], tuple[int, ...]]:
    """The marks that a segment opens, and the starts of the segments that they use up."""
    under = _line_under(sheet, segment)
    row = label_row(segment.text)
    if row:
        return [Mark(item, cut(segment, item.start, item.end), None, True) for item in row], (segment.start,)
    if under is not None:
        found = _two_line_row(segment, under) or _two_line_label(segment, under)
        if found:
            return found, (segment.start, under.start)
    single = label_at_start(segment.text)
    if single and segment.size > _HEADING * sheet.body_size and single.end < len(segment.text) and not single.colon:
        single = single if single.label.field in {"adopter", "decision"} else None
    return (list(_line_marks(segment, single)), (segment.start,)) if single else ([], ())


def _two_line_row(segment: Segment, under: Segment) -> list[Mark]:
    """A row of labels whose last label runs on to the next line."""
    row = label_row(f"{segment.text} {under.text}")
    size = len(segment.text)
    if len(row) < 3 or not any(item.start < size < item.end for item in row):
        return []
    last = under.box
    marks = [Mark(item, cut(segment, item.start, item.end), None, True) for item in row if item.start < size]
    marks += [
        Mark(item, cut(under, item.start - size - 1, item.end - size - 1), None, True)
        for item in row
        if item.start > size
    ]
    return [Mark(mark.found, _lowered(mark.place, last), None, True) for mark in marks]


def _lowered(place: Segment, last: Box) -> Segment:
    """The label as if it stood on the last line of its row."""
    return place.part(0, len(place.text), Box(place.box.x0, last.top, place.box.x1, last.bottom))


def _two_line_label(segment: Segment, under: Segment) -> list[Mark]:
    single = label_at_start(segment.text)
    for glue in (" ", ""):
        double = label_at_start(segment.text + glue + under.text)
        size = len(segment.text) + len(glue)
        if double is None or double.start + len(double.written) <= size or (glue == "" and single is not None):
            continue
        rest = cut(under, double.end - size, len(under.text)) if double.end - size < len(under.text) else None
        a, b = segment.box, under.box
        box = Box(min(a.x0, b.x0), a.top, a.x1, b.bottom)
        place = segment.part(0, len(segment.text), box)
        return [Mark(double, place, rest)]
    return []


def _line_marks(segment: Segment, first: Labelled) -> Iterator[Mark]:
    inside = labels_inside(segment.text, first.end)
    chain = [first, *(item for item in inside if item.colon or item.start > first.end)]
    for item, following in zip(chain, [*chain[1:], None], strict=True):
        stop = len(segment.text) if following is None else following.start
        rest = segment.text[item.end : stop].rstrip()
        place = cut(segment, item.start, min(item.end, len(segment.text)))
        yield Mark(item, place, cut(segment, item.end, item.end + len(rest)) if rest else None, line=segment)


def cut(segment: Segment, start: int, end: int) -> Segment:
    """Part of a segment; its box is estimated from the share of the characters."""
    end = min(end, len(segment.text))
    end -= len(segment.text[start:end]) - len(segment.text[start:end].rstrip())
    width = (segment.box.x1 - segment.box.x0) / max(1, len(segment.text))
    box = Box(segment.box.x0 + start * width, segment.box.top, segment.box.x0 + end * width, segment.box.bottom)
    return segment.part(start, end, box)


def _line_under(sheet: Sheet, segment: Segment) -> Segment | None:
    """The next line of the same column, close under the segment and in the same size."""
    nearest, farthest = -0.35 * segment.height, 0.6 * segment.size
    for other in sheet.segments:
        near = nearest <= other.box.top - segment.box.bottom <= farthest
        if near and abs(other.box.x0 - segment.box.x0) < 3 and abs(other.size - segment.size) < 1.5:
            return other
    return None
