"""Whatever stands on a page, reading its metadata neither fails nor invents places."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.edges import pack_points
from styrdok.extraction.metadata.describe import describe
from styrdok.extraction.metadata.fields import fields
from styrdok.extraction.metadata.units import units
from styrdok.models import Block, Box, Line, Page, Reading
from styrdok.vocabulary import BlockKind, PageStatus

_PRINTED = (
    "Dokumenttyp;Dokumentnamn:;Diarienummer;Dnr;Antagen av;Fastställd;Datum;§;§ 12;2023-10-XX;2021-04-12;KS 2020/12;"
    "kommunfullmäktige;Kommunstyrelsen;Giltig till;tills vidare;2020–2023;|;Policy för resor;PLAN;Norrbro kommun;"
    "Dokumentansvarig;Anna Ek;Sida 1 (5);-;???;(dnr;t.o.m.;av"
)
WORDS = st.sampled_from(_PRINTED.split(";"))
ROW = st.tuples(
    st.lists(WORDS, min_size=1, max_size=5),
    st.sampled_from([40.0, 72.0, 200.0, 330.0]),
    st.sampled_from([8.0, 10.0, 20.0]),
)


def reading_of(rows: list[tuple[list[str], float, float]]) -> Reading:
    """Two pages with the rows from top to bottom, each its own block."""
    text, blocks, pages, top = "", [], [], 40.0
    half = len(rows) // 2
    for number, part in ((1, rows[:half]), (2, rows[half:])):
        begin, top = len(text), 40.0
        for words, x, size in part:
            written = " ".join(words)
            start = len(text)
            text += written + "\n"
            edges = [x + size * 0.5 * index for index in range(len(written) + 1)]
            box = Box(x, top, edges[-1], top + size)
            line = Line(start, start + len(written), box, size, size > 12, "f", pack_points(edges))
            kind = BlockKind.HEADING if size > 12 else BlockKind.PARAGRAPH
            blocks.append(Block(kind, number, start, start + len(written), box, (line,)))
            top += size * 1.3
        pages.append(Page(number, None, 595.0, 842.0, begin, len(text), PageStatus.TEXT))
    return Reading("0" * 64, text, tuple(pages), tuple(blocks))


@settings(max_examples=150, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=14))
def test_any_page_can_be_read(rows: list[tuple[list[str], float, float]]) -> None:
    reading = reading_of(rows)
    found = fields(reading)
    describe(found)
    for value in found:
        assert 0 < value.confidence <= 1
        if value.anchor is not None:
            page = reading.pages[value.anchor.page - 1]
            words = reading.text[page.start + value.anchor.start : page.start + value.anchor.end]
            assert " ".join(words.split()) == value.written
    assert found == fields(reading)


@settings(max_examples=50, deadline=None)
@given(st.lists(ROW, min_size=1, max_size=14))
def test_units_cover_the_text_without_overlap(rows: list[tuple[list[str], float, float]]) -> None:
    reading = reading_of(rows)
    found = units(reading)
    assert found[-1].end == len(reading.text)
    assert all(a.end == b.start for a, b in itertools.pairwise(found))
