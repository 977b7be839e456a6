"""Figures that contradict each other: the same unit with other numbers, or other years, in two like texts."""

import re
from collections import defaultdict
from functools import cache

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


def contradicting(a: str, b: str) -> list[tuple[str, str, str]]:
    """Units for which two texts give wholly different numbers, with both."""
    left, right = figures(a), figures(b)
    return [
        (unit, ", ".join(sorted(left[unit])), ", ".join(sorted(right[unit])))
        for unit in sorted(left.keys() & right.keys())
        if not left[unit] & right[unit]
    ]
