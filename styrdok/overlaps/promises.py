"""Commitments and goals of different documents on the same matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from styrdok.findings import Record
from styrdok.models import Commitment, Goal
from styrdok.overlaps.statements import alike, by_documents

_LEAST = 0.42

Pair = tuple[str, str]
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
    duties = [one.text.replace(one.actor, " ") for _, one in commitments]
    return Promises(_matched(commitments, duties), _matched(goals, [one.text for _, one in goals]))


def _matched(
    stated: Sequence[tuple[str, Statement]], texts: Sequence[str]
) -> dict[Pair, list[tuple[Statement, Statement, float]]]:
    owners = [name for name, _ in stated]
    found = by_documents(owners, alike(owners, texts, _LEAST))
    matched: dict[Pair, list[tuple[Statement, Statement, float]]] = {}
    for pair, rows in sorted(found.items()):
        sides = [(row.first, row.second) if owners[row.first] == pair[0] else (row.second, row.first) for row in rows]
        matched[pair] = [(stated[x][1], stated[y][1], row.likeness) for (x, y), row in zip(sides, rows, strict=True)]
    return matched
