"""From the field values that were found to the description of a document."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, get_args, get_type_hints

from styrdok.models import Description, FieldValue
from styrdok.sentence import Sentence

_SEVERAL = "diary_numbers"
_YES_NO = {"ja": True, "true": True, "yes": True, "1": True, "nej": False, "false": False, "no": False, "0": False}


def describe(values: Iterable[FieldValue]) -> Description:
    """The description that the values give: of several for one field the most confident, then the first.

    All case numbers are kept, in their order. A value that its field cannot hold is passed over. A document that is
    said to hold until further notice has no last day, unless the last day is the surer of the two. What was refused
    has no value.
    """
    best: dict[str, FieldValue] = {}
    several: list[str] = []
    for value in values:
        if not value.value or not _holds(value):
            continue
        if value.field == _SEVERAL:
            several.append(value.value)
        elif value.field not in best or value.confidence > best[value.field].confidence:
            best[value.field] = value
    opened, ended = best.get("open_ended"), best.get("valid_to")
    if opened and ended and parse("open_ended", opened.value):
        del best["valid_to" if opened.confidence >= ended.confidence else "open_ended"]
    found: dict[str, Any] = {name: parse(name, value.value) for name, value in best.items()}
    return Description(**found, diary_numbers=tuple(dict.fromkeys(several)))


def last_revised(values: Iterable[FieldValue]) -> date | None:
    """The last day on which a document is said to have been revised."""
    days = []
    for value in values:
        if value.field == "revised_on" and value.value:
            try:
                days.append(date.fromisoformat(value.value))
            except ValueError:
                continue
    return max(days, default=None)


def _holds(value: FieldValue) -> bool:
    try:
        parse(value.field, value.value)
    except ValueError:
        return False
    return True


def parse(field: str, value: str) -> Any:
    """The value as the field of :class:`Description` holds it; several case numbers stand with ``;`` between.

    Raises :class:`ValueError` when there is no such field or it cannot hold the value.
    """
    kind = kind_of(field)
    if field == _SEVERAL:
        return tuple(part.strip() for part in value.split(";") if part.strip())
    if kind is date:
        return date.fromisoformat(value)
    if kind is bool:
        return _yes(value)
    return kind(value)


def _yes(value: str) -> bool:
    if value.casefold() not in _YES_NO:
        raise ValueError(value)
    return _YES_NO[value.casefold()]


@cache
def kind_of(field: str) -> type:
    """The class of a field's values. Raises :class:`ValueError` when there is no such field."""
    hint = get_type_hints(Description).get(field)
    if hint is None:
        raise ValueError(field)
    found: type = next((part for part in get_args(hint) if part is not type(None) and part is not Ellipsis), hint)
    return found


@cache
def unknown(field: str) -> Any:
    """The value of a field of which nothing is known."""
    return next(item.default for item in fields(Description) if item.name == field)


def allowed(field: str) -> Sentence:
    """A sentence that tells what may stand in a field."""
    kind = kind_of(field)
    if kind is date:
        return Sentence.of("Skriv datumet som 2024-12-31.")
    if kind is bool:
        return Sentence.of("Skriv ja eller nej.")
    if issubclass(kind, Enum):
        return Sentence.of("Skriv något av: {known}.", known=", ".join(str(item.value) for item in kind))
    return Sentence.of("Skriv det som text.")
