"""Drafts of blocks made into the canonical text with its blocks and lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from styrdok.models import Block, Box, Cell, Line
from styrdok.reading.draft import Draft, around
from styrdok.reading.hyphens import Join, Vocabulary, drops_letter, join, torn
from styrdok.reading.piece import Piece

_ADDRESS = re.compile(r"(?:https?://|www\.)\S*[^\s.,;)]$")
_ADDRESS_PART = re.compile(r"[\w%&=?#~-]*[/.=?_-][\w/]\S*|\d+(?:\s|$)")
_SPAN = re.compile(r"\d[–/]$")


@dataclass(slots=True)
class Composer:
    """Collects text; every piece that is laid down becomes a line with its place in the text."""

    words: Vocabulary
    pages: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    length: int = 0
    blocks: list[Block] = field(default_factory=list)

    def text(self) -> str:
        """The canonical text of the pages so far."""
        return "".join(self.pages)

    def put(self, text: str) -> None:
        """Append ``text``."""
        self.parts.append(text)
        self.length += len(text)

    def page(self, number: int, drafts: Sequence[Draft]) -> tuple[int, int]:
        """Append the blocks of a page and return the range of its text, closing newline included."""
        start = self.length
        for draft in drafts:
            self.blocks.append(self._block(number, draft))
            self.put("\n")
        self.pages.append("".join(self.parts))
        self.parts.clear()
        return start, self.length

    def _block(self, number: int, draft: Draft) -> Block:
        start = self.length
        lines, cells = self._table(draft) if draft.cells else (self._run(draft.pieces), ())
        boxes = [*(line.box for line in lines), *(cell.box for cell in cells)] or [Box(0.0, 0.0, 0.0, 0.0)]
        return Block(
            kind=draft.kind,
            page=number,
            start=start,
            end=self.length,
            box=around(boxes),
            lines=tuple(lines),
            level=draft.level,
            confidence=draft.confidence,
            evidence=draft.evidence,
            cells=cells,
            continues=draft.continues,
        )

    def _table(self, draft: Draft) -> tuple[list[Line], tuple[Cell, ...]]:
        lines: list[Line] = []
        cells = []
        row = draft.cells[0].row
        for number, cell in enumerate(draft.cells):
            if number:
                self.put("\t" if cell.row == row else "\n")
            row = cell.row
            start = self.length
            lines += self._run(cell.pieces)
            cells.append(Cell(start, self.length, cell.row, cell.column, cell.header, cell.box))
        return lines, tuple(cells)

    def _run(self, pieces: Sequence[Piece]) -> list[Line]:
        lines = []
        for piece, following in zip(pieces, (*pieces[1:], None), strict=False):
            shown, gap = self._joined(_mended(piece), following)
            start, end = self.length, self.length + len(shown.text)
            box = Box(shown.x0, shown.top, shown.x1, shown.bottom)
            lines.append(Line(start, end, box, shown.size, shown.bold, shown.font, shown.edges))
            self.parts += (shown.text, gap)
            self.length = end + len(gap)
        return lines

    def _joined(self, piece: Piece, following: Piece | None) -> tuple[Piece, str]:
        """The piece as it stands in the text, and what comes between it and the following one."""
        if following is None:
            return piece, ""
        if _is_address(piece.text) and _ADDRESS_PART.match(following.text):
            return piece, ""
        if not piece.broken:
            return piece, "" if following.text[:1].isdigit() and _SPAN.search(piece.text) else " "
        how = join(piece.text, following.text, self.words)
        if how is Join.HANGING:
            return piece, " "
        if how is Join.KEPT:
            return piece, ""
        cut = piece.without_hyphen()
        if drops_letter(piece.text, following.text):
            cut = cut.without_hyphen()
        return cut, ""


def _mended(piece: Piece) -> Piece:
    """The piece without hyphens of older line ends."""
    for start, end in reversed([*torn(piece.text)]):
        piece = piece.without(start, end)
    return piece


def _is_address(text: str) -> bool:
    """Whether a line ends within a web address."""
    return ("://" in text or "www." in text) and _ADDRESS.search(text) is not None
