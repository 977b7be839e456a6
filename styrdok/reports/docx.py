"""The report as a Word document: a cover, a page of summary, short chapters, and every quote once in an appendix.

Real heading styles, header rows, captions, alternative texts and the language of the report; each row points to
its evidence by number.
"""

from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from styrdok.reports.model import Listing, Report, Section, printable
from styrdok.reports.paper import numbers, on_paper, printed, quoted_by

if TYPE_CHECKING:
    from styrdok.reports.word.sheet import WordSheet

_NO_DATE = (1980, 1, 1, 0, 0, 0)


def as_docx(report: Report) -> bytes:
    """The report as a ``.docx`` file."""
    from styrdok.reports.word.sheet import WordSheet

    shown = on_paper(report)
    sheet = WordSheet(report, numbers(report))
    _cover(sheet.word, report)
    appendix = report.language.say("Bilaga: belägg")
    headings = [*((one.name, one.heading) for one in shown.sections), ("belagg", appendix)]
    for number, section in enumerate(shown.sections):
        _section(sheet, section)
        if number == 0 and report.contents:
            sheet.contents(headings)
    _appendix(sheet, shown, appendix)
    out = BytesIO()
    sheet.word.save(out)
    return _undated(out)


def _undated(packed: BytesIO) -> bytes:
    """The same package without the time of day in it, so that equal reports give equal bytes."""
    out = BytesIO()
    with ZipFile(packed) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            after.writestr(ZipInfo(name, _NO_DATE), before.read(name), ZIP_DEFLATED)
    return out.getvalue()


def _cover(word: Any, report: Report) -> None:
    from styrdok.reports.word.own import holds_title

    if holds_title(report.look):
        return
    word.add_heading(printable(report.title), level=0)
    word.add_paragraph(printable(report.state), style="Subtitle")


def _section(sheet: "WordSheet", section: Section) -> None:
    sheet.turn(section.wide)
    sheet.heading(section.heading, section.name)
    for text in section.text:
        paragraph = sheet.word.add_paragraph(printable(text))
        paragraph.paragraph_format.keep_with_next = bool(section.tables or section.figures)
    for figure in section.figures:
        sheet.figure(figure)
    if not section.lists_first:
        _tables(sheet, section)
    for listing in section.lists:
        _list(sheet, listing)
    if section.lists_first:
        _tables(sheet, section)


def _tables(sheet: "WordSheet", section: Section) -> None:
    for table in section.tables:
        sheet.table(table)


def _list(sheet: "WordSheet", listing: Listing) -> None:
    sheet.word.add_heading(printable(listing.heading), level=2)
    if listing.lead:
        sheet.word.add_paragraph(printable(listing.lead)).paragraph_format.keep_with_next = True
    from styrdok.reports.word import parts

    numbering = parts.new_numbering(sheet.word) if listing.numbered else None
    for point, end in listing.ended():
        paragraph = sheet.word.add_paragraph(style="List Bullet" if numbering is None else "List Number")
        if numbering is not None:
            parts.number(paragraph, numbering)
        paragraph.add_run(printable(point.text + end))
        sheet.cite(paragraph, point.quotes)
    if listing.note:
        sheet.note(listing.note)


def _appendix(sheet: "WordSheet", shown: Report, heading: str) -> None:
    """Every quote that the pages before point to, once."""
    sheet.turn(wide=False)
    sheet.heading(heading, "belagg", new_page=True)
    quotes = quoted_by(shown).values()
    sheet.word.add_paragraph(
        shown.language.say(
            "Varje belägg står här en gång, hur många rader som än bygger på det. Excel-filen har alla belägg, också "
            "för det som inte ryms i den här rapporten, med samma nummer."
            if quotes
            else "Inga belägg."
        )
    )
    for quote in sorted(quotes, key=lambda one: sheet.numbers[one.key]):
        sheet.quote(quote, printed(quote))
