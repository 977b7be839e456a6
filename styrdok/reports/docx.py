"""The report as a Word document: real heading styles, header rows, table captions, Swedish as its language."""

from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from styrdok.errors import MissingDependency
from styrdok.reports.model import Quote, Report, Section, Table, printable

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_SMALL = 9
_LINE, _LONGEST_WORD, _WIDEST = 118, 20, 240
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def as_docx(report: Report) -> bytes:
    """The report as a ``.docx`` file. Raises :class:`MissingDependency` where python-docx is not installed."""
    word = _new_document(report)
    word.add_heading(report.title, level=0)
    word.add_paragraph(f"Läget per {report.made_for}.")
    for section in (one for one in report.sections if not one.drawn_only):
        _section(word, section)
    out = BytesIO()
    word.save(out)
    return _undated(out)


def _undated(packed: BytesIO) -> bytes:
    """The same package without the time of day in it, so that equal reports give equal bytes."""
    out = BytesIO()
    with ZipFile(packed) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name, _NO_DATE), before.read(name), ZIP_DEFLATED)
    return out.getvalue()


def _new_document(report: Report) -> "WordDocument":
    try:
        from docx import Document
    except ImportError as problem:
        raise MissingDependency(
            "Word reports need python-docx, which is not installed.", "Install it: pip install 'styrdok[office]'"
        ) from problem
    from datetime import datetime

    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Pt

    word = Document()
    word.core_properties.title = report.title
    word.core_properties.language = "sv-SE"
    word.core_properties.author = "styrdok"
    moment = datetime.fromisoformat(report.made_for)
    word.core_properties.created = word.core_properties.modified = moment
    style = word.styles["Normal"]
    style.font.size = Pt(_SMALL + 1)
    language = style.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "sv-SE"})
    style.element.get_or_add_rPr().append(language)
    page = word.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width
    return word


def _section(word: "WordDocument", section: Section) -> None:
    word.add_heading(section.heading, level=1)
    for paragraph in section.text:
        word.add_paragraph(printable(paragraph))
    for table in section.tables:
        _table(word, table)


def _table(word: "WordDocument", table: Table) -> None:
    if not table.rows:
        word.add_paragraph(f"{table.caption}: inga.")
        return
    word.add_paragraph(table.caption, style="Caption")
    drawn = word.add_table(rows=1, cols=len(table.headers), style="Table Grid")
    drawn.autofit = False
    for cell, header in zip(drawn.rows[0].cells, table.headers, strict=True):
        cell.paragraphs[0].add_run(header).bold = True
    _repeat_as_header(drawn.rows[0])
    for row in table.rows:
        for cell, text in zip(drawn.add_row().cells, row.cells, strict=True):
            cell.text = printable(text)
    page = word.sections[0]
    room = int((page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0))
    for column, share in zip(drawn.columns, column_shares(table), strict=True):
        column.width = int(room * share)
        for cell in column.cells:
            cell.width = int(room * share)
    quoted = [row for row in table.rows if row.quotes]
    if quoted:
        word.add_heading(f"Belägg: {table.caption}", level=2)
    for row in quoted:
        word.add_paragraph(printable(" – ".join(cell for cell in row.cells[:4] if cell)), style="List Number")
        for quote in row.quotes:
            _quote(word, quote)


def column_shares(table: Table) -> list[float]:
    """How the width of a page is shared: every column its longest word, the rest by what it holds on average."""
    columns = list(zip(table.headers, *(row.cells for row in table.rows), strict=True))
    longest = [max(len(word) for text in column for word in text.split() or [""]) for column in columns]
    floors = [min(length + 4, _LONGEST_WORD) / _LINE for length in longest]
    means = [min(sum(map(len, column)) / len(column), _WIDEST) for column in columns]
    left = max(0.0, 1.0 - sum(floors))
    wants = [floor + left * mean / (sum(means) or 1) for floor, mean in zip(floors, means, strict=True)]
    return [want / sum(wants) for want in wants]


def _repeat_as_header(row: object) -> None:
    """Mark a row as header, which Word repeats on each page and reads out to screen readers."""
    from docx.oxml.ns import qn

    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))


def _quote(word: "WordDocument", quote: Quote) -> None:
    side = f"{quote.side}: " if quote.side else ""
    paragraph = word.add_paragraph(style="Quote")
    paragraph.add_run(printable(f"{side}”{quote.text}” "))
    paragraph.add_run(printable(f"({quote.title}, s. {quote.page})")).italic = False
