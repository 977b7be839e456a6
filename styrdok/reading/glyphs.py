"""One open page: characters with their places, and probes of font, size and direction."""

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, NamedTuple, Self

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

from styrdok import edges
from styrdok.reading import pdfium
from styrdok.reading.limits import ReaderLimits
from styrdok.reading.source import Source
from styrdok.reading.tags import Roles, roles_of

_FORCE_BOLD = 1 << 18
_BOLD_NAMES = ("bold", "black", "heavy", "semib", "demi", "-bd", "extrab", "fett")
_BOLD_WEIGHT = 600
_SPACE, _NO_BREAK_SPACE = 0x20, 0xA0
_WIDE = 1.44
_APART, _MORE = 0.2, 0.15
_LEVEL = 0.3
_UPRIGHT = 0.98


class Glyph(NamedTuple):
    """What one probe of a character tells: size in points, weight, font, direction, visibility."""

    size: float
    bold: bool
    font: str
    upright: bool
    visible: bool


class Extent(NamedTuple):
    """What holds for a run of characters as a whole.

    ``level`` says that all its boxes stand at one height, ``rising`` that no character stands left of the one before;
    only then ``edges`` are the left sides of its characters and the right side of the last (:mod:`styrdok.edges`).
    """

    start: int
    end: int
    x0: float
    top: float
    x1: float
    bottom: float
    level: bool
    rising: bool
    edges: bytes


@dataclass(frozen=True, slots=True)
class Characters:
    """All characters of a page with their advance boxes, y downwards from the top of the page as shown.

    A blank reaches from the character before it to the one after it; where there is no box, top and bottom are
    infinite. ``gaps`` are the places of characters after a blank that is wider than blanks are, or goes backwards, and
    of those that stand as far from the one before as words do, although there is no blank.
    """

    text: str
    x0: NDArray[np.float64]
    top: NDArray[np.float64]
    x1: NDArray[np.float64]
    bottom: NDArray[np.float64]
    gaps: list[int]

    def extents(self, spans: Sequence[tuple[int, int]]) -> list[Extent]:
        """The extents of ``spans``, which are not empty, do not overlap and follow each other."""
        if not spans:
            return []
        bounds = np.array(spans)
        starts, ends = bounds[:, 0], bounds[:, 1]
        cuts = bounds.ravel()
        if cuts[-1] == len(self.x0):
            cuts = cuts[:-1]
        top, bottom = np.minimum.reduceat(self.top, cuts)[::2], np.maximum.reduceat(self.bottom, cuts)[::2]
        with np.errstate(invalid="ignore"):
            level = np.maximum.reduceat(self.top, cuts)[::2] - top < _LEVEL
            level &= bottom - np.minimum.reduceat(self.bottom, cuts)[::2] < _LEVEL
        falls = np.zeros(len(self.x0), np.intp)
        np.cumsum(self.x0[1:] < self.x0[:-1], out=falls[1:])
        rising = falls[starts] == falls[ends - 1]
        right = np.maximum(self.x0[ends - 1], self.x1[ends - 1])
        columns = (starts, ends, self.x0[starts], top, right, bottom, level, rising)
        return list(map(Extent, *(column.tolist() for column in columns), self._edges(spans, right, rising.tolist())))

    def _edges(
        self, spans: Sequence[tuple[int, int]], right: NDArray[np.float64], rising: Sequence[bool]
    ) -> list[bytes]:
        """The edges of those runs that rise, of all runs of common width at once."""
        places, lasts = _places(self.x0), _places(right).tolist()
        low = spans[0][0]
        starts = [start for start, _ in spans]
        firsts = places[starts]
        away = places[low:] - np.repeat(firsts, np.diff(starts, append=len(places)))
        packed = away.astype(np.uint16).tobytes()
        found = []
        for (start, end), first, last, rises in zip(spans, firsts.tolist(), lasts, rising, strict=True):
            if not rises:
                found.append(b"")
            elif edges.fits(first, last):
                found.append(edges.joined(first, packed[2 * (start - low) : 2 * (end - low)], last))
            else:
                found.append(edges.pack([*places[start:end].tolist(), last]))
        return found


_NOTHING = np.zeros(0)


def _laid_out(text: str, solid: NDArray[np.intp], left: Any, right: Any, extent: tuple[Any, Any]) -> Characters:
    """All characters of a page, by the boxes of its ``solid`` ones; blanks get the room between their neighbours."""
    top, bottom = extent
    height = (bottom - top)[:-1]
    room = left[1:] - right[:-1]
    size, beside = np.maximum(height, 4.0), np.diff(solid) == 1
    wide = ~beside & ((room > _WIDE * size) | (room < -height))
    wide |= beside & (room > _APART * size) & (room - _around(room, beside) > _MORE * size)
    blank = np.ones(len(text), np.bool_)
    blank[solid] = False
    before = np.cumsum(~blank) - 1
    after = np.minimum(before + blank, len(solid) - 1)
    np.maximum(before, 0, out=before)
    x0 = np.where(blank, right[before], left[before])
    x1 = np.where(blank, left[after], right[before])
    gaps = solid[1:][wide].tolist()
    return Characters(text, x0, top[before], x1, bottom[before], gaps)


def _places(sides: NDArray[np.float64]) -> NDArray[np.int64]:
    points = sides.astype(np.float32).astype(np.float64)
    if not np.isfinite(points).all():
        raise ValueError("a letter stands at no place")
    return np.rint(points * edges.GRAIN).astype(np.int64)


def _around(room: NDArray[np.float64], beside: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The least room between letters beside each place; the letters of a word that is spaced out stand evenly apart."""
    letters: NDArray[np.float64] = np.pad(np.where(beside, room, np.inf), 1, constant_values=np.inf)
    least: NDArray[np.float64] = np.minimum(letters[:-2], letters[2:])
    return least


class OpenPage:
    """A page while it is open; use it as a context manager."""

    def __init__(self, source: Source, index: int, limits: ReaderLimits) -> None:
        self.source = source
        self.index = index
        self.limits = limits
        self.page = source.document[index]
        self.raw = self.page.raw
        self.textpage = self.page.get_textpage()
        self.width, self.height = self.page.get_size()
        self.rotation = int(raw.FPDFPage_GetRotation(self.raw))
        bounds = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(self.raw, bounds)
        count = min(int(raw.FPDFPage_CountObjects(self.raw)), limits.objects)
        self.items = pdfium.drawings_of(self.raw, count)
        self.objects = count
        self._bounds = (bounds.left, bounds.bottom, bounds.right, bounds.top)
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._text = pdfium.place(pdfium.address(self.textpage.raw))
        self._glyphs: dict[int, Glyph] = {}
        self._looks: dict[tuple[int, int, float, tuple[float, ...]], Glyph] = {}
        self._matrix = (ctypes.c_float * 6)()
        self._matrix_place = ctypes.byref(self._matrix)
        self._roles: Roles = roles_of(self.raw) if source.is_tagged else {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.textpage.close()
        self.page.close()

    def characters(self) -> Characters:
        """Every character of the page in the order in which PDFium gives them."""
        count = min(int(raw.FPDFText_CountChars(self.textpage.raw)), self.limits.characters)
        if count <= 0:
            return Characters("", _NOTHING, _NOTHING, _NOTHING, _NOTHING, [])
        text = pdfium.characters(self.textpage.raw, count)
        codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32)
        solid = np.flatnonzero((codes > _SPACE) & (codes != _NO_BREAK_SPACE))
        if not len(solid):
            solid = np.arange(count)
        boxes = pdfium.loose_boxes(self._text, solid.tolist()).T.astype(np.float64, "C")
        left, top, right, bottom = self.shown(boxes[0], boxes[3], boxes[2], boxes[1])
        empty = bottom <= top
        top, bottom = np.where(empty, np.inf, top), np.where(empty, -np.inf, bottom)
        return _laid_out(text, solid, left, right, (top, bottom))

    def shown(self, left: Any, bottom: Any, right: Any, top: Any) -> tuple[Any, Any, Any, Any]:
        """Turn a rectangle of PDF page space into x0, top, x1, bottom of the page as it is shown."""
        x0, y0, x1, y1 = self._bounds
        if self.rotation == 1:
            return bottom - y0, left - x0, top - y0, right - x0
        if self.rotation == 2:
            return x1 - right, bottom - y0, x1 - left, top - y0
        if self.rotation == 3:
            return y1 - top, x1 - right, y1 - bottom, x1 - left
        return left - x0, y1 - top, right - x0, y1 - bottom

    def probe(self, position: int) -> Glyph:
        """Font, size and direction of the character at ``position``; they belong to the text object it is part of."""
        item = pdfium.text_object(self._text, position) or 0
        found = self._glyphs.get(item)
        if found is None:
            found = self._glyphs[item] = self._probe(position, item)
        return found

    def _probe(self, position: int, item: int) -> Glyph:
        """The look of a text object; objects that look alike share it."""
        font = (pdfium.text_font(item) or 0) if item else 0
        mode = pdfium.text_mode(item) if item else 0
        size = pdfium.font_size(self._text, position)
        known = pdfium.text_matrix(self._text, position, self._matrix_place)
        key = font, mode, size, tuple(self._matrix[:4]) if known else ()
        found = self._looks.get(key)
        if found is None:
            found = self._looks[key] = self._look(*key)
        return found

    def _look(self, font: int, mode: int, size: float, matrix: tuple[float, ...]) -> Glyph:
        name, bold = self._font(font)
        upright = True
        if matrix:
            along, up, a, b = matrix
            size *= math.hypot(a, b)
            upright = self._is_upright(along, up)
        return Glyph(
            size=round(size, 1),
            bold=bold or mode == pdfium.FILL_AND_STROKE,
            font=name,
            upright=upright,
            visible=mode != pdfium.INVISIBLE,
        )

    def _is_upright(self, along: float, up: float) -> bool:
        """Whether a direction of writing in page space runs from left to right on the page as shown."""
        ahead = (along, up, -along, -up)[self.rotation]
        return ahead > 0 and ahead > _UPRIGHT * math.hypot(along, up)

    def is_raised_glyph(self, position: int) -> bool:
        """Whether the ink of a digit starts well above its base line (superscript figures that a font has)."""
        if self.rotation:
            return False
        rise = pdfium.rise(self._text, position)
        return rise is not None and rise > 0.15 * self.probe(position).size

    def role(self, position: int) -> tuple[str, int]:
        """Role and element number of the character at ``position``; ``ARTIFACT`` for what a tagged page leaves out."""
        if not self._roles:
            return "", 0
        item = pdfium.text_object(self._text, position)
        content = pdfium.marked_content(item) if item else -1
        return self._roles.get(content, ("", 0)) if content >= 0 else ("ARTIFACT", 0)

    def _font(self, font: int) -> tuple[str, bool]:
        if not font:
            return "", False
        if font not in self._fonts:
            name = pdfium.byte_string(pdfium.font_name, font).split("+", 1)[-1]
            low = name.lower()
            named = any(word in low for word in _BOLD_NAMES)
            heavy = pdfium.font_weight(font) >= _BOLD_WEIGHT or bool(pdfium.font_flags(font) & _FORCE_BOLD)
            self._fonts[font] = (name, named or heavy)
        return self._fonts[font]

    def covered(self) -> float:
        """The share of the page that its largest picture covers, 0 to 1."""
        largest = 0.0
        corners = [ctypes.c_float() for _ in range(4)]
        for kind, item in self.items:
            if kind == raw.FPDF_PAGEOBJ_IMAGE and pdfium.object_bounds(item, *map(ctypes.addressof, corners)):
                x0, top, x1, bottom = self.shown(*(corner.value for corner in corners))
                largest = max(largest, (x1 - x0) * (bottom - top))
        return float(min(1.0, largest / max(1.0, self.width * self.height)))
