"""Reading a PDF: the one way from bytes to a :class:`~styrdok.models.Reading`."""

import hashlib
from collections.abc import Sequence

import pypdfium2

from styrdok.models import Page, Reading
from styrdok.reading.compose import Composer
from styrdok.reading.draft import Draft
from styrdok.reading.furniture import page_number
from styrdok.reading.glyphs import OpenPage
from styrdok.reading.hyphens import words_of
from styrdok.reading.layout import drafts_of
from styrdok.reading.limits import ReadLimits
from styrdok.reading.sheet import Sheet, failed_sheet, sheet_of
from styrdok.reading.source import Source, open_source
from styrdok.vocabulary import BlockKind, PageStatus

_LIMITS = ReadLimits()


def read(data: bytes, limits: ReadLimits = _LIMITS) -> Reading:
    """Read a PDF.

    Raises :class:`~styrdok.errors.NotAPdf`, :class:`~styrdok.errors.EncryptedPdf`,
    :class:`~styrdok.errors.DamagedPdf` or :class:`~styrdok.errors.EmptyPdf`. A page that cannot be read is there with
    its status; ``notes`` has ``no_text`` when that is so for every page.
    """
    with open_source(data) as source:
        outline = source.outline()
        count = min(source.count, limits.pages)
        sheets = [_sheet(source, index, limits) for index in range(count)]
        facts = (source.info(), source.is_tagged, source.rescued, source.count)
    info, tagged, rescued, total = facts
    composer = Composer(words_of((piece.text, piece.broken) for sheet in sheets for piece in sheet.pieces))
    pages = []
    for sheet, drafts in zip(sheets, drafts_of(sheets, outline, tagged=tagged), strict=True):
        pages.append(_page(sheet, drafts, composer.page(sheet.number, drafts)))
    return Reading(
        sha256=hashlib.sha256(data).hexdigest(),
        text=composer.text(),
        pages=tuple(pages),
        blocks=tuple(composer.blocks),
        info=info,
        outline=outline,
        tagged=tagged,
        notes=_notes(pages, rescued=rescued, left_out=total - count),
    )


def _page(sheet: Sheet, drafts: Sequence[Draft], span: tuple[int, int]) -> Page:
    printed = [page_number(draft.pieces[0].text) for draft in drafts if draft.kind is BlockKind.PAGE_NUMBER]
    label = str(printed[0]) if printed and printed[0] is not None else sheet.label
    quality = sheet.quality
    return Page(
        sheet.number, label, sheet.width, sheet.height, *span, quality.status, quality.known_words, quality.flags
    )


def _notes(pages: Sequence[Page], *, rescued: bool, left_out: int) -> tuple[str, ...]:
    """What a reader of the whole document should know, as code words."""
    readable = sum(page.status in (PageStatus.TEXT, PageStatus.OCR) for page in pages)
    unread = sum(page.status in (PageStatus.IMAGE, PageStatus.UNREADABLE, PageStatus.FAILED) for page in pages)
    notes = ["rescued"] if rescued else []
    if not readable:
        notes.append("no_text")
    elif unread:
        notes.append(f"pages_without_text:{unread}")
    if left_out > 0:
        notes.append(f"pages_left_out:{left_out}")
    return tuple(notes)


def _sheet(source: Source, index: int, limits: ReadLimits) -> Sheet:
    if index and index % limits.reopen == 0:
        source.reopen()
    try:
        with OpenPage(source, index, limits) as page:
            return sheet_of(page, index + 1)
    except pypdfium2.PdfiumError:
        return failed_sheet(index + 1)
