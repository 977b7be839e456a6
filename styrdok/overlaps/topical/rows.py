"""Which passages of two documents are shown as speaking of the same matter."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

import numpy as np

from styrdok.findings import Overlap, Record, SharedPassage
from styrdok.models import Anchor
from styrdok.overlaps.memory import NOBODY, NOTHING_KEPT, Memory, digest
from styrdok.overlaps.ranges import NOTHING, Ranges
from styrdok.overlaps.tables import Limit, weights
from styrdok.overlaps.topical.passages import running
from styrdok.overlaps.topical.speech import Said, Speaker, Speech, joined, likeness_of_meaning, likeness_of_words
from styrdok.overlaps.topical.table import Whole
from styrdok.vocabulary import ReuseKind

_SHOWN = 0.5


Row = tuple[int, int, float]
"""A passage of either document, by their numbers in running text, and how alike they are."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of two documents: how much, beside what is ``shown`` already."""

    shown: Sequence[SharedPassage]
    limit: Limit


@dataclass(frozen=True, slots=True)
class Topics:
    """What the running text of each document says, by document id, and what that was worked out from, in short."""

    speeches: Mapping[str, Speech]
    source: Mapping[str, bytes]
    memory: Memory = NOTHING_KEPT

    def rows(self, a: str, asked: Mapping[str, Asked]) -> dict[str, tuple[SharedPassage, ...]]:
        """The passages of ``a`` and each other document that are most alike in matter, best first, by the other's id.

        Those beyond the limit are left out, and those that are shown already; each passage comes once. The others are
        compared together, which takes a fifth of the time.
        """
        x, others = self.speeches[a], [self.speeches[b] for b in asked]
        compared = cache(lambda: dict(zip(asked, likenesses(x, others), strict=True)))
        found = {}
        for b, one in asked.items():
            y = self.speeches[b]
            told = [[(side.page, side.start, side.end) for side in (row.a, row.b)] for row in one.shown]
            of = ("topical", self.source[a], self.source[b], told, one.limit.rows, one.limit.least)
            make = partial(_rows, compared, b, (x, y), one)
            rows = self.memory.recall(NOBODY, of, tuple[Row, ...], make)
            found[b] = tuple(
                SharedPassage(x.anchors[left], y.anchors[right], value, 0.0, ReuseKind.TOPICAL)
                for left, right, value in rows
            )
        return found


def _rows(
    compared: Callable[[], Mapping[str, Whole]], other: str, speeches: tuple[Speech, Speech], asked: Asked
) -> tuple[Row, ...]:
    alike, limit = compared()[other], asked.limit
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


def topics_of(records: Mapping[str, Record], standard: Mapping[str, Ranges], memory: Memory = NOTHING_KEPT) -> Topics:
    """Work out once what the passages of some documents say."""
    speaker = Speaker()
    speeches, source = {}, {}
    for name, record in records.items():
        idle, named = standard.get(name, NOTHING), Ranges.named(record)
        anchors = [passage.anchor for passage in record.extraction.passages]
        source[name] = digest([(one.page, one.start, one.text) for one in anchors], idle.pages, named.pages)
        said = memory.recall(name, ("speech", source[name]), Said, partial(_said, speaker, record, (idle, named)))
        speeches[name] = speaker.speech(said, anchors)
    return Topics(speeches, source, memory)


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
