"""Reading a Word document: headings, paragraphs, lists, tables, page heads; pages as Word last broke them."""

import hashlib
import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

from styrdok.errors import DamagedPdf, EncryptedPdf, LimitExceeded
from styrdok.models import Reading
from styrdok.reading.flow import FlowBlock, FlowCell, flowed
from styrdok.reading.limits import ReaderLimits
from styrdok.sentence import Sentence
from styrdok.vocabulary import BlockKind

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_LIMITS = ReaderLimits()
_HEADING = re.compile(r"(?:Heading|Rubrik) ([1-9])$")
_TITLES = frozenset({"Title", "Rubrik", "Titel"})
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PROTECTED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 1 << 28
"""Bytes that the parts of a document may take when they are unpacked; more can only be an attack."""


def read_docx(data: bytes, limits: ReaderLimits = _LIMITS) -> Reading:
    """Read a Word document.

    Raises :class:`~styrdok.errors.EncryptedPdf`, :class:`~styrdok.errors.DamagedPdf` or
    :class:`~styrdok.errors.LimitExceeded`.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    if data.startswith(_PROTECTED):
        raise EncryptedPdf(
            Sentence.of("Worddokumentet kräver lösenord eller är av ett äldre slag (.doc)."),
            Sentence.of("Spara det som .docx utan lösenord."),
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _LARGEST:
                raise LimitExceeded(
                    Sentence.of("Worddokumentet är för stort när det packas upp."), Sentence.of("Dela dokumentet.")
                )
        document = docx.Document(io.BytesIO(data))
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, SyntaxError) as error:
        raise DamagedPdf(
            Sentence.of("Worddokumentet är trasigt."), Sentence.of("Öppna det i Word och spara det på nytt.")
        ) from error
    title = " ".join((document.core_properties.title or "").split())
    info = [("Title", title)] if title else []
    return flowed(hashlib.sha256(data).hexdigest(), _blocks(document), info)


def _blocks(document: "WordDocument") -> Iterator[FlowBlock]:
    from docx.table import Table

    head = document.sections[0].header if document.sections else None
    for paragraph in head.paragraphs if head is not None else ():
        if paragraph.text.strip():
            yield FlowBlock(BlockKind.HEADER, _shown(paragraph.text))
    page = 1
    for item in document.iter_inner_content():
        if isinstance(item, Table):
            cells = tuple(_cells(item))
            if cells:
                yield FlowBlock(BlockKind.TABLE, page=page, cells=cells)
        else:
            breaks = _breaks(item)
            if breaks and not item.text.strip():
                page += breaks
            elif item.text.strip():
                page += _breaks_before(item)
                yield _paragraph(item, page)
                page += breaks - _breaks_before(item)


def _paragraph(paragraph: "Paragraph", page: int) -> FlowBlock:
    text = _shown(paragraph.text)
    style = (paragraph.style.name if paragraph.style is not None else "") or ""
    match = _HEADING.match(style)
    if match or style in _TITLES:
        return FlowBlock(BlockKind.HEADING, text, level=int(match[1]) if match else 1, page=page)
    if (paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None) or style.startswith(
        ("List", "Lista", "Punkt")
    ):
        return FlowBlock(BlockKind.LIST_ITEM, text, level=1, page=page)
    bold = all(run.bold for run in paragraph.runs if run.text.strip())
    return FlowBlock(BlockKind.PARAGRAPH, text, page=page, bold=bold)


def _breaks(paragraph: "Paragraph") -> int:
    """How many pages end inside a paragraph, as Word wrote down when it last laid the document out."""
    broken = sum(mark.get(f"{_W}type") == "page" for mark in paragraph._p.iter(f"{_W}br"))
    return broken or sum(1 for _ in paragraph._p.iter(f"{_W}lastRenderedPageBreak"))


def _breaks_before(paragraph: "Paragraph") -> int:
    """Whether a page ends before the first word of a paragraph."""
    for element in paragraph._p.iter(f"{_W}t", f"{_W}br", f"{_W}lastRenderedPageBreak"):
        if element.tag == f"{_W}t" and (element.text or "").strip():
            return 0
        if element.tag == f"{_W}lastRenderedPageBreak" or element.get(f"{_W}type") == "page":
            return 1
    return 0


def _cells(table: "Table") -> Iterator[FlowCell]:
    for number, row in enumerate(table.rows):
        seen: set[int] = set()
        for column, cell in enumerate(row.cells):
            if id(cell._tc) not in seen:
                seen.add(id(cell._tc))
                yield FlowCell(_shown(cell.text), number, column, header=number == 0)


def _shown(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\u00ad", "").splitlines())
    return "\n".join(line for line in lines if line)
