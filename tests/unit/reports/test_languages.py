"""The report in other languages: all that it says itself is said, and what documents say is left alone."""

import io
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from styrdok.engines.analyse import analyse
from styrdok.judgements.acts import Act, ActKind, Subject
from styrdok.judgements.reviews import Review
from styrdok.language import Language, languages
from styrdok.registry.store import Registry
from styrdok.reports.compose import compose
from styrdok.reports.formats import writer_for
from styrdok.reports.html import as_html
from styrdok.reports.markdown import as_markdown
from styrdok.vocabulary import Action, Freshness, Verdict

TODAY = date(2026, 1, 1)
SWEDISH = frozenset(
    re.findall(
        r"\w+",
        "alla annan att av avser behöver beslut beslutsdatum bedömning belägg bör det dokument dokumenten dokumentet "
        "dubbla efter eller enligt ersatt ett finns flera fler från för förslag gemensamma gäller hänvisar hänvisning "
        "hänvisningar inga ingen innehåll inte ja kapitel kommentar med mellan mål nej när och poäng på registret "
        "rader sida sidor skäl slag som synpunkter samma saknas samordning samordnas ska står teman till titel upphävd "
        "upphävs ur utan utgåvor vad varandra vem visar är åt åtgärd även över överlapp övriga",
    )
)
"""Common Swedish words that are no English words."""

SIGNS = {"Fil", "Diarienummer"}
"""Columns of signs that are the same in every language."""

SENTENCES = {
    "Main reasons",
    "All reasons",
    "Need",
    "Need in brief",
    "Short rationale",
    "Rationale",
    "Speaks against",
    "File",
}
"""Columns whose sentences hold names and words of documents without quotes, and names of files."""


@pytest.fixture(scope="module")
def told(corpus_registry):
    """Makes the report of the corpus, with judgements of all sorts, in a language."""
    with Registry.open(corpus_registry, read_only=True) as registry:
        snapshot, files = registry.snapshot(), registry.files()
    analysis = analyse(snapshot, TODAY)
    one, other = ((found.a, found.b) for found in analysis.overlaps[:2])
    proposed = analysis.proposals[0]
    reviews = (
        judged("Anna", one, Verdict.ACCEPT, Action.COORDINATE, "12"),
        judged("Bo", one, Verdict.DISMISS),
        judged("Bo", other, Verdict.UNSURE),
        judged("Bo", sorted(proposed.documents), Verdict.ACCEPT, action=proposed.action),
    )
    return lambda language: compose(snapshot, files, analysis, TODAY, reviews, language)


@pytest.fixture(scope="module")
def english(told):
    return told(Language("en"))


def judged(who, documents, verdict, reason=None, comment="", action=None):
    act = Act(
        ActKind.JUDGEMENT,
        "2025-01-01",
        who,
        tuple(map(Subject, documents)),
        action=action,
        verdict=verdict,
        reason=reason,
        comment=comment,
    )
    return Review(act, Freshness.STALE)


def own_words(report, cells=True):
    """What a report says itself, by where it stands."""
    yield "title", report.title
    yield "scope", report.scope
    for section in report.sections:
        yield "heading", section.heading
        yield from ((f"text of {section.name}", text) for text in section.text)
        yield from ((f"caption in {section.name}", figure.caption) for figure in section.figures)
        yield from ((f"list in {section.name}", one.heading) for one in section.lists if not one.verbatim)
        for table in section.tables:
            yield from ((table.caption, text) for text in (table.caption, table.name, table.note, *table.headers))
            yield from of_cells(table) if cells else ()


def of_cells(table):
    for at, header in enumerate(table.headers):
        if header not in table.verbatim | table.numeric | table.dates:
            yield from ((f"{table.caption}: {header}", row.cells[at]) for row in table.rows)


def unsaid(text):
    """What of a text stands outside the marks of what was said; a text that was cut has no last mark."""
    before = ""
    while before != text:
        before, text = text, re.sub(r"⟦[^⟦⟧]*⟧", "", text)
    return re.sub(r"⟦.*|\W|\d|_", "", text)


def test_all_that_a_report_says_itself_is_said_by_its_language(told, monkeypatch):
    """Titles and names are inside what is said, or in columns of their own."""
    monkeypatch.setattr(Language, "_translated", lambda _, context, text: f"⟦{text}⟧" if text else "")
    signs = {f"⟦{name}⟧" for name in SIGNS}
    found = [(where, text) for where, text in own_words(told(Language())) if where.split(": ")[-1] not in signs]
    assert len(found) > 1500
    assert [(where, text) for where, text in found if unsaid(text)] == []


def swedish_in(text):
    return sorted(SWEDISH & set(re.findall(r"\w+", text.lower())))


def test_an_english_report_has_no_swedish_outside_quotes_titles_names_and_draft_decisions(english):
    titles = sorted({quote.title for quote in quotes_of(english)} | set(column(english, "Title")), key=len)[::-1]

    def stripped(text):
        text = re.sub(r"“[^”]*(”|$)", "", text)
        for title in titles:
            text = text.replace(title, "")
        return text

    found = [(where, stripped(text)) for where, text in own_words(english) if where.split(": ")[-1] not in SENTENCES]
    assert [(where, text) for where, text in found if swedish_in(text)] == []


def column(report, header):
    for section in report.sections:
        for table in section.tables:
            if header in table.headers:
                yield from (row.cells[table.headers.index(header)] for row in table.rows)


def quotes_of(report):
    for section in report.sections:
        for table in section.tables:
            for row in table.rows:
                yield from row.quotes


@pytest.mark.parametrize("code", languages())
def test_headers_are_told_apart_in_every_language(told, code):
    tables = [table for section in told(Language(code)).sections for table in section.tables]
    assert [table.caption for table in tables if len({*table.headers}) != len(table.headers)] == []
    assert all(table.numeric | table.dates | table.verbatim <= {*table.headers} for table in tables)


class Spoken(HTMLParser):
    """The words of a page that are not marked as Swedish, and those that are."""

    def __init__(self):
        super().__init__()
        self.open, self.own, self.marked, self.language = [], [], [], ""

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "html":
            self.language = given["lang"]
        if tag not in ("meta", "rect", "circle", "line"):
            self.open.append((tag, given.get("lang") == "sv"))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        (self.marked if any(swedish for _, swedish in self.open) else self.own).append(data)


def test_an_english_page_marks_what_is_swedish(english):
    page = Spoken()
    page.feed(as_html(english))
    assert page.language == "en"
    own, marked = " ".join(page.own), " ".join(page.marked)
    assert "As of 2026-01-01. Covers 36 documents from 36 files" in own
    assert "Evidence 1" in own
    assert "beslutar" in marked
    decisions = {
        point.text + end for section in english.sections for one in section.lists for point, end in one.ended()
    }
    assert len({text for text in decisions if text.startswith("att ")} & set(page.marked)) > 10
    quotes = {quote.text for quote in quotes_of(english)}
    assert all(text in marked for text in quotes)
    assert not any(text in own for text in quotes if len(text) > 200)


def test_a_swedish_page_has_no_marks(told):
    page = as_html(told(Language()))
    assert page.count('lang="sv"') == 1


def test_english_markdown_has_english_words(english):
    text = as_markdown(english)
    assert "## Appendix: evidence" in text
    assert re.search(r"^1\. “.+” \(.+, p\. \d+\)$", text, re.M)
    assert ": none." in text


def test_an_english_word_file_says_so_and_keeps_its_quotes_swedish(english):
    docx = pytest.importorskip("docx")
    word = docx.Document(io.BytesIO(writer_for(".docx")(english)))
    assert word.core_properties.language == "en-GB"
    assert 'w:lang w:val="en-GB"' in word.styles["Normal"].element.xml
    assert 'w:lang w:val="sv-SE"' in word.styles["Quote"].element.xml
    footer = word.sections[0].footer.paragraphs[0].text
    assert footer.endswith(". Page 1 of 1")
    text = [paragraph.text for paragraph in word.paragraphs]
    assert {"Contents", "Appendix: evidence"} <= set(text)
    assert any(line.startswith("Table 1. What the review found") for line in text)
    assert any(line.startswith("Figure 1. ") for line in text)
    descriptions = [table._tbl.tblPr.xml for table in word.tables]
    assert all(" rows. Columns: " in one for one in descriptions)


def test_an_english_workbook_has_english_sheets(english):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(writer_for(".xlsx")(english)))
    assert book.sheetnames[0] == "About this file"
    assert book.sheetnames[-2:] == ["Evidence", "Judge"]
    assert [cell.value for cell in book["Judge"][1]][:4] == ["Id", "Document A", "Document B", "Score"]
    assert book["Overlaps"].freeze_panes == "C2"
    assert [cell.value for cell in book["Overlaps"][1]][-2:] == ["Sources", "Evidence"]
    assert swedish_in(" ".join(book.sheetnames)) == []


def test_measures_are_left_out_of_what_is_printed_in_every_language(told, english):
    for header, report, words in (
        ("Främsta skäl", told(Language()), "bitar|likhet"),
        ("Main reasons", english, "bits|likeness"),
    ):
        printed = " ".join(column(report, header))
        assert len(printed) > 1000
        assert not re.search(rf"\b({words})\b", printed)
    assert re.search(r"likeness \d", " ".join(column(english, "All reasons")))
