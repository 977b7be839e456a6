"""Word boxes held against what is seen: the ink of the rendered page, and PDFium's own boxes of the characters."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as raw
from numpy.typing import NDArray

from styrdok.models import Box, Reading
from styrdok.reading import read

SCALE = 150 / 72
DARK = 160
RING = 2
WORD = re.compile(r"\S+")
RAISED = re.compile(r"[¹²³⁰⁴-⁹]")


@dataclass(frozen=True)
class Ink:
    """How many words were looked at, and how many of their boxes fit.

    ``inside``: no ink sticks out by more than a pixel (ink beside a box that no other box covers does). ``wide``: box
    and ink overlap by 0.9 in width; ``near``: or the box has no more room at its ends than letters have beside them,
    0.15 of its height. ``advance``: the box spans what PDFium's loose boxes of the characters span, by 0.9 in width,
    and covers their height (a line has one height, so a note mark in it makes the words of that line higher).
    Words on a dark ground are not counted: their ink cannot be told from the ground.
    """

    words: int
    inside: int
    wide: int
    near: int
    advance: int

    def __add__(self, other: "Ink") -> "Ink":
        return Ink(
            self.words + other.words,
            self.inside + other.inside,
            self.wide + other.wide,
            self.near + other.near,
            self.advance + other.advance,
        )


def words_of(reading: Reading, page: int) -> Iterator[tuple[str, Box]]:
    """The words of a page with their boxes; raised figures are drawn otherwise than they are written and left out."""
    for block in reading.blocks:
        for line in block.lines if block.page == page and block.kind.value not in ("stamp", "annotation") else ():
            for match in WORD.finditer(reading.text, line.start, line.end):
                if not RAISED.search(match.group()):
                    yield match.group(), line.part(*match.span())


def ink_of(data: bytes, reading: Reading, most_pages: int = 10_000) -> Ink:
    """Measure the words of all pages that are not turned."""
    total = Ink(0, 0, 0, 0, 0)
    with pypdfium2.PdfDocument(data) as document:
        for index in range(min(len(document), most_pages)):
            page = document[index]
            if page.get_rotation() == 0:
                dark = page.render(scale=SCALE, grayscale=True).to_numpy().squeeze() < DARK
                loose = loose_boxes(page)
                words = list(words_of(reading, index + 1))
                bare = dark & ~_covered(dark, reading, index + 1)
                for _, box in words:
                    total += _one(dark, bare, box, loose)
    return total


def loose_boxes(page: pypdfium2.PdfPage) -> NDArray[np.float64]:
    """PDFium's loose boxes of the characters that are no blanks: x0, top, x1, bottom from the top left corner."""
    left, _, _, top = page.get_bbox()
    text, box = page.get_textpage(), raw.FS_RECTF()
    found = []
    for k in range(text.count_chars()):
        if not chr(raw.FPDFText_GetUnicode(text.raw, k)).isspace() and raw.FPDFText_GetLooseCharBox(text.raw, k, box):
            found.append((box.left - left, top - box.top, box.right - left, top - box.bottom))
    return np.array(found).reshape(-1, 4)


def _covered(dark: NDArray[np.bool_], reading: Reading, page: int) -> NDArray[np.bool_]:
    mask = np.zeros_like(dark)
    for block in reading.blocks:
        for line in block.lines if block.page == page else ():
            x0, x1, y0, y1 = _pixels(line.box)
            mask[max(0, int(y0 - 0.5)) : int(y1 + 1.5), max(0, int(x0 - 0.5)) : int(x1 + 1.5)] = True
    return mask


def _pixels(box: Box) -> tuple[float, ...]:
    return tuple(SCALE * side for side in (box.x0, box.x1, box.top, box.bottom))


def _one(dark: NDArray[np.bool_], bare: NDArray[np.bool_], box: Box, loose: NDArray[np.float64]) -> Ink:
    x0, x1, y0, y1 = _pixels(box)
    rows = slice(max(0, int(y0)), int(y1) + 1)
    left = max(0, int(x0 - 0.5))
    around = dark[max(0, int(y0) - RING) : int(y1) + RING + 1, left : int(x1) + 1]
    if around.size and around.mean() > 0.6:
        return Ink(0, 0, 0, 0, 0)
    own = np.flatnonzero(dark[rows, left : int(x1 + 1.5)].any(axis=0)) + left
    advance = _agrees(box, loose)
    if not len(own):
        return Ink(1, 0, 0, 0, advance)
    inside = not bare[max(0, int(y0) - RING) : int(y1) + RING + 1, left : int(x1 + 1.5)].any()
    first, last = own[0], own[-1] + 1
    wide = _shared(first, last, x0, x1) >= 0.9
    room = 0.15 * (y1 - y0) + 1
    near = wide or (abs(first - x0) <= room and abs(last - x1) <= room)
    return Ink(1, int(inside), int(wide), int(near), advance)


def _shared(a0: float, a1: float, b0: float, b1: float) -> float:
    return (min(a1, b1) - max(a0, b0)) / (max(a1, b1) - min(a0, b0))


def _agrees(box: Box, loose: NDArray[np.float64]) -> int:
    """Whether the box spans the loose boxes of the characters whose middle lies in it."""
    x, y = (loose[:, 0] + loose[:, 2]) / 2, (loose[:, 1] + loose[:, 3]) / 2
    own = loose[(x > box.x0) & (x < box.x1) & (y > box.top) & (y < box.bottom)]
    if not len(own):
        return 0
    x0, top, x1, bottom = own[:, 0].min(), own[:, 1].min(), own[:, 2].max(), own[:, 3].max()
    return int(_shared(x0, x1, box.x0, box.x1) >= 0.9 and top >= box.top - 0.5 and bottom <= box.bottom + 0.5)


def main(folders: list[str]) -> None:
    """Print the shares for the documents of folders; ``python -m tests.truth.ink FOLDER``."""
    for path in sorted(path for folder in folders for path in Path(folder).glob("*.pdf")):
        data = path.read_bytes()
        ink = ink_of(data, read(data), 4)
        shares = [f"{part / max(1, ink.words):.4f}" for part in (ink.inside, ink.wide, ink.near, ink.advance)]
        print(f"{path.stem[:50]:50s} {ink.words:6d}", *shares)


if __name__ == "__main__":
    main(sys.argv[1:])
