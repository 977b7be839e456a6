"""From field values to the description that stands in the inventory."""

from collections.abc import Iterable
from datetime import date

from styrdok.models import Description, FieldValue
from styrdok.vocabulary import DocumentType, Kind, Status

CORRECTION = "correction"
"""The rule of a value that a person has set; it has confidence 2.0 and so stands before all others."""

_NUMBER_FLOOR = 0.5


def describe(fields: Iterable[FieldValue]) -> Description:
    """The most confident value of every field; of equally confident ones the first. Unknown stays ``None``.

    A corrected value that is empty says that there is none. Diary numbers are all those read, unless corrected.
    """
    values = tuple(fields)
    best = {name: _best(values, name) for name in dict.fromkeys(value.field for value in values)}
    opened = best.get("open_ended")
    ended = best.get("valid_to")
    is_open = opened is not None and opened.value == "true" and (ended is None or opened.confidence >= ended.confidence)
    return Description(
        kind=Kind(_text(best, "kind") or Kind.OTHER),
        type=DocumentType(_text(best, "type") or DocumentType.OTHER),
        title=_text(best, "title"),
        organisation=_text(best, "organisation"),
        adopted_by=_text(best, "adopted_by"),
        adopted_on=_day(best, "adopted_on"),
        decision=_text(best, "decision"),
        diary_numbers=_numbers(values),
        valid_from=_day(best, "valid_from"),
        valid_to=None if is_open else _day(best, "valid_to"),
        open_ended=is_open,
        responsible=_text(best, "responsible"),
        status=Status(_text(best, "status") or Status.UNKNOWN),
        language=_text(best, "language"),
    )


def _best(values: tuple[FieldValue, ...], name: str) -> FieldValue:
    return max((value for value in values if value.field == name), key=lambda value: value.confidence)


def _text(best: dict[str, FieldValue], name: str) -> str | None:
    found = best.get(name)
    return found.value or None if found else None


def _day(best: dict[str, FieldValue], name: str) -> date | None:
    text = _text(best, name)
    return date.fromisoformat(text) if text else None


def _numbers(values: tuple[FieldValue, ...]) -> tuple[str, ...]:
    found = [value for value in values if value.field == "diary_numbers"]
    corrected = [value for value in found if value.rule == CORRECTION]
    chosen = corrected or [value for value in found if value.confidence >= _NUMBER_FLOOR]
    return tuple(dict.fromkeys(part.strip() for value in chosen for part in _parts(value) if part.strip()))


def _parts(value: FieldValue) -> list[str]:
    """A correction may name several numbers, separated by commas."""
    return value.value.split(",") if value.rule == CORRECTION else [value.value]
