"""Recognises pages with the engine of the package RapidOCR: ``python -m styrdok.reading.scans PAGES SOURCE TARGET``.

Each page is drawn, its lines are recognised, and they are laid over the picture as invisible text, where a reader finds
them like any other text. It is a program of its own, so that a hostile file or a slow page ends no more than itself.
"""

import ctypes
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from styrdok.reading.ocr import PACKAGE, numbers

_DOTS_PER_INCH = 200
_SURE = 0.5
_ALIKE = (0.72, 1.3)
_BELOW_MIDDLE = 0.28


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A recognised line and its box on the picture, in pixels from the top left."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


Engine = Callable[[Any], Iterator[PrintedLine]]


def packaged_engine() -> Engine:
    """The engine of the installed package; lines that it is not sure of are left out."""
    from importlib import import_module

    recognise = import_module(PACKAGE).RapidOCR()

    def lines(picture: Any) -> Iterator[PrintedLine]:
        found = recognise(picture)
        boxes = () if found.boxes is None else found.boxes
        for box, text, score in zip(boxes, found.txts or (), found.scores or (), strict=True):
            if score >= _SURE and text.strip():
                across, down = [float(corner[0]) for corner in box], [float(corner[1]) for corner in box]
                yield PrintedLine(text.strip(), min(across), min(down), max(across), max(down))

    return lines


def recognise_pages(source: Path, pages: tuple[int, ...], target: Path, engine: Engine) -> None:
    """Write ``source`` with the recognised lines of ``pages`` (from 1) as invisible text to ``target``."""
    document = pypdfium2.PdfDocument(source)
    font = pdfium.FPDFText_LoadStandardFont(document.raw, b"Helvetica")
    for number in pages:
        page = document[number - 1]
        picture = page.render(scale=_DOTS_PER_INCH / 72).to_numpy()
        for line in _evened(list(engine(picture[:, :, :3]))):
            _lay(document, page, font, line)
        pdfium.FPDFPage_GenerateContent(page.raw)
        page.close()
    document.save(target)


def _evened(lines: list[PrintedLine]) -> Iterator[PrintedLine]:
    """The lines, those of about the usual height at just that height; a box hugs the letters that its line has."""
    usual = median([line.bottom - line.top for line in lines] or [0.0])
    for line in lines:
        if _ALIKE[0] * usual <= line.bottom - line.top <= _ALIKE[1] * usual:
            middle = (line.top + line.bottom) / 2
            line = replace(line, top=middle - usual / 2, bottom=middle + usual / 2)
        yield line


def _lay(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, font: Any, line: PrintedLine) -> None:
    """One line of invisible text, as wide and as high as what is printed there."""
    scale = 72 / _DOTS_PER_INCH
    size = (line.bottom - line.top) * scale
    item = pdfium.FPDFPageObj_CreateTextObj(document.raw, font, size)
    words = ctypes.create_string_buffer(f"{line.text}\0".encode("utf-16-le"))
    pdfium.FPDFText_SetText(item, ctypes.cast(words, ctypes.POINTER(pdfium.FPDF_WCHAR)))
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    stretch = (line.right - line.left) * scale / ((right.value - left.value) or 1.0)
    pdfium.FPDFTextObj_SetTextRenderMode(item, pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
    baseline = page.get_height() - (line.top + line.bottom) / 2 * scale - _BELOW_MIDDLE * size
    pdfium.FPDFPageObj_Transform(item, stretch, 0, 0, 1, line.left * scale, baseline)
    pdfium.FPDFPage_InsertObject(page.raw, item)


if __name__ == "__main__":
    recognise_pages(Path(sys.argv[2]), numbers(sys.argv[1]), Path(sys.argv[3]), packaged_engine())
