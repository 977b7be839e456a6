"""A page's blocks in a few bytes, so that any range of its text can be shown in its place without the PDF.

The edges of the letters are kept to a hundredth of a point, as differences; everything else is kept as it is.
"""

import json
import zlib
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import Any

from styrdok.models import Block, Box, Line
from styrdok.plain import plain, reader

_GRAIN = 100


def pack(blocks: Iterable[Block]) -> bytes:
    """The blocks of one page as compressed JSON."""
    written = json.dumps([_block(block) for block in blocks], ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(written.encode("utf-8"), 6)


def unpack(packed: bytes, page: int) -> tuple[Block, ...]:
    """The blocks of page ``page`` that :func:`pack` wrote."""
    return tuple(_unblock(item, page) for item in json.loads(zlib.decompress(packed)))


def _block(block: Block) -> dict[str, Any]:
    kept: dict[str, Any] = plain(replace(block, lines=()))
    del kept["page"]
    kept["lines"] = [
        [line.start, line.end, plain(line.box), line.size, line.bold, line.font, _steps(line.edges)]
        for line in block.lines
    ]
    return kept


def _unblock(kept: dict[str, Any], page: int) -> Block:
    lines = tuple(_line(*item) for item in kept["lines"])
    block: Block = reader(Block)(kept | {"page": page, "lines": []})
    return replace(block, lines=lines)


def _line(start: int, end: int, *rest: Any) -> Line:
    box, size, bold, font, steps = rest
    return Line(start, end, Box(*box), size, bold, font, _edges(steps))


def _steps(edges: bytes) -> list[int]:
    places = [round(edge * _GRAIN) for edge in array("f", edges)]
    return places[:1] + [after - before for before, after in pairwise(places)]


def _edges(steps: Sequence[int]) -> bytes:
    return array("f", (place / _GRAIN for place in accumulate(steps))).tobytes()


def boxes(blocks: Iterable[Block], start: int, end: int) -> tuple[Box, ...]:
    """The boxes of the canonical range ``start:end``, one per piece of line, in reading order."""
    found = []
    for block in blocks:
        for line in block.lines:
            first, last = max(start, line.start), min(end, line.end)
            if first < last:
                found.append(_part(line, first, last))
    return tuple(found)


def _part(line: Line, start: int, end: int) -> Box:
    if len(line.edges) < 4 * (line.end - line.start + 1):
        return line.box
    return line.part(start, end)
