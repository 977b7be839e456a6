"""What is published of a registry: the adopted steering documents, from when to when each holds, and where it stands.

No judgement, no name of a person and no paper of a case is in it.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from styrdok.findings import Record, Snapshot
from styrdok.models import Document
from styrdok.swedish.fold import fold
from styrdok.vocabulary import WITHDRAWN, Kind, ResolutionStatus

_SIGN = re.compile(r"[^a-z0-9]+")
_LONGEST = 60
_LETTERS = str.maketrans("åäöéü", "aaoeu")


@dataclass(frozen=True, slots=True)
class Published:
    """A document with its place in the site; ``until`` is its last day, ``None`` for none known.

    ``ended`` tells that it has been put out of use, whether or not the day is known.
    """

    document: Document
    place: str
    begins: date | None
    until: date | None
    ended: bool
    others: tuple[str, ...] = ()
    refers_to: tuple[str, ...] = ()
    named_by: tuple[str, ...] = ()

    def holds(self, day: date) -> bool:
        """Whether the document holds on a day, as far as its dates tell."""
        over = self.until is not None and day > self.until
        return not over and (self.until is not None or not self.ended) and (self.begins is None or self.begins <= day)

    def holds_in(self, year: int) -> bool:
        """Whether the document is known to have held on some day of a year."""
        known = self.begins is not None and (self.until is not None or not self.ended)
        first, last = self.begins or date.min, self.until or date.max
        return known and first.year <= year <= last.year


@dataclass(frozen=True)
class Collection:
    """The documents that are published, by title, and the day as on which.

    ``base`` is where the site will lie, ``licence`` the address of that of the data, ``contact`` the e-mail address for
    questions; empty where nobody said it.
    """

    documents: tuple[Published, ...]
    day: date
    publisher: str
    base: str = ""
    licence: str = ""
    contact: str = ""

    @cached_property
    def by_id(self) -> dict[str, Published]:
        """The documents by id."""
        return {one.document.id: one for one in self.documents}

    @cached_property
    def in_force(self) -> tuple[Published, ...]:
        """Those that hold on the day."""
        return tuple(one for one in self.documents if one.holds(self.day))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years in which any document held, up to that of the day, newest first."""
        first = min((one.begins.year for one in self.documents if one.begins), default=self.day.year)
        return tuple(
            year for year in range(self.day.year, first - 1, -1) if any(d.holds_in(year) for d in self.documents)
        )


def collected(snapshot: Snapshot, day: date, publisher: str | None = None) -> Collection:
    """What is published of a registry as on a day; the publisher is the commonest organisation where none is given."""
    records = [one for one in snapshot.records if one.document.description.kind is Kind.STEERING and one.adopted]
    records.sort(key=lambda one: (fold(one.document.display_title), one.document.description.adopted_on or date.max))
    ids = {one.document.id for one in records}
    places = _places(records)
    documents = tuple(
        Published(
            one.document,
            places[one.document.id],
            _begins(one),
            _until(one, records),
            one.document.description.status in WITHDRAWN,
            tuple(o.document.id for o in records if o.document.line == one.document.line and o is not one),
            _pointing(snapshot, one.document.id, ids),
            tuple(sorted({r.source for r in snapshot.incoming[one.document.id] if r.source in ids})),
        )
        for one in records
    )
    cities = Counter(one.document.description.organisation for one in records if one.document.description.organisation)
    return Collection(documents, day, publisher or (cities.most_common(1)[0][0] if cities else ""))


def _pointing(snapshot: Snapshot, name: str, ids: set[str]) -> tuple[str, ...]:
    found = {
        reference.resolution.target
        for reference in snapshot.outgoing[name]
        if reference.resolution.status is ResolutionStatus.RESOLVED
    }
    return tuple(sorted(target for target in found if target in ids and target != name))


def _begins(record: Record) -> date | None:
    described = record.document.description
    return described.valid_from or described.adopted_on


def _until(record: Record, records: Sequence[Record]) -> date | None:
    """The last day: that which the document tells, or the day before the next edition begins."""
    described, begins = record.document.description, _begins(record)
    days = [described.valid_to] if described.valid_to and not described.open_ended else []
    later = [
        start
        for one in records
        if one.document.line == record.document.line and (start := _begins(one)) and begins and start > begins
    ]
    return min([*days, *(start - timedelta(days=1) for start in later)], default=None)


def _places(records: Sequence[Record]) -> dict[str, str]:
    """The place of each document: what it is called and when it was adopted, which a new scan does not change."""
    wanted: dict[str, list[str]] = {}
    for one in records:
        described = one.document.description
        title = _SIGN.sub("-", one.document.display_title.casefold().translate(_LETTERS)).strip("-")[:_LONGEST]
        day = described.adopted_on or described.valid_from
        wanted.setdefault("-".join(filter(None, [title.strip("-"), day.isoformat() if day else ""])), []).append(
            one.document.id
        )
    return {
        name: f"dokument/{place}{f'-{name}' if len(names) > 1 else ''}.html"
        for place, names in wanted.items()
        for name in names
    }
