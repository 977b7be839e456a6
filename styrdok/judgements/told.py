"""What people did, in words: acts, and the names of fields and values as people say them."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from styrdok.judgements.acts import Act, ActKind
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


def act_words(language: Language, act: Act, known: Mapping[str, Act]) -> str:
    """What was done, in a few words; ``known`` holds the acts, by id, that one may undo."""
    say = language.say
    if act.undoes is not None:
        undone = known.get(act.undoes)
        return say("ångrade: {what}", what=act_words(language, undone, {}) if undone else act.undoes)
    if act.kind is ActKind.JUDGEMENT:
        words = [language.word(code) for code in (act.verdict, act.action, act.reason) if code is not None]
        return say("bedömde: {what}", what=", ".join(words))
    if act.kind is ActKind.COMMENT:
        return say("kommenterade s. {page}", page=act.evidence[0].page) if act.evidence else say("kommenterade")
    field, value = field_words(language, act.field or ""), value_words(language, act.field or "", act.value)
    if act.kind is ActKind.CORRECTION:
        return say("rättade {field} till ”{value}”", field=field, value=value or say("okänt"))
    return say("satte {field} till ”{value}”", field=field, value=act.value or say("inget"))


def _in_words(day: date) -> str:
    return f"{day.day} {_months()[day.month]} {day.year}"


@cache
def _months() -> dict[int, str]:
    """The full name of each month: the longest of those that it goes by."""
    table = read_toml("styrdok.swedish.data", "dates.toml")["months"]
    return {number: name for name, number in sorted(table.items(), key=lambda item: len(item[0]))}
