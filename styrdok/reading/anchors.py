"""From offsets of the canonical text to places on pages, and back."""

from bisect import bisect_right

from styrdok.edges import points
from styrdok.models import Anchor, Block, Box, Line, Page, Reading


def anchor(reading: Reading, start: int, end: int) -> Anchor:
    """Where ``reading.text[start:end]`` stands: page, offsets on that page, words and boxes.

    The text has line and cell breaks folded to one space. A range that runs over a page break is given the page
    where it starts, and boxes on that page only. Raises :class:`IndexError` for a range outside the text.
    """
    if not 0 <= start <= end <= len(reading.text):
        raise IndexError((start, end))
    page = page_of(reading, start)
    text = " ".join(reading.text[start:end].split())
    here = tuple(box for number, box in placed(reading, start, end) if number == page.number)
    return Anchor(page.number, start - page.start, end - page.start, text, here)


def boxes(reading: Reading, start: int, end: int) -> tuple[Box, ...]:
    """One box for each piece of line that the range touches, in reading order."""
    return tuple(box for _, box in placed(reading, start, end))


def placed(reading: Reading, start: int, end: int) -> list[tuple[int, Box]]:
    """Like :func:`boxes`, each box with the number of its page."""
    found = []
    blocks = reading.blocks
    first = max(0, bisect_right(blocks, start, key=_start) - 1)
    for block in blocks[first:]:
        if block.start >= end:
            break
        for line in _lines(block, start, end):
            found.append((block.page, line.part(max(start, line.start), min(end, line.end))))
    return found


def page_of(reading: Reading, offset: int) -> Page:
    """The page that holds a canonical offset; the end of the text belongs to the last page."""
    pages = reading.pages
    number = bisect_right(pages, offset, key=lambda page: page.start) - 1
    while number > 0 and pages[number].start == pages[number].end:
        number -= 1
    return pages[number]


def offset_at(reading: Reading, page: int, x: float, y: float) -> int | None:
    """The canonical offset of the character at a point of a page, ``None`` where no text stands."""
    for block in reading.blocks:
        if block.page != page or not _inside(block.box, x, y):
            continue
        for line in block.lines:
            if _inside(line.box, x, y):
                return line.start + _character_at(line, x)
    return None


def _character_at(line: Line, x: float) -> int:
    count = line.end - line.start
    return min(max(bisect_right(points(line.edges), x) - 1, 0), count - 1)


def _lines(block: Block, start: int, end: int) -> tuple[Line, ...]:
    return tuple(line for line in block.lines if line.start < end and line.end > start)


def _inside(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def _start(block: Block) -> int:
    return block.start
