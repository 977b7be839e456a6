"""Reading a web page: the main content as headings, paragraphs, lists and tables."""

import hashlib
import re
from collections.abc import Iterator

from lxml import etree, html

from styrdok.errors import DamagedPdf, EmptyPdf
from styrdok.models import Reading
from styrdok.reading.flow import FlowBlock, FlowCell, flowed
from styrdok.reading.limits import ReaderLimits
from styrdok.sentence import Sentence
from styrdok.vocabulary import BlockKind

_LIMITS = ReaderLimits()
_SKIPPED = frozenset({"script", "style", "noscript", "template", "nav", "aside", "form", "button", "svg", "head"})
_SECTIONS = "address article blockquote body details div fieldset figure footer header html main section summary"
_BLOCKS = frozenset(f"{_SECTIONS} dd dl dt figcaption h1 h2 h3 h4 h5 h6 hr li ol p pre table ul".split())
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"[ \t\r\f\v\xa0]*\n[ \t\r\f\v\xa0]*|[ \t\r\f\v\xa0]+")
_BREAK = "\v"


def read_html(data: bytes, limits: ReaderLimits = _LIMITS) -> Reading:
    """Read a web page; menus, forms and scripts are left out, and so is all outside ``main`` where there is one.

    Raises :class:`~styrdok.errors.DamagedPdf` or :class:`~styrdok.errors.EmptyPdf` for what holds no page.
    """
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(encoding=_encoding(data), no_network=True))
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise EmptyPdf(
            Sentence.of("Webbsidan är tom eller trasig."), Sentence.of("Spara sidan på nytt från webbläsaren.")
        ) from error
    main = next(iter(root.xpath("//main | //*[@role='main']")), None)
    body = main if main is not None else root.find("body")
    if body is None:
        raise DamagedPdf(
            Sentence.of("Webbsidan har inget innehåll."), Sentence.of("Spara sidan på nytt från webbläsaren.")
        )
    title = " ".join(root.findtext("head/title", default="").split())
    info = [("Title", title)] if title else []
    return flowed(hashlib.sha256(data).hexdigest(), _blocks(body), info)


def _encoding(data: bytes) -> str | None:
    """UTF-8 where the bytes are that and say nothing else; lxml reads what the page says of itself."""
    if b"charset" in data[:2048].lower():
        return None
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "windows-1252"
    return "utf-8"


def _blocks(element: html.HtmlElement, depth: int = 0) -> Iterator[FlowBlock]:
    """The blocks of an element in order; words that stand directly in it are paragraphs."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _SKIPPED:
            loose.append(child.tail or "")
        elif child.tag in _BLOCKS:
            yield from _paragraph(loose)
            yield from _block(child, depth)
            loose = [child.tail or ""]
        else:
            loose += [_inline(child), child.tail or ""]
    yield from _paragraph(loose)


def _block(element: html.HtmlElement, depth: int) -> Iterator[FlowBlock]:
    if element.tag in _HEADINGS:
        text = _shown(_words(element))
        if text:
            yield FlowBlock(BlockKind.HEADING, text, level=_HEADINGS[element.tag])
    elif element.tag == "table":
        cells = tuple(_cells(element))
        if cells:
            yield FlowBlock(BlockKind.TABLE, cells=cells)
    elif element.tag == "li":
        inner = list(_blocks(element, depth + 1))
        for number, block in enumerate(inner):
            first = number == 0 and block.kind is BlockKind.PARAGRAPH
            yield FlowBlock(BlockKind.LIST_ITEM, block.text, level=depth + 1) if first else block
    elif element.tag in ("ul", "ol"):
        yield from _blocks(element, depth)
    else:
        yield from _blocks(element, 0)


def _paragraph(parts: list[str]) -> Iterator[FlowBlock]:
    text = _shown("".join(parts))
    if text:
        yield FlowBlock(BlockKind.PARAGRAPH, text)


def _cells(table: html.HtmlElement) -> Iterator[FlowCell]:
    """The cells of a table; those of tables inside it are part of the cell they stand in."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    for number, row in enumerate(rows):
        for column, cell in enumerate(child for child in row if child.tag in ("td", "th")):
            yield FlowCell(_shown(_words(cell)), number, column, cell.tag == "th")


def _words(element: html.HtmlElement) -> str:
    """All words inside an element, a space between blocks and a mark for each line break of the author's."""
    parts: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _SKIPPED:
            inner = _inline(child)
            parts.append(f" {inner} " if child.tag in _BLOCKS else inner)
        parts.append(child.tail or "")
    return "".join(parts)


def _inline(element: html.HtmlElement) -> str:
    return _BREAK if element.tag == "br" else _words(element)


def _shown(text: str) -> str:
    lines = (_SPACE.sub(" ", line).strip() for line in text.replace("\u00ad", "").split(_BREAK))
    return "\n".join(line for line in lines if line)
