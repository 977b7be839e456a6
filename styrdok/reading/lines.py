"""Runs that stand on one line brought together: list marks with their items, note marks with their words."""

from collections.abc import Sequence
from itertools import accumulate

from styrdok.edges import pack, unpack
from styrdok.reading.patterns import LEADING, MARKER, RAISED
from styrdok.reading.piece import UPRIGHT, Piece, overlap
from styrdok.reading.words import words

_SMALL = 0.86
_MARK_ROOM = 45.0
_JUSTIFIED_GAP = 7.0
_FULL_LINE = 3
_MARGIN_LINES = 4


def whole_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Join runs that follow each other on the same line, then list marks that the file draws apart."""
    joined: list[Piece] = []
    margins = _right_margins(pieces)
    for k, piece in enumerate(pieces):
        if joined and (_belongs(joined[-1], piece) or _justified(joined[-1], pieces, k, margins)):
            joined[-1] = _together(joined[-1], piece)
        else:
            joined.append(piece)
    return _with_marks(joined)


def _right_margins(pieces: Sequence[Piece]) -> dict[int, float]:
    """Right ends (whole points) that several full lines of text share, with the leftmost start of those lines."""
    starts: dict[int, list[float]] = {}
    for piece in pieces:
        if piece.text.count(" ") >= _FULL_LINE:
            starts.setdefault(round(piece.x1), []).append(piece.x0)
    return {end: min(found) for end, found in starts.items() if len(found) >= _MARGIN_LINES}


def _justified(a: Piece, pieces: Sequence[Piece], k: int, margins: dict[int, float]) -> bool:
    """Whether a wide gap is only that of a justified line: the line ends at a margin where full lines end."""
    b = pieces[k]
    if a.place != b.place or a.element != b.element or overlap(a.top, a.bottom, b.top, b.bottom) < 0.8:
        return False
    if not 0 < b.x0 - a.x1 < _JUSTIFIED_GAP * b.size or a.size != b.size:
        return False
    last = k
    while last + 1 < len(pieces) and overlap(b.top, b.bottom, pieces[last + 1].top, pieces[last + 1].bottom) > 0.8:
        last += 1
    end = round(pieces[last].x1)
    starts = [margins[near] for near in (end - 1, end, end + 1) if near in margins]
    return any(start - 2 * a.size < a.x0 and start < a.x1 for start in starts)


def _belongs(a: Piece, b: Piece) -> bool:
    if a.place != b.place or a.place != UPRIGHT or overlap(a.top, a.bottom, b.top, b.bottom) < 0.5:
        return False
    gap = b.x0 - a.x1
    if LEADING.fullmatch(a.text):
        return -1 < gap < _MARK_ROOM and abs(a.bottom - b.bottom) < 0.5 * b.height
    return -0.35 * b.size < gap < 0.9 * min(max(a.size, b.size), 14.0)


def _together(a: Piece, b: Piece) -> Piece:
    if is_raised(b, a):
        return _glued(a, b._replace(text=b.text.translate(RAISED)), not _is_unit(a.text, b.text))
    if is_raised(a, b) and len(a.text) <= 3:
        return _glued(a._replace(text=a.text.translate(RAISED)), b, True)
    lowered = b.size < _SMALL * a.size and b.text.isdigit()
    wide = b.x0 - a.x1 > 0.12 * max(a.size, b.size)
    return _glued(a, b, wide and not lowered)


def is_raised(mark: Piece, line: Piece) -> bool:
    """Whether ``mark`` is a note mark set as superscript beside ``line``."""
    short = len(mark.text) <= 5 and all(char.isdigit() or char in ",*" for char in mark.text)
    return short and mark.size < _SMALL * line.size and mark.bottom < line.bottom - 0.08 * line.height


def _is_unit(before: str, mark: str) -> bool:
    last = before.rsplit(maxsplit=1)[-1].lower() if before.split() else ""
    return mark in ("2", "3") and last.rsplit("/")[-1] in words().units


def _glued(a: Piece, b: Piece, space: bool) -> Piece:
    left, right = unpack(a.edges), unpack(b.edges)
    if not space:
        left.pop()
    main = a if len(a.text) >= len(b.text) else b
    return main._replace(
        text=f"{a.text} {b.text}" if space else a.text + b.text,
        edges=pack(_rising(left, right)),
        x0=a.x0,
        top=min(a.top, b.top) if b.size >= a.size * _SMALL else a.top,
        x1=max(a.x1, b.x1),
        bottom=max(a.bottom, b.bottom),
        broken=b.broken,
    )


def _rising(left: list[int], right: list[int]) -> list[int]:
    """The edges of two runs as those of one, never going back."""
    if left and right and right[0] < left[-1]:
        return list(accumulate(left + right, max))
    return left + right


def _with_marks(pieces: list[Piece]) -> list[Piece]:
    """Give list marks that stand alone in the file to the run on their right."""
    marks = [k for k, piece in enumerate(pieces) if piece.place == UPRIGHT and MARKER.fullmatch(piece.text)]
    if not marks:
        return pieces
    out: list[Piece | None] = list(pieces)
    for k in marks:
        best = _owner(pieces[k], out, k)
        if best is not None:
            owner = out[best]
            assert owner is not None
            out[best] = _glued(pieces[k], owner, True)
            out[k] = None
    return [piece for piece in out if piece is not None]


def _owner(mark: Piece, pieces: Sequence[Piece | None], own: int) -> int | None:
    best: tuple[float, int] | None = None
    for k, piece in enumerate(pieces):
        if k == own or piece is None or piece.place != UPRIGHT or not piece.top - 2 <= mark.middle <= piece.bottom + 2:
            continue
        gap = piece.x0 - mark.x1
        if -1 <= gap < _MARK_ROOM and (best is None or gap < best[0]):
            best = (gap, k)
    return best[1] if best else None
