"""Reading a PDF: the one way from bytes to a :class:`~styrdok.models.Reading`."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from styrdok.errors import EncryptedPdf
from styrdok.models import LEFT_OUT, Page, Reading
from styrdok.reading.compose import Composer
from styrdok.reading.draft import Draft
from styrdok.reading.furniture import page_number
from styrdok.reading.glyphs import OpenPage
from styrdok.reading.grid import Grid
from styrdok.reading.hyphens import Vocabulary
from styrdok.reading.layout import drafts_of
from styrdok.reading.limits import ReaderLimits
from styrdok.reading.plumber import open_tables, sheets_without_pdfium
from styrdok.reading.sheet import Sheet, failed_sheet, sheet_of
from styrdok.reading.source import Source, open_source
from styrdok.sentence import Sentence
from styrdok.vocabulary import BlockKind, PageStatus

_LIMITS = ReaderLimits()
_Item = TypeVar("_Item")


def read(
    data: bytes,
    limits: ReaderLimits = _LIMITS,
    *,
    sha256: str = "",
    opened: Callable[[int], None] = lambda pages: None,
    skipped: Collection[int] = (),
) -> Reading:
    """Read a PDF.

    ``sha256`` is that of the bytes where it is known; ``opened`` is told how many pages will be read before they are;
    the ``skipped`` pages, by number, count as failed.

    Raises :class:`~styrdok.errors.NotAPdf`, :class:`~styrdok.errors.EncryptedPdf`,
    :class:`~styrdok.errors.DamagedPdf` or :class:`~styrdok.errors.EmptyPdf`. A page that cannot be read is there with
    its status; ``notes`` has ``no_text`` when that is so for every page.
    """
    file = _file(data, limits, opened, skipped)
    drafts = drafts_of(file.sheets, file.outline, tagged=file.tagged)
    composer = Composer(Vocabulary([(piece.text, piece.broken) for sheet in file.sheets for piece in sheet.pieces]))
    pages = [
        _page(sheet, blocks, composer.page(sheet.number, blocks))
        for sheet, blocks in zip(_used_up(file.sheets), _used_up(drafts), strict=True)
    ]
    return Reading(
        sha256=sha256 or hashlib.sha256(data).hexdigest(),
        text=composer.text(),
        pages=tuple(pages),
        blocks=tuple(composer.blocks),
        info=file.info,
        outline=file.outline,
        tagged=file.tagged,
        notes=(*file.notes, *_notes(pages, left_out=file.total - len(pages))),
    )


def _used_up(items: list[_Item]) -> Iterator[_Item]:
    """The items of a list, which lets go of each: a long document is held only once, as sheets or as blocks."""
    items.reverse()
    while items:
        yield items.pop()


@dataclass(frozen=True, slots=True)
class _File:
    """What comes out of a file before its pages are understood."""

    sheets: list[Sheet]
    total: int
    info: tuple[tuple[str, str], ...] = ()
    outline: tuple[tuple[int, str, int], ...] = ()
    tagged: bool = False
    notes: tuple[str, ...] = ()


def _file(data: bytes, limits: ReaderLimits, opened: Callable[[int], None], skipped: Collection[int]) -> _File:
    try:
        source = open_source(data)
    except EncryptedPdf:
        return _without_pdfium(data, limits)
    with source:
        count = min(source.count, limits.pages)
        opened(count)
        outline = source.outline()
        sheets = [
            failed_sheet(index + 1) if index + 1 in skipped else _sheet(source, index, limits) for index in range(count)
        ]
        notes = ("rescued",) if source.rescued else ()
        file = _File(sheets, source.count, source.info(), outline, source.is_tagged, notes)
    grids = {} if source.rescued else open_tables(data, sheets)
    return replace(file, sheets=[_with_grids(sheet, grids.get(sheet.number)) for sheet in sheets]) if grids else file


def _with_grids(sheet: Sheet, grids: list[Grid] | None) -> Sheet:
    return replace(sheet, grids=tuple(grids)) if grids else sheet


def _without_pdfium(data: bytes, limits: ReaderLimits) -> _File:
    """PDFium asks for a password; some of these files open with an empty one elsewhere."""
    from pdfminer.pdfdocument import PDFPasswordIncorrect
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        sheets = sheets_without_pdfium(data, limits)
    except (PDFPasswordIncorrect, PSException, PdfminerException, ValueError, KeyError, TypeError) as error:
        raise EncryptedPdf(
            Sentence.of("PDF-filen kräver lösenord."), Sentence.of("Spara en kopia utan lösenord.")
        ) from error
    return _File(sheets, len(sheets), notes=("read_without_pdfium",))


def _page(sheet: Sheet, drafts: Sequence[Draft], span: tuple[int, int]) -> Page:
    printed = [page_number(draft.pieces[0].text) for draft in drafts if draft.kind is BlockKind.PAGE_NUMBER]
    label = str(printed[0]) if printed and printed[0] is not None else sheet.label
    quality = sheet.quality
    return Page(
        sheet.number, label, sheet.width, sheet.height, *span, quality.status, quality.known_words, quality.flags
    )


def _notes(pages: Sequence[Page], *, left_out: int) -> tuple[str, ...]:
    """What a reader of the whole document should know, as code words."""
    readable = sum(page.status in (PageStatus.TEXT, PageStatus.OCR) for page in pages)
    unread = sum(page.status in (PageStatus.IMAGE, PageStatus.UNREADABLE, PageStatus.FAILED) for page in pages)
    notes = []
    if not readable:
        notes.append("no_text")
    elif unread:
        notes.append(f"pages_without_text:{unread}")
    if left_out > 0:
        notes.append(f"{LEFT_OUT}{left_out}")
    return tuple(notes)


def _sheet(source: Source, index: int, limits: ReaderLimits) -> Sheet:
    if index and index % limits.reopen == 0:
        source.reopen()
    try:
        with OpenPage(source, index, limits) as page:
            return sheet_of(page, index + 1)
    except MemoryError:
        raise
    except Exception:  # whatever a page provokes is that page's fate, not the file's
        return failed_sheet(index + 1)
