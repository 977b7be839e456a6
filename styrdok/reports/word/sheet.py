"""The Word document while it is written: headings, contents, tables, pictures, evidence."""

from collections import Counter
from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Pt

from styrdok.raster import as_png
from styrdok.reports.charts import on_white
from styrdok.reports.model import UNKNOWN, Figure, Key, Quote, Report, Row, Table, printable
from styrdok.reports.paper import runs, shown_run
from styrdok.reports.word import parts
from styrdok.reports.word.styles import borders, new_document
from styrdok.reports.word.widths import column_shares

_HEADER_GROUND = "EFEBE3"
_CELL = 8.5
_SHORT_ROW = 1200
_HIGHEST = 0.78


class WordSheet:
    """A document that grows; ``numbers`` are those of the quotes."""

    def __init__(self, report: Report, numbers: Mapping[Key, int]) -> None:
        self.word = new_document(report)
        self.numbers = numbers
        self._language = report.language
        self._evidence = self._language.heading("Belägg")
        self._bookmarks = 0
        self._captions: Counter[str] = Counter()

    def turn(self, wide: bool) -> None:
        """Go on in landscape or in portrait, on a new page where that is a change."""
        page = self.word.sections[-1]
        if (page.orientation == WD_ORIENT.LANDSCAPE) is wide:
            return
        after = self.word.add_section(WD_SECTION.NEW_PAGE)
        after.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        after.page_width, after.page_height = page.page_height, page.page_width

    def heading(self, text: str, name: str, new_page: bool = False) -> None:
        """A chapter's heading, which can be led to by its name."""
        paragraph = self.word.add_heading(printable(text), level=1)
        paragraph.paragraph_format.page_break_before = new_page
        self._mark(paragraph, f"kapitel_{name.replace('-', '_')}")

    def contents(self, headings: Sequence[tuple[str, str]]) -> None:
        """A table of contents: links with page numbers, which whatever opens the document works out."""
        self.word.add_heading(self._language.say("Innehåll"), level=2).paragraph_format.page_break_before = True
        room = self._room()[0]
        for name, text in headings:
            paragraph = self.word.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(0)
            target = f"kapitel_{name.replace('-', '_')}"
            parts.link(paragraph, printable(text), target)
            parts.page_of(paragraph, target, room)

    def figure(self, figure: Figure) -> None:
        """A picture with its caption and what it shows in words."""
        room, height = self._room()
        paragraph = self.word.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        picture = paragraph.add_run().add_picture(BytesIO(as_png(printable(on_white(figure.svg)))), width=Emu(room))
        most = int(height * _HIGHEST)
        if picture.height > most:
            picture.width, picture.height = Emu(int(picture.width * most / picture.height)), Emu(most)
        properties = picture._inline.docPr
        properties.set("descr", printable(f"{figure.caption}. {figure.words}".strip()))
        properties.set("title", printable(figure.caption))
        self._caption(self._language.say("Figur"), figure.caption, keep=False)

    def table(self, table: Table) -> None:
        """A table with its caption and note, and the evidence of each row by number."""
        if not table.rows:
            self.word.add_paragraph(printable(self._language.say("{caption}: inga.", caption=table.caption)))
            return
        quoted = any(row.quotes for row in table.rows)
        headers = [*table.headers, *([self._evidence] if quoted else [])]
        self._caption(self._language.say("Tabell"), table.caption, keep=True, note=table.note)
        drawn = self.word.add_table(rows=1, cols=len(headers), style="Table Grid")
        drawn.autofit = False
        borders(drawn)
        parts.describe_table(drawn, printable(table.caption), self._described(table, headers))
        self._header(drawn.rows[0], headers, table.numeric)
        for row in table.rows:
            self._row(drawn.add_row(), row, table, quoted)
        self._widths(drawn, column_shares(table, self._room()[0], self._evidence if quoted else None))

    def note(self, text: str) -> None:
        """A small line below a list."""
        run = self.word.add_paragraph().add_run(printable(text))
        run.font.size, run.italic = Pt(9), True

    def cite(self, paragraph: Any, quotes: Sequence[Quote]) -> None:
        """The numbers of some quotes in brackets."""
        if quotes:
            paragraph.add_run(f" ({self._evidence} ")
            self._numbers(paragraph, quotes)
            paragraph.add_run(")")

    def quote(self, quote: Quote, words: str) -> None:
        """A quote of the appendix, with its number, title and page."""
        paragraph = self.word.add_paragraph(style="Quote")
        number = self.numbers[quote.key]
        paragraph.add_run(f"{number}\t").bold = True
        page = self._language.say("s. {page}", page=quote.page)
        paragraph.add_run(printable(f"{self._language.say('”{words}”', words=words)} "))
        paragraph.add_run(printable(f"({quote.title}, {page})")).italic = True
        self._mark(paragraph, f"belagg_{number}")

    def _header(self, row: Any, headers: Sequence[str], numeric: frozenset[str]) -> None:
        for cell, header in zip(row.cells, headers, strict=True):
            run = cell.paragraphs[0].add_run(printable(header))
            run.bold, run.font.size = True, Pt(_CELL)
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            if header in numeric:
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
            parts.shade(cell, _HEADER_GROUND)
        parts.keep_whole(row)
        parts.repeat_as_header(row)

    def _row(self, drawn: Any, row: Row, table: Table, quoted: bool) -> None:
        cells = drawn.cells
        for cell, header, text in zip(cells, table.headers, row.cells, strict=False):
            for number, line in enumerate((printable(text) or UNKNOWN).split("\n")):
                paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
                paragraph.add_run(line).font.size = Pt(_CELL)
                paragraph.paragraph_format.space_after = Pt(2)
                if header in table.numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if quoted:
            paragraph = cells[-1].paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(1)
            self._numbers(paragraph, row.quotes)
            for run in paragraph._p.iter(f"{{{paragraph._p.nsmap['w']}}}r"):
                _small(run)
        if sum(map(len, row.cells)) <= _SHORT_ROW:
            parts.keep_whole(drawn)

    def _numbers(self, paragraph: Any, quotes: Sequence[Quote]) -> None:
        known = runs(self.numbers[quote.key] for quote in quotes)
        for place, run in enumerate(known):
            if place:
                paragraph.add_run(", ")
            parts.link(paragraph, shown_run(run), f"belagg_{run[0]}")
        if not known:
            paragraph.add_run(UNKNOWN)

    def _caption(self, kind: str, text: str, keep: bool, note: str = "") -> None:
        self._captions[kind] += 1
        paragraph = self.word.add_paragraph(style="Caption")
        paragraph.add_run(f"{kind} ")
        parts.field(paragraph, f"SEQ {kind} \\* ARABIC", str(self._captions[kind]))
        paragraph.add_run(printable(f". {text}"))
        if note:
            paragraph.add_run(printable(f". {note}")).bold = False
        paragraph.paragraph_format.keep_with_next = keep

    def _mark(self, paragraph: Any, name: str) -> None:
        self._bookmarks += 1
        parts.bookmark(paragraph, name, self._bookmarks)

    def _room(self) -> tuple[int, int]:
        """The width and height between the margins."""
        page = self.word.sections[-1]
        return (
            int(page.page_width - page.left_margin - page.right_margin),
            int(page.page_height - page.top_margin - page.bottom_margin),
        )

    def _widths(self, drawn: Any, shares: Sequence[float]) -> None:
        room = self._room()[0]
        for column, share in zip(drawn.columns, shares, strict=True):
            column.width = Emu(int(room * share))
        for row in drawn.rows:
            for cell, share in zip(row.cells, shares, strict=True):
                cell.width = Emu(int(room * share))

    def _described(self, table: Table, headers: Sequence[str]) -> str:
        columns = printable(", ".join(headers))
        return self._language.say("{count} rader. Kolumner: {columns}.", count=len(table.rows), columns=columns)


def _small(run: Any) -> None:
    properties = run.get_or_add_rPr()
    properties.append(parts.element("sz", val=str(int(_CELL * 2))))
