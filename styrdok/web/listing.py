"""Filters, facets and pages of listings, all held in the query of the address."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, compress
from typing import Generic, TypeVar

from styrdok.swedish.collation import collation_key

Item = TypeVar("Item")
PER_PAGE = 25
ALL = "alla"
_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a facet: its value in the address, what it is called, how many it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet(Generic[Item]):
    """A way to narrow a listing.

    ``values`` says which values an item has, or holds them for all items in their order where that is known beforehand;
    ``label`` says what a value is called. ``default`` is the value that counts where the address names none;
    :data:`ALL` then asks for every item.
    """

    name: str
    title: str
    values: Callable[[Item], Iterable[str]] | Sequence[tuple[str, ...]]
    label: Callable[[str], str] = str
    default: str = ""

    def asked(self, query: Mapping[str, str]) -> str:
        """The value that a query asks for, empty for every item."""
        value = query.get(self.name) or self.default
        return "" if value == ALL else value

    def column(self, items: Sequence[Item]) -> Sequence[tuple[str, ...]]:
        """The values of each item."""
        return [tuple(self.values(item)) for item in items] if callable(self.values) else self.values

    @property
    def everything(self) -> str:
        """The value that asks for every item."""
        return ALL if self.default else ""


def narrowed(items: Sequence[Item], facets: Sequence[Facet[Item]], query: Mapping[str, str]) -> list[Item]:
    """The items that have the value asked for in every facet."""
    asked = [(facet.column(items), value) for facet in facets if (value := facet.asked(query))]
    return [item for n, item in enumerate(items) if all(value in column[n] for column, value in asked)]


Choices = list[tuple[Facet[Item], list[Option]]]


def sorted_out(
    items: Sequence[Item], facets: Sequence[Facet[Item]], query: Mapping[str, str]
) -> tuple[list[Item], Choices[Item]]:
    """The items that have the value asked for in every facet, and the choices of each facet.

    Choices are counted with the other facets applied, in Swedish alphabetical order.
    """
    wanted = [facet.asked(query) for facet in facets]
    columns = [facet.column(items) for facet in facets]
    lacking = [
        [value not in values for values in column] for value, column in zip(wanted, columns, strict=True) if value
    ]
    lacks = [sum(missed) for missed in zip(*lacking, strict=True)] or [0] * len(items)
    rows = [item for item, count in zip(items, lacks, strict=True) if not count]
    everything = [not count for count in lacks]
    choices: Choices[Item] = []
    asked = iter(lacking)
    for facet, value, column in zip(facets, wanted, columns, strict=True):
        keep = [count == lack for count, lack in zip(lacks, next(asked), strict=True)] if value else everything
        counts = Counter(chain.from_iterable(compress(column, keep)))
        if value:
            counts[value] += 0
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
    size: int = PER_PAGE

    @property
    def first(self) -> int:
        """The place of its first item in the whole listing, from 1."""
        return (self.number - 1) * self.size + 1

    @property
    def near(self) -> list[int | None]:
        """The pages worth a link: the first, the last and those beside this one; ``None`` for what is skipped."""
        shown = [n for n in range(1, self.last + 1) if n in (1, self.last) or abs(n - self.number) <= _BESIDE]
        steps = zip(shown, [*shown[1:], self.last + 1], strict=True)
        return [page for one, after in steps for page in ([one] if after == one + 1 else [one, None])]


def leaf(items: Sequence[Item], asked: str | None, size: int = PER_PAGE) -> Leaf[Item]:
    """The page asked for, or the nearest there is."""
    last = max(1, -(-len(items) // size))
    number = min(max(int(asked), 1), last) if asked and asked.isdecimal() and len(asked) < 9 else 1
    return Leaf(items[(number - 1) * size : number * size], number, last, len(items), size)
