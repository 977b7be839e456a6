"""From text to place and back; what holds for every reading."""

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.edges import points
from styrdok.models import Reading
from styrdok.reading import anchor, boxes, describe_reading, offset_at, passages, read, reading_as_json

from .pdfs import HEIGHT, PROSE, both, lines, made
from .test_structure import numbered_page, ruled


def check(reading: Reading) -> None:
    """The rules that every reading keeps."""
    position = 0
    for page in reading.pages:
        assert page.start == position
        position = page.end
    assert position == len(reading.text)
    owners = [0] * len(reading.text)
    for block in reading.blocks:
        page = reading.pages[block.page - 1]
        assert page.start <= block.start <= block.end <= page.end
        for line in block.lines:
            assert block.start <= line.start <= line.end <= block.end
            edges = points(line.edges)
            assert len(edges) == line.end - line.start + 1
            assert edges == sorted(edges)
            for k in range(line.start, line.end):
                owners[k] += 1
        for cell in block.cells:
            assert block.start <= cell.start <= cell.end <= block.end
    for char, owner in zip(reading.text, owners, strict=True):
        assert owner == 1 or (owner == 0 and char in " \n\t")
    assert [block.start for block in reading.blocks] == sorted(block.start for block in reading.blocks)


ALPHABET = string.ascii_letters + "åäöÅÄÖ .,-§0123456789()–"
LINE = st.text(ALPHABET, min_size=1, max_size=60)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(LINE, st.integers(20, 500), st.integers(20, 800), st.sampled_from([7, 10, 11, 16])), max_size=14
    ),
    st.lists(LINE, max_size=5),
)
def test_rules_hold_for_any_page(scattered, column) -> None:
    draws = [lines(text, x=x, top=y, size=size) for text, x, y, size in scattered]
    data = made(both(*draws, lines(*column, top=300)), lines(*column))
    reading = read(data)
    check(reading)
    assert read(data) == reading
    for passage in passages(reading):
        assert reading.text[passage.start : passage.end].strip()


def test_rules_hold_for_tables_and_furniture() -> None:
    reading = read(made(*(both(numbered_page(k, "Mål"), ruled([["A", "B"], ["C c", "D"]])) for k in range(1, 5))))
    check(reading)


def test_anchor_and_back() -> None:
    reading = read(made(lines("Första sidan."), lines(*PROSE)))
    start = reading.text.index("årsredovisningen")
    found = anchor(reading, start, start + len("årsredovisningen"))
    page = reading.pages[1]
    assert (found.page, found.text) == (2, "årsredovisningen")
    assert reading.text[page.start + found.start : page.start + found.end] == "årsredovisningen"
    (box,) = found.boxes
    assert 70 < box.x0 < box.x1 < 250
    assert box.top == pytest.approx(80 + 13.75, abs=14)
    assert offset_at(reading, 2, box.x0 + 0.5, (box.top + box.bottom) / 2) == start
    assert offset_at(reading, 2, 5, 5) is None


def test_a_range_over_two_lines_has_two_boxes_and_folded_text() -> None:
    reading = read(made(lines(*PROSE)))
    start, end = reading.text.index("varje år"), reading.text.index("med årsredov")
    found = anchor(reading, start, end)
    assert len(found.boxes) == len(boxes(reading, start, end)) == 2
    assert found.text == "varje år i samband"


def test_ranges_outside_the_text_are_refused() -> None:
    reading = read(made(lines("Kort.")))
    with pytest.raises(IndexError):
        anchor(reading, 0, 999)


def test_lines_at_one_place_share_its_numbers() -> None:
    """A document of 3,000 pages has a hundred thousand lines, and takes a tenth less memory so."""
    reading = read(made(lines("Kommunen bygger en hamn."), lines("Hamnen är öppen hela året.")))
    first, second = (block.lines[0].box for block in reading.blocks)
    assert first.x0 is second.x0
    assert first.top is second.top


def test_glyph_edges_agree_with_the_font() -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    reading = read(made(lines("Kommunfullmäktige beslutar", x=100, size=12)))
    line = reading.blocks[0].lines[0]
    for count in (0, 6, 17, 26):
        edge = points(line.edges)[count]
        assert edge == pytest.approx(100 + stringWidth("Kommunfullmäktige beslutar"[:count], "Helvetica", 12), abs=0.3)
    assert line.box.top < HEIGHT


def test_rotated_page_is_read_as_shown() -> None:
    def draw(canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        canvas.setFont("Helvetica", 12)
        canvas.drawString(100, -60, "Liggande sida")

    reading = read(made(draw))
    (block,) = reading.body
    assert reading.text[block.start : block.end] == "Liggande sida"
    assert block.box.x0 == pytest.approx(100, abs=1)
    assert block.box.bottom == pytest.approx(62, abs=4)


def test_passages_are_of_paragraph_size_and_do_not_cross_headings() -> None:
    long = [f"Mening nummer {k} handlar om hur nämnden följer upp sina mål varje år." for k in range(30)]
    reading = read(made(lines(*long), *(numbered_page(k, "Syfte") for k in range(2, 5))))
    found = passages(reading)
    counts = [len(reading.text[p.start : p.end].split()) for p in found]
    assert max(counts) <= 100
    assert [p.index for p in found] == list(range(len(found)))
    assert {p.section for p in found} >= {"2 Syfte", "3 Syfte"}
    assert all(p.anchor.boxes for p in found)


def test_reading_can_be_told() -> None:
    reading = read(made(numbered_page(1, "Syfte")))
    told = describe_reading(reading)
    assert "page 1" in told
    assert "Kommunstyrelsen ansvarar" in told
    values = reading_as_json(reading)
    assert values["text"] == reading.text
    assert len(values["blocks"]) == len(reading.blocks)
