"""Word, Excel and Markdown reports: read back with other programs' eyes."""

import io

import pytest

from styrdok.errors import UsageProblem
from styrdok.reports.formats import writer_for
from styrdok.reports.markdown import as_markdown
from styrdok.reports.model import Quote, Report, Row, Section, Table

FORMULA = '=HYPERLINK("http://evil")'
CONTROL = "Kajen\x00 ska\x1b rustas"


@pytest.fixture
def report():
    rows = (
        Row(("1", "0.62", FORMULA), (Quote("Hamnplan", 4, CONTROL, "A"), Quote("Kajplan", 2, "Kajen rustas.", "B"))),
        Row(("2", "0.41", "a | b\nc <b>")),
    )
    table = Table("Par av dokument", ("Nr", "Poäng", "Varför"), rows, frozenset({"Nr", "Poäng"}))
    empty = Table("Tomt", ("Nr",), ())
    return Report(
        "Rapport",
        "2025-03-01",
        (Section("s", "Överlapp: [alla] par/utgåvor av något långt", ("Text.",), (table, empty)),),
    )


def test_word_has_heading_styles_header_rows_captions_and_language(report):
    docx = pytest.importorskip("docx")
    word = docx.Document(io.BytesIO(writer_for(".docx")(report)))
    styles = [paragraph.style.name for paragraph in word.paragraphs]
    assert styles[0] == "Title"
    assert "Heading 1" in styles
    assert "Caption" in styles
    assert "tblHeader" in word.tables[0].rows[0]._tr.xml
    assert 'w:lang w:val="sv-SE"' in word.styles["Normal"].element.xml
    text = "\n".join(paragraph.text for paragraph in word.paragraphs)
    assert "A: ”Kajen ska rustas” (Hamnplan, s. 4)" in text
    assert "Tomt: inga." in text


def test_excel_has_no_formula_and_is_filtered(report):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(writer_for(".xlsx")(report)))
    sheet = book.worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref
    assert [cell.value for cell in sheet[1]] == ["Nr", "Poäng", "Varför", "Belägg"]
    assert sheet["C2"].value == FORMULA
    assert sheet["C2"].data_type == "s"
    assert sheet["B2"].value == 0.62
    assert "Hamnplan, s. 4" in sheet["D2"].value


def test_markdown_keeps_what_documents_say_as_text(report):
    text = as_markdown(report)
    assert r"a \| b c \<b\>" in text
    assert "| ---: | ---: | --- |" in text
    assert "(Hamnplan, s. 4)" in text


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".md", ".html"])
def test_the_same_report_gives_the_same_bytes(report, suffix):
    write = writer_for(suffix)
    assert write(report) == write(report)


def test_an_unknown_ending_is_told():
    with pytest.raises(UsageProblem, match="pdf"):
        writer_for(".pdf")


def test_columns_of_a_word_table_hold_their_longest_word():
    from styrdok.reports.docx import column_shares

    rows = (Row(("1", "informationssäkerhet", "ord " * 60)), Row(("22", "kort", "ord " * 40)))
    shares = column_shares(Table("t", ("Nr", "Dokument", "Varför"), rows))
    assert sum(shares) == pytest.approx(1)
    assert shares[2] > shares[1] > shares[0] > 0.02
    assert shares[1] >= 0.15
