"""Runs grouped into blocks: headings, paragraphs, list items, footnotes."""

import re
from collections import Counter
from collections.abc import Sequence

from styrdok.reading.draft import Draft
from styrdok.reading.piece import UPRIGHT, Piece
from styrdok.vocabulary import BlockKind

_ITEM = re.compile(r"(?:[•●▪■◦‣∙·○➢►✓*–—-]|\(?[a-zåäö0-9]{1,2}[.)])\s+\S")
_NUMBERED = re.compile(r"(?:§\s*)?\d{1,3}(?:\.\d{1,3}){0,4}\.?\s+\S")


def body_size(pieces: Sequence[Piece]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for piece in pieces:
        sizes[piece.size] += len(piece.text)
    return max(sizes.items(), key=lambda item: (item[1], -item[0]))[0] if sizes else 10.0


def blocks_of(pieces: Sequence[Piece], body: float) -> list[Draft]:
    """The blocks of one page in the order of the pieces."""
    groups: list[tuple[BlockKind, list[Piece]]] = []
    for piece in pieces:
        kind = _kind(piece, body)
        if groups and _goes_on(groups[-1], kind, piece):
            groups[-1][1].append(piece)
        else:
            groups.append((kind, [piece]))
    return [Draft(kind, tuple(run), level=1 if kind in _LEVELLED else 0) for kind, run in groups]


_LEVELLED = frozenset({BlockKind.HEADING, BlockKind.LIST_ITEM})


def _kind(piece: Piece, body: float) -> BlockKind:
    if piece.place != UPRIGHT:
        return BlockKind.STAMP
    heavy = piece.size >= body * 1.12 or (piece.bold and piece.size >= body * 0.98)
    if heavy and len(piece.text) <= 110 and piece.text[-1] not in ".,;" and sum(map(str.isalpha, piece.text)) > 2:
        return BlockKind.HEADING
    return BlockKind.LIST_ITEM if _ITEM.match(piece.text) else BlockKind.PARAGRAPH


def _goes_on(group: tuple[BlockKind, list[Piece]], kind: BlockKind, piece: Piece) -> bool:
    before = group[1][-1]
    gap = piece.top - before.bottom
    near = -0.5 * before.height < gap < 0.75 * before.height and abs(piece.size - before.size) < 0.4
    if kind is BlockKind.HEADING or kind is BlockKind.STAMP:
        return group[0] is kind and near and not _NUMBERED.match(piece.text)
    return kind is BlockKind.PARAGRAPH and group[0] in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and near
