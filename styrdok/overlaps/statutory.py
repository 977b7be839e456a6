"""Which documents an act requires, by title: these are never proposed for repeal."""

import re
from functools import cache

from styrdok.overlaps.tables import table

_WORD = re.compile(r"\w+")


@cache
def _required() -> tuple[tuple[tuple[str, ...], str], ...]:
    return tuple((tuple(row["title"]), row["law"]) for row in table("statutory.toml")["document"])


def required_by(title: str | None) -> str | None:
    """The act that requires a document of this title, ``None`` if none is known."""
    words = _WORD.findall((title or "").lower())
    for parts, law in _required():
        if all(any(part in word for word in words) for part in parts):
            return law
    return None
