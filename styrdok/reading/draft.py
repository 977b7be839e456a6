"""Blocks before there is a canonical text: a kind and the runs that belong to it."""

from dataclasses import dataclass

from styrdok.models import Box
from styrdok.reading.piece import Piece
from styrdok.vocabulary import BlockKind


@dataclass(frozen=True, slots=True)
class DraftCell:
    """A table cell: its place in the grid, its box and its runs."""

    row: int
    column: int
    header: bool
    box: Box
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A block in the making."""

    kind: BlockKind
    pieces: tuple[Piece, ...]
    level: int = 0
    confidence: float = 1.0
    evidence: tuple[str, ...] = ()
    cells: tuple[DraftCell, ...] = ()
    continues: bool = False


def around(boxes: list[Box]) -> Box:
    """The smallest box around all ``boxes``."""
    if len(boxes) == 1:
        return boxes[0]
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )
