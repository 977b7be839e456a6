"""Names that are spelt in several ways and may be one: *Kommundirektören*, *kommundirektören*, *Kommundirektör*."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz.distance import OSA

from styrdok.sets import Sets
from styrdok.swedish.lemmas import lemma

_WORD = re.compile(r"\w+")
_LONG = 7
"""A word of so many letters may have one of them wrong."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Spellings that may be one name, each with how often it stands, the commonest first."""

    spellings: tuple[tuple[str, int], ...]


def clusters(names: Iterable[str]) -> tuple[Cluster, ...]:
    """The names that are spelt in several ways, those that stand most often first.

    Two names may be one when they have the same words, whatever their capitals, signs and forms, or words of which one
    has a letter wrong.
    """
    counts = Counter(names)
    words = {name: tuple(_WORD.findall(name.casefold())) for name in counts}
    alike = Sets(counts)
    for one, other in combinations(sorted(counts), 2):
        if _alike(words[one], words[other]):
            alike.join(one, other)
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, count in counts.items():
        groups[alike.root(name)].append((name, count))
    made = [Cluster(tuple(sorted(group, key=_common_first))) for group in groups.values() if len(group) > 1]
    return tuple(sorted(made, key=lambda one: (-sum(count for _, count in one.spellings), one.spellings)))


def _common_first(spelling: tuple[str, int]) -> tuple[int, str]:
    return -spelling[1], spelling[0]


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if not one or len(one) != len(other):
        return False
    differ = [(a, b) for a, b in zip(one, other, strict=True) if lemma(a) != lemma(b)]
    return not differ or (len(differ) == 1 and _misspelt(*differ[0]))


def _misspelt(one: str, other: str) -> bool:
    letters = one.isalpha() and other.isalpha() and min(len(one), len(other)) >= _LONG
    return letters and OSA.distance(one, other, score_cutoff=1) <= 1
