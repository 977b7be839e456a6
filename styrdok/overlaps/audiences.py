"""Whom a document is for, by the groups named in sentences on scope and target group."""

import re
from collections.abc import Sequence
from functools import cache

from styrdok.findings import Record
from styrdok.overlaps.tables import table

AUDIENCE = "Audience"
"""The context in which the names of groups are translated."""

_WORD = re.compile(r"\w+")
_BETWEEN = "\x00"
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@cache
def _group_of() -> dict[str, str]:
    return {word: group for group, words in table("audience.toml")["groups"].items() for word in words}


def audience_of(record: Record) -> frozenset[str]:
    """The groups that a document says it is for; empty when it does not say."""
    return _named([passage.anchor.text for passage in record.extraction.passages])


def _named(texts: Sequence[str]) -> frozenset[str]:
    lowered = _BETWEEN.join(texts).lower()
    cues = [cue for cue in table("audience.toml")["cues"] if cue in lowered]
    named: set[str] = set()
    for low in lowered.split(_BETWEEN) if cues else ():
        if not any(cue in low for cue in cues):
            continue
        for sentence in _SENTENCE.split(low):
            if any(cue in sentence for cue in cues):
                named.update(group for word in _WORD.findall(sentence) if (group := _group_of().get(word)))
    return frozenset(named)
