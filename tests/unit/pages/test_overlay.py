"""Frames and pictures of pages."""

import xml.etree.ElementTree as ET
from pathlib import Path

from styrdok.models import Box
from styrdok.pages.overlay import Mark, Sheet, page_svg
from styrdok.pages.pictures import PictureShelf
from styrdok.reading.pictures import page_picture

POLICY = Path(__file__).parents[3] / "corpus" / "pdf" / "personalpolicy.pdf"
SVG = "{http://www.w3.org/2000/svg}"


def test_picture_and_frames_share_one_coordinate_system():
    drawn = ET.fromstring(page_svg(Sheet(595, 842, "/p.png", "Sida 1"), [Mark((Box(72, 100, 200, 112),))]))
    assert drawn.attrib["viewBox"] == "0 0 595 842"
    image = drawn.find(f"{SVG}image")
    assert (image.attrib["width"], image.attrib["height"]) == ("595", "842")
    frame = drawn.find(f".//{SVG}rect")
    x, y, width, height = (float(frame.attrib[name]) for name in ("x", "y", "width", "height"))
    assert x <= 72
    assert y <= 100
    assert x + width >= 200
    assert y + height >= 112


def test_words_of_documents_cannot_break_out():
    svg = page_svg(Sheet(10, 10, '"/><script>', '"><script>'), [Mark((), "a", "</text>", "<script>")])
    assert "<script" not in svg
    ET.fromstring(svg)


def test_a_picture_is_drawn_once_and_the_shelf_stays_small():
    data, loads = POLICY.read_bytes(), []

    def load():
        loads.append(1)
        return page_picture(data, 1)

    shelf = PictureShelf()
    assert shelf.picture("a", 1, load) == shelf.picture("a", 1, load)
    assert len(loads) == 1
    tiny = PictureShelf(most_bytes=1)
    tiny.picture("a", 1, load)
    tiny.picture("b", 1, load)
    tiny.picture("a", 1, load)
    assert len(loads) == 4
