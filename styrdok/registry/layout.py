"""A page's blocks in a few bytes, so that any range of its text can be shown in its place without the PDF.

The edges of the letters are kept to a hundredth of a point, as differences; everything else is kept as it is.
"""

import zlib
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import accumulate
from typing import Any

import msgspec

from styrdok.models import Block, Box, Line
from styrdok.plain import plain, reader

_GRAIN = 100
_KEPT = tuple(field.name for field in fields(Block) if field.name not in ("page", "lines"))


def pack(blocks: Iterable[Block]) -> bytes:
    """The blocks of one page as compressed JSON."""
    kept = tuple(blocks)
    steps = iter(_steps([line.edges for block in kept for line in block.lines]))
    return zlib.compress(msgspec.json.encode([_block(block, steps) for block in kept]), 6)


def unpack(packed: bytes, page: int) -> tuple[Block, ...]:
    """The blocks of page ``page`` that :func:`pack` wrote."""
    return tuple(_unblock(item, page) for item in msgspec.json.decode(zlib.decompress(packed)))


def _block(block: Block, steps: Iterator[list[int]]) -> dict[str, Any]:
    kept = {name: plain(getattr(block, name)) for name in _KEPT}
    kept["lines"] = [
        [line.start, line.end, plain(line.box), line.size, line.bold, line.font, next(steps)] for line in block.lines
    ]
    return kept


def _unblock(kept: dict[str, Any], page: int) -> Block:
    lines = tuple(_line(*item) for item in kept["lines"])
    block: Block = reader(Block)(kept | {"page": page, "lines": []})
    return replace(block, lines=lines)


def _line(start: int, end: int, *rest: Any) -> Line:
    box, size, bold, font, steps = rest
    return Line(start, end, Box(*box), size, bold, font, _edges(steps))


def _steps(edges: Sequence[bytes]) -> list[list[int]]:
    """For each line the place of its first edge and the steps from each to the next."""
    import numpy as np  # takes long to load, and most commands only read

    written = np.frombuffer(b"".join(edges), np.float32).astype(np.float64)
    if not np.isfinite(written).all():
        raise ValueError("a letter stands at no place")
    places = np.rint(written * _GRAIN).astype(np.int64)
    ends = list(accumulate(len(line) // 4 for line in edges))
    steps = np.diff(places, prepend=0)
    begins = [begin for begin, end in zip([0, *ends], ends, strict=False) if begin < end]
    steps[begins] = places[begins]
    flat = steps.tolist()
    return [flat[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]


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
