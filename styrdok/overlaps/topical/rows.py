"""Which passages of two documents are shown as speaking of the same matter."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np

from styrdok.findings import Overlap, Record, SharedPassage
from styrdok.models import Anchor
from styrdok.overlaps.memory import NOTHING_KEPT, Memory, digest
from styrdok.overlaps.ranges import NOTHING, Ranges
from styrdok.overlaps.tables import Limit, weights
from styrdok.overlaps.topical.passages import running
from styrdok.overlaps.topical.speech import Said, Speaker, Speech, joined, likeness_of_meaning, likeness_of_words
from styrdok.overlaps.topical.table import Whole
from styrdok.registry.pairs import Row
from styrdok.vocabulary import ReuseKind

_SHOWN = 0.5


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of two documents: how much, beside what is ``shown`` already."""

    shown: Sequence[SharedPassage]
    limit: Limit


@dataclass(frozen=True)
class Topics:
    """What the running text of each document says, worked out when it is first asked for."""

    records: Mapping[str, Record]
    standard: Mapping[str, Ranges]
    memory: Memory = NOTHING_KEPT

    @cached_property
    def speeches(self) -> "_Speeches":
        """The running text of each document in figures, by document id."""
        return _Speeches(self)

    def source(self, name: str) -> bytes:
        """A short name for what the running text of a document is worked out from."""
        if name not in self._sources:
            record, idle = self.records[name], self.standard.get(name, NOTHING)
            said = [(one.anchor.page, one.anchor.start, one.anchor.text) for one in record.extraction.passages]
            self._sources[name] = digest(said, idle.pages, Ranges.named(record).pages)
        return self._sources[name]

    @cached_property
    def _sources(self) -> dict[str, bytes]:
        return {}

    def rows(self, a: str, asked: Mapping[str, Asked]) -> dict[str, tuple[SharedPassage, ...]]:
        """The passages of ``a`` and each other document that are most alike in matter, best first, by the other's id.

        Those beyond the limit are left out, and those that are shown already; each passage comes once. The others are
        compared together, which takes a fifth of the time.
        """
        names = {b: self._named(a, b, one) for b, one in asked.items()}
        known = {b: self.memory.pairs.rows((a, b), name) for b, name in names.items()}
        missing = [b for b in asked if known[b] is None]
        x, others = self.speeches[a], [self.speeches[b] for b in missing]
        for b, y, alike in zip(missing, others, likenesses(x, others) if others else (), strict=True):
            known[b] = _rows(alike, (x, y), asked[b])
        found = {}
        for b, rows in known.items():
            y = self.speeches[b]
            self.memory.pairs.keep_rows((a, b), names[b], rows or ())
            found[b] = tuple(
                SharedPassage(x.anchors[left], y.anchors[right], value, 0.0, ReuseKind.TOPICAL)
                for left, right, value in rows or ()
            )
        return found

    def _named(self, a: str, b: str, asked: Asked) -> bytes:
        """A short name for all that the rows of two documents hang on."""
        shown = [[(side.page, side.start, side.end) for side in (row.a, row.b)] for row in asked.shown]
        return digest(self.source(a), self.source(b), shown, asked.limit.rows, asked.limit.least)


def _rows(alike: Whole, speeches: tuple[Speech, Speech], asked: Asked) -> tuple[Row, ...]:
    limit = asked.limit
    if asked.shown:
        alike[_told(speeches[0], [one.a for one in asked.shown])] = 0
        alike[:, _told(speeches[1], [one.b for one in asked.shown])] = 0
    found: list[Row] = []
    while alike.size and len(found) < limit.rows:
        left, right = divmod(int(alike.argmax()), alike.shape[1])
        value = float(alike[left, right])
        if value < limit.least:
            break
        found.append((left, right, value))
        alike[left] = 0
        alike[:, right] = 0
    return tuple(found)


class _Speeches(dict[str, Speech]):
    """The speeches of documents, each worked out when it is first asked for."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics
        self._speaker = Speaker()

    def __missing__(self, name: str) -> Speech:
        record, idle = self._topics.records[name], self._topics.standard.get(name, NOTHING)
        anchors = [passage.anchor for passage in record.extraction.passages]
        make = partial(_said, self._speaker, record, (idle, Ranges.named(record)))
        said = self._topics.memory.recall(name, ("speech", self._topics.source(name)), Said, make)
        self[name] = speech = self._speaker.speech(said, anchors)
        return speech


def topics_of(records: Mapping[str, Record], standard: Mapping[str, Ranges], memory: Memory = NOTHING_KEPT) -> Topics:
    """What the passages of some documents say."""
    return Topics(records, standard, memory)


def _said(speaker: Speaker, record: Record, ranges: tuple[Ranges, Ranges]) -> Said:
    return speaker.said(tuple(running(record, *ranges)))


def with_topical_rows(topics: Topics, ranked: Sequence[Overlap]) -> tuple[Overlap, ...]:
    """The overlaps, strongest first, each with what its documents say of the same matter in other words.

    Editions of one document speak of the same matter all through and get none. Where little else speaks for a pair,
    it is likelier that two passages only sound alike: there fewer are shown, and only such as are more alike.
    """
    scale = weights()
    asked: dict[str, dict[str, Asked]] = defaultdict(dict)
    for one in ranked:
        limit = scale.topical if one.score >= scale.need["least_overlap"] else scale.topical_weak
        if not one.lineage:
            asked[one.a][one.b] = Asked(one.evidence, limit)
    found = {a: topics.rows(a, others) for a, others in asked.items()}
    return tuple(one if one.lineage else replace(one, evidence=one.evidence + found[one.a][one.b]) for one in ranked)


def likeness(a: Speech, b: Speech) -> Whole:
    """How alike in matter all passages of two documents are (0–1, in four decimals).

    The likeness of meaning and that of the rare words, weighted; docs/overlap-score.md works one out by hand.
    """
    share = weights().topical_words
    both = (likeness_of_meaning(a, b) + share * likeness_of_words(a, b)) / (1 + share)
    found: Whole = np.rint(np.maximum(both, 0.0) * 10_000) / 10_000
    return found


def likenesses(a: Speech, others: Sequence[Speech]) -> list[Whole]:
    """The same of one document and each of some others."""
    bounds = np.cumsum([len(other.anchors) for other in others])
    return np.split(likeness(a, joined(others)), bounds[:-1], axis=1)


def _told(speech: Speech, shown: Sequence[Anchor]) -> list[int]:
    """The passages of which at least half is among what is shown already."""
    return [
        row
        for row, one in enumerate(speech.anchors)
        if sum(_inside(one, other) for other in shown if other.page == one.page) >= _SHOWN * (one.end - one.start)
    ]


def _inside(one: Anchor, other: Anchor) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))
