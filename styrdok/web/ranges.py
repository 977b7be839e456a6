"""Narrowing a listing to a range of days or to a least number, both held in the query of the address."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from styrdok.swedish.dates import DateFound, find_dates

Item = TypeVar("Item")
_YEAR = re.compile(r"(?:19|20)\d\d")


def day_of(written: str, last: bool = False) -> date | None:
    """The day that people mean by ``2026``, ``juni 2026``, ``2026-06`` or ``16 juni 2026``: the first of a month or
    year, or the ``last``; ``None`` for what is no date.
    """
    text = written.strip()
    if _YEAR.fullmatch(text):
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    found = find_dates(text)
    return _end(found[0], last) if len(found) == 1 and found[0].text == text else None


def _end(found: DateFound, last: bool) -> date | None:
    if found.value is None or not last or found.precision == "day":
        return found.value
    month = 12 if found.precision == "year" else found.value.month
    return date(found.value.year, month, monthrange(found.value.year, month)[1])


@dataclass(frozen=True, slots=True)
class Period(Generic[Item]):
    """A range of days: its fields in the address are ``name_fran`` and ``name_till``, both ends included.

    An item without a day is in no range that is asked for.
    """

    name: str
    title: str
    value: Callable[[Item], date | None]

    @property
    def fields(self) -> tuple[str, str]:
        """The names of its two fields."""
        return f"{self.name}_fran", f"{self.name}_till"

    def asked(self, query: Mapping[str, str]) -> tuple[date | None, date | None]:
        """The two ends that a query asks for; what is no date asks for nothing."""
        first, last = self.fields
        return day_of(query.get(first, "")), day_of(query.get(last, ""), last=True)

    def misread(self, query: Mapping[str, str]) -> tuple[bool, bool]:
        """Which of its fields hold something that is no date."""
        pairs = zip(self.fields, self.asked(query), strict=True)
        first, last = (bool(query.get(name, "").strip()) and day is None for name, day in pairs)
        return first, last

    def within(self, items: Sequence[Item], query: Mapping[str, str]) -> list[Item]:
        """The items whose day lies in the range asked for."""
        return [items[place] for place in self.places(items, query)] if any(self.asked(query)) else list(items)

    def places(self, items: Sequence[Item], query: Mapping[str, str]) -> list[int]:
        """The places of the items that have a day in the range asked for."""
        first, last = self.asked(query)
        low, high = first or date.min, last or date.max
        days = enumerate(map(self.value, items))
        return [place for place, day in days if day is not None and low <= day <= high]


def in_order(items: Sequence[Item], key: Callable[[Item], object], falling: bool = False) -> list[Item]:
    """The items by a key, those whose key is ``None`` last in either direction."""
    keyed = [(key(item), item) for item in items]
    known = [pair for pair in keyed if pair[0] is not None]
    known.sort(key=lambda pair: pair[0], reverse=falling)  # type: ignore[arg-type, return-value]
    return [item for _, item in known] + [item for value, item in keyed if value is None]
