"""Figures that contradict each other: the same unit with other numbers, or other years, in two like texts or goals."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from styrdok.models import Goal
from styrdok.overlaps.tables import table

UNIT = "Unit"
"""The context in which the names of units are translated."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)?|%|\w+")
_YEAR = re.compile(r"(?:19|20)\d\d$")


@cache
def _units() -> dict[str, str]:
    return {form: unit for unit, forms in table("figures.toml")["units"].items() for form in forms}


def figures(text: str) -> dict[str, frozenset[str]]:
    """The numbers of a text by unit; years that something is to be done by, as ``årtal``."""
    numbers: dict[str, int] = table("figures.toml")["numbers"]
    tokens = _TOKEN.findall(text.lower())
    found: dict[str, set[str]] = defaultdict(set)
    for before, token, after in zip(["", *tokens], tokens, [*tokens[1:], ""], strict=False):
        if _YEAR.match(token):
            if before in table("figures.toml")["before_year"]:
                found["årtal"].add(token)
        elif after in _units() and (token in numbers or token[0].isdigit()):
            found[_units()[after]].add(str(numbers.get(token, token)).replace(",", "."))
    return {unit: frozenset(values) for unit, values in found.items()}


@dataclass(frozen=True, slots=True)
class Target:
    """What a goal is set to: a number with its unit (none for a bare number) and the year, as far as they are told."""

    number: str | None
    unit: str | None
    year: int | None


def target_of(goal: Goal) -> Target:
    """The target of a goal, from its value and year, else from its wording."""
    told = _number(goal.target_value or "") or _number(goal.text)
    number, unit = told or (None, None)
    years = sorted(figures(goal.text).get("årtal", ()))
    year = goal.target_year or (int(years[0]) if len(years) == 1 else None)
    return Target(number, unit, year)


@lru_cache(maxsize=50_000)
def _number(text: str) -> tuple[str, str | None] | None:
    """The first number of a text that is no year, with its unit."""
    low = text.lower()
    for words, percent in table("statements.toml")["fractions"].items():
        if re.search(rf"\b{words}\b", low):
            return str(percent), "procent"
    numbers: dict[str, int] = table("figures.toml")["numbers"]
    tokens = _TOKEN.findall(low)
    for token, after, later in zip(tokens, [*tokens[1:], ""], [*tokens[2:], "", ""], strict=False):
        unit = None if after == "år" and _YEAR.match(later) else _units().get(after)
        if token[0].isdigit() and not _YEAR.match(token):
            return token.replace(",", "."), unit
        if token in numbers and unit is not None:
            return str(numbers[token]), unit
    return None


def compete(a: Goal, b: Goal) -> bool:
    """Whether two goals on the same matter collide: other numbers of one unit, or other years."""
    x, y = target_of(a), target_of(b)
    if x.number is not None and y.number is not None:
        if x.unit != y.unit:
            return False
        if float(x.number) != float(y.number):
            return True
    return x.year is not None and y.year is not None and x.year != y.year


@lru_cache(maxsize=50_000)
def interval_of(text: str) -> str | None:
    """How often something is done, when a text tells one interval."""
    low = text.lower()
    found = [name for name, forms in _intervals() if any(form.search(low) for form in forms)]
    return found[0] if len(found) == 1 else None


@cache
def _intervals() -> tuple[tuple[str, tuple[re.Pattern[str], ...]], ...]:
    rows = table("statements.toml")["intervals"].items()
    return tuple((name, tuple(re.compile(rf"\b{form}\b") for form in forms)) for name, forms in rows)


def contradicting(a: str, b: str) -> list[tuple[str, str, str]]:
    """Units for which two texts give wholly different numbers, with both."""
    left, right = figures(a), figures(b)
    return [
        (unit, ", ".join(sorted(left[unit])), ", ".join(sorted(right[unit])))
        for unit in sorted(left.keys() & right.keys())
        if not left[unit] & right[unit]
    ]
