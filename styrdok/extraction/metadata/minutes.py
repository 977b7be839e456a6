"""What minutes say of its decision: the body that meets, the day of the meeting, the paragraph."""

import re
from collections.abc import Iterator, Sequence

from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Segment, Sheet
from styrdok.extraction.metadata.values import body_in, strip_dates, tidy_body
from styrdok.extraction.metadata.words import adopters
from styrdok.swedish.bodies import body_words
from styrdok.swedish.dates import find_dates

_MATTER = re.compile(r"(?:(?P<body>[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,4})\s)?(?P<own>§\s?\d{1,4})(?!\d)(?!.{0,12}\bkap\b)")
_PAPER = re.compile(r"\b(?:sammanträdes|besluts)?protokoll(?:sutdrag|et)?\b|\b(?:utdrag ur|från|för)\b", re.IGNORECASE)
_NAMED = re.compile(r"(?:sammanträdes|besluts|styrelse)?protokoll(?:sutdrag)?\b", re.IGNORECASE)
_TOLD = frozenset({"front page", "sentence", "same decision"})
_DECISION = frozenset({"adopted_by", "adopted_on", "decision"})
_HEAD = 0.35


def minuted(found: Sequence[Found], front: tuple[Sheet, ...]) -> Iterator[Found]:
    """The values of minutes: those found before, without other decisions that the text tells of, and its own."""
    for item in found:
        if item.field not in _DECISION or item.rule not in _TOLD:
            yield item
        if item.field == "meeting_on":
            yield Found("adopted_on", item.value, "meeting", item.confidence - 0.05, item.parts)
    if several_matters(front):
        yield from _name_of_paper(front[0])
    for sheet in front[:1]:
        yield from _bodies(sheet)
        yield from _days(sheet)
        yield from _paragraph(sheet)


def several_matters(front: tuple[Sheet, ...]) -> bool:
    """Whether minutes hold several matters: none of their titles and numbers is that of the minutes."""
    numbers = {match["own"].replace(" ", "") for sheet in front for _, match in _matters(sheet)}
    return len(numbers) > 1


def _name_of_paper(sheet: Sheet) -> Iterator[Found]:
    """The line of the page head that names the paper: *Protokoll hamnnämnden 2031-05-06*."""
    named = [segment for segment in _top(sheet) if _NAMED.match(segment.text)]
    for segment in sorted(named, key=lambda one: -one.size)[:1]:
        yield Found("title", segment.text, "minutes of several matters", 0.99, (segment,))


def _bodies(sheet: Sheet) -> Iterator[Found]:
    for segment in sheet.segments:
        body = body_in(segment.text) if segment.text.lower().endswith("s beslut") else None
        if body:
            yield Found("adopted_by", body.removesuffix("s"), "minutes", 0.8, (segment,))
    for segment in _top(sheet):
        name = _PAPER.sub(" ", strip_dates(segment.text))
        name = " ".join(name.split(",")[-1].split()).strip(" .:-–")
        if name and adopters().body.fullmatch(name):
            yield Found("adopted_by", tidy_body(name), "body that meets", 0.75, (segment,))
            if name.lower() not in body_words("nameless"):
                yield Found("organisation", name, "body that meets", 0.3, (segment,))


def _days(sheet: Sheet) -> Iterator[Found]:
    """A line of the page head that is nothing but a day, or one after the name of the paper or of the body."""
    for segment in _top(sheet):
        for day in find_dates(segment.text)[:1]:
            rest = _PAPER.sub(" ", strip_dates(segment.text)).strip(" ,.:-–")
            named = not rest or adopters().body.fullmatch(rest) is not None
            if day.value and day.precision == "day" and named:
                yield Found("adopted_on", day.value.isoformat(), "day of the meeting", 0.6, (segment,))


def _paragraph(sheet: Sheet) -> Iterator[Found]:
    """The number before the heading of the only matter, with the body's letters where they stand before it."""
    heads = only_matter(sheet)
    if not heads:
        return
    segment, match = heads[0]
    yield Found("decision", match["own"].strip(), "minutes", 0.8, (segment,))
    body = adopters().abbreviations.get(match["body"] or "")
    if body:
        yield Found("adopted_by", body, "minutes", 0.85, (segment,))


def only_matter(sheet: Sheet) -> list[tuple[Segment, re.Match[str]]]:
    """The lines that begin with the paragraph of the only matter of a page; none where there are several matters."""
    heads = _matters(sheet)
    numbers = {match["own"].replace(" ", "") for _, match in heads}
    return heads if len(numbers) == 1 else []


def _matters(sheet: Sheet) -> list[tuple[Segment, re.Match[str]]]:
    return [(segment, match) for segment in sheet.segments if (match := _MATTER.match(segment.text))]


def _top(sheet: Sheet) -> Iterator[Segment]:
    return (segment for segment in sheet.segments if segment.box.top < _HEAD * sheet.height)
