"""The goal tree: every goal of the steering documents in use by theme, with what collides and what is missing."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from styrdok.extraction.themes.weigh import theme_hits
from styrdok.findings import Record, Snapshot
from styrdok.marks import GoalMark
from styrdok.models import Goal
from styrdok.overlaps.figures import compete, target_of
from styrdok.overlaps.promises import promises_of

_MEASURED = 2
"""What is measured tells more of what a goal is about than how it is worded; one word of it is not enough for a theme
that the document does not speak of."""
_OWN = 0.2
"""A document speaks of a theme that weighs at least so much in it."""
_NEARLY = 0.5
"""A theme of the document counts before another one where the goal speaks of it at least so much."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One goal; ``rivals`` are the documents that set another value or year for the same.

    ``theme`` is what the goal speaks of, else what its document does; empty where neither tells.
    """

    theme: str
    document: str
    text: str
    indicator: str | None
    value: str | None
    year: int | None
    page: int
    marks: tuple[GoalMark, ...]
    rivals: tuple[str, ...]


def aims_of(snapshot: Snapshot) -> tuple[Aim, ...]:
    """The goals by theme, then by year and document; those without a year stand last in their theme."""
    records = {one.document.id: one for one in snapshot.steering if one.adopted}
    rivals: dict[tuple[str, Goal], list[str]] = defaultdict(list)
    for (a, b), rows in promises_of(records).goals.items():
        if records[a].document.line == records[b].document.line:
            continue
        for x, y, _ in rows:
            if compete(x, y):
                rivals[a, x].append(b)
                rivals[b, y].append(a)
    found = [
        _aim(record, goal, tuple(dict.fromkeys(rivals[name, goal])))
        for name, record in records.items()
        for goal in record.extraction.goals
    ]
    return tuple(
        sorted(found, key=lambda one: (one.theme, one.year or 9999, snapshot.title(one.document), one.page, one.text))
    )


def _aim(record: Record, goal: Goal, rivals: tuple[str, ...]) -> Aim:
    return Aim(
        theme=_theme(record, goal),
        document=record.document.id,
        text=goal.text,
        indicator=_measured(record, goal),
        value=goal.target_value,
        year=goal.target_year,
        page=goal.anchor.page,
        marks=tuple(_marks(goal, rivals)),
        rivals=rivals,
    )


def _measured(record: Record, goal: Goal) -> str | None:
    """The indicator, but for the name of the city itself: ``Viken ska vara en klimatneutral kommun``."""
    city = (record.document.description.organisation or "").casefold()
    return goal.indicator if not goal.indicator or not city.startswith(goal.indicator.casefold()) else None


def _theme(record: Record, goal: Goal) -> str:
    """The theme that most words of a goal speak of, one of its document's before another that is said little more."""
    own = [one.theme for one in record.extraction.themes if one.weight >= _OWN]
    weights: dict[str, float] = defaultdict(float)
    for words, times in ((goal.text, 1), (goal.indicator or "", _MEASURED)):
        for hit in theme_hits(words):
            for theme in hit.term.themes:
                weights[theme] += times * hit.weight
    if not weights:
        return own[0] if own else ""
    most = max(weights.values())
    shared = [theme for theme in own if weights.get(theme, 0) >= most * _NEARLY]
    if not shared and own and most <= _MEASURED:
        return own[0]
    return max(shared or sorted(weights), key=lambda theme: weights[theme])


def _marks(goal: Goal, rivals: tuple[str, ...]) -> Iterator[GoalMark]:
    target = target_of(goal)
    if rivals:
        yield GoalMark.COLLIDES
    if target.number is None and not goal.target_value:
        yield GoalMark.NO_VALUE
    if target.year is None:
        yield GoalMark.NO_YEAR
