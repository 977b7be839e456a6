"""Pairs of passages that share rare wording, and how much information they share.

The information of a feature that stands in ``df`` of ``n`` passages is ``log2((n + background) / (df + 1))`` bits:
how surprising it is to meet it in a passage taken at random. A pair's *bits* are the sum over the features
that both have; its *share* relates them to the recurring wording of the poorer of the two. Features in more
than ``spread`` passages take no part.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from styrdok.overlaps.reuse.features import PASSAGE_BITS, PASSAGE_MASK
from styrdok.overlaps.reuse.settings import BIT, ReuseSettings
from styrdok.overlaps.reuse.stems import Codes, Positions

_WEIGHT_BITS = np.uint64(16)
_WEIGHT_MASK = np.uint64((1 << 16) - 1)

Weights = NDArray[np.int64]

_CHUNK = 1 << 20
_ROWS = 1 << 16


@dataclass(frozen=True, slots=True)
class Postings:
    """Where each recurring feature's run of keys begins, and how many passages it stands in."""

    begins: Positions
    spread: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs ``first < second`` of passages with the number of features and the information they share (1/256 bits)."""

    first: Positions
    second: Positions
    features: Positions
    shared: Weights

    def where(self, keep: NDArray[np.bool_]) -> "Pairs":
        """The pairs that a mask keeps."""
        return Pairs(self.first[keep], self.second[keep], self.features[keep], self.shared[keep])


def weights(total: int, settings: ReuseSettings) -> Weights:
    """The information of a feature by the number of passages it stands in, 0 where it takes no part."""
    table = np.zeros(settings.spread + 1, np.int64)
    for spread in range(2, settings.spread + 1):
        table[spread] = round(BIT * float(np.log2((total + settings.background) / (spread + 1))))
    return table


def postings(keys: Codes, most: int) -> Postings:
    """The recurring features of a sorted key array: those that stand in 2 to ``most`` passages."""
    begins, spread = [np.zeros(0, np.int64)], [np.zeros(0, np.int8)]
    begin = 0
    while begin < len(keys):
        end = _run_end(keys, begin + _CHUNK)
        hashes = keys[begin:end] >> PASSAGE_BITS
        starts = np.flatnonzero(np.concatenate([np.ones(1, bool), hashes[1:] != hashes[:-1]]))
        counts = np.diff(np.append(starts, len(hashes)))
        recurring = (counts >= 2) & (counts <= most)
        begins.append(starts[recurring] + begin)
        spread.append(counts[recurring].astype(np.int8))
        begin = end
    return Postings(np.concatenate(begins), np.concatenate(spread))


def _run_end(keys: Codes, place: int) -> int:
    """The first place from ``place`` on where another feature begins."""
    if place >= len(keys):
        return len(keys)
    return int(np.searchsorted(keys, keys[place - 1] | PASSAGE_MASK, side="right"))


def _runs(keys: Codes, found: Postings, settings: ReuseSettings) -> Iterator[tuple[int, Codes]]:
    """The passages of the features, in blocks of features that stand in equally many: (how many, rows of passages)."""
    for spread in range(2, settings.spread + 1):
        begins = found.begins[found.spread == spread]
        for first in range(0, len(begins), _ROWS):
            yield spread, keys[begins[first : first + _ROWS, None] + np.arange(spread)] & PASSAGE_MASK


def sharing(keys: Codes, found: Postings, weight: Weights, since: int, settings: ReuseSettings) -> Pairs:
    """All pairs with at least ``min_features`` features in common whose second passage is ``since`` or later."""
    sizes = np.bincount(found.spread, minlength=settings.spread + 1)
    merged = np.empty(sum(int(sizes[d]) * d * (d - 1) // 2 for d in range(2, settings.spread + 1)), np.uint64)
    filled = 0
    for spread, members in _runs(keys, found, settings):
        pairs = _pairs_of(members, since)
        pairs <<= _WEIGHT_BITS
        pairs |= np.uint64(weight[spread])
        merged[filled : filled + len(pairs)] = pairs
        filled += len(pairs)
    merged = merged[:filled]
    merged.sort()
    return _summed(merged, settings.min_features)


def _pairs_of(members: Codes, since: int) -> Codes:
    rows, columns = np.triu_indices(members.shape[1], 1)
    pairs: Codes = ((members[:, rows] << PASSAGE_BITS) | members[:, columns]).ravel()
    if since:
        pairs = pairs[(pairs & PASSAGE_MASK) >= np.uint64(since)]
    return pairs


def _summed(packed: Codes, least: int) -> Pairs:
    """Equal pairs of a sorted array made one."""
    parts = [_summed_part(packed[:0], least)]
    begin = 0
    while begin < len(packed):
        end = begin + _CHUNK
        if end < len(packed):
            end = int(np.searchsorted(packed, packed[end - 1] | _WEIGHT_MASK, side="right"))
        parts.append(_summed_part(packed[begin:end], least))
        begin = end
    return Pairs(
        np.concatenate([part.first for part in parts]),
        np.concatenate([part.second for part in parts]),
        np.concatenate([part.features for part in parts]),
        np.concatenate([part.shared for part in parts]),
    )


def _summed_part(packed: Codes, least: int) -> Pairs:
    pair = packed >> _WEIGHT_BITS
    begins = np.flatnonzero(np.concatenate([np.ones(min(1, len(pair)), bool), pair[1:] != pair[:-1]]))
    counts = np.diff(np.append(begins, len(pair)))
    keep = counts >= least
    shares = np.add.reduceat(packed & _WEIGHT_MASK, begins) if len(begins) else packed
    pair = pair[begins[keep]]
    return Pairs(
        (pair >> PASSAGE_BITS).astype(np.int64),
        (pair & PASSAGE_MASK).astype(np.int64),
        counts[keep],
        shares[keep].astype(np.int64),
    )


def information(keys: Codes, found: Postings, weight: Weights, passages: int, settings: ReuseSettings) -> Weights:
    """For each passage the information of its recurring wording (1/256 bits)."""
    sums = np.zeros(passages, np.int64)
    for spread, members in _runs(keys, found, settings):
        sums += weight[spread] * np.bincount(members.ravel().astype(np.int64), minlength=passages)
    return sums
