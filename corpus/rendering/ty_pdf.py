"""The typst producer: hands the document as JSON to the layout in ``document.typ``."""

import json
from pathlib import Path
from typing import Any

import font_source_sans_pro
import typst

from rendering.inline import Piece, parse_inline, plain
from rendering.rl_body import column_widths
from rendering.rl_fronts import strip_fields
from rendering.source import Block, Source, SourceError

LAYOUT = Path(__file__).with_name("document.typ")
FONTS = {"serif": "Libertinus Serif", "source": "Source Sans Pro", "modern": "New Computer Modern"}
DEFAULT_FONT = {"cover": "source", "columns": "serif", "strip": "serif", "block": "modern"}


def render(source: Source) -> bytes:
    """Return the PDF; SourceError for a template that the layout does not know."""
    if source.template not in DEFAULT_FONT:
        raise SourceError(f"{source.name}: the typst producer has no template {source.template!r}")
    fonts = [str(Path(font_source_sans_pro.__file__).parent / "files")]
    inputs = {"document": json.dumps(_document(source), ensure_ascii=False)}
    compiler = typst.Compiler(
        str(LAYOUT), root=str(LAYOUT.parent), font_paths=fonts, ignore_system_fonts=True, sys_inputs=inputs
    )
    pdf = compiler.compile(format="pdf")
    if not isinstance(pdf, bytes):
        raise TypeError(f"{source.name}: typst gave no PDF")
    return pdf


def _document(source: Source) -> dict[str, Any]:
    meta = source.meta
    fields = strip_fields(source) if source.template == "strip" else source.fields

    def words(value: str) -> list[dict[str, Any]]:
        return _pieces(parse_inline(value, source.name), source)

    return {
        "template": source.template,
        "font": FONTS[meta.get("font", DEFAULT_FONT[source.template])],
        "sender": meta.get("sender", source.gold["organisation"]),
        "title": words(source.title),
        "plain_title": plain(parse_inline(source.title, source.name)),
        "subtitle": words(meta.get("subtitle", "")),
        "header": words(meta.get("header", "")),
        "footer": words(meta.get("footer", "")),
        "adoption": words(source.adoption),
        "imprint": words(source.imprint),
        "contents": bool(meta.get("contents")),
        "strip": meta.get("strip", []),
        "current": meta.get("current"),
        "fields": [{"label": label, "value": words(value)} for label, value in fields],
        "body": [_block(block, source) for block in source.body],
    }


def _block(block: Block, source: Source) -> dict[str, Any]:
    if block.kind != "table":
        return {
            "kind": block.kind,
            "level": block.level,
            "marker": block.marker,
            "pieces": _pieces(block.pieces, source),
        }
    head, *rest = [[_pieces(cell, source) for cell in row] for row in block.rows]
    rows = [head, *([{"cell": cell} for cell in row] for row in rest)]
    return {"kind": "table", "rows": rows, "widths": column_widths(block, 100)}


def _pieces(pieces: tuple[Piece, ...], source: Source) -> list[dict[str, Any]]:
    return [
        {"note": _pieces(source.notes[piece.note], source)}
        if piece.note is not None
        else {"text": piece.text, "bold": piece.bold, "italic": piece.italic}
        for piece in pieces
    ]
