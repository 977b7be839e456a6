"""Statements of different documents that speak of the same thing: commitments with commitments, goals with goals."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from styrdok.ids import pair_key
from styrdok.overlaps.terms import terms_in

_WIDEST = 60
_LEAST_TERMS = 2


@dataclass(frozen=True, slots=True)
class Alike:
    """Statements ``first`` and ``second`` (numbers in the list that was asked) and how alike they are (0–1)."""

    first: int
    second: int
    likeness: float


def alike(owners: Sequence[str], texts: Sequence[str], least: float) -> list[Alike]:
    """Pairs of statements of different owners whose terms agree to ``least`` or more.

    Agreement is the information of the terms that both have over that of the terms that either has.
    """
    terms = [frozenset(term for term, _ in terms_in(text)) for text in texts]
    spread = Counter(term for inside in terms for term in sorted(inside))
    weight = {term: math.log(1 + len(texts) / number) for term, number in spread.items()}
    found = []
    for first, second in _sharing(terms, spread):
        if owners[first] == owners[second]:
            continue
        both = sum(sorted(weight[term] for term in terms[first] & terms[second]))
        either = sum(sorted(weight[term] for term in terms[first] | terms[second]))
        if both >= least * either:
            found.append(Alike(first, second, both / either))
    return found


def _sharing(terms: Sequence[frozenset[str]], spread: Counter[str]) -> list[tuple[int, int]]:
    """Pairs that have at least two terms in common, of which none is too widely spread."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, inside in enumerate(terms):
        for term in inside:
            if spread[term] <= _WIDEST:
                holders[term].append(number)
    counts: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        counts.update((a, b) for k, a in enumerate(numbers) for b in numbers[k + 1 :])
    return sorted(pair for pair, count in counts.items() if count >= _LEAST_TERMS)


def by_documents(owners: Sequence[str], found: Sequence[Alike]) -> dict[tuple[str, str], list[Alike]]:
    """The pairs of statements by the pair of documents, most alike first."""
    grouped: dict[tuple[str, str], list[Alike]] = defaultdict(list)
    for pair in sorted(found, key=lambda p: (-p.likeness, p.first, p.second)):
        grouped[pair_key(owners[pair.first], owners[pair.second])].append(pair)
    return dict(grouped)
