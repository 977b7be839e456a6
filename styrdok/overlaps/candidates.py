"""Which pairs of documents are worth asking the signals about."""

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from styrdok.ids import pair_key
from styrdok.overlaps.context import Context, Pair
from styrdok.overlaps.tables import weights
from styrdok.overlaps.vectors import Numbers, Vectors

_TERMS = 150
_ALL_BELOW = 60


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
    terms = context.terms.strongest(_TERMS)
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
