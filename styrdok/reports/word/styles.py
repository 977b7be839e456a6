"""How the Word report looks: fonts, sizes, margins, footer, language."""

import re
from datetime import datetime
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from styrdok.language import SWEDISH
from styrdok.reports.model import Report, printable
from styrdok.reports.word.own import add_logotype, own_document
from styrdok.reports.word.parts import element, field, set_language

FONT = "Arial"
_INK, _HEAD = RGBColor(0x1B, 0x1B, 0x1B), RGBColor(0x7A, 0x32, 0x10)
_SIZES = {"Normal": 10, "Title": 24, "Subtitle": 10.5, "Heading 1": 16, "Heading 2": 12.5, "Caption": 10}
_SIZES |= {"Quote": 8, "List Number": 10, "List Bullet": 10, "Footer": 8.5}
_MARGIN = Cm(2.2)
_LONGEST = 255
_PAGE, _PAGES = "\ue000", "\ue001"
_FIELDS = {_PAGE: "PAGE", _PAGES: "NUMPAGES"}
"""What Word counts, by the sign that holds its place in the footer."""

_REGIONS = {"sv": "sv-SE", "en": "en-GB"}


def new_document(report: Report) -> Any:
    """An empty document on A4 with the styles of the report."""
    word = own_document(report.look) if report.look.template else Document()
    properties, spoken = word.core_properties, _REGIONS.get(report.code, report.code)
    properties.title, properties.language, properties.author = printable(report.title)[:_LONGEST], spoken, "styrdok"
    properties.created = properties.modified = datetime.fromisoformat(report.made_for)
    if report.look.template:
        return _completed(word, report)
    for lang in word.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), spoken)
    set_language(word.styles["Normal"], spoken)
    if report.code != SWEDISH:
        set_language(word.styles["Quote"], _REGIONS[SWEDISH])
    for name, size in _SIZES.items():
        _style(word.styles[name], size)
    _spaces(word)
    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    _footer(page, report)
    return _completed(word, report)


def _completed(word: Any, report: Report) -> Any:
    if report.look.logotype:
        add_logotype(word, report.look)
    return word


def _style(style: Any, size: float) -> None:
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), FONT)
    for spaced in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spaced)
    style.font.color.rgb = _HEAD if style.name.startswith("Heading") else _INK
    style.font.italic = False


def _spaces(word: Any) -> None:
    for name, before, after in (
        ("Normal", 0, 6),
        ("Title", 0, 4),
        ("Subtitle", 0, 10),
        ("Heading 1", 18, 6),
        ("Heading 2", 12, 4),
        ("Caption", 10, 4),
        ("Quote", 0, 3),
        ("List Number", 0, 4),
        ("List Bullet", 0, 3),
    ):
        form = word.styles[name].paragraph_format
        form.space_before, form.space_after = Pt(before), Pt(after)
    for name in ("Caption", "Heading 1", "Heading 2"):
        word.styles[name].paragraph_format.keep_with_next = True
    quote = word.styles["Quote"].paragraph_format
    quote.left_indent, quote.first_line_indent, quote.keep_together = Cm(0.9), Cm(-0.9), True
    quote.tab_stops.add_tab_stop(Cm(0.9))
    title = word.styles["Title"].element.get_or_add_pPr()
    for border in title.findall(qn("w:pBdr")):
        title.remove(border)


def _footer(page: Any, report: Report) -> None:
    paragraph = page.footer.paragraphs[0]
    said = report.language.say("Sida {page} av {count}", page=_PAGE, count=_PAGES)
    first, *rest = re.split(f"([{_PAGE}{_PAGES}])", said)
    paragraph.add_run(printable(f"{report.title}, {report.made_for}. {first}"))
    for part in filter(None, rest):
        if part in _FIELDS:
            field(paragraph, _FIELDS[part], "1")
        else:
            paragraph.add_run(part)


def borders(table: Any, colour: str = "BDB8AC") -> None:
    """Thin lines between the rows of a table, none between its columns."""
    lines = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        style = "nil" if side in ("left", "right", "insideV") else "single"
        lines.append(element(side, val=style, sz="4", space="0", color=colour))
    properties = table._tbl.tblPr
    for old in properties.findall(qn("w:tblBorders")):
        properties.remove(old)
    layout = properties.find(qn("w:tblLayout"))
    at = list(properties).index(layout) if layout is not None else len(properties)
    properties.insert(at, lines)
