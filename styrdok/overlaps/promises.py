"""Commitments and goals of different documents on the same matter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from styrdok.findings import Record
from styrdok.language import Sentence
from styrdok.models import Commitment, Goal
from styrdok.overlaps.matters import alike, by_documents, matter_of, one_group
from styrdok.overlaps.memory import NOTHING_KEPT, Memory

_LEAST = 0.44

Pair = tuple[str, str]
Matter = frozenset[str]
Test = Callable[[Matter, Matter], bool]
Statement = TypeVar("Statement", Commitment, Goal)


@dataclass(frozen=True)
class Promises:
    """For pairs of documents the commitments and the goals on the same matter, most alike first.

    Each is worked out when it is first asked for.
    """

    records: Mapping[str, Record]
    memory: Memory = NOTHING_KEPT
    about: str | None = None

    @cached_property
    def commitments(self) -> Mapping[Pair, Sequence[tuple[Commitment, Commitment, float]]]:
        """The commitments, compared without who is to do it."""
        stated = [(name, one) for name, record in self.records.items() for one in record.extraction.commitments]
        duties = [(name, one.text.lower().replace(one.actor.lower(), " ")) for name, one in stated]
        return _matched(stated, _matters(duties, self.memory), self.about)

    @cached_property
    def goals(self) -> Mapping[Pair, Sequence[tuple[Goal, Goal, float]]]:
        """The goals, compared with what they are measured by."""
        stated = [(name, one) for name, record in self.records.items() for one in record.extraction.goals]
        aims = [(name, f"{one.indicator or ''} {one.text}") for name, one in stated]
        return _matched(stated, _matters(aims, self.memory), self.about, one_group)


def promises_of(records: Mapping[str, Record], memory: Memory = NOTHING_KEPT, about: str | None = None) -> Promises:
    """Compare the commitments and goals of all documents, or of one with all others."""
    return Promises(records, memory, about)


def _matters(texts: Sequence[tuple[str, str]], memory: Memory) -> list[Matter]:
    """What each text is about, given with the document it stands in."""
    found: list[Matter] = []
    for name, rows in groupby(texts, key=itemgetter(0)):
        mine = [text for _, text in rows]
        found += memory.recall(name, ("matters", mine), list[Matter], partial(_matters_of, mine))
    return found


def _matters_of(texts: Sequence[str]) -> list[Matter]:
    return [matter_of(text) for text in texts]


def _matched(
    stated: Sequence[tuple[str, Statement]],
    matters: Sequence[Matter],
    about: str | None,
    may_meet: Test = lambda a, b: True,
) -> dict[Pair, list[tuple[Statement, Statement, float]]]:
    owners = [name for name, _ in stated]
    pairs = alike(owners, matters, _LEAST, about)
    found = by_documents(owners, [one for one in pairs if may_meet(matters[one.first], matters[one.second])])
    matched: dict[Pair, list[tuple[Statement, Statement, float]]] = {}
    for pair, rows in sorted(found.items()):
        sides = [(row.first, row.second) if owners[row.first] == pair[0] else (row.second, row.first) for row in rows]
        matched[pair] = [(stated[x][1], stated[y][1], row.likeness) for (x, y), row in zip(sides, rows, strict=True)]
    return matched


def goal_told(goal: Goal) -> Sentence:
    """A goal in its words, with the value and the year that stand beside them, as in the columns of a table."""
    value = goal.target_value if goal.target_value and goal.target_value.lower() not in goal.text.lower() else ""
    year = str(goal.target_year or "")
    beside = [part for part in (value, year) if part and part not in goal.text]
    how = ", ".join(beside[:1] if year in value else beside)
    of = f"{goal.indicator}: " if value and goal.indicator and goal.indicator not in goal.text else ""
    if not how:
        return Sentence.of("”{words}”", words=goal.text)
    return Sentence.of("”{words}” ({how})", words=goal.text, how=f"{of}{how}")
