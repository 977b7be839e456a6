"""Adoption and validity told in English: *Adopted by the Municipal Council on 12 June 2023, § 45*."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Sheet
from styrdok.extraction.metadata.values import read_paragraph
from styrdok.models import Reading
from styrdok.swedish.dates import find_dates
from styrdok.tables import read_toml

_REACH = 120
_END = re.compile(r"\.\s+(?=[A-Z])|\n\n")
_BODY = r"(?-i:[A-Z][\w-]*(?: (?:and|of|for|the|[A-Z][\w-]*)){0,6})"
_TAIL = re.compile(r"(?: (?:and|of|for|the))+$")


@dataclass(frozen=True, slots=True)
class _Patterns:
    day: re.Pattern[str]
    months: dict[str, int]
    adopted: re.Pattern[str]
    dated: re.Pattern[str]
    earlier: re.Pattern[str]
    limits: tuple[tuple[str, re.Pattern[str]], ...]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    table = read_toml("styrdok.extraction.lexicon", "english.toml")
    names = "|".join(table["months"])
    day = (
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{names}),? (?P<y>(?:19|20)\d\d)\b"
        rf"|\b(?P<m2>{names}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>(?:19|20)\d\d)\b"
    )
    adoption, validity = table["adoption"], table["validity"]
    verbs = "|".join(adoption["verbs"])
    limits = (("valid_from", "from"), ("valid_to", "to"))
    return _Patterns(
        re.compile(day, re.I),
        table["months"],
        re.compile(rf"\b(?:{verbs})\b(?P<when>[^.;]{{0,30}}?) by (?:the )?(?P<body>{_BODY})", re.I),
        re.compile(rf"\b(?:{'|'.join(adoption['dated'])})[\s:]+", re.I),
        re.compile(rf"\b(?:{'|'.join(adoption['earlier'])})\b", re.I),
        tuple((field, re.compile(rf"\b(?:{'|'.join(validity[name])})[\s:]*", re.I)) for field, name in limits),
    )


def told_in_english(reading: Reading, front: tuple[Sheet, ...], language: str) -> Iterator[Found]:
    """Body, day, paragraph and validity on the first two pages of a document in English."""
    pages = {sheet.number for sheet in front[:2]} if language == "en" else set()
    for block in reading.blocks:
        if block.page in pages:
            text = " ".join(reading.text[block.start : block.end].split())
            yield from _decision(text, (block.start, block.end))
            yield from _validity(text, (block.start, block.end))


def _decision(text: str, span: tuple[int, int]) -> Iterator[Found]:
    table = _patterns()
    match = table.adopted.search(text)
    cue = match or table.dated.search(text)
    if cue is None or table.earlier.search(_END.split(text[: cue.start()])[-1]):
        return
    sentence = (match["when"] if match else "") + " " + _END.split(text[cue.end() : cue.end() + _REACH])[0]
    day, paragraph = _day(sentence), read_paragraph(sentence, None)
    body = _TAIL.sub("", match["body"]) if match else ""
    if (day or paragraph) and not table.earlier.search(body):
        values = {"adopted_by": body, "adopted_on": day and day.isoformat(), "decision": paragraph}
        for field, value in values.items():
            if value:
                yield Found(field, value, "sentence in English", 0.7, (), span)


def _validity(text: str, span: tuple[int, int]) -> Iterator[Found]:
    for field, cue in _patterns().limits:
        for match in cue.finditer(text):
            day = _day(text[match.end() : match.end() + 24], first=True)
            if day:
                yield Found(field, day.isoformat(), "sentence in English", 0.7, (), span)
                break


def _day(text: str, *, first: bool = False) -> date | None:
    """The first day that the text names; with ``first`` it must begin with it."""
    table = _patterns()
    match = table.day.match(text.lstrip()) if first else table.day.search(text)
    if match:
        month = table.months[(match["m"] or match["m2"]).lower()]
        return _valid(int(match["y"] or match["y2"]), month, int(match["d"] or match["d2"]))
    known = [item for item in find_dates(text) if item.value and item.precision == "day"]
    return known[0].value if known and (not first or known[0].start <= 1) else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
