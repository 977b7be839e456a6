"""Which passages are running text, and the words of theirs that speak of the matter.

Names of documents, acts and decisions are left out, and so is standard text: they say that two texts belong to the same
city, not that they rule the same matter.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from styrdok.findings import Record
from styrdok.models import Anchor
from styrdok.overlaps.ranges import NOTHING, Ranges
from styrdok.overlaps.tables import function_words
from styrdok.overlaps.terms import words_in
from styrdok.overlaps.topical.table import base_of

_SENTENCE_END = re.compile(r"[.!?][\"”’)]*(?:\s|$)")
_LEADERS = re.compile(r"(?:\. ?){4}")
_LEAST_WORDS = 12
_OWN_WORDS = 0.65
_JOINING = 0.25


@dataclass(frozen=True, slots=True)
class Running:
    """A passage of running text with the base forms of its words of matter, counted; its place among all passages."""

    anchor: Anchor
    words: Mapping[str, int]
    place: int = 0


def running_text(records: Mapping[str, Record], standard: Mapping[str, Ranges]) -> dict[str, tuple[Running, ...]]:
    """The passages of running text of each document, in order."""
    return {
        name: tuple(running(record, standard.get(name, NOTHING), Ranges.named(record)))
        for name, record in records.items()
    }


def running(record: Record, standard: Ranges, named: Ranges) -> Iterator[Running]:
    """The passages of running text of a document, in order, given its standard text and what only names something."""
    for place, passage in enumerate(record.extraction.passages):
        anchor = passage.anchor
        if not _SENTENCE_END.search(anchor.text) or _has_leaders(anchor.text):
            continue
        own = standard.blanked(named.outside(anchor), anchor.page, anchor.start)
        words = words_in(own)
        if _is_prose(words) and (own is anchor.text or _is_own(words, anchor.text)):
            yield Running(anchor, _bases(words), place)


def _has_leaders(text: str) -> bool:
    """Whether dots lead from a heading to its page; the pattern alone would take four times as long."""
    return (".." in text or ". ." in text) and _LEADERS.search(text) is not None


def _bases(words: Sequence[str]) -> Counter[str]:
    """The base forms of the words of matter, counted, in the order of their first word."""
    found: Counter[str] = Counter()
    for word, number in Counter(words).items():
        base = base_of(word)
        if base is not None:
            found[base] += number
    return found


def _is_prose(words: Sequence[str]) -> bool:
    """Whether a text of whole sentences has the small words of prose.

    What tables, lists of contents and front pages lack is just these, and sentences.
    """
    joining = sum(map(function_words().__contains__, words))
    return len(words) >= _LEAST_WORDS and joining >= _JOINING * len(words)


def _is_own(words: Sequence[str], text: str) -> bool:
    """Whether most of the words of a text are its own: these."""
    return len(words) >= _OWN_WORDS * len(words_in(text))
