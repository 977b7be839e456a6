"""The order in which runs are read: that of the file where it is sound, else columns from the left."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from styrdok.models import Box
from styrdok.reading.draft import around
from styrdok.reading.piece import Piece, overlap

_GUTTER = 9.0
_PROSE_WORDS = 3.5
_COLUMN_LINES = 5
_ALTERNATIONS = 3
_PROSE_LINES = 3
_MOST_CHUNKS = 80


@dataclass(frozen=True, slots=True)
class Gutter:
    """An empty strip between two columns of prose, from ``top`` to ``bottom``."""

    x0: float
    x1: float
    top: float
    bottom: float


def in_order(pieces: Sequence[Piece]) -> list[Piece]:
    """The runs of a page in reading order.

    Lines that the file gives one under the other stay together; only such groups are put in order. Lines of
    two columns that the file gives alternately are sorted one by one.
    """
    if len(pieces) < 3:
        return list(pieces)
    up, across = _signs(pieces)
    if across >= _ALTERNATIONS and gutter_of(pieces) is not None:
        return _by_place(list(pieces))
    return [piece for chunk in _arranged(_chunks(pieces)) for piece in chunk] if up else list(pieces)


def _signs(pieces: Sequence[Piece]) -> tuple[int, int]:
    """How often the file's order goes upwards within a column, and how often from one column to the other."""
    up = across = 0
    for a, b in pairwise(pieces):
        if b.bottom <= a.top + 1:
            up += overlap(a.x0, a.x1, b.x0, b.x1) > 0.2
        elif overlap(a.top, a.bottom, b.top, b.bottom) > 0.5 and _is_prose(a) and _is_prose(b):
            across += 1
    return up, across


def _chunks(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The file's order cut where a line does not stand under the one before it."""
    chunks = [[pieces[0]]]
    for a, b in pairwise(pieces):
        under = 0 <= b.top - a.top < 2.2 * max(a.size, 6.0) and min(a.x1, b.x1) > max(a.x0, b.x0)
        same_line = overlap(a.top, a.bottom, b.top, b.bottom) > 0.5 and 0 <= b.x0 - a.x1 < 3 * a.size
        if (under or same_line) and abs(a.size - b.size) < 0.5:
            chunks[-1].append(b)
        else:
            chunks.append([b])
    return chunks


def _arranged(chunks: list[list[Piece]]) -> list[list[Piece]]:
    """What stands above comes before what stands below it, what stands left before what stands right of it.

    Where neither holds, the file's order stays (topological order, T. Breuel, "High performance document layout
    analysis", 2003).
    """
    if len(chunks) > _MOST_CHUNKS:
        return [by_rows([piece for chunk in chunks for piece in chunk])]
    boxes = [around([piece.box for piece in chunk]) for chunk in chunks]
    prose = [sum(_is_prose(piece) for piece in chunk) >= _PROSE_LINES for chunk in chunks]
    before = [
        {a for a in range(len(boxes)) if a != b and _precedes(boxes[a], boxes[b], boxes, prose[a] and prose[b])}
        for b in range(len(boxes))
    ]
    out: list[int] = []
    left = list(range(len(boxes)))
    while left:
        free = [k for k in left if not before[k] & set(left)]
        pick = free[0] if free else min(left, key=lambda k: (boxes[k].top, boxes[k].x0))
        out.append(pick)
        left.remove(pick)
    return [chunks[k] for k in out]


def _precedes(a: Box, b: Box, boxes: Sequence[Box], prose: bool) -> bool:
    if min(a.x1, b.x1) - max(a.x0, b.x0) > 1:
        return (a.top + a.bottom) < (b.top + b.bottom)
    beside = min(a.bottom, b.bottom) - max(a.top, b.top) > 1
    if a.x1 > b.x0 + 1 or not (beside or prose):
        return False
    low, high = sorted(((a.top + a.bottom) / 2, (b.top + b.bottom) / 2))
    return not any(c.x0 < a.x1 - 1 and c.x1 > b.x0 + 1 and low < (c.top + c.bottom) / 2 < high for c in boxes)


def _is_prose(piece: Piece) -> bool:
    return piece.text.count(" ") >= _PROSE_WORDS


def _by_place(pieces: list[Piece]) -> list[Piece]:
    """Bands between runs that cross the gutter; within a band the left column first."""
    gutter = gutter_of(pieces)
    if gutter is None:
        return by_rows(pieces)
    middle = (gutter.x0 + gutter.x1) / 2
    out: list[Piece] = []
    band: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (piece.top, piece.x0)):
        crosses = piece.x0 < gutter.x0 - 1 and piece.x1 > gutter.x1 + 1
        outside = piece.bottom <= gutter.top or piece.top >= gutter.bottom
        if crosses or outside:
            out += _columns(band, middle)
            out.append(piece)
            band = []
        else:
            band.append(piece)
    return out + _columns(band, middle)


def _columns(band: list[Piece], middle: float) -> list[Piece]:
    left = [piece for piece in band if (piece.x0 + piece.x1) / 2 < middle]
    right = [piece for piece in band if (piece.x0 + piece.x1) / 2 >= middle]
    if not left or not right:
        return by_rows(band)
    return _side(left) + _side(right)


def _side(pieces: list[Piece]) -> list[Piece]:
    """A column may itself have columns."""
    gutter = gutter_of(pieces)
    return _columns(pieces, (gutter.x0 + gutter.x1) / 2) if gutter else by_rows(pieces)


def by_rows(pieces: Sequence[Piece]) -> list[Piece]:
    """From top to bottom; runs that stand on one line from left to right."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.middle, piece.x0)):
        if rows and abs(rows[-1][-1].middle - piece.middle) < 0.4 * min(piece.height, rows[-1][-1].height):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [piece for row in rows for piece in sorted(row, key=lambda piece: piece.x0)]


def gutter_of(pieces: Sequence[Piece]) -> Gutter | None:
    """The widest strip that separates two columns of prose, nearly no run crossing it."""
    prose = [piece for piece in pieces if _is_prose(piece)]
    if len(prose) < 2 * _COLUMN_LINES:
        return None
    best: Gutter | None = None
    for x0, x1 in _strips(prose):
        left = [piece for piece in prose if piece.x1 <= x0 + 1]
        right = [piece for piece in prose if piece.x0 >= x1 - 1]
        crossing = len(prose) - len(left) - len(right)
        if len(left) < _COLUMN_LINES or len(right) < _COLUMN_LINES or crossing > 0.35 * len(prose):
            continue
        a, b = _ends(left), _ends(right)
        shared = min(a[1], b[1]) - max(a[0], b[0])
        if shared > 40 and (best is None or x1 - x0 > best.x1 - best.x0):
            best = Gutter(x0, x1, min(a[0], b[0]), max(a[1], b[1]))
    return best


def _ends(column: Sequence[Piece]) -> tuple[float, float]:
    return min(piece.top for piece in column), max(piece.bottom for piece in column)


def _strips(prose: Sequence[Piece]) -> list[tuple[float, float]]:
    """Vertical strips between the right ends of some runs and the left ends of others, few runs across."""
    starts = sorted({round(piece.x0) for piece in prose})
    strips = []
    for start in starts[1:]:
        before = [piece.x1 for piece in prose if piece.x1 <= start and piece.x0 < start - 40]
        if len(before) < _COLUMN_LINES:
            continue
        end = max(before)
        if start - end >= _GUTTER:
            strips.append((end, float(start)))
    return strips
