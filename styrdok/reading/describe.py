"""A reading told to a person who debugs a document: as text, and as plain values for JSON."""

from collections.abc import Iterator
from typing import Any

from styrdok.models import Block, Box, Cell, Page, Reading


def describe_reading(reading: Reading) -> str:
    """The reading as text: a head line for each page, then each block with its kind, place and words."""
    return "\n".join(_lines(reading))


def _lines(reading: Reading) -> Iterator[str]:
    tagged = "tagged" if reading.tagged else "not tagged"
    yield f"{len(reading.pages)} pages, {len(reading.text)} characters, {tagged}, sha256 {reading.sha256[:16]}"
    for key, value in reading.info:
        yield f"{key}: {value}"
    if reading.notes:
        yield f"notes: {', '.join(reading.notes)}"
    for page in reading.pages:
        yield ""
        yield _page_line(page)
        for block in reading.blocks:
            if block.page == page.number:
                yield from _block_lines(reading, block)


def _page_line(page: Page) -> str:
    label = f' "{page.label}"' if page.label else ""
    flags = f" [{', '.join(page.flags)}]" if page.flags else ""
    size = f"{page.width:.0f}×{page.height:.0f} pt"
    return f"=== page {page.number}{label} · {page.status} · {size} · known words {page.known_words:.2f}{flags}"


def _block_lines(reading: Reading, block: Block) -> Iterator[str]:
    level = f" {block.level}" if block.level else ""
    signs = f" ({', '.join(block.evidence)} {block.confidence:.2f})" if block.evidence else ""
    onward = " →" if block.continues else ""
    box = block.box
    place = f"{box.x0:.0f},{box.top:.0f}–{box.x1:.0f},{box.bottom:.0f}"
    yield f"--- {block.kind}{level}{onward} · {place} · {block.start}–{block.end}{signs}"
    yield reading.text[block.start : block.end]


def reading_as_json(reading: Reading) -> dict[str, Any]:
    """The reading as values that :mod:`json` can write, offsets and boxes included, glyph edges left out."""
    return {
        "sha256": reading.sha256,
        "tagged": reading.tagged,
        "notes": list(reading.notes),
        "info": dict(reading.info),
        "outline": [{"level": level, "title": title, "page": page} for level, title, page in reading.outline],
        "text": reading.text,
        "pages": [_page(page) for page in reading.pages],
        "blocks": [_block(block) for block in reading.blocks],
    }


def _page(page: Page) -> dict[str, Any]:
    return {
        "number": page.number,
        "label": page.label,
        "width": round(page.width, 2),
        "height": round(page.height, 2),
        "start": page.start,
        "end": page.end,
        "status": str(page.status),
        "known_words": page.known_words,
        "flags": list(page.flags),
    }


def _block(block: Block) -> dict[str, Any]:
    return {
        "kind": str(block.kind),
        "page": block.page,
        "start": block.start,
        "end": block.end,
        "box": _box(block.box),
        "level": block.level,
        "confidence": block.confidence,
        "evidence": list(block.evidence),
        "continues": block.continues,
        "lines": [
            {
                "start": line.start,
                "end": line.end,
                "box": _box(line.box),
                "size": line.size,
                "bold": line.bold,
                "font": line.font,
            }
            for line in block.lines
        ],
        "cells": [_cell(cell) for cell in block.cells],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "start": cell.start,
        "end": cell.end,
        "row": cell.row,
        "column": cell.column,
        "header": cell.header,
        "box": _box(cell.box),
    }


def _box(box: Box) -> list[float]:
    return [round(side, 2) for side in (box.x0, box.top, box.x1, box.bottom)]
