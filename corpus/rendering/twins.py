"""The same document as a Word file and as a web page, with the words of its PDF and nothing of its pages."""

import io
import zipfile
from collections.abc import Callable
from html import escape

import docx
from docx.document import Document

from rendering.inline import Piece, parse_inline, plain
from rendering.source import Block, Source, SourceError

_NO_DATE = (1980, 1, 1, 0, 0, 0)
_LIST = {"": "List Bullet"}


def to_docx(source: Source) -> bytes:
    """The document as Word keeps it; the same bytes for the same source."""
    document = docx.Document()
    document.core_properties.title = _checked(source).title
    document.sections[0].header.paragraphs[0].text = source.meta.get("header", "")
    document.add_heading(source.title, 0)
    _word_table(document, [[label, plain(value)] for label, value in _fields(source)])
    for block in source.body:
        text = plain(block.pieces)
        if block.kind == "heading":
            document.add_heading(text, block.level)
        elif block.kind == "table":
            _word_table(document, [[plain(cell) for cell in row] for row in block.rows])
        else:
            document.add_paragraph(text, _LIST.get(block.marker, "List Number") if block.kind == "item" else None)
    written = io.BytesIO()
    document.save(written)
    return _undated(written.getvalue())


def to_html(source: Source) -> bytes:
    """The document as a city publishes it on a page."""
    title = escape(_checked(source).title)
    parts = [
        f'<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>{title}</title></head><body>',
        f"<header>{escape(source.meta.get('header', ''))}</header>",
        "<nav><a href='/'>Start</a> <a href='/styrdokument'>Styrdokument</a></nav>",
        f"<main><h1>{title}</h1>",
        _html_table([[(Piece(label),), value] for label, value in _fields(source)]),
        *map(_html_block, source.body),
        f"</main><footer>{escape(source.meta.get('footer', ''))}</footer></body></html>\n",
    ]
    return "\n".join(parts).encode()


TWINS: dict[str, Callable[[Source], bytes]] = {"docx": to_docx, "html": to_html}
"""How each format is made, by the ending of its files."""


def _checked(source: Source) -> Source:
    if source.template != "block" or source.notes:
        raise SourceError(f"{source.name}: only a document of the template block without notes has twins")
    return source


def _fields(source: Source) -> list[tuple[str, tuple[Piece, ...]]]:
    return [(label, parse_inline(value, source.name)) for label, value in source.fields]


def _word_table(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, words in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text


def _html_block(block: Block) -> str:
    if block.kind == "table":
        return _html_table([list(row) for row in block.rows])
    text = _html_words(block.pieces)
    if block.kind == "heading":
        return f"<h{block.level + 1}>{text}</h{block.level + 1}>"
    if block.kind == "item":
        listed = "ol" if block.marker else "ul"
        return f"<{listed}><li>{text}</li></{listed}>"
    return f"<p>{text}</p>"


def _html_table(rows: list[list[tuple[Piece, ...]]]) -> str:
    lines = ["".join(f"<td>{_html_words(cell)}</td>" for cell in row) for row in rows]
    return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"


def _html_words(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"<strong>{escape(piece.text)}</strong>" if piece.bold else escape(piece.text) for piece in pieces)


def _undated(data: bytes) -> bytes:
    """A zip file whose parts carry no time of their making."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(zipfile.ZipInfo(part.filename, _NO_DATE), old.read(part), zipfile.ZIP_DEFLATED)
    return made.getvalue()
