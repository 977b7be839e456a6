"""Diary numbers that stand alone on a front page or in a running head, without a label."""

import re
from collections.abc import Iterator

from styrdok.extraction.diary_numbers import diary_key, find_diary_numbers
from styrdok.extraction.metadata.entries import Entry
from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Segment, Sheet

_OTHERS = frozenset({"previous_diary_number", "replaces", "related", "document_id"})
_CLASSED = re.compile(r"([A-ZÅÄÖa-zåäö]*\s?\d{2,4}[-/]\d+)\s\d{3}")
_CLASS = re.compile(r"[\s.,:]*(?:\d{2,3}\b)?[\s.,:]*")


def bare_numbers(sheets: tuple[Sheet, ...], known: tuple[Entry, ...]) -> Iterator[Found]:
    """Numbers with an organisation's letters that are all a line says, unless a label says whose they are."""
    others = {part.start for entry in known if entry.label.field in _OTHERS for part in entry.parts}
    for sheet in sheets:
        for segment in sheet.segments:
            if segment.start in others:
                continue
            for number in find_diary_numbers(segment.text):
                if _alone(segment, number.start, number.end):
                    yield Found("diary_numbers", number.text, "printed alone", 0.8, (segment,))


def _alone(segment: Segment, start: int, end: int) -> bool:
    """Whether nothing else stands on the line but one word before (a name in a page head) and a class after."""
    before = segment.text[:start].strip(" :.|")
    if not _CLASS.fullmatch(segment.text[end:]):
        return False
    return (
        not before or before.lower() in {"dnr", "diarienummer", "diarienr"} or (before.isupper() and " " not in before)
    )


def without_class(number: str) -> str:
    """The number without the records-plan class that some print after it: ``KS 2023-294 162``."""
    match = _CLASSED.fullmatch(number)
    return match[1] if match else number


def distinct(found: list[Found]) -> list[Found]:
    """The numbers, each once: a number without its prefix is the same as the one with it."""
    kept: list[Found] = []
    keys = [diary_key(item.value) for item in found]
    for item, key in zip(found, keys, strict=True):
        longer = any(other != key and _ends_with(other, key) for other in keys)
        if not longer and key not in [diary_key(other.value) for other in kept]:
            kept.append(item)
    return kept


def _ends_with(longer: str, key: str) -> bool:
    if not longer.endswith(key) or not key[0].isdigit():
        return False
    return longer[: len(longer) - len(key)].strip("-/:.").isalpha()
