"""What was corrected, in words: the names of fields and values as people say them."""

from datetime import date
from functools import cache

from styrdok.judgements.written import CODED, is_day
from styrdok.language import Language, to_say
from styrdok.language.language import SWEDISH
from styrdok.language.words import FIELD
from styrdok.tables import read_toml
from styrdok.vocabulary import StepField

_OPEN_ENDED = to_say("Om det gäller tills vidare")


def field_words(language: Language, field: str) -> str:
    """What a field of a document, or of the work on it, is called inside a sentence."""
    if field in set(StepField) and field not in FIELD:
        return language.word(StepField(field))
    said = language.say(_OPEN_ENDED if field == "open_ended" else FIELD.get(field, field))
    return said[:1].lower() + said[1:]


def value_words(language: Language, field: str, value: str | None) -> str:
    """The value of a field as people write it: code words by their names, days in words."""
    codes = CODED.get(field)
    if codes is not None and value in set(codes):
        return language.word(codes(value))
    if value and field in FIELD and is_day(field) and language.code == SWEDISH:
        try:
            return _in_words(date.fromisoformat(value))
        except ValueError:
            return value
    return value or ""


def _in_words(day: date) -> str:
    return f"{day.day} {_months()[day.month]} {day.year}"


@cache
def _months() -> dict[int, str]:
    """The full name of each month: the longest of those that it goes by."""
    table = read_toml("styrdok.swedish.data", "dates.toml")["months"]
    return {number: name for name, number in sorted(table.items(), key=lambda item: len(item[0]))}
