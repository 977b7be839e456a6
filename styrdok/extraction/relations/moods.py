"""Whether a wording states what it tells, or only proposes, asks for, imagines or denies it."""

import re
from functools import cache

from styrdok.extraction.relations.table import Mood, Trigger, wordings
from styrdok.vocabulary import Modality

_REACH = 90
_LATE = 120
_PLANNED = ("replacement", "change")
_ATT = re.compile(r"\batt (?:(?:inte|även|också|nu|då|sedan|därefter|därmed|successivt) )?$")
_RIGHT_BEFORE = re.compile(r"(?: (?!och\b|samt\b|men\b)[\wåäö-]+){0,2} \Z")


def modality_of(text: str, bounds: tuple[int, int], match: re.Match[str], trigger: Trigger) -> Modality:
    """The modality of a wording in the sentence ``text[bounds]``; a denial decides before anything else."""
    if not trigger.weak and _is_denied(text, bounds, match, trigger):
        return Modality.NEGATED
    return Modality.FACT if trigger.settled else planned(text, bounds, match, trigger)


def planned(text: str, bounds: tuple[int, int], match: re.Match[str], trigger: Trigger) -> Modality:
    """The modality of a wording apart from denials."""
    parts = {
        "near": _clause(text, bounds[0], match) + match.group(),
        "wide": text[bounds[0] : match.end()],
        "rest": text[match.end() : bounds[1]],
        "whole": text[bounds[0] : bounds[1]],
        "late": text[match.end() : bounds[1] + _LATE],
    }
    words = match.group()
    for mood in wordings().moods:
        if _concerns(mood, trigger, words) and mood.pattern.search(parts[mood.where]):
            return mood.modality
    return Modality.PROPOSED if trigger.family in _PLANNED and _is_to_be_done(text, bounds, match) else Modality.FACT


def _concerns(mood: Mood, trigger: Trigger, words: str) -> bool:
    if mood.noun and not _is_noun(words):
        return False
    return trigger.family in mood.families and not (mood.verb and _is_finite(words))


def _is_to_be_done(text: str, bounds: tuple[int, int], match: re.Match[str]) -> bool:
    """Whether a wording is an infinitive that is not told as done: ``Uppdatera X``, ``för att ersätta X``."""
    table = wordings().forms
    before, first = text[bounds[0] : match.start()], match.group().split()[0]
    bare = table.infinitive.fullmatch(first) or (table.passive.fullmatch(first) and _ATT.search(before))
    return bool(bare) and table.done.search(before) is None


def _clause(text: str, start: int, match: re.Match[str]) -> str:
    """The words before a wording back to where its clause begins."""
    low = max(start, match.start() - _REACH)
    breaks = wordings().denied.breaks.finditer(text, low, match.end())
    return text[max([low, *(found.end() for found in breaks if found.end() <= match.start())]) : match.start()]


@cache
def _is_noun(words: str) -> bool:
    return wordings().forms.noun.match(words) is not None


@cache
def _is_finite(words: str) -> bool:
    return wordings().denied.finite.fullmatch(words.split()[0]) is not None


def _is_denied(text: str, bounds: tuple[int, int], match: re.Match[str], trigger: Trigger) -> bool:
    table = wordings().denied
    clause = _clause(text, bounds[0], match)
    if table.clause.search(clause) or (table.before.search(match.group()) and not trigger.denial):
        return True
    if table.after.match(text, match.end(), bounds[1]) and not trigger.settled and not trigger.denial:
        return True
    if not _is_finite(match.group()):
        return table.before.search(clause) is not None
    return any(_RIGHT_BEFORE.fullmatch(clause, found.end()) for found in table.before.finditer(clause))
