"""Reading a PDF: the one way from bytes to a :class:`~styrdok.models.Reading`."""

import hashlib

from styrdok.models import Page, Reading
from styrdok.reading.blocks import blocks_of, body_size
from styrdok.reading.compose import Composer
from styrdok.reading.glyphs import OpenPage
from styrdok.reading.hyphens import words_of
from styrdok.reading.limits import ReadLimits
from styrdok.reading.pieces import pieces_of
from styrdok.reading.source import open_source
from styrdok.vocabulary import PageStatus


def read(data: bytes, limits: ReadLimits = ReadLimits()) -> Reading:  # noqa: B008
    """Read a PDF.

    Raises :class:`~styrdok.errors.NotAPdf`, :class:`~styrdok.errors.EncryptedPdf`,
    :class:`~styrdok.errors.DamagedPdf` or :class:`~styrdok.errors.EmptyPdf`.
    """
    with open_source(data) as source:
        sheets = []
        for index in range(min(source.count, limits.pages)):
            with OpenPage(source, index, limits) as page:
                sheets.append((pieces_of(page, index + 1), page.width, page.height))
        every = [piece for sheet in sheets for piece in sheet[0]]
        composer = Composer(words_of((piece.text, piece.broken) for piece in every))
        body = body_size(every)
        pages = []
        for index, (pieces, width, height) in enumerate(sheets):
            start, end = composer.page(index + 1, blocks_of(pieces, body))
            status = PageStatus.TEXT if pieces else PageStatus.EMPTY
            pages.append(Page(index + 1, source.label(index), width, height, start, end, status))
        return Reading(
            sha256=hashlib.sha256(data).hexdigest(),
            text=composer.text(),
            pages=tuple(pages),
            blocks=tuple(composer.blocks),
            info=source.info(),
            outline=source.outline(),
            tagged=source.tagged(),
        )
