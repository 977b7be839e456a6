"""One page of a document: its picture with words marked, and its text beside it."""

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from styrdok.errors import NotFound
from styrdok.files import read_bytes
from styrdok.language import Language
from styrdok.models import Block, Box, Document, Page
from styrdok.pages.flow import flowing_picture
from styrdok.pages.overlay import Mark, Sheet, page_svg
from styrdok.pages.pictures import SCALE
from styrdok.reading.pictures import page_picture
from styrdok.reading.readers import PDF
from styrdok.registry.store import Registry
from styrdok.vocabulary import BlockKind
from styrdok.web import links
from styrdok.web.desk import desk_of
from styrdok.web.found import Findings
from styrdok.web.views.comments import comments_on, spots
from styrdok.web.workspace import State

_FOREVER = "private, max-age=31536000, immutable"


def drawn(findings: Findings, document: str, page: Page, marks: list[Mark], window: Box | None = None) -> Markup:
    """A page, or the part of it inside ``window``, as SVG with the marks on it."""
    title = findings.language.say("{title}, sida {page}", title=findings.titles[document], page=page.number)
    sheet = Sheet(page.width, page.height, links.picture_url(document, page.number), title)
    return Markup(page_svg(sheet, marks, window))


def page_of(language: Language, registry: Registry, document: str, number: int) -> tuple[Page, int]:
    """A page and how many there are. Raises :class:`~styrdok.errors.NotFound`."""
    pages = registry.pages(document)
    found = next((page for page in pages if page.number == number), None)
    if found is None:
        raise _no_page(language, number, len(pages))
    return found, len(pages)


def lost(state: State, documents: Iterable[Document]) -> list[str]:
    """The names of the PDF files that are no longer where they were read, so that their pages have no pictures."""
    pdfs = {one.sha256: one.file for one in documents if one.file.lower().endswith(PDF)}
    there = {file.sha256 for file in state.files if file.sha256 in pdfs and file.path.exists()}
    return [file for sha256, file in pdfs.items() if sha256 not in there]


def _no_page(language: Language, number: int, count: int) -> NotFound:
    say = language.say
    return NotFound(say("Dokumentet har ingen sida {page}.", page=number), say("Det har {count} sidor.", count=count))


def show(request: Request) -> Response:
    """A page of a document, the words ``fran``-``till`` of its text marked."""
    desk = desk_of(request)
    state = desk.state()
    found = state.findings
    document = found.document(request.path_params["document"])
    number = request.path_params["page"]
    start, end = (_offset(request.query_params.get(name)) for name in ("fran", "till"))
    with Registry.open(desk.workspace.path, read_only=True) as registry:
        page, count = page_of(desk.language, registry, document.id, number)
        text = registry.text(document.id)[page.start : page.end]
        blocks = registry.blocks(document.id, number)
        boxes: tuple[Box, ...] = ()
        if start is not None and end is not None and start < end:
            boxes = registry.boxes(document.id, number, start, end)
    marks = [Mark(boxes, words=text[start:end])] if boxes else []
    marked = (start or 0, end or 0) if boxes else (0, 0)
    placed = [(block, block.start - page.start, block.end - page.start) for block in blocks]
    return desk.page(
        request,
        "page.html",
        findings=found,
        comments=comments_on(state, document.id, number),
        spots=spots(text, [(first, last) for block, first, last in placed if not block.furniture], marked),
        document=document,
        page=page,
        count=count,
        lines=_pieces(text, placed, marked),
        picture=drawn(found, document.id, page, marks),
        lost=lost(state, (document,)),
    )


@dataclass(frozen=True, slots=True)
class Piece:
    """A block of a page's text: how it looks, what stands before, inside and after the marked words, and whether the
    marked words begin and end in it.
    """

    look: str
    before: str
    marked: str
    after: str
    begins: bool
    ends: bool


def _pieces(text: str, blocks: list[tuple[Block, int, int]], marked: tuple[int, int]) -> list[Piece]:
    """The text of a page block by block; all of it in one where no blocks are known."""
    known = [("heading" if b.kind is BlockKind.HEADING else "aside" if b.furniture else "", s, e) for b, s, e in blocks]
    return [_piece(text, one, marked) for one in known or [("", 0, len(text))] if text[one[1] : one[2]].strip()]


def _piece(text: str, block: tuple[str, int, int], marked: tuple[int, int]) -> Piece:
    look, start, end = block
    first, last = (min(max(place, start), end) for place in marked)
    begins, ends = start <= marked[0] < end, start < marked[1] <= end
    return Piece(look, text[start:first], text[first:last], text[last:end], begins, ends)


def _offset(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() and len(text) < 10 else None


def picture(request: Request) -> Response:
    """The picture of a page as PNG."""
    desk = desk_of(request)
    document = desk.state().findings.document(request.path_params["document"])
    number = request.path_params["page"]
    if not 1 <= number <= document.pages:
        raise _no_page(desk.language, number, document.pages)

    def draw() -> bytes:
        with Registry.open(desk.workspace.path, read_only=True) as registry:
            if not document.file.lower().endswith(PDF):
                page, _ = page_of(desk.language, registry, document.id, number)
                blocks = registry.blocks(document.id, number)
                return flowing_picture(page, blocks, registry.text(document.id), SCALE)
            source = registry.source(document.id)
        if source is None:
            say = desk.language.say
            raise NotFound(
                say("Filen {file} ligger inte kvar.", file=document.file), say("Läs in mappen igen med styrdok ingest.")
            )
        return page_picture(read_bytes(source), number, SCALE)

    made = desk.shelf.picture(document.sha256, number, draw)
    return Response(made, media_type="image/png", headers={"Cache-Control": _FOREVER})
