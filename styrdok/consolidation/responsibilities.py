"""Who is to do what: every duty of the steering documents in use with the body it lies on, and what is odd about it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from styrdok.findings import Record, Snapshot
from styrdok.marks import DutyMark
from styrdok.models import Commitment
from styrdok.overlaps.bodies import two_bodies
from styrdok.overlaps.figures import interval_of
from styrdok.overlaps.promises import promises_of
from styrdok.swedish.bodies import body_words
from styrdok.swedish.collation import collation_key
from styrdok.tables import read_toml
from styrdok.vocabulary import Bindingness

_MANY = 4
"""From so many other documents on, what they share is standard text about themselves and no duty laid down twice."""


@dataclass(frozen=True, slots=True)
class Duty:
    """One duty; ``twins`` are the documents that lay down the same, ``interval`` is how often, where the text says so.

    ``body`` is the name that the text uses, in small letters but for abbreviations.
    """

    body: str
    document: str
    bindingness: Bindingness
    text: str
    deadline: str | None
    interval: str | None
    page: int
    marks: tuple[DutyMark, ...]
    twins: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All duties by body; ``silent`` are the documents that lay no duty on anybody, by title."""

    duties: tuple[Duty, ...]
    silent: tuple[str, ...]

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that duties lie on, in Swedish alphabetical order."""
        return tuple(dict.fromkeys(duty.body for duty in self.duties))

    def of(self, body: str) -> tuple[Duty, ...]:
        """The duties of the bodies whose name holds these words."""
        return tuple(duty for duty in self.duties if body.casefold() in duty.body.casefold())


def matrix_of(snapshot: Snapshot) -> Matrix:
    """The duties of the steering documents in use."""
    records = {one.document.id: one for one in snapshot.steering if one.adopted}
    matched = promises_of(records).commitments
    twins: dict[tuple[str, Commitment], list[tuple[str, Commitment]]] = defaultdict(list)
    for (a, b), rows in matched.items():
        if records[a].document.line == records[b].document.line:
            continue
        for x, y, _ in rows:
            twins[a, x].append((b, y))
            twins[b, y].append((a, x))
    duties = [_duty(name, one, twins[name, one]) for name, record in records.items() for one in _laid(record)]
    silent = [name for name, record in records.items() if not record.extraction.commitments]
    return Matrix(
        tuple(sorted(duties, key=lambda one: (collation_key(one.body), snapshot.title(one.document), one.page))),
        tuple(sorted(silent, key=lambda name: collation_key(snapshot.title(name)))),
    )


def _laid(record: Record) -> Iterator[Commitment]:
    """The duties of a document; what is a goal, or names a body beside the point, lies on nobody."""
    goals = {goal.anchor.text for goal in record.extraction.goals}
    for one in record.extraction.commitments:
        if one.anchor.text not in goals and _is_to_act(one):
            yield one


def _is_to_act(said: Commitment) -> bool:
    """Whether the body is the one that a sentence binds, as far as its words tell."""
    before, named, after = said.text.lower().partition(said.actor.lower())
    return not named or (_beside_the_point().search(before) is None and _is_given().match(after) is None)


@cache
def _is_given() -> re.Pattern[str]:
    """What follows a body that is to be given something; before its verb a clause that tells which may stand."""
    table = read_toml("styrdok.consolidation.data", "responsibilities.toml")
    given = "|".join(map(re.escape, table["given"]))
    return re.compile(rf"(?: och \w+| som(?: \w+){{1,{table['reach']}}}?)? (?:{given})\b")


def _whole(said: Commitment) -> str:
    """The name of the body as the text has it, with what stands before a hyphen: "vård- och omsorgschefen"."""
    found = re.search(rf"((?:\w+- och )?(?:\w+-)?){re.escape(said.actor)}\b", said.text, re.IGNORECASE)
    before = found[1] if found else ""
    return f"{before if before[:2].isupper() else before.lower()}{said.actor}"


@cache
def _beside_the_point() -> re.Pattern[str]:
    """The end of a text after which a body is a part of the clause, or stands in one that says who or why."""
    table = read_toml("styrdok.consolidation.data", "responsibilities.toml")
    names = ("parts", "between", "clauses", "defining")
    part, between, clause, defining = ("|".join(map(re.escape, table[name])) for name in names)
    clauses = rf"\b(?:{clause})(?: \w+){{0,3}} $|\b(?:{defining})\b"
    return re.compile(rf"\b(?:{part}) (?:(?:{between}) )*(?:\w+ och )?$|{clauses}")


def _duty(document: str, said: Commitment, twins: Sequence[tuple[str, Commitment]]) -> Duty:
    if len({name for name, _ in twins}) >= _MANY:
        twins = ()
    return Duty(
        body=_whole(said),
        document=document,
        bindingness=said.bindingness,
        text=said.text,
        deadline=said.deadline,
        interval=interval_of(f"{said.text} {said.deadline or ''}"),
        page=said.anchor.page,
        marks=tuple(_marks(said, [twin for _, twin in twins])),
        twins=tuple(dict.fromkeys(name for name, _ in twins)),
    )


def _marks(said: Commitment, twins: Sequence[Commitment]) -> Iterator[DutyMark]:
    divided = any(two_bodies(said, twin) for twin in twins)
    if divided:
        yield DutyMark.DIVIDED
    elif twins:
        yield DutyMark.DOUBLE
    if said.bindingness is Bindingness.MUST and said.actor.casefold() in body_words("general"):
        yield DutyMark.UNOWNED
