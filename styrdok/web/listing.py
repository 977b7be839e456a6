"""Filters, facets and pages of listings, all held in the query of the address."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from styrdok.swedish.collation import collation_key

Item = TypeVar("Item")
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a facet: its value in the address, what it is called, how many it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet(Generic[Item]):
    """A way to narrow a listing: ``values`` says which values an item has, ``label`` what a value is called."""

    name: str
    title: str
    values: Callable[[Item], Iterable[str]]
    label: Callable[[str], str] = str


def narrowed(items: Iterable[Item], facets: Sequence[Facet[Item]], query: Mapping[str, str]) -> list[Item]:
    """The items that have the value asked for in every facet."""
    asked = [(facet, query[facet.name]) for facet in facets if query.get(facet.name)]
    return [item for item in items if all(value in facet.values(item) for facet, value in asked)]


def options(
    items: Sequence[Item], facets: Sequence[Facet[Item]], query: Mapping[str, str]
) -> list[tuple[Facet[Item], list[Option]]]:
    """The choices of each facet, counted with the other facets applied, in Swedish alphabetical order."""
    found = []
    for facet in facets:
        others = narrowed(items, [other for other in facets if other is not facet], query)
        counts = Counter(value for item in others for value in facet.values(item))
        chosen = query.get(facet.name)
        if chosen and chosen not in counts:
            counts[chosen] = 0
        choices = [Option(value, facet.label(value), count) for value, count in counts.items()]
        found.append((facet, sorted(choices, key=lambda option: (collation_key(option.label), option.value))))
    return found


@dataclass(frozen=True, slots=True)
class Leaf(Generic[Item]):
    """One page of a listing, counted from 1."""

    items: Sequence[Item]
    number: int
    last: int
    total: int


def leaf(items: Sequence[Item], asked: str | None, size: int = PER_PAGE) -> Leaf[Item]:
    """The page asked for, or the nearest there is."""
    last = max(1, -(-len(items) // size))
    number = min(max(int(asked), 1), last) if asked and asked.isdecimal() and len(asked) < 9 else 1
    return Leaf(items[(number - 1) * size : number * size], number, last, len(items))
