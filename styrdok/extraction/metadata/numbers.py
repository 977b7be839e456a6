"""Case numbers that stand alone on a front page or in a running head, without a label."""

import re
from collections.abc import Iterator

from styrdok.extraction.metadata.entries import Entry
from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Segment, Sheet
from styrdok.extraction.metadata.titletext import bracketed_number
from styrdok.extraction.numbers.case_numbers import diary_key, find_diary_numbers

_OTHERS = frozenset({"previous_diary_number", "replaces", "related", "document_id"})
_CLASSED = re.compile(r"([A-ZÅÄÖa-zåäö]*\s?\d{2,4}[-/]\d+)\s\d{3}")
_CUES = frozenset({"dnr", "diarienummer", "diarienr", "ärende", "nr"})
_PAPER = re.compile(r"(?:utlåtande|pm|handling|motion|skrivelse)\s(?:nr\s)?(?:19|20)\d\d[: ]\d", re.IGNORECASE)
_TOP = 0.2
_FOOT = 0.9
_STRIP = re.compile(r"[^\W\d]\w*[^.;:()]*(?: [·•|] ?|, )\Z")
_STRIP_END = re.compile(r"[\s·•|]*(?:(?:sida|sid) )?(?:\d{1,3}(?: ?(?:[|/(]|av) ?\d{1,3}\)?)?)?\s*", re.IGNORECASE)
_MATTER = re.compile(r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,4}\s)?§\s?\d|\(")
_AFTER_DECISION = re.compile(
    r"(?:antag|beslut|fastställ|kommunfullmäktige|kommunstyrelse).{10,80}[\s,.;(]"
    r"(?:dnr|diarienr|diarienummer|ärendenr)[.:\s]*",
    re.IGNORECASE,
)
_CLASS = re.compile(r"[\s.,:]*(?:\d{2,3}\b)?[\s.,:]*")


def bare_numbers(sheets: tuple[Sheet, ...], known: tuple[Entry, ...]) -> Iterator[Found]:
    """Numbers with an organisation's letters that are all a line says, unless a label says whose they are."""
    others = {part.start for entry in known if entry.label.field in _OTHERS for part in entry.parts}
    for sheet in sheets:
        for segment in sheet.segments:
            if segment.start in others:
                continue
            bracketed = bracketed_number(segment.text) if _heads(sheet, segment) else None
            if bracketed:
                yield Found("diary_numbers", bracketed, "in brackets after a heading", 0.75, (segment,))
            for number in find_diary_numbers(segment.text):
                decided = sheet.number == 1 and _ends_decision(segment, number.start, number.end)
                if decided or _alone(segment, number.start, number.end):
                    yield Found("diary_numbers", number.text, "printed alone", 0.8, (segment,))
                elif _in_strip(sheet, segment, number.start, number.end):
                    yield Found("diary_numbers", number.text, "in a strip", 0.7, (segment,))


def _heads(sheet: Sheet, segment: Segment) -> bool:
    """Whether a line looks like a heading of the front page, or begins with a paragraph as a matter of minutes does."""
    if sheet.number != 1 and not segment.text.startswith("§"):
        return False
    if segment.box.top < _TOP * sheet.height and _PAPER.match(segment.text):
        return True
    return segment.bold or segment.size > 1.1 * sheet.body_size or _MATTER.match(segment.text) is not None


def _ends_decision(segment: Segment, start: int, end: int) -> bool:
    """Whether the number ends a line that tells of the decision: *Antagen av kommunstyrelsen 2020-03-02, dnr …*."""
    return end == len(segment.text.rstrip("). ")) and _AFTER_DECISION.fullmatch(segment.text[:start]) is not None


def _alone(segment: Segment, start: int, end: int) -> bool:
    """Whether nothing else stands on the line but one word before (a name in a page head) and a class after."""
    before = segment.text[:start].strip(" :.|")
    if not _CLASS.fullmatch(segment.text[end:]):
        return False
    return not before or before.lower() in _CUES or (before.isupper() and " " not in before)


def _in_strip(sheet: Sheet, segment: Segment, start: int, end: int) -> bool:
    """Whether a number closes a strip at the edge of the first page: *Rapport 4/2025 · 3 mars 2025 · SR 2025/21*."""
    edge = segment.box.top < _TOP * sheet.height or segment.box.bottom > _FOOT * sheet.height
    behind = _STRIP_END.fullmatch(segment.text[end:]) is not None
    return sheet.number == 1 and edge and behind and _STRIP.search(segment.text[:start]) is not None


def without_class(number: str) -> str:
    """The number without the records-plan class that some print after it: ``KS 2023-294 162``."""
    match = _CLASSED.fullmatch(number)
    return match[1] if match else number


def distinct(found: list[Found]) -> list[Found]:
    """The numbers, each once, the surest spelling first.

    A number without its prefix is the same as the one with it, and a paper of a case (``HÄ 2021/606-4``) is not named
    beside the case itself.
    """
    kept: list[Found] = []
    for item in found:
        if not any(_same(item.value, other.value) for other in kept):
            kept.append(item)
    return [item for item in kept if not any(_covers(other.value, item.value) for other in kept if other is not item)]


def _same(a: str, b: str) -> bool:
    x, y = (re.sub(r"[\W_]", "", value).upper() for value in (a, b))
    return x == y


def _covers(other: str, number: str) -> bool:
    """Whether the other number says the same with its prefix, or is the case that this one is a paper of."""
    key, longer = diary_key(number), diary_key(other)
    if longer.endswith(key) and key[0].isdigit():
        return longer[: len(longer) - len(key)].strip("-/:.").isalpha()
    paper = re.fullmatch(r"(.+)-\d{1,2}(?:\.\d)?", number)
    return paper is not None and _same(paper[1], other)
