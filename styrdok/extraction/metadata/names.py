"""Words that look like a person's names and not like a post or a unit."""

import re
from functools import lru_cache

from styrdok.tables import read_toml

_FIRST = re.compile(r"[A-ZÅÄÖÉ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?")
_SURNAME = re.compile(rf"{_FIRST.pattern}(?: {_FIRST.pattern})?")


@lru_cache(maxsize=1)
def office_endings() -> tuple[str, ...]:
    """The endings of posts, definite or not, and of units."""
    posts = read_toml("styrdok.extraction.lexicon", "adopters.toml")["posts"]["endings"]
    units = read_toml("styrdok.extraction.lexicon", "titles.toml")["noise"]["units"]
    return (*posts, *(f"{post}en" for post in posts), *(f"{post}n" for post in posts), *units)


def is_first_name(text: str) -> bool:
    """Whether a value is one capitalised word that names no post and no unit."""
    return _FIRST.fullmatch(text) is not None and not text.lower().endswith(office_endings())


def is_surname(text: str) -> bool:
    """Whether a line is one or two capitalised words and nothing else."""
    return _SURNAME.fullmatch(text) is not None and not text.lower().endswith(office_endings())
