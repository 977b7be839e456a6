"""The search for reuse: the whole collection at once, or what a few new passages add to it.

``compare_block`` is pure: it takes a collection and the number of the first passage that counts as new, and returns
every match that a new passage takes part in. With ``since=0`` that is everything; the matches of the blocks of a
partition, put together, are those of the whole.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from styrdok.overlaps.reuse.features import PASSAGE_MASK, distinct, keys_of
from styrdok.overlaps.reuse.lookup import Lookup
from styrdok.overlaps.reuse.pairs import Pairs, Weights, information, postings, sharing, weights
from styrdok.overlaps.reuse.settings import BIT, ReuseSettings
from styrdok.overlaps.reuse.spans import WordSpan, align, coded
from styrdok.overlaps.reuse.stems import Codes, Positions, Tokens, tokenise

_MOVED = 1.6

Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Collection:
    """Passages made ready for comparison; ``owners`` numbers the document that each stands in."""

    tokens: Tokens
    lookup: Lookup
    owners: Positions


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``a_start:a_end`` of one passage that recur as ``b_start:b_end`` of another."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    matched: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Match:
    """Two passages (``first < second``) that share wording.

    ``bits`` is the information they share, ``share`` its part of what recurs at all in the poorer of them, ``score``
    the strength of the evidence (0–1): the share times the number of words that agree in place, in relation to
    ``full_match`` words; ``spans`` are the places.
    """

    first: int
    second: int
    bits: float
    share: float
    score: float
    spans: tuple[Span, ...]


def collect(texts: Sequence[str], owners: Sequence[int]) -> Collection:
    """Make passages ready for comparison; equal numbers in ``owners`` are never compared with each other."""
    tokens = tokenise(texts)
    return Collection(tokens, Lookup.of(keys_of(tokens)), np.asarray(owners, np.int64))


def compare_block(collection: Collection, since: int = 0, settings: ReuseSettings | None = None) -> tuple[Match, ...]:
    """Every match whose second passage is ``since`` or later, by passage numbers."""
    settings = settings or ReuseSettings()
    keys, total = collection.lookup.keys, collection.tokens.passages
    found, weight = postings(keys, settings.spread), weights(total, settings)
    pairs = sharing(keys, found, weight, since, settings)
    pairs = _between_documents(pairs, collection.owners, settings)
    informed = information(keys, found, weight, total, settings)
    return matches_of(collection.tokens, pairs, informed, settings)


def compare_new(
    collection: Collection, texts: Sequence[str], owner: int, settings: ReuseSettings | None = None
) -> tuple[Match, ...]:
    """The matches of one new document against a collection: equal to those of a full run over both."""
    settings = settings or ReuseSettings()
    tokens, since = tokenise(texts), collection.tokens.passages
    fresh = keys_of(tokens, since)
    weight = weights(since + len(texts), settings)
    touched = _touched(collection.lookup, fresh, settings.spread)
    pairs = sharing(touched, postings(touched, settings.spread), weight, since, settings)
    pairs = _between_documents(pairs, np.append(collection.owners, np.full(len(texts), owner)), settings)
    chosen = np.unique(np.concatenate([pairs.first, pairs.second]))
    old = chosen[chosen < since]
    few = Tokens.joined([collection.tokens.only(old), tokens.only(chosen[len(old) :] - since)])
    pairs = replace(pairs, first=np.searchsorted(chosen, pairs.first), second=np.searchsorted(chosen, pairs.second))
    found = matches_of(few, pairs, _informed(few, collection.lookup, Lookup.of(fresh), weight), settings)
    return tuple(replace(one, first=int(chosen[one.first]), second=int(chosen[one.second])) for one in found)


def _between_documents(pairs: Pairs, owners: Positions, settings: ReuseSettings) -> Pairs:
    apart = owners[pairs.first] != owners[pairs.second]
    return pairs.where(apart & (pairs.shared >= settings.floor_bits * BIT))


def _touched(old: Lookup, fresh: Codes, most: int) -> Codes:
    """The keys of every feature that the new passages have, old and new, sorted.

    Of a feature that stands in more than ``most`` old passages one more than that is enough to know it by.
    """
    hashes = distinct(fresh & ~PASSAGE_MASK)
    begins, lengths = old.runs(hashes, most)
    places = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths - begins, lengths)
    touched = np.concatenate([old.keys[places], fresh])
    touched.sort()
    return touched


def _informed(tokens: Tokens, old: Lookup, fresh: Lookup, weight: Weights) -> Weights:
    """The information of some passages, counted over old and new keys."""
    informed = np.zeros(tokens.passages, np.int64)
    keys = keys_of(tokens)
    hashes, places = np.unique(keys & ~PASSAGE_MASK, return_inverse=True)
    most = len(weight) - 1
    spread = old.runs(hashes, most)[1] + fresh.runs(hashes, most)[1]
    spread[spread >= len(weight)] = 0
    np.add.at(informed, (keys & PASSAGE_MASK).astype(np.int64), weight[spread][places])
    return informed


def matches_of(tokens: Tokens, pairs: Pairs, informed: Weights, settings: ReuseSettings) -> tuple[Match, ...]:
    """The pairs that are matches; ``informed`` is the information of each passage's recurring wording (1/256 bits)."""
    poorer = np.minimum(informed[pairs.first], informed[pairs.second])
    share = pairs.shared / np.maximum(poorer, 1)
    keep = (share >= settings.floor_share) & (pairs.shared >= settings.min_bits * BIT)
    pairs, share = pairs.where(keep), share[keep]
    words = coded(tokens, np.concatenate([pairs.first, pairs.second]))
    keep = _promising(words, pairs, share, settings)
    pairs, share = pairs.where(keep), share[keep]
    found = []
    for a, b, shared, part in zip(
        pairs.first.tolist(), pairs.second.tolist(), pairs.shared.tolist(), share.tolist(), strict=True
    ):
        spans = align(words[a], words[b])
        score = part * sum(span.matched for span in spans) / settings.full_match
        if score >= settings.min_score and any(span.matched >= settings.min_tokens for span in spans):
            placed = tuple(_placed(tokens, a, b, span) for span in spans)
            found.append(Match(a, b, shared / BIT, part, min(1.0, score), placed))
    return tuple(found)


def _promising(words: dict[int, str], pairs: Pairs, share: Shares, settings: ReuseSettings) -> NDArray[np.bool_]:
    """Which pairs may still reach the least score, by the length of one common subsequence.

    Passages that were moved about agree in more words than one subsequence shows, hence the allowance.
    """
    if not len(share):
        return np.zeros(0, bool)
    left, right = ([words[p] for p in side.tolist()] for side in (pairs.first, pairs.second))
    common = process.cpdist(left, right, scorer=LCSseq.similarity, dtype=np.int32, workers=1)
    promising: NDArray[np.bool_] = share * common * _MOVED >= settings.min_score * settings.full_match
    return promising


def _placed(tokens: Tokens, a: int, b: int, span: WordSpan) -> Span:
    x, y = int(tokens.first[a]), int(tokens.first[b])
    return Span(
        int(tokens.starts[x + span.a_start]),
        int(tokens.ends[x + span.a_end - 1]),
        int(tokens.starts[y + span.b_start]),
        int(tokens.ends[y + span.b_end - 1]),
        span.matched,
        round(span.similarity, 4),
    )
