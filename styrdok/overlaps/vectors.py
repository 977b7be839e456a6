"""Sparse vectors and their products, all with all, without a table of documents by terms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Sparse vectors of length 1: ``held`` and ``value`` by vector, ``owner`` and ``share`` by what is held.

    The entries of vector ``n`` are ``starts[n]:starts[n + 1]``; who holds the thing ``n``, ``begins[n]:begins[n + 1]``.
    """

    starts: Positions
    held: Positions
    value: Numbers
    begins: Positions
    owner: Positions
    share: Numbers

    @classmethod
    def of(cls, vectors: Sequence[Mapping[str, float]], most: int | None) -> "Vectors":
        """The strongest ``most`` entries of each, or all."""
        kept = [sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:most] for vector in vectors]
        numbers = {key: number for number, key in enumerate(sorted({key for vector in kept for key, _ in vector}))}
        held = np.array([numbers[key] for vector in kept for key, _ in vector], np.int64)
        owner = np.repeat(np.arange(len(kept)), [len(vector) for vector in kept])
        raw = np.array([value for vector in kept for _, value in vector], np.float64)
        return cls.made(owner, held, raw, len(kept))

    @classmethod
    def made(cls, owner: Positions, held: Positions, raw: Numbers, count: int) -> "Vectors":
        """``count`` vectors from their entries, sorted by vector."""
        lengths = np.sqrt(np.bincount(owner, raw * raw, count))
        value = raw / np.where(lengths, lengths, 1.0)[owner]
        order = np.argsort(held, kind="stable")
        starts, begins = _bounds(owner, count), _bounds(held, int(held.max(initial=-1)) + 1)
        return cls(starts, held, value, begins, owner[order], value[order])

    def products(self, row: int) -> Numbers:
        """The product of one vector with every vector."""
        here = slice(self.starts[row], self.starts[row + 1])
        held = self.held[here]
        lengths = self.begins[held + 1] - self.begins[held]
        ends = np.cumsum(lengths)
        places = np.arange(lengths.sum()) - np.repeat(ends - lengths - self.begins[held], lengths)
        added = np.repeat(self.value[here], lengths) * self.share[places]
        return np.bincount(self.owner[places], added, len(self.starts) - 1).astype(np.float64)


def rows_in(owner: Positions) -> Positions:
    """The number of each entry among those of its vector, given the vector of each, sorted."""
    found: Positions = np.arange(len(owner)) - np.searchsorted(owner, owner)
    return found


def _bounds(numbers: Positions, count: int) -> Positions:
    """Where the runs of each number begin and end in a sorted row, by how often each occurs."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(numbers, minlength=count))])
