"""How texts say that something should be done: until which day a document is extended, into what it is converted."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from styrdok.language.words import TYPE
from styrdok.overlaps.tables import table
from styrdok.swedish.dates import find_dates
from styrdok.vocabulary import Action


def how_told(action: Action, texts: Sequence[str]) -> str | None:
    """What the texts that ask for an action say of how, in their words; ``None`` where they say nothing or differ."""
    read = _READERS.get(action)
    asking = re.compile("|".join(table("proposals.toml")["verdicts"][action])) if read else None
    found = {
        told
        for text in texts
        if read and asking and (verb := asking.search(text.lower())) and (told := read(text, verb.start()))
    }
    return min(found) if len(found) == 1 else None


@cache
def _pattern(row: str) -> re.Pattern[str]:
    return re.compile(table("proposals.toml")["how"][row])


def _until(text: str, at: int) -> str | None:
    """*till och med den 31 december 2031*, behind the verb."""
    words = _pattern("until").search(text, at)
    day = next((one for one in find_dates(text) if words and one.start == words.end()), None)
    return text[words.start() : day.end] if words and day and day.value else None


def _into(text: str, at: int) -> str | None:
    """*riktlinje*: the type that is named behind the verb."""
    return next((noun for noun in _pattern("into").findall(text[at:].lower()) if noun in TYPE.values()), None)


_READERS: Mapping[Action, Callable[[str, int], str | None]] = {Action.EXTEND: _until, Action.CONVERT: _into}
