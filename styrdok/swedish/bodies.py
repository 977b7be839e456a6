"""Bodies and offices, by name and by noun, from one table, ``bodies.tsv``; it tells what each use means."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

from styrdok.tables import read_columns

_TABLE, _COLUMNS = "bodies.tsv", ("form", "body", "short", "sort", "use")
_NONE, _ANY = "-", "*"
_SORTS = ("assembly", "board", "committee", "office")
Use = Literal["decides", "decision", "field", "told", "bound", "cell", "laid", "part", "nameless", "general"]
_USES: dict[Use, str] = {
    "decides": "e",
    "decision": "d",
    "field": "a",
    "told": "t",
    "bound": "b",
    "cell": "o",
    "laid": "w",
    "part": "p",
    "nameless": "n",
    "general": "g",
}


@dataclass(frozen=True, slots=True)
class Body:
    """A form of the table: the full and the short name it stands for, its sort as an adopter, and its uses."""

    form: str
    name: str
    short: str
    sort: str
    uses: frozenset[str]

    @property
    def word(self) -> str:
        """The form without signs."""
        return self.form.strip(_ANY)

    @property
    def pattern(self) -> str:
        """The form as an expression for a whole word."""
        start = "" if self.form.startswith(_ANY) else r"\b"
        return start + re.escape(self.word) + ("" if self.form.endswith(_ANY) else r"\b")

    @property
    def rank(self) -> int:
        """How far its decision outdoes those of others."""
        return max((int(use) for use in self.uses if use.isdigit()), default=0)


@cache
def bodies() -> tuple[Body, ...]:
    """The rows of the table; :class:`ValueError` for a sort or a use that does not exist."""
    found = []
    for row in read_columns("styrdok.swedish.data", _TABLE, _COLUMNS):
        uses = frozenset(row["use"].strip(_NONE))
        if uses - {*_USES.values(), "2", "3"} or row["sort"] not in (*_SORTS, _NONE):
            raise ValueError(f"{_TABLE}: {row['form']}: unknown use or sort in {row['use']!r}, {row['sort']!r}")
        name, short, sort = (row[column].strip(_NONE) for column in ("body", "short", "sort"))
        found.append(Body(row["form"], name, short, sort, uses))
    return tuple(found)


@cache
def bodies_used(use: Use) -> tuple[Body, ...]:
    """The rows of a use, in order."""
    return tuple(body for body in bodies() if _USES[use] in body.uses)


@cache
def body_words(use: Use) -> tuple[str, ...]:
    """The forms of a use, without signs."""
    return tuple(body.word for body in bodies_used(use))


@cache
def body_names(use: Use) -> dict[str, str]:
    """What the forms of a use stand for."""
    return {body.form: body.name for body in bodies_used(use)}


@cache
def ranks() -> dict[str, int]:
    """How far the decision of a body, by its full name, outdoes those of others."""
    return {body.name: body.rank for body in bodies() if body.rank}


@cache
def body_pattern(use: Use) -> re.Pattern[str]:
    """One expression for every form of a use."""
    return re.compile("|".join(body.pattern for body in bodies_used(use)))


def sort_of(name: str) -> str | None:
    """``assembly``, ``board``, ``committee`` or ``office``; ``None`` for a name that tells nothing."""
    return next((sort for sort, form in _sorts() if form.search(name)), None)


@cache
def _sorts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((body.sort, re.compile(body.pattern, re.IGNORECASE)) for body in bodies() if body.sort)
