"""A city's own Word document to begin with, and its logotype in the head of the first page."""

from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from typing import Any

from docx import Document
from docx.image.exceptions import UnrecognizedImageError
from docx.shared import Cm

from styrdok.errors import UsageProblem
from styrdok.reports.model import Look, printable
from styrdok.sentence import Sentence

TITLE = "{rubrik}"
"""The mark that the title takes the place of."""

_NEEDED = (
    "Title", "Subtitle", "Heading 1", "Heading 2", "Caption", "Quote", "List Number", "List Bullet", "Table Grid",
)  # fmt: skip
_WIDTH = Cm(4)


def own_document(look: Look) -> Any:
    """The city's document with its marks filled in and the styles that it lacks.

    Raises :class:`~styrdok.errors.UsageProblem` for what is no Word document.
    """
    try:
        word = Document(BytesIO(look.template))
    except Exception as problem:
        raise UsageProblem(
            Sentence.of("Mallen är inget Word-dokument."), Sentence.of("Spara mallen som .docx och ange den filen.")
        ) from problem
    known, own = {style.name for style in word.styles}, Document()
    for name in _NEEDED:
        if name not in known:
            word.styles.element.append(deepcopy(own.styles[name].element))
    for paragraph in _paragraphs(word):
        _fill(paragraph, look)
    return word


def holds_title(look: Look) -> bool:
    """Whether the city's document has a place for the title."""
    if not look.template:
        return False
    return any(TITLE in paragraph.text for paragraph in _paragraphs(Document(BytesIO(look.template))))


def add_logotype(word: Any, look: Look) -> None:
    """Put the logotype in the head of the first page.

    Raises :class:`~styrdok.errors.UsageProblem` for a picture that Word does not take.
    """
    section = word.sections[0]
    section.different_first_page_header_footer = True
    for paragraph in section.footer.paragraphs:
        section.first_page_footer._element.append(deepcopy(paragraph._p))
    try:
        picture = section.first_page_header.paragraphs[0].add_run().add_picture(BytesIO(look.logotype), width=_WIDTH)
    except UnrecognizedImageError as problem:
        raise UsageProblem(
            Sentence.of("Logotypen är ingen bild som Word kan visa."), Sentence.of("Ange en bild som .png eller .jpg.")
        ) from problem
    picture._inline.docPr.set("descr", printable(dict(look.marks).get("{kommun}", "")))


def _paragraphs(word: Any) -> Iterator[Any]:
    """Every paragraph of the body, its tables, heads and feet."""
    places = [word]
    for section in word.sections:
        places += [section.header, section.footer, section.first_page_header, section.first_page_footer]
    for place in places:
        yield from place.paragraphs
        for table in place.tables:
            for row in table.rows:
                for cell in row.cells:
                    yield from cell.paragraphs


def _fill(paragraph: Any, look: Look) -> None:
    """Put values in the place of marks; a mark that Word has cut into several runs is put together first."""
    text = paragraph.text
    if not any(mark in text for mark, _ in look.marks):
        return
    for mark, value in look.marks:
        text = text.replace(mark, printable(value))
    first, *rest = paragraph.runs
    first.text = text
    for run in rest:
        run.text = ""
