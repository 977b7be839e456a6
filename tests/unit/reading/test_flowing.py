"""Web pages and Word documents become readings that every later stage takes."""

import io
import zipfile

import pytest

from styrdok.errors import DamagedPdf, EmptyPdf, EncryptedPdf, LimitExceeded
from styrdok.extraction.extract import extract
from styrdok.reading import docx as word
from styrdok.reading.anchors import boxes
from styrdok.reading.docx import read_docx
from styrdok.reading.flow import FLOWING
from styrdok.reading.html import read_html
from styrdok.reading.readers import reader_for, suffixes
from styrdok.vocabulary import BlockKind, MentionKind, Relation

PAGE = """<!doctype html><html lang="sv"><head><title>Kajpolicy – Kajstad</title><script>var x = "Hamntaxa";</script>
</head><body><nav>Alla styrdokument</nav><main><h1>Kajpolicy för Kajstad</h1>
<table><tr><th>Beslutad av</th><td>Kommunfullmäktige</td></tr><tr><th>Beslutsdatum</th><td>2031-05-12 § 40</td></tr>
<tr><th>Diarienummer</th><td>KS 2031/0112</td></tr></table>
<p>Policyn ersätter Hamnpolicy<br>2020&ndash;2030.</p><h2>Mål</h2>
<ul><li>Kajerna ska vara <b>trygga</b> enligt Trygghetsprogrammet.<ul><li>Belysning</li></ul></li><li>Bryggor</li></ul>
</main><footer>Kajstads kommun</footer></body></html>"""


def word_file():
    docx = pytest.importorskip("docx")
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Kajstads kommun"
    document.add_heading("Kajpolicy för Kajstad", 0)
    table = document.add_table(3, 2)
    rows = (
        ("Beslutad av", "Kommunfullmäktige"),
        ("Beslutsdatum", "2031-05-12 § 40"),
        ("Diarienummer", "KS 2031/0112"),
    )
    for row, words in zip(table.rows, rows, strict=True):
        row.cells[0].text, row.cells[1].text = words
    document.add_paragraph("Policyn ersätter Hamnpolicy 2020–2030.")
    document.add_page_break()
    document.add_heading("Mål", 1)
    document.add_paragraph("Kajerna ska vara trygga enligt Trygghetsprogrammet.", style="List Bullet")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def told(reading):
    fields = {value.field: value.value for value in sorted(extract(reading).fields, key=lambda value: value.confidence)}
    return {name: fields.get(name) for name in ("title", "adopted_by", "adopted_on", "diary_numbers")}


def test_a_web_page_is_read_without_menus_and_scripts():
    reading = read_html(PAGE.encode())
    assert [block.kind for block in reading.blocks] == [
        BlockKind.HEADING,
        BlockKind.TABLE,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
        BlockKind.LIST_ITEM,
    ]
    assert [block.level for block in reading.blocks] == [1, 0, 0, 2, 1, 2, 1]
    assert "Policyn ersätter Hamnpolicy 2020–2030." in reading.text
    assert not any(word in reading.text for word in ("Alla styrdokument", "Hamntaxa", "Kajstads kommun"))
    assert reading.notes == (FLOWING,)


@pytest.mark.parametrize("reading", [read_html(PAGE.encode()), read_docx(word_file())], ids=["html", "docx"])
def test_fields_and_references_are_found_as_in_a_pdf(reading):
    assert told(reading) == {
        "title": "Kajpolicy för Kajstad",
        "adopted_by": "kommunfullmäktige",
        "adopted_on": "2031-05-12",
        "diary_numbers": "KS 2031/0112",
    }
    mentions = extract(reading).mentions
    titles = {mention.text: mention.relation for mention in mentions if mention.kind is MentionKind.TITLE}
    assert titles["Hamnpolicy 2020–2030"] is Relation.REPLACES
    assert "Trygghetsprogrammet" in titles
    assert all(boxes(reading, mention.start, mention.end) for mention in mentions)


def test_a_word_document_keeps_its_page_breaks_and_page_head():
    reading = read_docx(word_file())
    assert [page.number for page in reading.pages] == [1, 2]
    assert reading.blocks[0].kind is BlockKind.HEADER
    assert [block.page for block in reading.blocks if block.kind is BlockKind.LIST_ITEM] == [2]


@pytest.mark.parametrize("data", [b"", b"   ", b"<!-- -->"])
def test_a_page_without_content_is_told(data):
    with pytest.raises((EmptyPdf, DamagedPdf)):
        read_html(data)


def test_a_page_in_an_old_encoding_is_read():
    assert "åtgärder" in read_html("<p>åtgärder</p>".encode("windows-1252")).text


def test_what_is_no_word_document_is_told():
    with pytest.raises(EncryptedPdf):
        read_docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as other:
        other.writestr("a.txt", "x")
    for data in (b"", b"no zip", stream.getvalue()):
        with pytest.raises(DamagedPdf):
            read_docx(data)


def test_a_word_document_that_swells_is_refused(monkeypatch):
    monkeypatch.setattr(word, "_LARGEST", 1_000)
    with pytest.raises(LimitExceeded):
        read_docx(word_file())


def test_each_ending_has_its_reader():
    assert {".pdf", ".docx", ".html", ".htm"} <= set(suffixes())
    assert reader_for(".HTML") is read_html
    assert reader_for(".docx") is read_docx
    assert reader_for(".xyz") is reader_for(".pdf")
