"""Runs that stand on one line brought together: list marks with their items, note marks with their words."""

from array import array
from collections.abc import Sequence
from dataclasses import replace

from styrdok.reading.patterns import LEADING, MARKER, RAISED
from styrdok.reading.piece import UPRIGHT, Piece, overlap
from styrdok.reading.words import words

_SMALL = 0.86
_MARK_ROOM = 45.0
_JUSTIFIED_GAP = 7.0


def whole_lines(pieces: Sequence[Piece]) -> list[Piece]:
    """Join runs that follow each other on the same line, then list marks that the file draws apart."""
    joined: list[Piece] = []
    for k, piece in enumerate(pieces):
        if joined and (_belongs(joined[-1], piece) or _justified(joined, piece, pieces[k + 1 : k + 2])):
            joined[-1] = _together(joined[-1], piece)
        else:
            joined.append(piece)
    return _with_marks(joined)


def _justified(joined: list[Piece], b: Piece, after: Sequence[Piece]) -> bool:
    """Whether a wide gap is only that of a justified line: a line beside it covers the gap and ends where it does."""
    a = joined[-1]
    if a.place != b.place or a.element != b.element or overlap(a.top, a.bottom, b.top, b.bottom) < 0.8:
        return False
    if not 0 < b.x0 - a.x1 < _JUSTIFIED_GAP * b.size or a.size != b.size:
        return False
    return any(
        abs(line.x1 - b.x1) < 1.5
        and line.x0 < a.x1 - 2
        and " " in line.text
        and abs(line.middle - b.middle) < 2 * b.height
        and line.size == b.size
        for line in (*joined[-2:-1], *after)
    )


def _belongs(a: Piece, b: Piece) -> bool:
    if a.place != b.place or a.place != UPRIGHT or overlap(a.top, a.bottom, b.top, b.bottom) < 0.5:
        return False
    gap = b.x0 - a.x1
    if LEADING.fullmatch(a.text):
        return -1 < gap < _MARK_ROOM and abs(a.bottom - b.bottom) < 0.5 * b.height
    return -0.35 * b.size < gap < 0.9 * min(max(a.size, b.size), 14.0)


def _together(a: Piece, b: Piece) -> Piece:
    if is_raised(b, a):
        return _glued(a, replace(b, text=b.text.translate(RAISED)), not _is_unit(a.text, b.text))
    if is_raised(a, b) and len(a.text) <= 3:
        return _glued(replace(a, text=a.text.translate(RAISED)), b, True)
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
    left, right = array("f", a.edges), array("f", b.edges)
    if not space:
        left.pop()
    main = a if len(a.text) >= len(b.text) else b
    return replace(
        main,
        text=f"{a.text} {b.text}" if space else a.text + b.text,
        edges=(left + right).tobytes(),
        x0=min(a.x0, b.x0),
        top=min(a.top, b.top) if b.size >= a.size * _SMALL else a.top,
        x1=max(a.x1, b.x1),
        bottom=max(a.bottom, b.bottom),
        broken=b.broken,
    )


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
