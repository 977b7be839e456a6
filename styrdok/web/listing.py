"""Filters, facets and pages of listings, all held in the query of the address."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Generic, TypeVar

from styrdok.swedish.collation import collation_key

Item = TypeVar("Item")
PER_PAGE = 50
ALL = "alla"


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a facet: its value in the address, what it is called, how many it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet(Generic[Item]):
    """A way to narrow a listing: ``values`` says which values an item has, ``label`` what a value is called.

    ``default`` is the value that counts where the address names none; :data:`ALL` then asks for every item.
    """

    name: str
    title: str
    values: Callable[[Item], Iterable[str]]
    label: Callable[[str], str] = str
    default: str = ""

    def asked(self, query: Mapping[str, str]) -> str:
        """The value that a query asks for, empty for every item."""
        value = query.get(self.name) or self.default
        return "" if value == ALL else value

    @property
    def everything(self) -> str:
        """The value that asks for every item."""
        return ALL if self.default else ""


def narrowed(items: Iterable[Item], facets: Sequence[Facet[Item]], query: Mapping[str, str]) -> list[Item]:
    """The items that have the value asked for in every facet."""
    asked = [(facet, value) for facet in facets if (value := facet.asked(query))]
    return [item for item in items if all(value in facet.values(item) for facet, value in asked)]


Choices = list[tuple[Facet[Item], list[Option]]]


def sorted_out(
    items: Sequence[Item], facets: Sequence[Facet[Item]], query: Mapping[str, str]
) -> tuple[list[Item], Choices[Item]]:
    """The items that have the value asked for in every facet, and the choices of each facet.

    Choices are counted with the other facets applied, in Swedish alphabetical order.
    """
    asked = {facet.name: value for facet in facets if (value := facet.asked(query))}
    held = {facet.name: [tuple(facet.values(item)) for item in items] for facet in facets if facet.name in asked}
    lacking = {name: [asked[name] not in values for values in column] for name, column in held.items()}
    lacks = [sum(missed) for missed in zip(*lacking.values(), strict=True)] or [0] * len(items)
    rows = [item for item, count in zip(items, lacks, strict=True) if not count]
    choices: Choices[Item] = []
    for facet in facets:
        name = facet.name
        values: Iterable[Iterable[str]] = map(facet.values, rows)
        if name in asked:
            columns = zip(held[name], lacking[name], lacks, strict=True)
            values = (value for value, lack, count in columns if count == lack)
        counts = Counter(chain.from_iterable(values))
        if name in asked:
            counts[asked[name]] += 0
        choices.append((facet, _choices(facet, counts)))
    return rows, choices


def _choices(facet: Facet[Item], counts: Mapping[str, int]) -> list[Option]:
    choices = [Option(value, facet.label(value), count) for value, count in counts.items()]
    return sorted(choices, key=lambda option: (collation_key(option.label), option.value))


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
