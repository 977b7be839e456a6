"""What a goal or a duty is about, so that the same matter in other words is found again.

A statement is brought to the stems of its compound parts: ``byggs ut`` and ``utbyggnaden`` meet in *utbygg*,
``cykeltrafiken`` and ``cykel`` in *cykel*. Words of measure and of responsibility say nothing (``statements.toml``).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from styrdok.ids import pair_key
from styrdok.overlaps.tables import table
from styrdok.overlaps.terms import term_of, words_in
from styrdok.swedish.lemmas import stems

_WIDEST = 60
_LEAST_STEMS = 2


@dataclass(frozen=True, slots=True)
class Alike:
    """Statements ``first`` and ``second`` (numbers in the list that was asked) and how alike they are (0–1)."""

    first: int
    second: int
    likeness: float


@cache
def _particles() -> frozenset[str]:
    return frozenset(table("statements.toml")["particles"])


@cache
def _idle() -> frozenset[str]:
    """The stems of the words that say nothing about what a statement is about."""
    return frozenset(_root(part) for word in table("statements.toml")["idle"] for part in stems(word))


@cache
def _same() -> dict[str, str]:
    """Each stem that has another of the same meaning, with the one that stands for both."""
    rows = ([_root(part) for word in row for part in stems(word)] for row in table("statements.toml")["same"])
    return {part: row[0] for row in rows for part in row}


@lru_cache(maxsize=50_000)
def _root(part: str) -> str:
    """A stem without the endings that make a noun of a verb."""
    for ending in table("statements.toml")["nominal"]:
        if part.endswith(ending) and len(part) - len(ending) >= _SHORTEST:
            return part.removesuffix(ending)
    return part


_SHORTEST = 4


@lru_cache(maxsize=65_536)
def matter_of(text: str) -> frozenset[str]:
    """The stems of what a statement is about."""
    words = words_in(text)
    found: set[str] = set()
    for word, after in zip(words, [*words[1:], ""], strict=True):
        if term_of(word) is None:
            continue
        parts = [_root(part) for part in stems(word)]
        if len(parts) == 1 and after in _particles():
            parts = [after + parts[0]]
        found.update(_same().get(part, part) for part in parts)
    return frozenset(part for part in found if part not in _idle() and len(part) > 1)


@cache
def _groups() -> frozenset[str]:
    return frozenset(_root(part) for word in table("statements.toml")["groups"] for part in stems(word))


def one_group(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two matters speak of the same groups of people or of none."""
    return a & _groups() == b & _groups()


def alike(
    owners: Sequence[str], matters: Sequence[frozenset[str]], least: float, about: str | None = None
) -> list[Alike]:
    """Pairs of statements of different owners of which the shorter says ``least`` or more of what the longer says.

    Only those that one owner, ``about``, has part in, where one is given.
    Likeness is the information of the stems that both have, over the mean of the shorter's alone and of all.
    """
    mine = None if about is None else {number for number, owner in enumerate(owners) if owner == about}
    spread = _spread(matters, None if mine is None else _together(matters, mine))
    pairs = _sharing(matters, spread, mine)
    if mine is not None:
        spread = _spread(matters, _together(matters, {number for pair in pairs for number in pair}))
    weight = {part: math.log(1 + len(matters) / number) for part, number in spread.items()}
    inside = {number: _weighed(matters[number], weight) for number in {number for pair in pairs for number in pair}}
    found = []
    for first, second in pairs:
        if owners[first] == owners[second]:
            continue
        x, y = matters[first], matters[second]
        both, either = _weighed(x & y, weight), _weighed(x | y, weight)
        likeness = 2 * both / (min(inside[first], inside[second]) + either)
        if likeness >= least:
            found.append(Alike(first, second, likeness))
    return found


def _weighed(matter: frozenset[str], weight: Mapping[str, float]) -> float:
    """The information of some stems: the same in whatever order they come, as the sum is exact."""
    return math.fsum(map(weight.__getitem__, matter))


def _together(matters: Sequence[frozenset[str]], numbers: Iterable[int]) -> frozenset[str]:
    return frozenset().union(*(matters[number] for number in numbers))


def _spread(matters: Iterable[frozenset[str]], wanted: frozenset[str] | None) -> Counter[str]:
    """In how many statements each stem stands: all of them, or those that are wanted."""
    return Counter(part for inside in matters for part in (inside if wanted is None else inside & wanted))


def _sharing(
    matters: Sequence[frozenset[str]], spread: Counter[str], mine: Collection[int] | None
) -> list[tuple[int, int]]:
    """Pairs, all or with one of mine, that have at least two stems in common of which none is too widely spread."""
    wanted = spread.keys() if mine is None else _together(matters, mine)
    holders: dict[str, list[int]] = defaultdict(list)
    for number, inside in enumerate(matters):
        for part in sorted(inside & wanted):
            if spread[part] <= _WIDEST:
                holders[part].append(number)
    counts: Counter[tuple[int, int]] = Counter()
    for numbers in holders.values():
        counts.update(
            (a, b) for k, a in enumerate(numbers) for b in numbers[k + 1 :] if mine is None or a in mine or b in mine
        )
    return sorted(pair for pair, count in counts.items() if count >= _LEAST_STEMS)


def by_documents(owners: Sequence[str], found: Sequence[Alike]) -> dict[tuple[str, str], list[Alike]]:
    """The pairs of statements by the pair of documents, most alike first."""
    grouped: dict[tuple[str, str], list[Alike]] = defaultdict(list)
    for pair in sorted(found, key=lambda p: (-p.likeness, p.first, p.second)):
        grouped[pair_key(owners[pair.first], owners[pair.second])].append(pair)
    return dict(grouped)
