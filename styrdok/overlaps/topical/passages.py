"""Which passages are running text, and the words of theirs that speak of the matter.

Names of documents, acts and decisions are left out, and so is standard text: they say that two texts belong to the same
city, not that they rule the same matter.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from styrdok.findings import Record
from styrdok.models import Anchor
from styrdok.overlaps.ranges import NOTHING, Ranges
from styrdok.overlaps.tables import function_words
from styrdok.overlaps.topical.table import base_of

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?:\s|$)")
_LEADERS = re.compile(r"(?:\. ?){4}")
_LEAST_WORDS = 12
_OWN_WORDS = 0.65
_JOINING = 0.25


@dataclass(frozen=True, slots=True)
class Running:
    """A passage of running text with the base forms of its words of matter, counted."""

    anchor: Anchor
    words: Mapping[str, int]


def running_text(records: Mapping[str, Record], standard: Mapping[str, Ranges]) -> dict[str, tuple[Running, ...]]:
    """The passages of running text of each document, in order."""
    return {name: tuple(_running(record, standard.get(name, NOTHING))) for name, record in records.items()}


def _running(record: Record, standard: Ranges) -> Iterator[Running]:
    named = Ranges.named(record)
    for passage in record.extraction.passages:
        anchor = passage.anchor
        unnamed = replace(anchor, text=named.outside(anchor))
        words = _WORD.findall(standard.outside(unnamed).lower())
        if _runs(anchor.text, words):
            bases = (base_of(word) for word in words)
            yield Running(anchor, Counter(base for base in bases if base is not None))


def _runs(text: str, own: Sequence[str]) -> bool:
    """Whether a passage is running text, most of which is its own: whole sentences with the small words of prose.

    What tables, lists of contents and front pages lack is just these.
    """
    if len(own) < _LEAST_WORDS or not _SENTENCE_END.search(text) or _LEADERS.search(text):
        return False
    joining = sum(word in function_words() for word in own)
    return len(own) >= _OWN_WORDS * len(_WORD.findall(text)) and joining >= _JOINING * len(own)
