"""From the entries of a form to metadata fields."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from styrdok.extraction.metadata.entries import Entry
from styrdok.extraction.metadata.gates import may_adopt, may_answer, refusal
from styrdok.extraction.metadata.heads import find_heads, is_ladder, is_type_value
from styrdok.extraction.metadata.segments import Segment, same_row
from styrdok.extraction.metadata.titletext import without_marks_of_mail
from styrdok.extraction.metadata.values import (
    Adoption,
    body_in,
    first_part,
    is_placeholder,
    labelled_numbers,
    names_person,
    read_adoption,
    read_between,
    read_name,
    read_start,
    read_validity,
    strip_dates,
)
from styrdok.extraction.metadata.words import adopters, title_words
from styrdok.swedish.dates import find_dates
from styrdok.vocabulary import Kind, Refusal

_STRONG = frozenset(
    {
        "diary_number",
        "adopter",
        "decision",
        "decision_date",
        "valid_from",
        "valid_to",
        "validity",
        "type",
        "title",
        "revised",
        "replaces",
        "applies_to",
    }
)
_WORD = re.compile(r"[a-zåäö]{3,}")
_OFFICE_OF = re.compile(r" (?:för|vid|på|inom) [\w åäö-]+$", re.IGNORECASE)
_LONGEST_OFFICE = 6
_GUESSED = 0.15
_FORM = {"same": 0.9, "right": 0.88, "below": 0.86, "flat": 0.8}


@dataclass(frozen=True, slots=True)
class Found:
    """A field value before it has an anchor: the segments that bear witness to it, or a range of the text."""

    field: str
    value: str
    rule: str
    confidence: float
    parts: tuple[Segment, ...]
    span: tuple[int, int] | None = None


def from_entries(entries: tuple[Entry, ...]) -> Iterator[Found]:
    """All fields that the labelled values of a document give."""
    for index, entry in enumerate(entries):
        if not entry.value or is_placeholder(entry.value):
            continue
        if (entry.form != "same" and _in_version_table(entries, entry)) or _in_body_table(entries, entry):
            continue
        rule = _RULES.get(entry.label.field)
        if rule is not None:
            yield from rule(entry)
        if entry.label.field == "date" and _follows_adopter(entries, index):
            yield from _adoption(entry)
        if (
            entry.label.field == "meeting"
            and read_adoption(entry.value).paragraph
            and _is_behind_adopter(entries, index)
        ):
            yield from _adoption(entry)


def _in_version_table(entries: tuple[Entry, ...], entry: Entry) -> bool:
    """Whether the label heads a column of a version history, whose rows tell of former editions."""
    page = entry.place.page
    row = {other.label.field for other in entries if other.place.page == page and same_row(other.place, entry.place)}
    return {"version", "date"} <= row


def _in_body_table(entries: tuple[Entry, ...], entry: Entry) -> bool:
    """Whether a vague label without colon stands on a later page that is no form: *Aktivitet, Ansvarig, Tidplan*."""
    if entry.colon or entry.place.page == 1 or entry.label.field != "responsible" or entry.label.rank == 1:
        return False
    if entry.form == "same" and names_person(entry.value):
        return False
    others = {other.label.field for other in entries if other.place.page == entry.place.page}
    return len(others & _STRONG) < 3


def _confidence(entry: Entry) -> float:
    sure = _FORM[entry.form] + (0.05 if entry.colon else 0) - 0.01 * min(entry.place.page - 1, 8)
    return round(sure - 0.1 * (entry.label.rank - 1), 3)


def _found(entry: Entry, field: str, value: str, more: float = 0.0) -> Found:
    rule = f"label:{entry.written.lower()}:{entry.form}"
    return Found(field, value, rule, round(_confidence(entry) + more, 3), entry.parts)


def _refused(entry: Entry, field: str, reason: Refusal) -> Iterator[Found]:
    """The field without a value, with the reason."""
    for rule, confidence in refusal(entry, reason):
        yield Found(field, "", rule.value, confidence, entry.parts)


# ------------------------------------------------------------ decisions


def _adoption(entry: Entry) -> Iterator[Found]:
    """Body, date and paragraph of a decision, and the case number that may stand with them."""
    text = entry.value
    read = read_adoption(text)
    if not _is_form(entry, read):
        return
    if read.day is None and entry.after and _goes_on(entry.after[0].text):
        read = read_adoption(" ".join([text, *(part.text for part in entry.after)]))
    body = _whole_office(entry, read.body) or _person(entry, text)
    more = 0.01 * adopters().rank.get(body or "", 0)
    if body:
        yield _found(entry, "adopted_by", body, more)
    elif entry.label.field == "adopter" and strip_dates(text):
        yield from _refused(entry, "adopted_by", Refusal.NOT_A_BODY)
    if read.day:
        yield _found(entry, "adopted_on", read.day.isoformat(), more)
    elif entry.label.field == "decision_date" and not (body or read.paragraph):
        yield from _refused(entry, "adopted_on", Refusal.NOT_A_DAY)
    if read.paragraph:
        guessed = "§" not in text
        yield _found(entry, "decision", read.paragraph, more - (_GUESSED if guessed else 0))
    for number in read.diary_numbers:
        if entry.label.field != "replaces":
            yield _found(entry, "diary_numbers", number, -0.1)


def _whole_office(entry: Entry, body: str | None) -> str | None:
    """The body with what belongs to its name, when the value is nothing but a name: *chefen för kontaktcenter*."""
    left = strip_dates(entry.value)
    if not body or left[: len(body)].lower() != body.lower() or len(left.split()) > _LONGEST_OFFICE:
        return body
    match = _OFFICE_OF.match(left, len(body))
    return f"{body}{match[0]}" if match else body


def _is_form(entry: Entry, read: Adoption) -> bool:
    """Whether a label without colon introduces a value, and not the rest of a sentence or the text below a heading."""
    if entry.colon or (entry.form != "same" and entry.label.field != "decision"):
        return True
    left = strip_dates(first_part(entry.value))
    if read.body is None:
        return not left or names_person(left)
    return len(left.split()) <= len(read.body.split()) + 6


def _goes_on(text: str) -> bool:
    """Whether the line under a body begins with the date or the paragraph."""
    dates = find_dates(text)
    return (bool(dates) and dates[0].start <= 4) or text[:1] in "§$&"


def _person(entry: Entry, text: str) -> str | None:
    """The decider when no known body is named: a person or a post, after *av* or under a label that asks who."""
    left = strip_dates(text)
    if entry.label.field == "decision" and " av " not in f" {text} ":
        return None
    if entry.label.field not in {"adopter", "decision"} or any(char.isdigit() for char in left):
        return None
    name = read_name(left)
    return name if name and len(name) < 50 and may_adopt(name) else None


def _follows_adopter(entries: tuple[Entry, ...], index: int) -> bool:
    """Whether a bare *Datum* belongs to a decision: it follows the adopter, or stands with a paragraph."""
    return read_adoption(entries[index].value).paragraph is not None or _is_behind_adopter(entries, index)


def _is_behind_adopter(entries: tuple[Entry, ...], index: int) -> bool:
    """Whether one of the two labels before tells who decided, without a day of its own."""
    entry = entries[index]
    before = [other for other in entries[max(0, index - 2) : index] if other.place.page == entry.place.page]
    return any(other.label.field in {"adopter", "decision"} and not find_dates(other.value) for other in before)


def _paragraph(entry: Entry) -> Iterator[Found]:
    paragraph = read_adoption(entry.value).paragraph
    if paragraph is None and entry.value.strip(" .").isdigit():
        paragraph = "§ " + entry.value.strip(" .")
    if paragraph:
        yield _found(entry, "decision", paragraph)


def _type_and_adopter(entry: Entry) -> Iterator[Found]:
    yield from _type(entry)
    body = body_in(entry.value)
    if body:
        yield _found(entry, "adopted_by", body)


# ------------------------------------------------------------ the other fields


def _number(entry: Entry) -> Iterator[Found]:
    if entry.form == "same" and not entry.colon and len(_WORD.findall(entry.value)) > 3:
        return
    numbers = labelled_numbers(entry.value)
    if not numbers:
        yield from _refused(entry, "diary_numbers", Refusal.NOT_A_NUMBER)
    for number in numbers:
        if any(char in "123456789" for char in number):
            yield _found(entry, "diary_numbers", number, 0.05)


def _start(entry: Entry) -> Iterator[Found]:
    day = read_start(f"{entry.written} {entry.value}") or read_start(entry.value)
    if day:
        yield _found(entry, "valid_from", day.isoformat())
    else:
        yield from _refused(entry, "valid_from", Refusal.NOT_A_DAY)
    last = read_between(f"{entry.written} {entry.value}").end
    if last and last != day:
        yield _found(entry, "valid_to", last.isoformat())


def _validity(entry: Entry) -> Iterator[Found]:
    if not entry.colon and entry.form == "same" and len(entry.value) > 60:
        return
    found = read_validity(entry.value)
    if found.open_ended:
        yield _found(entry, "open_ended", "true")
    for field, day in (("valid_from", found.start), ("valid_to", found.end)):
        if day:
            yield _found(entry, field, day.isoformat())


def _responsible(entry: Entry) -> Iterator[Found]:
    name = read_name(entry.value) or _post(entry)
    if name and entry.label.rank >= 3 and names_person(name.split(",")[0]):
        name = name.split(",")[0]
    if name is None or not may_answer(name):
        yield from _refused(entry, "responsible", Refusal.NOT_A_NAME)
        return
    if name and (entry.colon or entry.form != "same" or len(name.split()) <= 6):
        yield _found(entry, "responsible", name)


def _post(entry: Entry) -> str | None:
    """A post in small letters after *är*: *Ansvarig för planen är kommunens säkerhetschef*."""
    value = entry.value.strip(" .;")
    told = entry.written.endswith((" är", " har")) and value[:1].islower() and len(value.split()) <= 6
    return value if told and read_name(value[0].upper() + value[1:]) else None


def _reference(entry: Entry) -> Iterator[Found]:
    """A sender's own reference: the number of the case, or the one who handles it."""
    numbers = labelled_numbers(entry.value) if any(char.isdigit() for char in entry.value) else ()
    if not numbers:
        yield from _responsible(entry)
    for number in numbers[:1]:
        yield _found(entry, "diary_numbers", number)


def _revises(entry: Entry) -> Iterator[Found]:
    """Who is to revise a document answers for it where nobody else is named."""
    for item in _responsible(entry):
        yield Found(item.field, item.value, item.rule, 0.42, item.parts)


def _type(entry: Entry) -> Iterator[Found]:
    """The labelled type; a type ladder as value says nothing."""
    if is_ladder(entry.value):
        return
    for head in find_heads(entry.value)[:1]:
        if head.type:
            yield _found(entry, "type", head.type.value)
            yield _found(entry, "kind", Kind.STEERING.value, -0.02)
        elif head.kind:
            yield _found(entry, "kind", head.kind.value)
        if not is_type_value(entry.value):
            yield _found(entry, "title", without_marks_of_mail(entry.value), -0.5)
    if entry.value.lower().startswith(("styrdokument", "styrande dokument")):
        yield _found(entry, "kind", "steering", -0.3)


def _title(entry: Entry) -> Iterator[Found]:
    if len(entry.value) > 4 and sum(char.isalpha() for char in entry.value) > 4 and entry.value.lower() != "rubrik":
        yield _found(entry, "title", without_marks_of_mail(entry.value).strip(" .;"), -0.05)


def _meeting(entry: Entry) -> Iterator[Found]:
    for day in _days(entry.value)[:1]:
        yield _found(entry, "meeting_on", day.isoformat())


def _revised(entry: Entry) -> Iterator[Found]:
    for day in _days(entry.value):
        yield _found(entry, "revised_on", day.isoformat())


def _status(entry: Entry) -> Iterator[Found]:
    low = entry.value.lower()
    for status, words in title_words().drafts:
        if any(word in low for word in words):
            yield _found(entry, "status", status)
            return
    yield from _adoption(entry)


def _days(text: str) -> list[date]:
    return [item.value for item in find_dates(text) if item.value and item.precision == "day"]


def _copied(field: str, most: int) -> Callable[[Entry], Iterator[Found]]:
    """A field whose value is the words themselves."""

    def rule(entry: Entry) -> Iterator[Found]:
        if 1 < len(entry.value) <= most or entry.value.isdigit():
            yield _found(entry, field, entry.value)

    return rule


_RULES: dict[str, Callable[[Entry], Iterator[Found]]] = {
    "adopter": _adoption,
    "decision": _adoption,
    "decision_date": _adoption,
    "paragraph": _paragraph,
    "type_and_adopter": _type_and_adopter,
    "type": _type,
    "title": _title,
    "diary_number": _number,
    "valid_from": _start,
    "valid_to": _validity,
    "validity": _validity,
    "responsible": _responsible,
    "reference": _reference,
    "revision_duty": _revises,
    "revised": _revised,
    "meeting": _meeting,
    "status": _status,
    "replaces": _copied("replaces_text", 300),
    "applies_to": _copied("applies_to", 160),
    "document_id": _copied("document_id", 40),
    "version": _copied("version", 20),
}
