"""Reading a PDF: the one way from bytes to a :class:`~styrdok.models.Reading`."""

import hashlib

from styrdok.models import Page, Reading
from styrdok.reading.compose import Composer
from styrdok.reading.glyphs import OpenPage
from styrdok.reading.hyphens import words_of
from styrdok.reading.layout import drafts_of
from styrdok.reading.limits import ReadLimits
from styrdok.reading.sheet import Sheet, sheet_of
from styrdok.reading.source import Source, open_source
from styrdok.vocabulary import PageStatus

_LIMITS = ReadLimits()


def read(data: bytes, limits: ReadLimits = _LIMITS) -> Reading:
    """Read a PDF.

    Raises :class:`~styrdok.errors.NotAPdf`, :class:`~styrdok.errors.EncryptedPdf`,
    :class:`~styrdok.errors.DamagedPdf` or :class:`~styrdok.errors.EmptyPdf`.
    """
    with open_source(data) as source:
        outline = source.outline()
        sheets = [_sheet(source, index, limits) for index in range(min(source.count, limits.pages))]
        info, tagged = source.info(), source.is_tagged
    seen = words_of((piece.text, piece.broken) for sheet in sheets for piece in sheet.pieces)
    composer = Composer(seen)
    pages = []
    for sheet, drafts in zip(sheets, drafts_of(sheets, outline, tagged=tagged), strict=True):
        start, end = composer.page(sheet.number, drafts)
        status = PageStatus.TEXT if sheet.pieces else PageStatus.EMPTY
        pages.append(Page(sheet.number, sheet.label, sheet.width, sheet.height, start, end, status))
    return Reading(
        sha256=hashlib.sha256(data).hexdigest(),
        text=composer.text(),
        pages=tuple(pages),
        blocks=tuple(composer.blocks),
        info=info,
        outline=outline,
        tagged=tagged,
    )


def _sheet(source: Source, index: int, limits: ReadLimits) -> Sheet:
    if index and index % limits.reopen == 0:
        source.reopen()
    with OpenPage(source, index, limits) as page:
        return sheet_of(page, index + 1)
