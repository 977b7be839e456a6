"""Dates in Swedish running text and in label fields.

Only what the text says is reported: a date without a year is no date, and a placeholder such as ``2023-10-XX``
is reported with the value ``None``.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from styrdok.tables import read_toml

Precision = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class DateFound:
    """A date at ``text[start:end]``.

    ``value`` is ``None`` for a placeholder and for what is written like a date but is none (``2023-02-31``).
    With precision ``month`` and ``year`` the value is the first day of that month or year.
    """

    start: int
    end: int
    value: date | None
    precision: Precision
    text: str


Reader = Callable[[re.Match[str], str], DateFound | None]

_CONTEXT = 40
_CENTURY_TURN = 60
_SIGN = re.compile(r"\d\d|xx|å{4}|y{4}", re.IGNORECASE)
_REACH = 64


def find_dates(text: str) -> tuple[DateFound, ...]:
    """All dates of the text from left to right; where two overlap, the earlier and then the longer one stays."""
    found = sorted(_candidates(text), key=lambda item: (item.start, -item.end))
    kept: list[DateFound] = []
    for item in found:
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return tuple(kept)


def _candidates(text: str) -> Iterator[DateFound]:
    for start, end in _stretches(text):
        for pattern, reader in _readers():
            for match in pattern.finditer(text, start, end):
                item = reader(match, text)
                if item is not None:
                    yield item


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """The parts of a text that can hold dates, without overlaps: no date is without two figures or a placeholder."""
    start = end = 0
    for sign in _SIGN.finditer(text):
        if sign.start() - _REACH > end:
            if end:
                yield start, end
            start = sign.start() - _REACH
        end = sign.end() + _REACH
    if end:
        yield start, min(end, len(text))


def _found(match: re.Match[str], value: date | None, precision: Precision = "day") -> DateFound:
    return DateFound(match.start(), match.end(), value, precision, match.group())


def _full_year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= _CENTURY_TURN else 2000)


def _make(year: str, month: int, day: int) -> date | None:
    try:
        return date(_full_year(year), month, day)
    except ValueError:
        return None


def _plain(match: re.Match[str], text: str) -> DateFound | None:
    """Year, month and day in named groups, all figures."""
    return _found(match, _make(match["y"], int(match["m"]), int(match["d"])))


def _plain_or_nothing(match: re.Match[str], text: str) -> DateFound | None:
    """As :func:`_plain`, for shapes that mean something else when they are no date."""
    item = _plain(match, text)
    return item if item and item.value else None


def _worded(match: re.Match[str], text: str) -> DateFound | None:
    month = _words().months[match["m"].lower()]
    return _found(match, _make(match["y"], month, int(match["d"])))


def _worded_month(match: re.Match[str], text: str) -> DateFound | None:
    return _found(match, _make(match["y"], _words().months[match["m"].lower()], 1), "month")


def _year(match: re.Match[str], text: str) -> DateFound | None:
    return _found(match, _make(match["y"], 1, 1), "year")


def _placeholder(match: re.Match[str], text: str) -> DateFound | None:
    return _found(match, None)


def _six_digits(match: re.Match[str], text: str) -> DateFound | None:
    item = _plain_or_nothing(match, text)
    if item is None or _last_word(text, match.start()) in _words().before_number or _is_amount(text, match.end()):
        return None
    alone = text.strip() == match.group()
    return item if alone or _paragraph_follows(text, match.end()) or _cue_before(text, match.start()) else None


def _year_month(match: re.Match[str], text: str) -> DateFound | None:
    """``2014-09`` is a month; ``2010-12`` may as well be a period and is left alone unless nothing else is written."""
    month, year = int(match["m"]), int(match["y"]) % 100
    if _last_word(text, match.start()) in _words().before_number:
        return None
    if month > year and text.strip() != match.group():
        return None
    value = _make(match["y"], month, 1)
    return _found(match, value, "month") if value else None


def _last_word(text: str, offset: int) -> str:
    words = text[max(0, offset - _CONTEXT) : offset].lower().split()
    return words[-1].rstrip(".:,;(") if words else ""


def _cue_before(text: str, offset: int) -> bool:
    line = text[max(0, offset - _CONTEXT) : offset].lower().rsplit("\n", 1)[-1]
    return any(word.strip(".:,;()") in _words().before_six_digits for word in line.split())


def _paragraph_follows(text: str, offset: int) -> bool:
    return re.match(r"\s?,?\s?§", text[offset : offset + 4]) is not None


def _is_amount(text: str, offset: int) -> bool:
    match = re.match(r"\s?(\w+)", text[offset : offset + _CONTEXT])
    return match is not None and match[1].lower() in _words().after_amount


@dataclass(frozen=True, slots=True)
class _Words:
    months: dict[str, int]
    before_six_digits: frozenset[str]
    after_amount: frozenset[str]
    before_number: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    table = read_toml("styrdok.swedish.data", "dates.toml")
    cues = {name: frozenset(words) for name, words in table["cues"].items()}
    return _Words(table["months"], cues["before_six_digits"], cues["after_amount"], cues["before_number"])


@lru_cache(maxsize=1)
def _readers() -> tuple[tuple[re.Pattern[str], Reader], ...]:
    """Every shape with its reader.

    The guards at both ends keep the shapes out of case numbers, telephone numbers and longer rows of figures.
    """
    names = "|".join(sorted(_words().months, key=lambda name: (-len(name), name)))
    month = rf"(?P<m>{names})\b\.?(?:\s+månad)?"
    year4, year2 = r"(?P<y>(?:19|20)\d\d)", r"(?P<y>\d\d)"
    day, number = r"(?P<d>[0-3]?\d)", r"(?P<m>[01]?\d)"
    dash = r"\s?[-‐‑‒–−]\s?"
    left, right = r"(?<![\d:])(?<![\d\w][-–/.])", r"(?!\d)(?![-/:]\d)"
    unknown, blank = r"(?:xx|[0-3]?x(?!\w)|_{2}|\?{2})", r"(?<![_.])(?:xx|_{2,12}|\.{2,12})"
    known, open_year = r"(?:19|20)\d\d", r"(?:20\dx|(?:20)?xx|xxxx)"
    flags = re.IGNORECASE
    shapes: tuple[tuple[str, Reader], ...] = (
        (rf"{left}{year4}{dash}(?P<m>\d\d?){dash}(?P<d>\d\d?){right}", _plain),
        (rf"{left}{year4}(?P<m>\d\d)(?P<d>\d\d){right}", _plain_or_nothing),
        (rf"{left}{year4}[./](?P<m>\d\d)[./](?P<d>\d\d){right}", _plain_or_nothing),
        (rf"{left}{day}[-./–]{number}[-./–]{year4}{right}", _plain_or_nothing),
        (rf"{left}{day}/{number},?\s+{year4}{right}", _plain_or_nothing),
        (rf"{left}{day}/{number}\s?[-–]\s?{year2}{right}", _plain_or_nothing),
        (rf"{left}\b{day}(?::?[ae])?\.?\s+{month}\s*,?\s*(?:år\s+)?{year4}{right}", _worded),
        (rf"{left}\b{day}(?::?[ae])?\.?\s+{month}\s*[-–’']\s?{year2}{right}", _worded),
        (rf"(?<!\w){month}\s*,?\s*(?:år\s+)?{year4}{right}", _worded_month),
        (rf"{left}(?<!\w){year2}(?P<m>\d\d)(?P<d>\d\d)(?!\w)(?![-–/.:,]\d)(?!\s\d)", _six_digits),
        (rf"{left}(?<!\w){year4}-(?P<m>0[1-9]|1[0-2])(?![\w:/])(?![-–.,]\d)", _year_month),
        (rf"(?<!\w)år(?:et)?\s+{year4}(?!\d)(?!{dash}\d)(?![:/]\d)", _year),
        (rf"(?<!\w)(?:{known}|{open_year}){dash}(?:\d\d|{unknown}){dash}{unknown}(?!\w)", _placeholder),
        (rf"(?<!\w){open_year}{dash}(?:\d\d|{unknown}){dash}(?:\d\d|{unknown})(?!\w)", _placeholder),
        (rf"(?<!\w)(?:{known}|{open_year})-xx(?![\w-])", _placeholder),
        (r"(?<!\w)(?:å{4}|y{4})-?m{2}-?d{2}(?!\w)", _placeholder),
        (rf"(?<!\w){blank}\s{{0,3}}/?\s{{0,3}}(?:{month}|xx|\d\d?)\s+(?:{known}|{open_year})(?!\w)", _placeholder),
        (rf"(?<!\w)\d{{1,2}}\s+(?:{month}|xx+)\s+{open_year}(?!\w)", _placeholder),
    )  # fmt: skip
    return tuple((re.compile(pattern, flags), reader) for pattern, reader in shapes)
