"""Whether a sentence is a viewpoint, and of which kind: clues that are added up by the weights of a table.

Clues are the fields of general words that the sentence holds, the wordings of ``viewpoints.toml``, the shape of the
sentence and the place where it stands. One clue decides nothing by itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from styrdok.extraction.statements.opinion_lexicon import ALWAYS, OpinionLexicon, fields
from styrdok.extraction.statements.phrases import begins, distinct
from styrdok.extraction.statements.sentences import is_finite
from styrdok.vocabulary import Kind, ViewpointKind

_ENDED = re.compile(r"[.!?:][\"”»)]*\s*$")
_BACKGROUND = re.compile(r"bakgrund|ärendet|uppdrag|utgångspunkt|arbetssätt|metod|syfte", re.IGNORECASE)
_SUMMARY = re.compile(r"sammanfattning", re.IGNORECASE)
_OPINION = re.compile(
    r"bedömning|synpunkt|yttrande|reservation|uttalande|överväg|slutsats|rekommend|analys", re.IGNORECASE
)
_PAST = re.compile(r"(?<!\w)\w+(?:ade|ades|des|te|tes)(?!\w)")
_SHORT, _LONG = 5, 22
_CLEARLY = 2.0
_STEM = 6
_LEAST_COMPOUND = 10
_WORD = re.compile(r"[a-zåäöé]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: the sort of paper, its heading and block, and what the words around it say."""

    paper: Kind
    heading: str
    audit: bool = False
    in_list: bool = False
    asked: bool = False
    mentions: bool = False


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the clues of a sentence add up to: a viewpoint where ``weight`` is above nought, then of this ``kind``."""

    weight: float
    kind: ViewpointKind
    clues: tuple[str, ...]


def clues(text: str, place: Place) -> frozenset[str]:
    """What speaks for or against a viewpoint in a sentence, beside the wordings of the table of viewpoints."""
    return frozenset((*_words(text), *_stems(text), *_shape(text, place), *_place(place)))


def is_stem(clue: str) -> bool:
    """Whether a clue is the beginning or the end of a word."""
    return clue.startswith(("stem ", "end "))


def weigh(found: frozenset[str], lexicon: OpinionLexicon) -> Opinion:
    """Add the clues up; the ``clues`` of the result come with the weightiest first.

    The kind that the table of wordings names stands unless the clues speak clearly for another. What is asked for is no
    praise, and a sentence without a word of any kind is of no special one.
    """
    kinds = {kind: _sum(found, weights) for kind, weights in lexicon.kinds.items()}
    named = next((one for one in kinds if f"worded {one.value}" in found and one is not ViewpointKind.OTHER), None)
    if "asked for" in found:
        kinds[ViewpointKind.PRAISE] = -_CLEARLY
    if named is None and not any(field.kinds and field.name in found for field in lexicon.fields):
        kinds = {ViewpointKind.OTHER: 0.0}
    kind = max(kinds, key=lambda one: kinds[one])
    if named and kinds[kind] - kinds[named] < _CLEARLY:
        kind = named
    telling = sorted(found & lexicon.viewpoint.keys(), key=lambda clue: (-abs(lexicon.viewpoint[clue]), clue))
    return Opinion(_sum(found, lexicon.viewpoint), kind, tuple(telling))


def _sum(found: frozenset[str], weights: Mapping[str, float]) -> float:
    return weights.get(ALWAYS, 0.0) + sum(weights.get(clue, 0.0) for clue in sorted(found))


def _words(text: str) -> Iterator[str]:
    """The fields of the text, "money"; "money+" too where two different wordings stand there."""
    judged = False
    for field in fields():
        count = begins(field.phrases, text) if field.opens else distinct(field.phrases, text, at_most=2)
        judged = judged or (count > 0 and field.evaluates)
        if count:
            yield field.name
        if count > 1:
            yield f"{field.name}+"
    if not judged:
        yield "nothing judged"


def _stems(text: str) -> Iterator[str]:
    """How the words begin, and how long ones end: the last part of a compound."""
    for word in (found.group().lower() for found in _WORD.finditer(text)):
        yield f"stem {word[:_STEM]}"
        if len(word) >= _LEAST_COMPOUND:
            yield f"end {word[-_STEM:]}"


def _shape(text: str, place: Place) -> Iterator[str]:
    words = text.split()
    shapes = {
        "question": "?" in text,
        "exclamation": "!" in text,
        "unfinished": not place.in_list and not _ENDED.search(text),
        "continued": not place.in_list and text[:1].islower(),
        "no finite verb": not any(is_finite(word.strip('.,;:()"”')) for word in words),
        "short": len(words) < _SHORT,
        "long": len(words) > _LONG,
        "past tense": _PAST.search(text) is not None,
    }
    yield from (shape for shape, holds in shapes.items() if holds)


def _place(place: Place) -> Iterator[str]:
    yield f"in a {place.paper.value}"
    places = {
        "no heading": not place.heading,
        "under background": _BACKGROUND.search(place.heading) is not None,
        "under summary": _SUMMARY.search(place.heading) is not None,
        "under opinion": _OPINION.search(place.heading) is not None,
        "by auditors": place.audit,
        "in a list": place.in_list,
        "asked for": place.asked,
        "names a document": place.mentions,
    }
    yield from (name for name, holds in places.items() if holds)
