"""Word, Excel and Markdown reports: read back with other programs' eyes."""

import io
from datetime import datetime

import pytest

from styrdok.errors import UsageProblem
from styrdok.reports.charts import bars
from styrdok.reports.formats import writer_for
from styrdok.reports.markdown import as_markdown
from styrdok.reports.model import Figure, Listing, Point, Quote, Report, Row, Section, Table

FORMULA = '=HYPERLINK("http://evil")'
ROOM = 5_970_000
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
    assert "1\t”Kajen ska rustas” (Hamnplan, s. 4)" in text
    assert "Tomt: inga." in text


def test_excel_has_no_formula_and_a_table_on_each_sheet(report):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(writer_for(".xlsx")(report)))
    sheet = book.worksheets[1]
    assert sheet.freeze_panes == "C2"
    [table] = sheet.tables.values()
    assert table.ref == "A1:E3"
    assert table.autoFilter.ref
    assert [cell.value for cell in sheet[1]] == ["Nr", "Poäng", "Varför", "Källor", "Belägg"]
    assert sheet["C2"].value == FORMULA
    assert sheet["C2"].data_type == "s"
    assert sheet["B2"].value == 0.62
    assert sheet["D2"].value == "Hamnplan, s. 4\nKajplan, s. 2"
    assert sheet["E2"].value == "1, 2"
    assert sheet["E3"].value is None
    assert [[cell.value for cell in row] for row in book["Belägg"].iter_rows(min_row=2)] == [
        [1, "Hamnplan", 4, "Kajen ska rustas"],
        [2, "Kajplan", 2, "Kajen rustas."],
    ]


def test_excel_names_of_sheets_and_tables_are_valid_and_differ():
    openpyxl = pytest.importorskip("openpyxl")
    tables = tuple(Table(name, ("Nr",), (Row(("1",)),), name=name) for name in ("Överlapp", "överlapp", "[*]", "Bedöm"))
    made = writer_for(".xlsx")(Report("R", "2025-03-01", (Section("s", "S", (), tables),)))
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert book.sheetnames[1:] == ["Överlapp", "överlapp 2", "Tabell", "Bedöm 2"]
    names = [name for sheet in book.worksheets for name in sheet.tables]
    assert names == ["tblInnehall", "tblOverlapp", "tblOverlapp2", "tblTabell", "tblBedom2"]


def test_excel_dates_are_dates_where_they_can_be():
    openpyxl = pytest.importorskip("openpyxl")
    rows = tuple(Row((text,)) for text in ("2025-03-01", "tills vidare", "2025-02-30", ""))
    table = Table("Datum", ("Gäller till",), rows, dates=frozenset({"Gäller till"}))
    made = writer_for(".xlsx")(Report("R", "2025-03-01", (Section("s", "S", (), (table,)),)))
    sheet = openpyxl.load_workbook(io.BytesIO(made)).worksheets[1]
    assert [sheet.cell(line, 1).value for line in range(2, 6)] == [
        datetime(2025, 3, 1),
        "tills vidare",
        "2025-02-30",
        None,
    ]


def test_markdown_keeps_what_documents_say_as_text(report):
    text = as_markdown(report)
    assert r"a \| b c \<b\>" in text
    assert "| ---: | ---: | --- | --- |" in text
    assert "| 1, 2 |" in text
    assert "(Hamnplan, s. 4)" in text


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".md", ".html"])
def test_the_same_report_gives_the_same_bytes(report, suffix):
    write = writer_for(suffix)
    assert write(report) == write(report)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".md", ".html"])
def test_attack_strings_control_characters_and_long_words_pass_in_every_format(suffix):
    words = "<b>=1+1|`x`\x00\x1b\ud800 " + "å" * 40_000
    quote = Quote(words, 1, words)
    table = Table(words, ("Nr", words[:200]), (Row(("1", words), (quote,)), Row(("", ""))), name=words, note=words)
    listing = Listing(words, (Point(words, (quote,)),), words)
    section = Section("s", words, (words,), (table,), (Figure(words, bars(words, [(words, 1.0, "1")])),), (listing,))
    made = writer_for(suffix)(Report(words, "2025-03-01", (section,), ((words[:50],) * 9,), words))
    assert b"\x00" not in made or suffix in (".docx", ".xlsx")
    assert len(made) > 4000


def test_an_unknown_ending_is_told():
    with pytest.raises(UsageProblem, match="odt"):
        writer_for(".odt")


def test_columns_of_a_word_table_hold_their_longest_word():
    pytest.importorskip("docx")
    from styrdok.reports.word.widths import column_shares

    rows = (Row(("1", "informationssäkerhet", "ord " * 60)), Row(("22", "kort", "ord " * 40)))
    shares = column_shares(Table("t", ("Nr", "Dokument", "Varför"), rows), ROOM, "Belägg")
    assert sum(shares) == pytest.approx(1)
    assert shares[2] > shares[1] > shares[3] > shares[0] > 0.02
    assert shares[1] * ROOM > len("informationssäkerhet") * 60_000


def test_a_very_long_word_leaves_room_for_the_other_columns():
    pytest.importorskip("docx")
    from styrdok.reports.word.widths import column_shares

    rows = (Row(("1", "x" * 5000, "y" * 5000)),)
    shares = column_shares(Table("t", ("Nr", "Dokument", "Varför"), rows), ROOM)
    assert sum(shares) == pytest.approx(1)
    assert min(shares) * ROOM > 250_000
