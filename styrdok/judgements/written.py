"""What people write in a field, as the value that is kept: days in words, code words by their names."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from styrdok.errors import UsageProblem
from styrdok.extraction.metadata.describe import kind_of
from styrdok.language.words import FIELD, WORDS
from styrdok.marks import Tongue
from styrdok.sentence import Sentence
from styrdok.swedish.dates import find_dates
from styrdok.tables import read_toml
from styrdok.vocabulary import Action, DocumentType, Kind, Status, Verdict

CODED: Mapping[str, type[StrEnum]] = {"kind": Kind, "type": DocumentType, "status": Status, "language": Tongue}
"""The fields whose values are code words."""

DAYS = ("adopted_on", "valid_from", "valid_to")
_ENDS = {"valid_from": False, "valid_to": True}
"""The days that a month or a year stands for as well: its first day, or its last."""

_SEVERAL = "diary_numbers"
_A_DAY = Sentence.of("Skriv en dag, till exempel 2014-06-16 eller 16 juni 2014.")


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a document and the value to keep in it; ``None`` for unknown."""

    field: str
    value: str | None


def field_of(written: str) -> str:
    """The field that people call so: its name in the export, its heading in the page, or another word for it.

    What is no field is given back as it is.
    """
    said = _plain(written)
    return _fields().get(said, written.strip())


def changes_of(field: str, written: str) -> tuple[Change, ...]:
    """What a person changes by writing something in a field; nothing written means unknown.

    Raises :class:`~styrdok.errors.UsageProblem`, whose hint says how it can be written.
    """
    text = " ".join(written.split())
    if field == "valid_to":
        forever = _plain(text) in _forever()
        return (
            Change("open_ended", "ja" if forever else "nej"),
            Change(field, None if forever or not text else value_of(field, text)),
        )
    return (Change(field, value_of(field, text) if text else None),)


def value_of(field: str, text: str) -> str:
    """The value to keep for what is written in a field.

    Raises :class:`~styrdok.errors.UsageProblem`, whose hint says how it can be written.
    """
    if field in DAYS:
        return _day(field, text).isoformat()
    codes = CODED.get(field)
    if codes is not None:
        return code_of(codes, text).value
    if field == _SEVERAL:
        return "; ".join(part.strip() for part in text.replace(",", ";").split(";") if part.strip())
    return text


def code_of(codes: type[StrEnum], written: str) -> StrEnum:
    """The code word that people mean. Raises :class:`~styrdok.errors.UsageProblem` with those there are."""
    found = _codes(codes).get(_plain(written))
    if found is None:
        names = tuple(Sentence(name, (), codes.__name__) for name in WORDS[codes].values())
        raise UsageProblem(
            Sentence.of("”{written}” är inget av dem som kan väljas.", written=written),
            Sentence.of("Skriv något av {known}.", known=names),
        )
    return found


def _day(field: str, written: str) -> date:
    text = written.removeprefix(_table()["day"]["before"] + " ")
    found = find_dates(text)
    exact = [one for one in found if one.text == text]
    if exact and exact[0].value is not None and exact[0].precision == "day":
        return exact[0].value
    last = _ENDS.get(field)
    if last is not None and text.isdecimal() and len(text) == 4:
        return date(int(text), 12, 31) if last else date(int(text), 1, 1)
    if last is not None and exact and exact[0].value is not None and exact[0].precision == "month":
        day = exact[0].value
        return day.replace(day=monthrange(day.year, day.month)[1]) if last else day
    raise UsageProblem(Sentence.of("”{written}” kan inte läsas som en dag.", written=written), _A_DAY)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


@cache
def _table() -> dict[str, Any]:
    return read_toml("styrdok.judgements.data", "written.toml")


@cache
def _fields() -> dict[str, str]:
    named = {_plain(heading): field for field, heading in FIELD.items()} | {field: field for field in FIELD}
    return named | {word: field for field, words in _table()["fields"].items() for word in words}


@cache
def _codes(codes: type[StrEnum]) -> dict[str, StrEnum]:
    named = {_plain(word): code for code, word in WORDS[codes].items()}
    more = _table().get(_SECTIONS.get(codes, ""), {})
    named |= {word: codes(code) for code, words in more.items() for word in words}
    return named | {code.value: code for code in codes}


_SECTIONS = {codes: field for field, codes in CODED.items()} | {Verdict: "verdict", Action: "action"}


@cache
def _forever() -> frozenset[str]:
    return frozenset(_table()["until_further_notice"]["words"])


def is_day(field: str) -> bool:
    """Whether a field holds a day."""
    return kind_of(field) is date
