"""Commitments and goals of different documents on the same matter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from styrdok.findings import Record
from styrdok.models import Commitment, Goal
from styrdok.overlaps.matters import alike, by_documents, matter_of, one_group

_LEAST = 0.44

Pair = tuple[str, str]
Test = Callable[[frozenset[str], frozenset[str]], bool]
Statement = TypeVar("Statement", Commitment, Goal)


@dataclass(frozen=True, slots=True)
class Promises:
    """For pairs of documents the commitments and the goals on the same matter, most alike first."""

    commitments: Mapping[Pair, Sequence[tuple[Commitment, Commitment, float]]]
    goals: Mapping[Pair, Sequence[tuple[Goal, Goal, float]]]


def promises_of(records: Mapping[str, Record]) -> Promises:
    """Compare the commitments, without who is to do it, and the goals of all documents."""
    commitments = [(name, one) for name, record in records.items() for one in record.extraction.commitments]
    goals = [(name, one) for name, record in records.items() for one in record.extraction.goals]
    duties = [matter_of(one.text.lower().replace(one.actor.lower(), " ")) for _, one in commitments]
    aims = [matter_of(f"{one.indicator or ''} {one.text}") for _, one in goals]
    return Promises(_matched(commitments, duties), _matched(goals, aims, one_group))


def _matched(
    stated: Sequence[tuple[str, Statement]], matters: Sequence[frozenset[str]], may_meet: Test = lambda a, b: True
) -> dict[Pair, list[tuple[Statement, Statement, float]]]:
    owners = [name for name, _ in stated]
    pairs = alike(owners, matters, _LEAST)
    found = by_documents(owners, [one for one in pairs if may_meet(matters[one.first], matters[one.second])])
    matched: dict[Pair, list[tuple[Statement, Statement, float]]] = {}
    for pair, rows in sorted(found.items()):
        sides = [(row.first, row.second) if owners[row.first] == pair[0] else (row.second, row.first) for row in rows]
        matched[pair] = [(stated[x][1], stated[y][1], row.likeness) for (x, y), row in zip(sides, rows, strict=True)]
    return matched
