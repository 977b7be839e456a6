"""Pictures of pages: as they look, and with what the reader made of them drawn on top."""

import ctypes
import struct
import zlib

import numpy as np
import pypdfium2.raw as raw
from numpy.typing import NDArray

from styrdok.models import Block, Box, Reading
from styrdok.reading import pdfium
from styrdok.reading.source import open_source
from styrdok.vocabulary import BlockKind

Pixels = NDArray[np.uint8]
Colour = tuple[int, int, int]

_MOST_PIXELS = 40_000_000
_COLOURS: dict[BlockKind, Colour] = {
    BlockKind.HEADING: (200, 0, 0),
    BlockKind.PARAGRAPH: (0, 90, 200),
    BlockKind.LIST_ITEM: (0, 140, 60),
    BlockKind.TABLE: (150, 0, 170),
    BlockKind.FOOTNOTE: (180, 110, 0),
    BlockKind.CAPTION: (0, 150, 160),
    BlockKind.TOC: (110, 110, 0),
}
_FURNITURE: Colour = (140, 140, 140)
_ROWS = {
    "0": "75557", "1": "26227", "2": "71747", "3": "71717", "4": "55711",
    "5": "74717", "6": "74757", "7": "71111", "8": "75757", "9": "75717",
}  # fmt: skip


def page_picture(data: bytes, page: int, scale: float = 1.5) -> bytes:
    """A PNG of a page (counted from 1); ``scale`` is pixels per point.

    Raises what :func:`~styrdok.reading.read` raises, and :class:`IndexError` for a page that is not there.
    """
    return png(_rendered(data, page, scale))


def debug_picture(data: bytes, reading: Reading, page: int, scale: float = 1.5) -> bytes:
    """A PNG of a page with the blocks of ``reading`` framed, numbered in reading order and coloured by kind.

    Furniture is grey, headings red, paragraphs blue, list items green, tables violet, footnotes brown.
    """
    pixels = _rendered(data, page, scale)
    for number, block in enumerate(block for block in reading.blocks if block.page == page):
        colour = _FURNITURE if block.furniture else _COLOURS.get(block.kind, _FURNITURE)
        runs = _runs(block)
        for box in runs:
            _frame(pixels, box, scale, colour)
        for cell in block.cells:
            _frame(pixels, cell.box, scale, colour, 1)
        _number(pixels, number + 1, runs[0], scale, colour)
    return png(pixels)


def png(pixels: Pixels) -> bytes:
    """Encode RGB pixels (height × width × 3) as PNG."""
    height, width, _ = pixels.shape
    rows = np.zeros((height, width * 3 + 1), np.uint8)
    rows[:, 1:] = pixels.reshape(height, width * 3)
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows.tobytes(), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _rendered(data: bytes, number: int, scale: float) -> Pixels:
    with open_source(data) as source:
        if not 1 <= number <= source.count:
            raise IndexError(number)
        page = source.document[number - 1]
        width, height = page.get_size()
        scale = min(scale, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
        bitmap = raw.FPDFBitmap_Create(columns, rows, 0)
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
            raw.FPDF_RenderPageBitmap(bitmap, page.raw, 0, 0, columns, rows, 0, raw.FPDF_ANNOT)
            stride = raw.FPDFBitmap_GetStride(bitmap)
            size = stride * rows
            place = pdfium.address(raw.FPDFBitmap_GetBuffer(bitmap))
            flat = np.frombuffer((ctypes.c_ubyte * size).from_address(place), np.uint8)
            return flat.reshape(rows, stride)[:, : columns * 4].reshape(rows, columns, 4)[:, :, 2::-1].copy()
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
            page.close()


def _runs(block: Block) -> list[Box]:
    """The boxes of a block, one for each column that it runs through."""
    runs: list[Box] = []
    for line in block.lines:
        if runs and line.box.top >= runs[-1].top - line.size and line.box.x0 < runs[-1].x1:
            last = runs.pop()
            runs.append(
                Box(
                    min(last.x0, line.box.x0),
                    min(last.top, line.box.top),
                    max(last.x1, line.box.x1),
                    max(last.bottom, line.box.bottom),
                )
            )
        else:
            runs.append(line.box)
    return runs or [block.box]


def _frame(pixels: Pixels, box: Box, scale: float, colour: Colour, thick: int = 2) -> None:
    height, width, _ = pixels.shape
    x0, x1 = (min(max(round(x), 0), width - 1) for x in (box.x0 * scale - thick, box.x1 * scale + thick))
    y0, y1 = (min(max(round(y), 0), height - 1) for y in (box.top * scale - thick, box.bottom * scale + thick))
    for y in (slice(y0, y0 + thick), slice(max(0, y1 - thick), y1)):
        pixels[y, x0:x1] = colour
    for x in (slice(x0, x0 + thick), slice(max(0, x1 - thick), x1)):
        pixels[y0:y1, x] = colour


def _number(pixels: Pixels, number: int, box: Box, scale: float, colour: Colour) -> None:
    left, top = max(0, round(box.x0 * scale) - 8 * len(str(number)) - 3), max(0, round(box.top * scale))
    for digit in str(number):
        for row, bits in enumerate(_ROWS[digit]):
            for column in range(3):
                if int(bits) & (4 >> column):
                    pixels[top + 2 * row : top + 2 * row + 2, left + 2 * column : left + 2 * column + 2] = colour
        left += 8
