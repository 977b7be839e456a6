"""Text that lies on top of a page: free-text notes and stamps, and the values of form fields."""

from typing import Any

import pypdfium2.raw as raw

from styrdok.edges import pack_points
from styrdok.reading import pdfium
from styrdok.reading.glyphs import OpenPage
from styrdok.reading.piece import Piece
from styrdok.reading.repair import repaired

_LIMIT = 2_000
_SIZE = 10.0


def annotations_of(page: OpenPage, number: int) -> list[Piece]:
    """Free-text annotations and filled form fields, one run for each line of their text."""
    found: list[Piece] = []
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), _LIMIT)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        text = _text(page, annotation)
        if text:
            found += _pieces(page, annotation, number, text)
        raw.FPDFPage_CloseAnnot(annotation)
    return found


def _text(page: OpenPage, annotation: Any) -> str:
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    if raw.FPDFAnnot_GetFlags(annotation) & raw.FPDF_ANNOT_FLAG_HIDDEN:
        return ""
    if kind == raw.FPDF_ANNOT_FREETEXT:
        return pdfium.string(raw.FPDFAnnot_GetStringValue, annotation, b"Contents")
    if kind == raw.FPDF_ANNOT_WIDGET and page.source.form:
        field = raw.FPDFAnnot_GetFormFieldType(page.source.form, annotation)
        if field in (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX):
            return pdfium.string(raw.FPDFAnnot_GetFormFieldValue, page.source.form, annotation)
    return ""


def _pieces(page: OpenPage, annotation: Any, number: int, text: str) -> list[Piece]:
    bounds = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, bounds)
    x0, top, x1, bottom = page.shown(bounds.left, bounds.bottom, bounds.right, bounds.top)
    lines = [" ".join(line.split()) for line in text.replace("\r", "\n").split("\n") if line.strip()]
    height = (bottom - top) / max(1, len(lines))
    found = []
    for row, line in enumerate(lines):
        step = (x1 - x0) / len(line)
        left = [x0 + k * step for k in range(len(line))]
        shown, edges = repaired(line, left, [x + step for x in left])
        y = top + row * height
        size = min(_SIZE, height)
        found.append(Piece(number, shown, pack_points(edges), x0, y, x1, y + height, size, False, ""))
    return found
