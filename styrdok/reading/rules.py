"""The ruled lines of a page: horizontal and vertical edges of drawn paths, snapped together."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as raw

from styrdok.reading import pdfium
from styrdok.reading.glyphs import OpenPage

_THIN = 2.5
_SHORT = 4.0
_LONG = 8.0
_SNAP = 2.5
_FEW, _MANY = 6, 400
_DEPTH = 4
_WHITE = 0xFFFFFF

Edge = tuple[float, float, float]
Rectangle = tuple[float, float, float, float]
Panel = tuple[int, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """Horizontal edges as (y, x0, x1), vertical ones as (x, top, bottom)."""

    across: tuple[Edge, ...] = ()
    down: tuple[Edge, ...] = ()


def rules_of(page: OpenPage) -> Rules:
    """The ruled lines of a page, pieces of the same line joined."""
    across: list[Edge] = []
    down: list[Edge] = []
    strokes, panels = _drawn(page)
    for x0, top, x1, bottom in (*strokes, *_joined_panels(panels)):
        if bottom - top <= _THIN and x1 - x0 >= _LONG:
            across.append(((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= _THIN and bottom - top >= _SHORT:
            down.append(((x0 + x1) / 2, top, bottom))
        elif x1 - x0 >= _LONG and bottom - top >= _SHORT:
            across += [(top, x0, x1), (bottom, x0, x1)]
            down += [(x0, top, bottom), (x1, top, bottom)]
    return Rules(_snapped(across), _snapped(down))


def _drawn(page: OpenPage) -> tuple[list[Rectangle], list[Panel]]:
    """The boxes of strokes and stroked frames, and the filled panels with their colour; white ones are not seen."""
    strokes: list[Rectangle] = []
    panels: list[Panel] = []
    corners = [ctypes.c_float() for _ in range(4)]
    places = [ctypes.addressof(corner) for corner in corners]
    for item, frame in _paths(page):
        if not pdfium.object_bounds(item, *places):
            continue
        left, bottom, right, top = (corner.value for corner in corners)
        wide, high = right - left, top - bottom
        if wide < _LONG and high < _SHORT:
            continue
        if min(wide, high) >= _LONG and pdfium.segment_count(item) > _FEW:
            strokes += [page.shown(*_moved(box, frame)) for box in _segments(item)]
            continue
        box = page.shown(*_moved((left, bottom, right, top), frame))
        colour = _fill(item) if min(wide, high) > _THIN else None
        if colour is None:
            strokes.append(box)
        elif colour != _WHITE:
            panels.append((colour, *box))
    return strokes, panels


def _fill(place: int) -> int | None:
    """The fill colour of a path that has no outline, else ``None``."""
    item = pdfium.page_object(place)
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(item, mode, stroke) or stroke.value or not mode.value:
        return None
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return (red.value << 16 | green.value << 8 | blue.value) if alpha.value else _WHITE


def _joined_panels(panels: list[Panel]) -> list[Rectangle]:
    """Panels of one colour that stand on each other (shading drawn line by line) as one panel."""
    out: list[Panel] = []
    for panel in sorted(panels, key=lambda p: (p[0], round(p[1]), round(p[3]), p[2])):
        last = out[-1] if out else None
        same = (
            last is not None and last[0] == panel[0] and abs(last[1] - panel[1]) < 1.5 and abs(last[3] - panel[3]) < 1.5
        )
        if last is not None and same and panel[2] <= last[4] + 1.5:
            out[-1] = (last[0], last[1], last[2], last[3], max(last[4], panel[4]))
        else:
            out.append(panel)
    return [panel[1:] for panel in out]


def _paths(page: OpenPage) -> Iterator[tuple[int, Any]]:
    """The path objects of a page and of the forms drawn on it, with the matrix of the form."""
    stack: list[tuple[int, int, Any, int]] = [(kind, item, None, 0) for kind, item in reversed(page.items)]
    seen = 0
    while stack and seen < page.limits.objects:
        kind, item, frame, depth = stack.pop()
        seen += 1
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield item, frame
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEPTH:
            form, matrix = pdfium.page_object(item), raw.FS_MATRIX()
            raw.FPDFPageObj_GetMatrix(form, matrix)
            inner = _combined(matrix, frame)
            for k in range(min(raw.FPDFFormObj_CountObjects(form), page.limits.objects)):
                child = pdfium.address(raw.FPDFFormObj_GetObject(form, k))
                stack.append((pdfium.object_type(child), child, inner, depth + 1))


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


def _segments(item: int) -> Iterator[tuple[float, float, float, float]]:
    """The straight horizontal and vertical strokes of a path that draws many."""
    count = pdfium.segment_count(item)
    if count > _MANY:
        return
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(pdfium.page_object(item), matrix)
    a, b, c, d, e, f = matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f
    point = (ctypes.c_float * 2)()
    path, x, y = pdfium.place(item), ctypes.byref(point), ctypes.byref(point, ctypes.sizeof(ctypes.c_float))
    px = py = 0.0
    for k in range(count):
        segment = pdfium.segment_at(path, k)
        pdfium.segment_point(segment, x, y)
        along, up = point
        qx = a * along + c * up + e
        qy = b * along + d * up + f
        drawn = pdfium.segment_type(segment) == raw.FPDF_SEGMENT_LINETO
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
