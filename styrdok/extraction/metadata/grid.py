"""Rows of labels in a grid: where one cell is a known label, the other cells of its row are labels as well.

A row of labels is told from a row of values by its print: its cells share one size and weight, each has a value right
below its left edge, and the values are printed in another way. So labels that no table knows are kept from being
taken for values.
"""

from collections.abc import Iterator

from styrdok.extraction.metadata.labels import label_at_start
from styrdok.extraction.metadata.segments import Segment, Sheet, same_row

_LONGEST = 40
_MOST_WORDS = 5
_EDGE = 6.0
_REACH = 1.6


def label_cells(sheet: Sheet) -> frozenset[int]:
    """Where the cells of rows of labels start in the text."""
    found: set[int] = set()
    for segment in sheet.segments:
        if segment.start in found or not _is_label(segment):
            continue
        row = [segment, *sheet.row(segment)]
        if len(row) > 1 and all(_may_be_label(segment, other) for other in row) and _values_below(sheet, row):
            found.update(other.start for other in row)
    return frozenset(found)


def _is_label(segment: Segment) -> bool:
    """Whether a segment is a known label and nothing else."""
    if len(segment.text) > _LONGEST:
        return False
    label = label_at_start(segment.text)
    return label is not None and label.end == len(segment.text) and not label.colon


def _may_be_label(known: Segment, other: Segment) -> bool:
    text = other.text
    alike = abs(other.size - known.size) < 0.3 and other.bold == known.bold
    short = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS
    return alike and short and text[0].isupper() and not any(char.isdigit() for char in text)


def _values_below(sheet: Sheet, row: list[Segment]) -> bool:
    """Whether values in another print stand under the cells of a row, under all of them but one at most."""
    values = [value for cell in row for value in _below(sheet, cell)]
    unlike = [value for value in values if abs(value.size - row[0].size) > 0.3 or value.bold != row[0].bold]
    return len(values) >= max(2, len(row) - 1) and len(unlike) == len(values)


def _below(sheet: Sheet, cell: Segment) -> Iterator[Segment]:
    """The first segment right under a cell, at the same left edge."""
    for other in sheet.segments:
        if other is cell or same_row(cell, other) or abs(other.box.x0 - cell.box.x0) > _EDGE:
            continue
        if 0 <= other.box.top - cell.box.bottom + 0.4 * cell.height <= _REACH * max(cell.size, other.size):
            yield other
            return
