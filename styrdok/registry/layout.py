"""A page's blocks in a few bytes, so that any range of its text can be shown in its place without the PDF.

The edges of the letters are kept to a hundredth of a point, as differences; everything else is kept as it is.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import fields, replace
from itertools import accumulate
from operator import sub
from typing import Any

import msgspec

from styrdok import edges
from styrdok.models import Block, Box, Line
from styrdok.plain import plain, reader

_KEPT = tuple(field.name for field in fields(Block) if field.name not in ("page", "lines"))


def pack(blocks: Iterable[Block]) -> bytes:
    """The blocks of one page as compressed JSON."""
    return zlib.compress(msgspec.json.encode([_block(block) for block in blocks]), 6)


def unpack(packed: bytes, page: int) -> tuple[Block, ...]:
    """The blocks of page ``page`` that :func:`pack` wrote."""
    return tuple(_unblock(item, page) for item in msgspec.json.decode(zlib.decompress(packed)))


def _block(block: Block) -> dict[str, Any]:
    kept = {name: plain(getattr(block, name)) for name in _KEPT}
    kept["lines"] = [
        [line.start, line.end, plain(line.box), line.size, line.bold, line.font, _steps(line)] for line in block.lines
    ]
    return kept


def _unblock(kept: dict[str, Any], page: int) -> Block:
    lines = tuple(_line(*item) for item in kept["lines"])
    block: Block = reader(Block)(kept | {"page": page, "lines": []})
    return replace(block, lines=lines)


def _line(start: int, end: int, *rest: Any) -> Line:
    box, size, bold, font, steps = rest
    return Line(start, end, Box(*box), size, bold, font, _edges(steps))


def _steps(line: Line) -> list[int]:
    """The place of the first edge and the steps from each to the next."""
    places = edges.unpack(line.edges)
    return [*places[:1], *map(sub, places[1:], places)]


def _edges(steps: Sequence[int]) -> bytes:
    return edges.pack(list(accumulate(steps)))


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
    if edges.count(line.edges) <= line.end - line.start:
        return line.box
    return line.part(start, end)
