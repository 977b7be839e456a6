"""Opening a PDF: what it says about itself, and the errors when it cannot be opened."""

import re
from types import TracebackType
from typing import Any, Self

import pypdfium2
import pypdfium2.raw as raw

from styrdok.errors import DamagedPdf, EmptyPdf, EncryptedPdf, NotAPdf
from styrdok.reading import pdfium
from styrdok.reading.rescue import rescued
from styrdok.sentence import Sentence

_INFO = ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate")
_OUTLINE_LIMIT = 5_000
_OUTLINE_DEPTH = 12
_HEAD = 2048
_NUMBERS = 20_000
_NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*/Count\s+0\b|/Count\s+0\b[^>]*/Type\s*/Pages\b")
_LOOKS_LIKE_PDF = re.compile(rb"\d\s+obj\b.{0,4000}?/(?:Type|Length|Filter)\b", re.S)


class Source:
    """An open PDF. Use it as a context manager; ``reopen`` gives back the memory that PDFium keeps per page."""

    def __init__(self, data: bytes, *, rescued: bool = False) -> None:
        self.rescued = rescued
        self._data = data
        self._numbers: dict[float, float] = {}
        self._open()
        self.is_tagged = bool(raw.FPDFCatalog_IsTagged(self.document.raw))

    def _open(self) -> None:
        self.document = pypdfium2.PdfDocument(self._data)
        if self.document.get_formtype():
            self.document.init_forms()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def same(self, number: float) -> float:
        """The number, as one object for all that are equal: the lines of a long document stand at few places."""
        if len(self._numbers) > _NUMBERS:
            self._numbers.clear()
        return self._numbers.setdefault(number, number)

    def close(self) -> None:
        """Close the document."""
        self.document.close()

    def reopen(self) -> None:
        """Close the document and open it again."""
        self.close()
        self._open()

    @property
    def count(self) -> int:
        """Number of pages."""
        return len(self.document)

    @property
    def form(self) -> Any:
        """PDFium's form handle, or ``None`` when the document has no form."""
        return self.document.formenv.raw if self.document.formenv else None

    def info(self) -> tuple[tuple[str, str], ...]:
        """The document's own metadata, empty values left out."""
        found = ((key, pdfium.string(raw.FPDF_GetMetaText, self.document.raw, key.encode()).strip()) for key in _INFO)
        return tuple((key, value) for key, value in found if value)

    def label(self, index: int) -> str | None:
        """The page label that the file itself gives page ``index`` (from 0)."""
        return pdfium.string(raw.FPDF_GetPageLabel, self.document.raw, index) or None

    def outline(self) -> tuple[tuple[int, str, int], ...]:
        """The bookmarks as (level from 1, title, page from 1 or 0 when it leads nowhere)."""
        entries: list[tuple[int, str, int]] = []
        seen: set[int] = set()
        stack = [(raw.FPDFBookmark_GetFirstChild(self.document.raw, None), 1)]
        while stack and len(entries) < _OUTLINE_LIMIT:
            mark, level = stack.pop()
            if not mark or pdfium.address(mark) in seen:
                continue
            seen.add(pdfium.address(mark))
            stack.append((raw.FPDFBookmark_GetNextSibling(self.document.raw, mark), level))
            title = " ".join(pdfium.string(raw.FPDFBookmark_GetTitle, mark).split())
            if title:
                entries.append((level, title, self._target(mark)))
            if level < _OUTLINE_DEPTH:
                stack.append((raw.FPDFBookmark_GetFirstChild(self.document.raw, mark), level + 1))
        return tuple(entries)

    def _target(self, mark: Any) -> int:
        document = self.document.raw
        target = raw.FPDFBookmark_GetDest(document, mark)
        if not target:
            action = raw.FPDFBookmark_GetAction(mark)
            target = raw.FPDFAction_GetDest(document, action) if action else None
        return int(raw.FPDFDest_GetDestPageIndex(document, target)) + 1 if target else 0


def open_source(data: bytes) -> Source:
    """Open a PDF, rescuing what can be rescued of a broken one.

    Raises :class:`NotAPdf`, :class:`EncryptedPdf`, :class:`DamagedPdf` or :class:`EmptyPdf`.
    """
    if b"%PDF-" not in data[:_HEAD] and not _LOOKS_LIKE_PDF.search(data):
        raise NotAPdf(
            Sentence.of("Filen är ingen PDF ({kind}).", kind=kind_of(data)),
            Sentence.of("Spara den som PDF, eller hämta själva PDF-filen."),
        )
    source = _opened(data)
    if source.count == 0:
        source.close()
        raise EmptyPdf(
            Sentence.of("PDF-filen har inga sidor."), Sentence.of("Öppna originalet och spara det som PDF igen.")
        )
    return source


def _opened(data: bytes) -> Source:
    try:
        source = Source(data)
        if source.count or not (better := rescued(data)):
            return source
        source.close()
        return Source(better, rescued=True)
    except pypdfium2.PdfiumError as error:
        if error.err_code == raw.FPDF_ERR_PASSWORD:
            raise EncryptedPdf(
                Sentence.of("PDF-filen kräver lösenord."), Sentence.of("Spara en kopia utan lösenord.")
            ) from error
    better = rescued(data)
    if better is not None:
        try:
            return Source(better, rescued=True)
        except pypdfium2.PdfiumError:
            pass
    if _NO_PAGES.search(data):
        raise EmptyPdf(
            Sentence.of("PDF-filen har inga sidor."), Sentence.of("Öppna originalet och spara det som PDF igen.")
        )
    raise DamagedPdf(
        Sentence.of(
            "PDF-filen är trasig och går inte att rädda ({size} byte, {ending}).", size=len(data), ending=_ending(data)
        ),
        Sentence.of("Hämta filen igen."),
    )


def _ending(data: bytes) -> Sentence:
    return Sentence.of("slutet finns") if b"%%EOF" in data[-_HEAD:] else Sentence.of("slutet saknas")


_KINDS = (
    (b"PK\x03\x04", Sentence.of("en zip- eller Officefil")),
    (b"\xd0\xcf\x11\xe0", Sentence.of("en äldre Officefil")),
    (b"{\\rtf", Sentence.of("en RTF-fil")),
    (b"\x89PNG", Sentence.of("en bild (PNG)")),
    (b"\xff\xd8\xff", Sentence.of("en bild (JPEG)")),
    (b"%!PS", Sentence.of("en PostScriptfil")),
)
_WEB_PAGE = Sentence.of("en webbsida, kanske en felsida")


def kind_of(data: bytes) -> Sentence:
    """What the first bytes look like, in words."""
    if not data:
        return Sentence.of("den är tom")
    head = data[:2048].lstrip().lower()
    page = _WEB_PAGE if b"<html" in head or head.startswith(b"<!doctype html") else None
    known = next((kind for start, kind in _KINDS if data.startswith(start)), page)
    return Sentence.of("den liknar {kind}", kind=known) if known else Sentence.of("den börjar som något annat")
