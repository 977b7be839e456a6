"""Pairs of passages that share rare wording, and how much information they share.

The information of a feature that stands in ``df`` of ``n`` passages is ``log2((n + background) / (df + 1))`` bits:
how surprising it is to meet it in a passage taken at random. A pair's *bits* are the sum over the features
that both have; its *share* relates them to the recurring wording of the poorer of the two. Features in more
than ``spread`` passages take no part.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from styrdok.overlaps.reuse.features import PASSAGE_BITS, PASSAGE_MASK
from styrdok.overlaps.reuse.settings import BIT, ReuseSettings
from styrdok.overlaps.reuse.stems import Codes, Positions

_WEIGHT_BITS = np.uint64(16)
_WEIGHT_MASK = np.uint64((1 << 16) - 1)

Weights = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """Where each feature's run of keys begins, and how many passages it stands in."""

    begins: Positions
    spread: Positions


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


def postings(keys: Codes) -> Postings:
    """The features of a sorted key array."""
    hashes = keys >> PASSAGE_BITS
    begins = np.flatnonzero(np.concatenate([np.ones(min(1, len(keys)), bool), hashes[1:] != hashes[:-1]]))
    return Postings(begins, np.diff(np.append(begins, len(keys))))


def sharing(keys: Codes, found: Postings, weight: Weights, since: int, settings: ReuseSettings) -> Pairs:
    """All pairs with at least ``min_features`` features in common whose second passage is ``since`` or later."""
    merged = np.concatenate(
        [
            _pairs_of(keys, found.begins[found.spread == d], d, since) << _WEIGHT_BITS | np.uint64(weight[d])
            for d in range(2, settings.spread + 1)
        ]
    )
    merged.sort()
    return _summed(merged, settings.min_features)


def _pairs_of(keys: Codes, begins: Positions, spread: int, since: int) -> Codes:
    members = keys[begins[:, None] + np.arange(spread)[None, :]] & PASSAGE_MASK
    rows, columns = np.triu_indices(spread, 1)
    pairs: Codes = ((members[:, rows] << PASSAGE_BITS) | members[:, columns]).ravel()
    if since:
        pairs = pairs[(pairs & PASSAGE_MASK) >= np.uint64(since)]
    return pairs


def _summed(packed: Codes, least: int) -> Pairs:
    """Equal pairs of a sorted array made one, which is overwritten to save memory."""
    shares = packed & _WEIGHT_MASK
    packed >>= _WEIGHT_BITS
    begins = np.flatnonzero(np.concatenate([np.ones(min(1, len(packed)), bool), packed[1:] != packed[:-1]]))
    counts = np.diff(np.append(begins, len(packed)))
    keep = counts >= least
    shared = np.add.reduceat(shares, begins)[keep].astype(np.int64) if len(begins) else begins
    pair = packed[begins[keep]]
    return Pairs((pair >> PASSAGE_BITS).astype(np.int64), (pair & PASSAGE_MASK).astype(np.int64), counts[keep], shared)


def information(keys: Codes, found: Postings, weight: Weights, passages: int) -> Weights:
    """For each passage the information of its recurring wording (1/256 bits)."""
    recurring = (found.spread >= 2) & (found.spread < len(weight))
    spread = found.spread[recurring]
    chosen = keys[np.repeat(recurring, found.spread)] & PASSAGE_MASK
    values = np.repeat(weight[spread], spread)
    sums = np.bincount(chosen.astype(np.int64), weights=values.astype(np.float64), minlength=passages)
    return sums.astype(np.int64)
