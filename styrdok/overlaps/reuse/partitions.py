"""The search for reuse between collections that one memory would not hold: in parts, each of which can lie in a file.

The sorted keys of every collection are cut at the same hashes, so that one part holds all that a feature says, and the
parts are worked on one at a time, in any order. What they come to, put together, is what a search over all passages at
once finds between the collections (:func:`styrdok.overlaps.reuse.search.compare_block`, with the collection as owner).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from styrdok.overlaps.reuse.features import PASSAGE_BITS, PASSAGE_MASK
from styrdok.overlaps.reuse.pairs import Pairs, Weights
from styrdok.overlaps.reuse.settings import BIT, ReuseSettings
from styrdok.overlaps.reuse.stems import Codes, Positions

_ROWS = 1 << 16
_HASH_BITS = 64
SECOND_BITS = np.uint64(32)
_SECOND_MASK = np.uint64((1 << 32) - 1)


@dataclass(frozen=True, slots=True)
class Sums:
    """Numbers added up by key: each key once, sorted, how often it came, and the sum of what came with it."""

    keys: Codes
    counts: Positions
    sums: Weights

    @classmethod
    def of(cls, keys: Codes, values: Weights) -> "Sums":
        """Of keys in any order, each with a number."""
        return cls(keys, np.ones(len(keys), np.int64), values).united()

    @classmethod
    def all(cls, parts: Sequence["Sums"]) -> "Sums":
        """Of several together."""
        nothing = np.zeros(0, np.int64)
        return cls(
            np.concatenate([np.zeros(0, np.uint64), *(part.keys for part in parts)]),
            np.concatenate([nothing, *(part.counts for part in parts)]),
            np.concatenate([nothing, *(part.sums for part in parts)]),
        ).united()

    def united(self) -> "Sums":
        """Equal keys made one."""
        if not len(self.keys):
            return self
        order = np.argsort(self.keys, kind="stable")
        keys = self.keys[order]
        begins = np.flatnonzero(np.concatenate([np.ones(1, bool), keys[1:] != keys[:-1]]))
        counts, sums = (np.add.reduceat(values[order], begins) for values in (self.counts, self.sums))
        return Sums(keys[begins], counts, sums)


@dataclass(frozen=True, slots=True)
class Met:
    """What one part says.

    ``pairs`` of passages of two collections (``first << 32 | second``) with the features and the information that they
    share; ``passages`` with the information of their recurring wording.
    """

    pairs: Sums
    passages: Sums


def cuts(keys: Codes, parts: int) -> Positions:
    """Where sorted keys are to be cut so that each of ``parts`` (a power of two) holds the same hashes everywhere."""
    bits = parts.bit_length() - 1
    bounds = np.arange(1, parts, dtype=np.uint64) << np.uint64(_HASH_BITS - max(1, bits))
    return np.concatenate([[0], np.searchsorted(keys, bounds), [len(keys)]])


def meet(part: Sequence[Codes], offsets: Sequence[int], weight: Weights, settings: ReuseSettings) -> Met:
    """What one part of every collection's keys says; passages are numbered on from the offset of their collection."""
    hashes = np.concatenate([keys >> PASSAGE_BITS for keys in part])
    passages = np.concatenate(
        [(keys & PASSAGE_MASK) + np.uint64(offset) for keys, offset in zip(part, offsets, strict=True)]
    )
    owners = np.repeat(np.arange(len(part)), [len(keys) for keys in part])
    order = np.argsort(hashes, kind="stable")
    hashes, passages, owners = hashes[order], passages[order], owners[order]
    pairs, informed = [], []
    for places in _recurring(hashes, settings.spread):
        members, told = passages[places], int(weight[places.shape[1]])
        informed.append(_told(members.ravel(), told))
        rows, columns = np.triu_indices(places.shape[1], 1)
        apart = owners[places[:, rows]] != owners[places[:, columns]]
        pairs.append(_told(((members[:, rows] << SECOND_BITS) | members[:, columns])[apart], told))
    return Met(Sums.all(pairs), Sums.all(informed))


def _recurring(hashes: Codes, most: int) -> Iterator[Positions]:
    """The places of features that stand in 2 to ``most`` passages, in blocks of those that stand in equally many."""
    starts = np.flatnonzero(np.concatenate([np.ones(min(1, len(hashes)), bool), hashes[1:] != hashes[:-1]]))
    counts = np.diff(np.append(starts, len(hashes)))
    for spread in range(2, most + 1):
        begins = starts[counts == spread]
        for first in range(0, len(begins), _ROWS):
            yield begins[first : first + _ROWS, None] + np.arange(spread)


def _told(keys: Codes, value: int) -> Sums:
    return Sums.of(keys, np.full(len(keys), value, np.int64))


def between(found: Sequence[Sums], first: int, last: int) -> Sums:
    """Of the pairs that some parts found, those whose first passage is ``first`` to ``last - 1``, added up."""
    bounds = np.array([first, last], np.uint64) << SECOND_BITS
    chosen = []
    for one in found:
        begin, end = np.searchsorted(one.keys, bounds)
        chosen.append(Sums(one.keys[begin:end], one.counts[begin:end], one.sums[begin:end]))
    return Sums.all(chosen)


def candidates(found: Sums, settings: ReuseSettings) -> Pairs:
    """The pairs that are worth comparing word for word."""
    keep = (found.counts >= settings.min_features) & (found.sums >= settings.floor_bits * BIT)
    keys = found.keys[keep]
    first, second = (keys >> SECOND_BITS).astype(np.int64), (keys & _SECOND_MASK).astype(np.int64)
    return Pairs(first, second, found.counts[keep], found.sums[keep])
