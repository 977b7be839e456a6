"""What expires, falls due for review or has a deadline, by day."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from styrdok.consolidation.reviews import after, last_day, reviews
from styrdok.errors import UsageProblem
from styrdok.findings import Record, Snapshot
from styrdok.language import Sentence
from styrdok.marks import DueKind
from styrdok.models import Commitment
from styrdok.swedish.dates import find_dates

_SPAN = re.compile(r"(\d{1,3})\s*(m|mån|månad|månader|months?|y|å|år|years?)", re.IGNORECASE)
_YEAR = re.compile(r"20\d\d")
_BEFORE = re.compile(r"\b(?:före|innan)\s+(?:år\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Due:
    """Something that falls due: ``on`` which day (``None``: the text gives none that can be worked out), and who acts.

    ``bodies`` are all that may be asked for: who acts, who is responsible for the document and who adopted it.
    """

    kind: DueKind
    on: date | None
    document: str
    bodies: tuple[str, ...]
    page: int | None
    words: str


def due_of(snapshot: Snapshot, today: date, months: int | None = None, body: str | None = None) -> tuple[Due, ...]:
    """What falls due in the steering documents in use, by day; what has no day stands last.

    What expired or was to be reviewed before today still waits and is told; a deadline that has passed is not.
    ``months`` leaves out what lies further ahead, ``body`` keeps what concerns a body of that name or part of it.
    """
    until = after(today, months) if months is not None else date.max
    rows = [row for record in snapshot.steering if record.adopted for row in _of(record, today)]
    kept = [row for row in rows if (row.on is None or row.on <= until) and (body is None or _concerns(row, body))]
    return tuple(sorted(kept, key=lambda row: (row.on or date.max, row.kind, row.document, row.page or 0, row.words)))


def months_of(written: str) -> int:
    """The months of a span as people write it: ``24m``, ``2y``, ``12 månader``, ``2 år``.

    Raises :class:`~styrdok.errors.UsageProblem` for what is no span.

    >>> months_of("2 år")
    24
    """
    found = _SPAN.fullmatch(written.strip())
    if found is None:
        raise UsageProblem(
            Sentence.of("”{written}” är ingen tid.", written=written),
            Sentence.of("Skriv antal månader eller år, till exempel 24m, 12 månader eller 2y."),
        )
    return int(found[1]) * (1 if found[2][0].lower() == "m" else 12)


def _concerns(row: Due, body: str) -> bool:
    return any(body.casefold() in name.casefold() for name in row.bodies)


def _of(record: Record, today: date) -> Iterator[Due]:
    name, described = record.document.id, record.document.description
    bodies = tuple(filter(None, (described.responsible, described.adopted_by)))
    if described.valid_to is not None and not described.open_ended:
        field = next((one for one in record.extraction.fields if one.field == "valid_to" and one.anchor), None)
        page, words = (field.anchor.page, field.written) if field and field.anchor else (None, "")
        yield Due(DueKind.EXPIRES, described.valid_to, name, bodies, page, words)
    for review in reviews(record, today):
        yield Due(DueKind.REVIEW, review.on, name, bodies, review.page, review.words)
    for duty in record.extraction.commitments:
        day = _deadline(duty)
        if day is not None and day >= today:
            who = tuple(dict.fromkeys((duty.actor, *bodies)))
            yield Due(DueKind.DEADLINE, day, name, who, duty.anchor.page, duty.text)


def _deadline(duty: Commitment) -> date | None:
    """The last day of a deadline that is a day, a month or a year."""
    written = (duty.deadline or "").strip()
    if _YEAR.fullmatch(written):
        before = duty.text.partition(written)[0]
        return date(int(written) - bool(_BEFORE.search(before)), 12, 31)
    found = find_dates(written)
    if len(found) != 1 or found[0].value is None or found[0].text != written:
        return None
    precision = next((one.precision for one in find_dates(duty.text) if one.value == found[0].value), "day")
    return last_day(found[0].value, max(precision, found[0].precision, key=("day", "month", "year").index))
