"""Fonts and paragraph styles of the reportlab producer."""

from pathlib import Path

import font_source_sans_pro
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

INK = HexColor("#1c1c1c")
SEA = HexColor("#0b4f6c")
GREY = HexColor("#6b6b6b")
PALE = HexColor("#e8eef1")

FAMILIES = {
    "helvetica": ("Helvetica", "Helvetica-Bold", "Helvetica-Oblique"),
    "times": ("Times-Roman", "Times-Bold", "Times-Italic"),
    "source": ("SourceSansPro-Regular", "SourceSansPro-Bold", "SourceSansPro-It"),
    "vera": ("Vera", "VeraBd", "VeraIt"),
}
DEFAULT_FAMILY = {
    "block": "helvetica",
    "grid": "source",
    "cover": "source",
    "strip": "vera",
    "letter": "times",
    "minutes": "helvetica",
    "columns": "times",
}


def register_fonts() -> None:
    """Make the TrueType families known to reportlab."""
    folder = Path(font_source_sans_pro.__file__).parent / "files"
    for family in ("source", "vera"):
        names = FAMILIES[family]
        for name in names:
            path = str(folder / f"{name}.ttf") if family == "source" else f"{name}.ttf"
            pdfmetrics.registerFont(TTFont(name, path))
        normal, bold, italic = names
        pdfmetrics.registerFontFamily(normal, normal=normal, bold=bold, italic=italic, boldItalic=bold)


def styles(family: str) -> dict[str, ParagraphStyle]:
    """Return the paragraph styles of one family of fonts, by name."""
    normal, bold, italic = FAMILIES[family]
    body = ParagraphStyle("body", fontName=normal, fontSize=10.5, leading=14.5, spaceAfter=7, textColor=INK)

    def style(name: str, **changes: object) -> ParagraphStyle:
        return ParagraphStyle(name, parent=body, **changes)

    return {
        "body": body,
        "title": style("title", fontName=bold, fontSize=20, leading=25, spaceAfter=12, textColor=SEA),
        "cover": style("cover", fontName=bold, fontSize=30, leading=36, spaceAfter=14, textColor=SEA),
        "subtitle": style("subtitle", fontSize=14, leading=18, spaceAfter=14, textColor=GREY),
        "matter": style("matter", fontName=bold, fontSize=14, leading=18, spaceBefore=8, spaceAfter=10),
        "h1": style("h1", fontName=bold, fontSize=15, leading=19, spaceBefore=14, spaceAfter=6, keepWithNext=1),
        "h2": style("h2", fontName=bold, fontSize=12, leading=15, spaceBefore=10, spaceAfter=4, keepWithNext=1),
        "h3": style("h3", fontName=italic, fontSize=11, leading=14, spaceBefore=8, spaceAfter=3, keepWithNext=1),
        "item": style("item", spaceAfter=3, alignment=TA_LEFT),
        "cell": style("cell", fontSize=9, leading=11.5, spaceAfter=0),
        "head": style("head", fontName=bold, fontSize=9, leading=11.5, spaceAfter=0),
        "label": style("label", fontSize=7.5, leading=9, spaceAfter=0, textColor=GREY),
        "small": style("small", fontSize=8.5, leading=11, spaceAfter=3),
        "toc1": style("toc1", spaceAfter=2, leading=16),
        "toc2": style("toc2", spaceAfter=1, leading=14, leftIndent=14, fontSize=9.5),
    }
