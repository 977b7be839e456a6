"""What other mentions settle: a title by the number beside it or by its full name, a number by the title beside it."""

import re
from collections import defaultdict
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import replace
from itertools import pairwise

from styrdok.extraction.numbers.case_numbers import diary_key
from styrdok.models import Mention, Reference, Resolution
from styrdok.resolution.catalogue import Catalogue
from styrdok.vocabulary import Kind, MentionKind, ResolutionStatus

_NEAR, _NEXT = 60, 2
_CASE = re.compile(r"\d/\d|\d-\d")
_NEW = re.compile(r"\b(?:en ny|ett nytt|nya) $", re.IGNORECASE)
_BARE = ("anaphora", "own edition")
_NUMBER_OF_IT = re.compile(r"[\s”\"]*[(,]?\s*(?:med\s+)?(?:dnr|diarienr|diarienummer|ärende)?[.:]?\s*", re.IGNORECASE)

Outcome = MutableMapping[int, Resolution]


def settle(mentions: Sequence[Mention], order: Sequence[int], outcome: Outcome) -> None:
    """Resolve titles that could be one of several, or are short for one, by what else the document says."""
    _by_apposition(mentions, order, outcome)
    _by_number(mentions, order, outcome)
    _by_full_name(mentions, outcome)


def _by_apposition(mentions: Sequence[Mention], order: Sequence[int], outcome: Outcome) -> None:
    """``det nuvarande programmet, Hamnprogram 2031–2036``: a bare noun is what is named right behind it."""
    for index, behind in pairwise(order):
        bare, named = mentions[index], mentions[behind]
        if bare.kind is not MentionKind.TITLE or named.kind is not MentionKind.TITLE or bare.rule not in _BARE:
            continue
        if f"{bare.text}, {named.text}" in bare.sentence and named.start == bare.end + len(", "):
            outcome[index] = replace(outcome[behind], reason="what is named right behind it")


def _by_number(mentions: Sequence[Mention], order: Sequence[int], outcome: Outcome) -> None:
    """A title that could be one of several is the one whose case number stands beside it."""
    numbers = [
        (mentions[index].start, outcome[index].target or "")
        for index in order
        if mentions[index].kind is MentionKind.DIARY_NUMBER and outcome[index].status is ResolutionStatus.RESOLVED
    ]
    for index in order:
        mention, said = mentions[index], outcome[index]
        if mention.kind is not MentionKind.TITLE or said.status is not ResolutionStatus.AMBIGUOUS:
            continue
        near = [target for start, target in numbers if 0 <= start - mention.end <= _NEAR]
        if near and near[0] in dict(said.candidates):
            outcome[index] = _resolved(said, near[0], "the number beside it decides")


def _by_full_name(mentions: Sequence[Mention], outcome: Outcome) -> None:
    """A short title that only one document fits is that one where the same text also names it in full."""
    full = {
        said.target
        for index, said in outcome.items()
        if mentions[index].kind is MentionKind.TITLE and said.status is ResolutionStatus.RESOLVED
    }
    for index, said in outcome.items():
        short = mentions[index].kind is MentionKind.TITLE and said.status is ResolutionStatus.AMBIGUOUS
        if short and _is_new(mentions[index]):
            continue
        target, score = said.candidates[0] if short and len(said.candidates) == 1 else (None, 1.0)
        if target in full and score < 1.0:
            outcome[index] = _resolved(said, str(target), "short for what the text names in full")


def _is_new(mention: Mention) -> bool:
    """Whether it is another one that is yet to be made: *när en ny riktlinje för bojar har trätt i kraft*."""
    return _NEW.search(mention.sentence.partition(mention.text)[0]) is not None


def _resolved(said: Resolution, target: str, reason: str) -> Resolution:
    return replace(said, status=ResolutionStatus.RESOLVED, target=target, reason=reason)


def with_numbers(references: Sequence[Reference], catalogue: Catalogue) -> list[Reference]:
    """The references, numbers that no document bears resolved to the one document whose title they stand beside."""
    known = _numbers_beside_titles(references, catalogue)
    return [_numbered(reference, known) for reference in references]


def _numbered(reference: Reference, known: dict[str, str]) -> Reference:
    target = known.get(diary_key(reference.mention.label)) if _is_unborne_number(reference) else None
    if target is None:
        return reference
    if target == reference.source:
        found = Resolution(ResolutionStatus.SELF, target, reason="the document's own number")
    else:
        found = Resolution(ResolutionStatus.RESOLVED, target, ((target, 1.0),), "the number stands beside its title")
    return replace(reference, resolution=found)


def _is_unborne_number(reference: Reference) -> bool:
    missing = reference.resolution.status is ResolutionStatus.MISSING
    return missing and reference.mention.kind is MentionKind.DIARY_NUMBER


def _numbers_beside_titles(references: Sequence[Reference], catalogue: Catalogue) -> dict[str, str]:
    """The steering document of each number that stands right behind titles of that one document only."""
    found: dict[str, set[str]] = defaultdict(set)
    for number, title in _side_by_side(references):
        target = title.resolution.target if title.resolution.status is ResolutionStatus.RESOLVED else None
        if target is not None and catalogue.kinds.get(target) is Kind.STEERING:
            found[diary_key(number.mention.label)].add(target)
    return {key: min(targets) for key, targets in sorted(found.items()) if len(targets) == 1}


def _side_by_side(references: Sequence[Reference]) -> Iterator[tuple[Reference, Reference]]:
    """Numbers that no document bears, each with the title that it stands right behind."""
    titles: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for reference in references:
        if reference.mention.kind is MentionKind.TITLE:
            titles[reference.source, reference.mention.sentence].append(reference)
    for reference in filter(_is_unborne_number, references):
        beside = titles[reference.source, reference.mention.sentence]
        for title in beside:
            if _stands_behind(reference.mention, title.mention) and not _stands_before(reference.mention, beside):
                yield reference, title


def _stands_before(number: Mention, titles: Sequence[Reference]) -> bool:
    """Whether a title stands right behind a number, and a number before the first of all: a list with numbers first."""
    listed = any(0 < title.mention.start - number.end <= _NEXT for title in titles)
    first = min(titles, key=lambda title: title.mention.start, default=None)
    before = first.mention.sentence.partition(first.mention.text)[0] if first else ""
    return listed and _CASE.search(before) is not None


def _stands_behind(number: Mention, title: Mention) -> bool:
    at = title.sentence.find(title.text)
    between = title.sentence[at + len(title.text) : title.sentence.find(number.text, at)] if at >= 0 else ""
    near = 0 <= number.start - title.end <= _NEAR
    return near and len(between) > 0 and _NUMBER_OF_IT.fullmatch(between) is not None
