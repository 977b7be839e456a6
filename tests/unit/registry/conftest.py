"""Readings made by hand, so that the registry can be tested without a PDF."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from styrdok.edges import pack_points
from styrdok.ids import content_hash
from styrdok.models import Anchor, Block, Box, Extraction, FieldValue, Line, Mention, Page, Passage, Reading, Theme
from styrdok.registry.files import Seen
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.registry.words import forms
from styrdok.vocabulary import BlockKind, MentionKind, PageStatus

Make = Callable[..., ReadResult]


def _line(text: str, start: int, top: float) -> Line:
    edges = [50 + 5.25 * column for column in range(len(text) + 1)]
    box = Box(edges[0], top, edges[-1], top + 12)
    return Line(start, start + len(text), box, 11.0, False, "Serif", pack_points(edges))


def make_reading(paragraphs: list[str]) -> Reading:
    """A reading with one page per two paragraphs."""
    text, blocks, pages = "", [], []
    for number in range(1, (len(paragraphs) + 1) // 2 + 1):
        begin = len(text)
        for paragraph in paragraphs[2 * number - 2 : 2 * number]:
            line = _line(paragraph, len(text), 100.0 + 20 * len(blocks))
            blocks.append(Block(BlockKind.PARAGRAPH, number, line.start, line.end, line.box, (line,)))
            text += paragraph + "\n"
        pages.append(Page(number, None, 595.0, 842.0, begin, len(text), PageStatus.TEXT))
    return Reading(content_hash(text.encode()), text, tuple(pages), tuple(blocks), (("Title", "T"),), ((1, "A", 1),))


def _anchor(reading: Reading, start: int, end: int) -> Anchor:
    page = reading.page_at(start)
    boxes = tuple(
        line.part(max(start, line.start), min(end, line.end))
        for block in reading.blocks
        for line in block.lines
        if line.start < end and start < line.end
    )
    return Anchor(page.number, start - page.start, end - page.start, reading.text[start:end], boxes)


def make_extraction(reading: Reading, title: str, words: list[str]) -> Extraction:
    """Passages from blocks, a title, and a mention of every one of ``words`` that stands in the text."""
    passages = tuple(
        Passage(index, block.start, block.end, "Inledning", _anchor(reading, block.start, block.end))
        for index, block in enumerate(reading.blocks)
    )
    mentions = tuple(
        Mention(MentionKind.TITLE, at, at + len(word), word, word, _anchor(reading, at, at + len(word)), "test")
        for word in words
        if (at := reading.text.find(word)) >= 0
    )
    fields = (
        FieldValue("title", title, title, "test", 0.9, passages[0].anchor),
        FieldValue("kind", "steering", "", "test", 0.9),
        FieldValue("type", "program", "", "test", 0.9),
        FieldValue("adopted_on", "2021-05-17", "den 17 maj 2021", "test", 0.9),
        FieldValue("diary_numbers", "KS 2021/412", "KS 2021/412", "test", 0.9),
    )
    themes = (Theme("trygghet", 0.5, (passages[0].anchor,)),)
    return Extraction(fields, passages, mentions, themes)


def make_result(title: str, *paragraphs: str, mentions: tuple[str, ...] = (), version: str = "1") -> ReadResult:
    """What reading a document of these paragraphs gives."""
    reading = make_reading(list(paragraphs))
    extraction = make_extraction(reading, title, list(mentions))
    search_words = tuple(forms(passage.anchor.text) for passage in extraction.passages)
    return ReadResult(reading.sha256, version, reading, extraction, search_words)


@pytest.fixture
def result() -> Make:
    return make_result


@pytest.fixture
def quality() -> ReadResult:
    return make_result(
        "Kvalitetsprogram",
        "Kvalitetsprogrammet gäller alla nämnder och bolag.",
        "Ledare ska ge medarbetare goda förutsättningar, se Personalpolicy.",
        "Åtgärderna följs upp varje år av kommunstyrelsen.",
        mentions=("Personalpolicy",),
    )


@pytest.fixture
def staff() -> ReadResult:
    return make_result(
        "Personalpolicy",
        "Personalpolicyn beskriver hur staden är som arbetsgivare.",
        "Chefer och medarbetare har ett gemensamt ansvar.",
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "r.db"


@pytest.fixture
def registry(path: Path, quality: ReadResult, staff: ReadResult) -> Iterator[Registry]:
    with Registry.open(path, create=True) as opened:
        opened.add_document(Seen(path.parent / "kvalitet.pdf", "kvalitet.pdf"), quality)
        opened.add_document(Seen(path.parent / "sub" / "personal.pdf", "sub/personal.pdf"), staff)
        opened.relink()
        yield opened
