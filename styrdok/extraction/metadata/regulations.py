"""Regulations of state agencies: who decided, when, and from which day they hold, as a code of statutes prints it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from styrdok.extraction.metadata.rules import Found
from styrdok.models import Reading
from styrdok.swedish.dates import find_dates
from styrdok.tables import read_toml

_HEAD = 400
_FAR = 1200
_AGENCY = r"(?P<agency>[A-ZÅÄÖ][^.;§()\d]{4,90}?)"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    table = read_toml("styrdok.extraction.lexicon", "validity.toml")["regulations"]
    joined = {name: "|".join(words).replace(" ?", r"\s*").replace(" ", r"\s+") for name, words in table.items()}
    return {
        "series": re.compile(rf"(?:{joined['series']})\b"),
        "enacts": re.compile(rf"(?:^|\n){_AGENCY}\s+(?:{joined['enacts']})\b"),
        "decided": re.compile(rf"\b(?:{joined['decided']})\s+(?=\d)"),
        "starts": re.compile(rf"\b(?:{joined['selves']})\s+(?:{joined['starts']})\s+(?:den\s+)?(?=\d)", re.IGNORECASE),
    }


def enacted(reading: Reading) -> Iterator[Found]:
    """Agency, day of decision and first day of regulations printed in a code of statutes."""
    pattern, text = _patterns(), reading.text
    series = pattern["series"].search(text[:_HEAD])
    clause = pattern["enacts"].search(text, 0, _FAR)
    if series is None or clause is None:
        return
    agency = " ".join(clause["agency"].split())
    span = (clause.start("agency"), clause.end("agency"))
    yield Found("adopted_by", agency, "enacting clause", 0.9, (), span)
    yield Found("organisation", agency, "enacting clause", 0.97, (), span)
    decided = pattern["decided"].search(text, 0, clause.start())
    if decided:
        yield from _day("adopted_on", text, decided)
    starts = list(pattern["starts"].finditer(text))
    if starts:
        yield from _day("valid_from", text, starts[-1])


def _day(field: str, text: str, cue: re.Match[str]) -> Iterator[Found]:
    for day in find_dates(" ".join(text[cue.end() : cue.end() + 30].split()))[:1]:
        if day.value and day.precision == "day" and day.start == 0:
            yield Found(
                field, day.value.isoformat(), "enacting clause", 0.9, (), (cue.start(), cue.end() + len(day.text))
            )
