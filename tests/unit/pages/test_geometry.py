"""Boxes lie on the words: held against where PDFium itself puts every character on the drawn page."""

import ctypes
import unicodedata
from collections import Counter
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from styrdok.reading import passages, read

CORPUS = Path(__file__).parents[3] / "corpus" / "pdf"
FINE = 10


def characters(page):
    """Each letter or digit with the centre of its tight box, in points from the top left of the drawn page."""
    width, height = page.get_size()
    text = page.get_textpage()
    x, y = ctypes.c_int(), ctypes.c_int()
    for number in range(text.count_chars()):
        sign = unicodedata.normalize("NFKC", chr(raw.FPDFText_GetUnicode(text.raw, number)))
        left, bottom, right, top = text.get_charbox(number)
        if sign[:1].isalnum() and right > left and top > bottom:
            middle = (left + right) / 2, (bottom + top) / 2
            raw.FPDF_PageToDevice(page.raw, 0, 0, round(width * FINE), round(height * FINE), 0, *middle, x, y)
            yield sign, x.value / FINE, y.value / FINE


def inside(box, x, y):
    return box.x0 <= x <= box.x1 and box.top <= y <= box.bottom


def likeness(path):
    """Share of the passages' letters that PDFium finds inside their boxes, and share of those inside that belong."""
    data = path.read_bytes()
    reading = read(data)
    document = pdfium.PdfDocument(data)
    drawn = {}
    right = wanted = met = 0
    for passage in passages(reading):
        number = passage.anchor.page
        if number not in drawn:
            drawn[number] = list(characters(document[number - 1]))
        there = Counter(
            sign
            for written, x, y in drawn[number]
            if any(inside(box, x, y) for box in passage.anchor.boxes)
            for sign in written
        )
        on_page = reading.text[passage.start : min(passage.end, reading.pages[number - 1].end)]
        meant = Counter(sign for sign in on_page if sign.isalnum())
        right += (there & meant).total()
        wanted += meant.total()
        met += there.total()
    document.close()
    return right / max(wanted, 1), right / max(met, 1)


@pytest.mark.parametrize("path", sorted(CORPUS.glob("*.pdf")), ids=lambda path: path.stem)
def test_boxes_lie_on_the_words_of_the_corpus(path):
    found, kept = likeness(path)
    if "scan" not in path.stem:
        assert found > 0.99
        assert kept > 0.99


@pytest.mark.real
def test_boxes_lie_on_the_words_of_real_documents(real_folder):
    figures = {path.stem: likeness(path) for path in sorted(real_folder.glob("*.pdf"))}
    assert {name: figure for name, figure in figures.items() if min(figure) < 0.9} == {}
