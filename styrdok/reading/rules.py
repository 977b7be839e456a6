"""The ruled lines of a page: horizontal and vertical edges of drawn paths, snapped together."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from styrdok.reading.glyphs import OpenPage

_THIN = 2.5
_SHORT = 4.0
_LONG = 8.0
_SNAP = 2.5
_FEW, _MANY = 6, 400
_DEPTH = 4

Edge = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """Horizontal edges as (y, x0, x1), vertical ones as (x, top, bottom)."""

    across: tuple[Edge, ...] = ()
    down: tuple[Edge, ...] = ()


def rules_of(page: OpenPage) -> Rules:
    """The ruled lines of a page, pieces of the same line joined."""
    across: list[Edge] = []
    down: list[Edge] = []
    for x0, top, x1, bottom in _strokes(page):
        if bottom - top <= _THIN and x1 - x0 >= _LONG:
            across.append(((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= _THIN and bottom - top >= _SHORT:
            down.append(((x0 + x1) / 2, top, bottom))
        elif x1 - x0 >= _LONG and bottom - top >= _SHORT:
            across += [(top, x0, x1), (bottom, x0, x1)]
            down += [(x0, top, bottom), (x1, top, bottom)]
    return Rules(_snapped(across), _snapped(down))


def _strokes(page: OpenPage) -> Iterator[tuple[float, float, float, float]]:
    corners = [ctypes.c_float() for _ in range(4)]
    for item, frame in _paths(page):
        if not raw.FPDFPageObj_GetBounds(item, *corners):
            continue
        left, bottom, right, top = (corner.value for corner in corners)
        wide, high = right - left, top - bottom
        if wide >= _LONG and high >= _LONG and raw.FPDFPath_CountSegments(item) > _FEW:
            yield from (page.shown(*_moved(box, frame)) for box in _segments(item))
        elif wide >= _LONG or high >= _SHORT:
            yield page.shown(*_moved((left, bottom, right, top), frame))


def _paths(page: OpenPage) -> Iterator[tuple[Any, Any]]:
    """The path objects of a page and of the forms drawn on it, with the matrix of the form."""
    count = raw.FPDFPage_CountObjects(page.raw)
    stack: list[tuple[Any, Any, int]] = [
        (raw.FPDFPage_GetObject(page.raw, k), None, 0) for k in range(min(count, page.limits.objects))
    ]
    stack.reverse()
    seen = 0
    while stack and seen < page.limits.objects:
        item, frame, depth = stack.pop()
        seen += 1
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, frame
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            matrix = raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(item, matrix)
            inner = _combined(matrix, frame)
            for k in range(min(raw.FPDFFormObj_CountObjects(item), page.limits.objects)):
                stack.append((raw.FPDFFormObj_GetObject(item, k), inner, depth + 1))


def _combined(inner: Any, outer: Any) -> tuple[float, float, float, float, float, float]:
    a, b, c, d, e, f = inner.a, inner.b, inner.c, inner.d, inner.e, inner.f
    if outer is None:
        return a, b, c, d, e, f
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(box: tuple[float, float, float, float], frame: Any) -> tuple[float, float, float, float]:
    if frame is None:
        return box
    a, b, c, d, e, f = frame
    xs = sorted(a * x + c * y + e for x in (box[0], box[2]) for y in (box[1], box[3]))
    ys = sorted(b * x + d * y + f for x in (box[0], box[2]) for y in (box[1], box[3]))
    return xs[0], ys[0], xs[-1], ys[-1]


def _segments(item: Any) -> Iterator[tuple[float, float, float, float]]:
    """The straight horizontal and vertical strokes of a path that draws many."""
    count = raw.FPDFPath_CountSegments(item)
    if count > _MANY:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    px = py = 0.0
    for k in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, k)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        qx = matrix.a * x.value + matrix.c * y.value + matrix.e
        qy = matrix.b * x.value + matrix.d * y.value + matrix.f
        drawn = raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_LINETO
        if drawn and (abs(qx - px) <= 1 or abs(qy - py) <= 1):
            yield min(px, qx), min(py, qy), max(px, qx), max(py, qy)
        px, py = qx, qy


def _snapped(edges: list[Edge]) -> tuple[Edge, ...]:
    """Edges at nearly the same place brought to one place, touching ones joined."""
    lanes: list[tuple[float, list[tuple[float, float]]]] = []
    for place, start, end in sorted(edges):
        if lanes and place - lanes[-1][0] <= _SNAP:
            lanes[-1][1].append((start, end))
        else:
            lanes.append((place, [(start, end)]))
    return tuple((place, start, end) for place, spans in lanes for start, end in _merged(sorted(spans)))


def _merged(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    out = [spans[0]]
    for start, end in spans[1:]:
        if start <= out[-1][1] + _SNAP:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out
