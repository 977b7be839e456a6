"""Passages on the same matter in other words: topical evidence for pairs that share no wording."""

import math
from collections.abc import Mapping, Sequence

from styrdok.findings import SharedPassage
from styrdok.models import Anchor
from styrdok.overlaps.context import Context
from styrdok.overlaps.tables import weights
from styrdok.overlaps.terms import common
from styrdok.vocabulary import ReuseKind

_TERMS, _PASSAGES, _LEAST_TERMS = 40, 8, 2

Speaking = tuple[Anchor, frozenset[str]]
Scored = tuple[float, int, int, SharedPassage]


def matter(context: Context, a: str, b: str) -> tuple[SharedPassage, ...]:
    """The passages of two documents that speak most of their common matter."""
    shared = dict(common(context.terms[a], context.terms[b])[:_TERMS])
    scored: list[Scored] = []
    left, right = (_speaking(context, name, shared) for name in (a, b))
    for x, (anchor_a, in_a) in enumerate(left):
        for y, (anchor_b, in_b) in enumerate(right):
            if len(in_a & in_b) >= _LEAST_TERMS:
                both, either = (math.fsum([shared[term] for term in terms]) for terms in (in_a & in_b, in_a | in_b))
                likeness = round(both / either, 4)
                scored.append((both, x, y, SharedPassage(anchor_a, anchor_b, likeness, 0.0, ReuseKind.TOPICAL)))
    scored.sort(key=lambda row: (-row[0], row[1], row[2]))
    return _apart(scored, weights().topical)


def _speaking(context: Context, name: str, shared: Mapping[str, float]) -> list[Speaking]:
    """The passages that hold most of the shared terms."""
    found: list[tuple[float, Speaking]] = []
    wanted = frozenset(shared)
    passages = context.records[name].extraction.passages
    for passage, terms in zip(passages, context.spoken[name], strict=True):
        inside = terms & wanted
        if inside:
            found.append((math.fsum([shared[term] for term in inside]), (passage.anchor, inside)))
    found.sort(key=lambda row: (-row[0], row[1][0].page, row[1][0].start))
    return [speaking for _, speaking in found[:_PASSAGES]]


def _apart(scored: Sequence[Scored], most: int) -> tuple[SharedPassage, ...]:
    """The best pairs in which no passage occurs twice."""
    kept: list[SharedPassage] = []
    left: set[int] = set()
    right: set[int] = set()
    for _, x, y, passage in scored:
        if x not in left and y not in right and len(kept) < most:
            kept.append(passage)
            left.add(x)
            right.add(y)
    return tuple(kept)
