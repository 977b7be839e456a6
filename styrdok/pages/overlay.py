"""A page as SVG: its picture with frames drawn around words.

Picture and frames share one coordinate system (points from the page's top left corner), so no style sheet can move
one against the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from styrdok.models import Box

_AIR = 1.5


@dataclass(frozen=True, slots=True)
class Mark:
    """Words to mark on a page: their boxes, a class name for the look, and an optional short sign beside them."""

    boxes: tuple[Box, ...]
    look: str = "evidence"
    sign: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to draw: its size in points, the address of its picture, and what it is called."""

    width: float
    height: float
    picture: str
    title: str


def page_svg(sheet: Sheet, marks: Iterable[Mark] = (), window: Box | None = None) -> str:
    """The page, or the part of it inside ``window``, as an SVG element with one frame per box."""
    view = window or Box(0, 0, sheet.width, sheet.height)
    shape = f"{_n(view.x0)} {_n(view.top)} {_n(view.x1 - view.x0)} {_n(view.bottom - view.top)}"
    title = escape(sheet.title, quote=True)
    drawn = "".join(_mark(mark) for mark in marks)
    return (
        f'<svg class="page" xmlns="http://www.w3.org/2000/svg" viewBox="{shape}" role="img" aria-label="{title}">'
        f'<image href="{escape(sheet.picture, quote=True)}" x="0" y="0" width="{_n(sheet.width)}" '
        f'height="{_n(sheet.height)}" preserveAspectRatio="none"/>{drawn}</svg>'
    )


def _mark(mark: Mark) -> str:
    look = escape(mark.look, quote=True)
    words = f"<title>{escape(mark.words)}</title>" if mark.words else ""
    frames = "".join(
        f'<rect x="{_n(box.x0 - _AIR)}" y="{_n(box.top - _AIR)}" width="{_n(box.x1 - box.x0 + 2 * _AIR)}" '
        f'height="{_n(box.bottom - box.top + 2 * _AIR)}" rx="2" fill="#ffd54a" fill-opacity="0.35" '
        'stroke="#9c3d00" stroke-width="1.2"/>'
        for box in mark.boxes
    )
    return f'<g class="{look}">{words}{frames}{_sign(mark)}</g>'


def _sign(mark: Mark) -> str:
    if not mark.sign or not mark.boxes:
        return ""
    first, left = mark.boxes[0], min(box.x0 for box in mark.boxes)
    return (
        f'<text x="{_n(max(12.0, left - 6))}" y="{_n(first.bottom - 2)}" text-anchor="end" font-size="12" '
        f'font-weight="bold" fill="#7a2e00">{escape(mark.sign)}</text>'
    )


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
