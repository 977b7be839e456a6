"""When a document says that it is to be reviewed, by the wordings of ``reviews.toml``."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

from styrdok.extraction.statements.phrases import compiled, first_match, may_occur, occurs
from styrdok.findings import Record
from styrdok.swedish.dates import find_dates
from styrdok.swedish.sentences import sentences
from styrdok.tables import read_toml

_YEAR = re.compile(r"\s*:?\s*(20\d\d)(?![\d:/]|\s?[-–]\s?\d)")
_AFTER_LABEL = 40


@dataclass(frozen=True, slots=True)
class Review:
    """A sentence or field by which a document is to be reviewed; ``on`` where the day is told or can be worked out."""

    on: date | None
    page: int
    words: str


@cache
def _words() -> dict[str, Any]:
    return read_toml("styrdok.consolidation.data", "reviews.toml")


def _may_tell(text: str) -> bool:
    """Whether a sentence, or a text of several, holds the words without which nothing is told of a review."""
    known = _words()
    labelled = occurs(known["labels"], text) or occurs(known["fields"], text)
    return labelled or (occurs(known["reviews"], text) and occurs(known["subjects"], text))


def reviews(record: Record, today: date) -> tuple[Review, ...]:
    """The reviews that a document announces, each sentence once, in reading order."""
    adopted = record.document.description.adopted_on
    found: dict[str, Review] = {}
    for passage in record.extraction.passages:
        for said in _said(passage.anchor.text):
            on = said.on or (_next(adopted, said.months, today) if adopted and said.months else None)
            found.setdefault(said.words, Review(on, passage.anchor.page, said.words))
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class _Said:
    """A sentence that speaks of a review: on which day, or else after how many months."""

    words: str
    on: date | None
    months: int | None = None


@lru_cache(maxsize=200_000)
def _said(text: str) -> tuple[_Said, ...]:
    """What a passage says of reviews; kept, as most passages are the same the next time that somebody asks."""
    if not _may_tell(text):
        return ()
    words = (" ".join(text[start:end].split()) for start, end in sentences(text))
    return tuple(filter(None, map(_review, filter(_may_tell, words))))


def _review(words: str) -> _Said | None:
    """The review that a sentence speaks of, ``None`` where it speaks of none or says neither when nor how often."""
    if first_match(_words()["reviews"], words) and first_match(_words()["subjects"], words):
        day, months = _day(words), _interval(words)
        if day is not None or months is not None:
            return _Said(words, day, months)
    ends = [
        *(found.end() for found in _all(_words()["fields"], words)),
        *(found.end() for found in _all(_words()["labels"], words) if found.start() == 0),
    ]
    near = [words[end : end + _AFTER_LABEL] for end in ends]
    day = next(filter(None, map(_at_once, near)), None)
    recurs = any(after.lstrip().startswith(":") and _interval(after) is not None for after in near)
    return _Said(words, day) if day or recurs else None


def _all(phrases: Sequence[str], words: str) -> Iterator[re.Match[str]]:
    for phrase in phrases:
        if may_occur((phrase,), words):
            yield from compiled(phrase).finditer(words)


def _interval(words: str) -> int | None:
    """How often, in months; 0 for once in each term of office."""
    return next((months for phrase, months in _words()["intervals"].items() if compiled(phrase).search(words)), None)


def _day(words: str) -> date | None:
    """The day or year by which something is to be done, as its last day."""
    for found in find_dates(words):
        if found.value and _leads(words[: found.start]):
            return last_day(found.value, found.precision)
    for found_year in re.finditer(r"\b(?=20\d\d\b)", words):
        year = _YEAR.match(words, found_year.start())
        if year and _leads(words[: found_year.start()]):
            return date(int(year[1]), 12, 31)
    return None


def _leads(before: str) -> bool:
    """Whether a text ends in words that stand before the day by which something is to be done."""
    text = before.rstrip()
    return any(
        match.end() == len(text) for phrase in _words()["before_date"] for match in compiled(phrase).finditer(text)
    )


def _at_once(near: str) -> date | None:
    """The day or year that follows a label at once."""
    year = _YEAR.match(near)
    for found in find_dates(near):
        if found.value and not near[: found.start].strip(" :\t"):
            return last_day(found.value, found.precision)
    return date(int(year[1]), 12, 31) if year else None


def last_day(value: date, precision: str) -> date:
    """The last day of what a date was told to: the day itself, its month or its year."""
    if precision == "year":
        return value.replace(month=12, day=31)
    return value.replace(day=monthrange(value.year, value.month)[1]) if precision == "month" else value


def _next(adopted: date, months: int, today: date) -> date:
    """The first day, counted from the adoption in steps of so many months, that has not passed."""
    steps = 1
    while (day := after(adopted, months * steps)) < today:
        steps += 1
    return day


def after(day: date, months: int) -> date:
    """The same day so many months later, the last of the month where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
