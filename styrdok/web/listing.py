"""Filters, facets and pages of listings, all held in the query of the address.

Which items of a list have a value is kept as the bits of one number, so that narrowing a list of 100,000 rows and
counting what every choice leaves takes milliseconds.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Generic, TypeVar

from styrdok.errors import UsageProblem
from styrdok.sentence import Sentence
from styrdok.swedish.collation import collation_key

Item = TypeVar("Item")
PER_PAGE = 25
ALL = "alla"
_BESIDE = 2
_FEW, _NAMED = 200, 6

Bits = int
"""Some of the items of a list: bit n stands for item n."""
Sets = Mapping[str, Bits]
"""The items that have each value."""


def bits_of(places: Iterable[int], count: int) -> Bits:
    """The items at some places of a list that holds ``count``."""
    held = bytearray(count // 8 + 1)
    for place in places:
        held[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(held, "little")


def all_of(count: int) -> Bits:
    """Every item of a list that holds ``count``."""
    return (1 << count) - 1


def picked(items: Sequence[Item], bits: Bits) -> list[Item]:
    """Those items, in their order."""
    return list(compress(items, map("1".__eq__, reversed(f"{bits:b}"))))


def places_by(values: Iterable[Iterable[str]]) -> dict[str, list[int]]:
    """The places where each value stands in a list, given by the values of each item."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, several in enumerate(values):
        for value in several:
            places[value].append(place)
    return dict(places)


def sets_of(items: Sequence[Item], values: Callable[[Item], Iterable[str]]) -> Sets:
    """The items that have each value."""
    found = places_by(map(values, items))
    return {value: bits_of(places, len(items)) for value, places in found.items()}


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a facet: its value in the address, what it is called, how many it leaves."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow a listing.

    ``sets`` are the items that have each value; ``label`` says what a value is called. ``default`` is the value that
    counts where the address names none; :data:`ALL` then asks for every item.
    """

    name: str
    title: str
    sets: Sets
    label: Callable[[str], str] = str
    default: str = ""

    def asked(self, query: Mapping[str, str]) -> str:
        """The value that a query asks for, empty for every item."""
        value = query.get(self.name) or self.default
        return "" if value == ALL else value

    def wanted(self, query: Mapping[str, str]) -> Bits | None:
        """The items that a query asks for; ``None`` for every item."""
        value = self.asked(query)
        return self.sets.get(value, 0) if value else None

    def choices(self, query: Mapping[str, str], among: Bits) -> list[Option]:
        """What may be chosen, each with how many it leaves of some items, in Swedish alphabetical order."""
        asked = self.asked(query)
        counts = {value: (bits & among).bit_count() for value, bits in self.sets.items()}
        found = {value: count for value, count in counts.items() if count or value == asked}
        if asked:
            found.setdefault(asked, 0)
        options = [Option(value, self.label(value), count) for value, count in found.items()]
        return sorted(options, key=lambda option: (collation_key(option.label), option.value))

    @property
    def everything(self) -> str:
        """The value that asks for every item."""
        return ALL if self.default else ""


@dataclass(frozen=True, slots=True)
class ByName:
    """Narrowing a listing to what is about a document: its name or words of it are typed, or its id stands there.

    ``places`` are the items about each document, of a list that holds ``count``; ``names`` what documents are called.
    """

    name: str
    title: str
    places: Mapping[str, Sequence[int]]
    count: int
    names: Mapping[str, str]

    def written(self, query: Mapping[str, str]) -> str:
        """What a query asks for, as it is written: an id by its name."""
        asked = query.get(self.name, "").strip()
        return self.names.get(asked, asked)

    def wanted(self, query: Mapping[str, str]) -> Bits | None:
        """The items that a query asks for; ``None`` for every item."""
        asked = query.get(self.name, "").strip()
        if not asked:
            return None
        meant = meant_by(asked, {document: self.names.get(document, document) for document in self.places})
        return bits_of((place for document in meant for place in self.places[document]), self.count)

    def suggested(self) -> list[str]:
        """The names to choose from where they are few."""
        known = [self.names.get(document, document) for document in self.places]
        return sorted(known, key=collation_key) if len(known) <= _FEW else []


def meant_by(asked: str, names: Mapping[str, str]) -> list[str]:
    """The ids that somebody means: the id itself, those of just that name, or all whose name has the words."""
    if asked in names:
        return [asked]
    folded = {one: name.casefold() for one, name in names.items()}
    words = asked.casefold().split()
    same = [one for one, name in folded.items() if name.split() == words]
    return same or [one for one, name in folded.items() if all(word in name for word in words)]


def the_one(asked: str, names: Mapping[str, str]) -> str:
    """The id that somebody means, or what is asked where there is none.

    Raises :class:`~styrdok.errors.UsageProblem` for words that several names have.
    """
    meant = meant_by(asked.strip(), names)
    if len(meant) > 1:
        raise UsageProblem(
            Sentence.of("Flera dokument har de orden i namnet."),
            Sentence.of("Skriv ett av namnen: {names}.", names=tuple(names[one] for one in meant[:_NAMED])),
        )
    return meant[0] if meant else asked.strip()


Narrowing = Facet | ByName


def matching_bits(narrowing: Iterable[Narrowing], query: Mapping[str, str], among: Bits) -> Bits:
    """The items, ``among`` some, that a query leaves."""
    for one in narrowing:
        wanted = one.wanted(query)
        if wanted is not None:
            among &= wanted
    return among


def narrowed(
    items: Sequence[Item], narrowing: Iterable[Narrowing], query: Mapping[str, str], among: Bits | None = None
) -> list[Item]:
    """The items, all or ``among`` some, that a query leaves."""
    return picked(items, matching_bits(narrowing, query, all_of(len(items)) if among is None else among))


Choices = list[tuple[Narrowing, list[Option]]]


def choices_of(narrowing: Sequence[Narrowing], query: Mapping[str, str], among: Bits) -> Choices:
    """The choices of each way to narrow a list, counted with the others applied."""
    return [(one, _choices(one, narrowing, query, among)) for one in narrowing]


def _choices(one: Narrowing, narrowing: Sequence[Narrowing], query: Mapping[str, str], among: Bits) -> list[Option]:
    if isinstance(one, ByName):
        return []
    return one.choices(query, matching_bits((other for other in narrowing if other is not one), query, among))


def sorted_out(
    items: Sequence[Item], narrowing: Sequence[Narrowing], query: Mapping[str, str], among: Bits | None = None
) -> tuple[list[Item], Choices]:
    """The items, all or ``among`` some, that a query leaves, and the choices of each way to narrow them."""
    among = all_of(len(items)) if among is None else among
    return picked(items, matching_bits(narrowing, query, among)), choices_of(narrowing, query, among)


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
