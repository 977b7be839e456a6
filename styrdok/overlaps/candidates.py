"""Which pairs of documents are worth asking the signals about."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from styrdok.ids import pair_key
from styrdok.overlaps.context import Context, Pair
from styrdok.overlaps.tables import weights

_TERMS = 150
_ALL_BELOW = 60

Matrix = NDArray[np.float64]


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
    terms = _matrix([dict(list(context.terms[name].weight.items())) for name in names], _TERMS)
    themes = _matrix([dict(context.themes[name]) for name in names], _TERMS)
    nearness = scale.weight["terms"] * (terms @ terms.T) + scale.weight["themes"] * (themes @ themes.T)
    np.fill_diagonal(nearness, -1.0)
    order = np.argsort(-nearness.round(6), axis=1, kind="stable")[:, : scale.neighbours]
    return {pair_key(names[row], names[column]) for row in range(len(names)) for column in order[row].tolist()}


def _matrix(vectors: Sequence[dict[str, float]], most: int) -> Matrix:
    """The strongest entries of some sparse vectors as rows of length 1."""
    kept = [dict(sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:most]) for vector in vectors]
    columns = {key: number for number, key in enumerate(sorted({key for vector in kept for key in vector}))}
    matrix = np.zeros((len(kept), max(1, len(columns))))
    for row, vector in enumerate(kept):
        for key, value in vector.items():
            matrix[row, columns[key]] = value
    lengths = np.sqrt((matrix * matrix).sum(axis=1, keepdims=True))
    result: Matrix = matrix / np.where(lengths, lengths, 1.0)
    return result
