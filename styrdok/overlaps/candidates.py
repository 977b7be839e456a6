"""Which pairs of documents are worth asking the signals about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from styrdok.ids import pair_key
from styrdok.overlaps.context import Context, Pair
from styrdok.overlaps.tables import weights

_TERMS = 150
_ALL_BELOW = 60

Numbers = NDArray[np.float64]
Positions = NDArray[np.int64]


def compares_all(documents: int) -> bool:
    """Whether every pair of so many documents is looked at, not only those with something to go by."""
    return documents <= _ALL_BELOW


def candidates(context: Context) -> list[Pair]:
    """All pairs of a small collection; else those with any hard evidence and each document's nearest in matter."""
    names = sorted(context.records)
    if compares_all(len(names)):
        return list(combinations(names, 2))
    found = set(context.wording) | set(context.promises.commitments) | set(context.promises.goals)
    found |= {pair for pair in context.assertions if set(pair) <= context.records.keys()}
    found |= {pair_key(a, b) for a, b in context.links}
    return sorted(found | set(_one_line(context)) | _nearest(context, names))


def _one_line(context: Context) -> list[Pair]:
    by_line: dict[str, list[str]] = {}
    for name, record in sorted(context.records.items()):
        by_line.setdefault(record.document.line, []).append(name)
    return [pair for members in by_line.values() for pair in combinations(members, 2)]


def _nearest(context: Context, names: Sequence[str]) -> set[Pair]:
    scale = weights()
    terms = Vectors.of([context.terms[name].weight for name in names], _TERMS)
    themes = Vectors.of([context.themes[name] for name in names], _TERMS)
    found = set()
    for row, name in enumerate(names):
        nearness = scale.weight["terms"] * terms.products(row) + scale.weight["themes"] * themes.products(row)
        nearness[row] = -1.0
        found |= {pair_key(name, names[other]) for other in _greatest(nearness.round(6), scale.neighbours)}
    return found


def _greatest(values: Numbers, most: int) -> list[int]:
    """The places of the greatest values, the first of equal ones first."""
    if most < len(values):
        least = np.partition(values, len(values) - most)[len(values) - most]
        places = np.flatnonzero(values >= least)
    else:
        places = np.arange(len(values))
    chosen: list[int] = places[np.argsort(-values[places], kind="stable")][:most].tolist()
    return chosen


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
    def of(cls, vectors: Sequence[Mapping[str, float]], most: int) -> "Vectors":
        """The strongest ``most`` entries of each."""
        kept = [sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:most] for vector in vectors]
        numbers = {key: number for number, key in enumerate(sorted({key for vector in kept for key, _ in vector}))}
        held = np.array([numbers[key] for vector in kept for key, _ in vector], np.int64)
        owner = np.repeat(np.arange(len(kept)), [len(vector) for vector in kept])
        raw = np.array([value for vector in kept for _, value in vector], np.float64)
        lengths = np.sqrt(np.bincount(owner, raw * raw, len(kept)))
        value = raw / np.where(lengths, lengths, 1.0)[owner]
        order = np.argsort(held, kind="stable")
        starts, begins = _bounds(owner, len(kept)), _bounds(held, len(numbers))
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


def _bounds(numbers: Positions, count: int) -> Positions:
    """Where the runs of each number begin and end in a sorted row, by how often each occurs."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(numbers, minlength=count))])
