"""Text that flows without pages (a web page, a Word document), laid out so that every later stage can read it.

Where a format tells no place on paper, one is made up: a paragraph under the other on a sheet as high as it takes,
headings in larger type, the cells of a table side by side. The boxes are therefore no evidence of where something is
printed; ``notes`` has ``flowing`` for such a reading.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from styrdok.edges import pack_points
from styrdok.models import Block, Box, Cell, Line, Page, Reading
from styrdok.vocabulary import BlockKind, PageStatus

FLOWING = "flowing"
"""The note of a reading whose places on paper are made up."""

_LEFT, _WIDTH, _COLUMN = 56.0, 595.0, 160.0
_BODY, _TITLE, _STEP = 11.0, 22.0, 3.0
_LEADING, _GAP = 1.3, 8.0
_ADVANCE = 0.5


@dataclass(frozen=True, slots=True)
class FlowCell:
    """A cell of a table; ``row`` and ``column`` count from 0."""

    text: str
    row: int
    column: int
    header: bool = False


@dataclass(frozen=True, slots=True)
class FlowBlock:
    """A heading, paragraph, list item or table in reading order, with the line breaks of its author."""

    kind: BlockKind
    text: str = ""
    level: int = 0
    page: int = 1
    bold: bool = False
    cells: tuple[FlowCell, ...] = ()


def flowed(sha256: str, blocks: Iterable[FlowBlock], info: Sequence[tuple[str, str]] = ()) -> Reading:
    """The reading of some blocks, in their order. Blocks without words are left out."""
    layout = _Layout()
    for block in blocks:
        layout.add(block)
    layout.end_page()
    return Reading(
        sha256=sha256,
        text="".join(layout.parts),
        pages=tuple(layout.pages),
        blocks=tuple(layout.blocks),
        info=tuple(info),
        notes=(FLOWING,) if any(page.status is PageStatus.TEXT for page in layout.pages) else (FLOWING, "no_text"),
    )


@dataclass(slots=True)
class _Layout:
    """Lays blocks down, one under the other."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    length: int = 0
    begun: int = 0
    number: int = 1
    top: float = _LEFT

    def add(self, block: FlowBlock) -> None:
        """Lay one block down."""
        while self.number < block.page:
            self.end_page()
        if block.cells:
            self._add(block, self._table(block))
        elif block.text.strip():
            self._add(block, (self._lines(block.text, _LEFT, self.top, block), ()))

    def end_page(self) -> None:
        """Close the page that is being filled."""
        status = PageStatus.TEXT if self.length > self.begun else PageStatus.EMPTY
        height = max(842.0, self.top + _LEFT)
        self.pages.append(Page(self.number, None, _WIDTH, height, self.begun, self.length, status))
        self.begun, self.top, self.number = self.length, _LEFT, self.number + 1

    def _add(self, block: FlowBlock, laid: tuple[list[Line], tuple[Cell, ...]]) -> None:
        lines, cells = laid
        if not lines:
            return
        box = Box(
            min(line.box.x0 for line in lines),
            min(line.box.top for line in lines),
            max(line.box.x1 for line in lines),
            max(line.box.bottom for line in lines),
        )
        self.blocks.append(
            Block(
                kind=block.kind,
                page=self.number,
                start=lines[0].start,
                end=self.length,
                box=box,
                lines=tuple(lines),
                level=block.level,
                evidence=("tag",),
                cells=cells,
            )
        )
        self._put("\n")
        self.top = box.bottom + _GAP

    def _table(self, block: FlowBlock) -> tuple[list[Line], tuple[Cell, ...]]:
        lines: list[Line] = []
        cells: list[Cell] = []
        row, top = -1, self.top
        for cell in block.cells:
            if cell.row != row:
                self._put("\n" if lines else "")
                row, top = cell.row, max([self.top, *(line.box.bottom for line in lines)])
            elif cells:
                self._put("\t")
            start = self.length
            left = _LEFT + cell.column * _COLUMN
            inner = self._lines(cell.text or " ", left, top, block)
            lines += inner
            box = Box(left, top, left + _COLUMN, inner[-1].box.bottom)
            cells.append(Cell(start, self.length, cell.row, cell.column, cell.header, box))
        return lines, tuple(cells)

    def _lines(self, text: str, left: float, top: float, block: FlowBlock) -> list[Line]:
        size = max(_BODY, _TITLE - _STEP * (block.level - 1)) if block.kind is BlockKind.HEADING else _BODY
        bold = block.bold or block.kind is BlockKind.HEADING
        lines = []
        for number, words in enumerate(part for part in text.split("\n") if part.strip() or text == " "):
            if number:
                self._put(" ")
            edges = array("f", (left + _ADVANCE * size * at for at in range(len(words) + 1)))
            box = Box(left, top, edges[-1], top + size)
            lines.append(Line(self.length, self.length + len(words), box, size, bold, "flow", pack_points(edges)))
            self._put(words)
            top += size * _LEADING
        return lines

    def _put(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)
