"""Segments: the pieces of printed lines that a form is made of, with their places on the page.

Forms are read by place, not by line order: a label's value may stand after it, to the right of it or below it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from styrdok.edges import points
from styrdok.models import Block, Box, Line, Reading
from styrdok.vocabulary import BlockKind

_GAP = 1.15
_APART = re.compile(r"\s*\|\s*|\s+")
_SAME_ROW = 0.5


@dataclass(frozen=True, slots=True)
class Segment:
    """``reading.text[start:end]``, which stands in ``box`` on ``page``; ``block`` is the index of its block."""

    page: int
    start: int
    end: int
    text: str
    box: Box
    size: float
    bold: bool
    block: int
    kind: BlockKind

    def part(self, start: int, end: int, box: Box) -> "Segment":
        """The characters ``start:end`` of the segment, which stand in ``box``."""
        at = self.start
        return Segment(
            self.page, at + start, at + end, self.text[start:end], box, self.size, self.bold, self.block, self.kind
        )

    @property
    def height(self) -> float:
        """Height of the box in points."""
        return self.box.bottom - self.box.top


@dataclass(frozen=True, slots=True)
class Sheet:
    """The segments of one page from top to bottom, row by row; ``body_size`` is that of the whole document's text."""

    number: int
    width: float
    height: float
    segments: tuple[Segment, ...]
    body_size: float

    def right_of(self, segment: Segment) -> Segment | None:
        """The nearest segment on the same row to the right."""
        row = [other for other in self.row(segment) if other.box.x0 >= segment.box.x1 - segment.size * 0.3]
        return min(row, key=lambda other: other.box.x0, default=None)

    def row(self, segment: Segment) -> list[Segment]:
        """The other segments on the same row."""
        return [other for other in self.segments if other is not segment and same_row(segment, other)]

    def below(self, segment: Segment, right: float) -> list[Segment]:
        """What begins in the column under the segment, which ends at ``right``, from top to bottom."""
        left = segment.box.x0 - max(4.0, segment.size * 0.5)
        middle = (segment.box.top + segment.box.bottom) / 2
        return [
            other
            for other in self.segments
            if other is not segment and left <= other.box.x0 < right and other.box.top > middle
        ]


def same_row(a: Segment, b: Segment) -> bool:
    """Whether two segments of one page stand beside each other."""
    one, other = a.box, b.box
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= _SAME_ROW * min(one.bottom - one.top, other.bottom - other.top)


def sheets(reading: Reading, pages: Iterable[int]) -> tuple[Sheet, ...]:
    """The pages of these numbers, in order, as segments."""
    wanted = sorted(set(pages))
    size = _body_size(reading)
    return tuple(_sheet(reading, number, size) for number in wanted if 1 <= number <= len(reading.pages))


def _body_size(reading: Reading) -> float:
    """The size of most characters of the body."""
    sizes: Counter[float] = Counter()
    for block in reading.body:
        for line in block.lines:
            sizes[round(line.size * 2) / 2] += line.end - line.start
    return max(sizes.items(), key=lambda item: (item[1], -item[0]))[0] if sizes else 10.0


def _sheet(reading: Reading, number: int, body_size: float) -> Sheet:
    page = reading.pages[number - 1]
    found = [
        segment
        for index, block in enumerate(reading.blocks)
        if block.page == number
        for line in block.lines
        for segment in _split(reading, index, block, line)
    ]
    found.sort(key=lambda segment: (segment.box.top, segment.box.x0, segment.start))
    return Sheet(number, page.width, page.height, tuple(found), body_size)


def _split(reading: Reading, index: int, block: Block, line: Line) -> Iterator[Segment]:
    """A line cut where a bar or a gap wider than any word space stands."""
    text = reading.text[line.start : line.end]
    for start, end in _cuts(text, points(line.edges), line.size):
        trimmed = text[start:end].strip()
        if not trimmed:
            continue
        start += len(text[start:end]) - len(text[start:end].lstrip())
        end = start + len(trimmed)
        at = line.start
        box = line.part(at + start, at + end)
        yield Segment(block.page, at + start, at + end, trimmed, box, line.size, line.bold, index, block.kind)


def _cuts(text: str, edges: Sequence[float], size: float) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _APART.finditer(text):
        left, right = match.span()
        if edges[right] - edges[left] > _GAP * size or "|" in match.group():
            yield start, left
            start = right
    yield start, len(text)
