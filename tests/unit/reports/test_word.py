"""The Word report, taken apart: links lead somewhere, pictures are described, every quote stands once."""

import io
import re
from datetime import date

import pytest

from styrdok.engines.analyse import analyse
from styrdok.registry.store import Registry
from styrdok.reports.charts import bars
from styrdok.reports.compose import compose
from styrdok.reports.docx import as_docx
from styrdok.reports.formats import writer_for
from styrdok.reports.model import Figure, Listing, Point, Quote, Report, Row, Section, Table
from styrdok.reports.paper import on_paper, quoted_by

docx = pytest.importorskip("docx")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TODAY = date(2026, 1, 1)


def opened(data):
    return docx.Document(io.BytesIO(data))


def marks(word):
    return [mark.get(f"{W}name") for mark in word.element.iter(f"{W}bookmarkStart")]


def links(word):
    return [link.get(f"{W}anchor") for link in word.element.iter(f"{W}hyperlink")]


@pytest.fixture(scope="module")
def corpus_report(corpus_registry):
    with Registry.open(corpus_registry, read_only=True) as registry:
        snapshot, files = registry.snapshot(), registry.files()
    return compose(snapshot, files, analyse(snapshot, TODAY), TODAY)


@pytest.fixture(scope="module")
def corpus_word(corpus_report):
    return opened(as_docx(corpus_report))


def test_every_link_leads_to_a_place_and_every_quote_to_a_row(corpus_word):
    names = marks(corpus_word)
    assert len(names) == len(set(names))
    assert set(links(corpus_word)) <= set(names)
    shown = [
        ("".join(part.text for part in link.iter(f"{W}t")), link.get(f"{W}anchor"))
        for link in corpus_word.element.iter(f"{W}hyperlink")
        if link.get(f"{W}anchor").startswith("belagg_")
    ]
    ranges = [(list(map(int, text.split("–"))), anchor) for text, anchor in shown]
    assert all(anchor == f"belagg_{run[0]}" for run, anchor in ranges)
    pointed = {number for run, _ in ranges for number in range(run[0], run[-1] + 1)}
    assert pointed == {int(name.removeprefix("belagg_")) for name in names if name.startswith("belagg_")}
    assert len(pointed) > 50


def test_every_quote_stands_once_with_title_and_page(corpus_word, corpus_report):
    quotes = [p.text.split("\t", 1) for p in corpus_word.paragraphs if p.style.name == "Quote"]
    assert [int(number) for number, _ in quotes] == list(range(1, len(quotes) + 1))
    assert len({text for _, text in quotes}) == len(quotes) == len(quoted_by(on_paper(corpus_report)))
    assert all(re.search(r"\(.+, s\. \d+\)$", text) for _, text in quotes)


def test_pictures_and_tables_are_described(corpus_word):
    described = [one.get("descr") for one in corpus_word.element.iter() if one.tag.endswith("}docPr")]
    assert len(described) > 4
    assert all(text and len(text) > 40 for text in described)
    for table in corpus_word.tables:
        properties = table._tbl.tblPr.xml
        assert "w:tblCaption" in properties
        assert "w:tblDescription" in properties
        assert "w:tblHeader" in table.rows[0]._tr.xml
    captions = [p.text for p in corpus_word.paragraphs if p.style.name == "Caption"]
    assert len(captions) == len(corpus_word.tables) + len(described)
    assert captions[0].startswith("Tabell 1. ")


def test_no_cell_is_empty_or_merged(corpus_word):
    for table in corpus_word.tables:
        for row in table.rows:
            cells = row._tr.findall(f"{W}tc")
            assert len(cells) == len(table.columns)
            assert all("".join(cell.itertext()).strip() for cell in cells)
        assert "w:gridSpan" not in table._tbl.xml
        assert "w:vMerge" not in table._tbl.xml


def test_pages_are_numbered_and_those_of_the_contents_are_fields(corpus_word):
    footer = corpus_word.sections[0].footer._element.xml
    assert " PAGE " in footer
    assert " NUMPAGES " in footer
    body = corpus_word.element.xml
    assert "PAGEREF kapitel_sammanfattning" in body
    assert body.count('w:fldCharType="begin"') == body.count('w:fldCharType="end"')
    titles = [p.text for p in corpus_word.paragraphs if p.style.name == "Heading 1"]
    text = [p.text.removesuffix("\t–") for p in corpus_word.paragraphs]
    assert all(text.count(title) == 2 for title in titles)
    assert titles[0] == "Sammanfattning"
    assert titles[-1] == "Bilaga: belägg"


def test_only_the_broad_chapter_lies_down(corpus_word):
    turned = [section.page_width > section.page_height for section in corpus_word.sections]
    assert turned == [False, True, False]


def test_the_corpus_report_is_one_that_can_be_read(corpus_word):
    """Some 30 pages in this type; twice as much would be too much."""
    rows = sum(len(table.rows) for table in corpus_word.tables)
    letters = sum(len(text.text or "") for text in corpus_word.element.iter(f"{W}t"))
    assert rows < 400
    assert letters < 160_000


def evil_report():
    words = "<script>alert(1)</script>\x00\x1b\ud800{{7*7}}" + "å" * 40_000
    quote = Quote(words, 1, words)
    table = Table(words, ("Nr", "Text"), (Row(("1", words), (quote,)), Row(("", ""))), note=words)
    figure = Figure("Bild\x00", bars("Bild", [("a", 1.0, "1")]), words)
    listing = Listing(words, (Point(words, (quote,)),), "Nämnden beslutar")
    return Report("R", "2025-03-01", (Section("ö-s", words, (words,), (table,), (figure,), (listing,)),), scope=words)


def test_attack_strings_control_characters_and_long_words_pass():
    word = opened(as_docx(evil_report()))
    assert "<script>alert(1)</script>{{7*7}}åå" in "\n".join(p.text for p in word.paragraphs)
    assert [cell.text for cell in word.tables[0].rows[2].cells] == ["–", "–", "–"]


def test_equal_reports_give_equal_bytes_pictures_included(corpus_report):
    assert as_docx(evil_report()) == as_docx(evil_report())
    assert as_docx(corpus_report) == as_docx(corpus_report)


@pytest.mark.parametrize("suffix", [".xlsx", ".html", ".md"])
def test_equal_reports_give_equal_bytes_in_the_other_formats(corpus_report, suffix):
    assert writer_for(suffix)(corpus_report) == writer_for(suffix)(corpus_report)


def test_every_row_that_is_not_printed_is_in_the_workbook(corpus_report):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(writer_for(".xlsx")(corpus_report)), read_only=True)
    rows = sum(len(table.rows) for section in corpus_report.sections for table in section.tables)
    sheets = [sheet for sheet in book.worksheets if sheet.title not in ("Om filen", "Belägg", "Bedöm")]
    assert sum(max(1, len(list(sheet.iter_rows(min_row=2)))) for sheet in sheets) >= rows
    assert len(list(book["Belägg"].iter_rows(min_row=2))) == len(quoted_by(corpus_report))
    assert {"Förteckning", "Bedömningsunderlag", "Förslag", "Överlapp", "Hänvisningar"} <= set(book.sheetnames)


def test_draft_decisions_read_as_one_sentence_with_evidence():
    quote = Quote("Hamnplan", 2, "Kajen rustas.")
    listing = Listing("Nämnden", (Point("att a", (quote,)), Point("att b")), "Nämnden beslutar")
    word = opened(as_docx(Report("R", "2025-03-01", (Section("s", "S", lists=(listing,)),))))
    text = [p.text for p in word.paragraphs]
    at = text.index("Nämnden beslutar")
    assert text[at + 1 : at + 3] == ["att a; (Belägg 1)", "att b."]
