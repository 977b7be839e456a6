"""Shared wording between documents: the passage matches of a whole snapshot, told as evidence.

Wording that stands in several lines of documents says less about any two of them: the bits of a match are divided
by the number of other lines that the passage recurs in, and by its square where there are three or more. Standard text
(see :mod:`styrdok.overlaps.standard`) and words that only name something (an act, a document, a decision, the fields of
a front page) are no shared wording.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from styrdok.findings import SharedPassage, Snapshot
from styrdok.ids import pair_key
from styrdok.models import Passage
from styrdok.overlaps.anchors import part
from styrdok.overlaps.ranges import NOTHING, Ranges
from styrdok.overlaps.reuse.search import Match, Span, collect, compare_block
from styrdok.vocabulary import ReuseKind

_VERBATIM = 0.97
_WIDESPREAD = 3
_LETTERS = re.compile(r"[^\W\d_]{3,}")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class SharedWording:
    """What two documents share word for word.

    ``bits`` is the information after the discount for common wording, ``coverage`` the part of the smaller
    document's words that stands inside shared passages, ``common`` the passages that recur in other lines too.
    """

    passages: tuple[SharedPassage, ...]
    bits: float
    coverage: float
    common: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A passage with the document and the line it stands in."""

    document: str
    line: str
    passage: Passage


def passages_shared(snapshot: Snapshot) -> tuple[Match, ...]:
    """The passages of different documents that have wording in common, by their numbers among all passages."""
    said = [
        (passage.anchor.text, number)
        for number, record in enumerate(snapshot.records)
        for passage in record.extraction.passages
    ]
    return compare_block(collect([text for text, _ in said], [number for _, number in said])) if said else ()


def shared_wording(
    snapshot: Snapshot, found: Sequence[Match], standard: Mapping[str, Ranges], named: Mapping[str, Ranges]
) -> dict[Pair, SharedWording]:
    """The shared wording of every pair of documents that has any, by pair of ids in order.

    ``found`` are the shared passages, ``standard`` and ``named`` what of each document is no wording of its own.
    """
    rows = [
        _Row(record.document.id, record.document.line, passage)
        for record in snapshot.records
        for passage in record.extraction.passages
    ]
    matches = _without(rows, _without(rows, found, standard), named)
    lengths = _lengths(rows)
    recurring = _recurring(rows, matches)
    by_pair: dict[Pair, list[Match]] = defaultdict(list)
    for match in matches:
        by_pair[pair_key(rows[match.first].document, rows[match.second].document)].append(match)
    return {pair: _told(pair, found, rows, (recurring, lengths)) for pair, found in sorted(by_pair.items())}


def _without(rows: Sequence[_Row], matches: Sequence[Match], idle: Mapping[str, Ranges]) -> list[Match]:
    """The matches without spans that on either side mostly lie in words that say nothing."""
    kept = []
    for match in matches:
        a, b = rows[match.first], rows[match.second]
        left, right = idle.get(a.document, NOTHING), idle.get(b.document, NOTHING)
        if a.passage.anchor.page not in left.pages and b.passage.anchor.page not in right.pages:
            kept.append(match)
            continue
        spans = tuple(
            span
            for span in match.spans
            if not left.mostly(a.passage.anchor, span.a_start, span.a_end)
            and not right.mostly(b.passage.anchor, span.b_start, span.b_end)
        )
        if len(spans) == len(match.spans):
            kept.append(match)
        elif spans:
            share = sum(span.matched for span in spans) / sum(span.matched for span in match.spans)
            kept.append(replace(match, spans=spans, bits=match.bits * share))
    return kept


def _lengths(rows: Sequence[_Row]) -> dict[str, int]:
    lengths: dict[str, int] = defaultdict(int)
    for row in rows:
        lengths[row.document] += len(row.passage.anchor.text)
    return lengths


def _recurring(rows: Sequence[_Row], matches: Sequence[Match]) -> list[set[str]]:
    """For each passage the lines of documents, other than its own, that have its wording."""
    lines: list[set[str]] = [set() for _ in rows]
    for match in matches:
        a, b = rows[match.first], rows[match.second]
        if a.line != b.line:
            lines[match.first].add(b.line)
            lines[match.second].add(a.line)
    return lines


def _told(
    pair: Pair, matches: Sequence[Match], rows: Sequence[_Row], counted: tuple[Sequence[set[str]], Mapping[str, int]]
) -> SharedWording:
    recurring, lengths = counted
    passages: list[SharedPassage] = []
    covered: dict[str, dict[int, int]] = {name: {} for name in pair}
    bits, common = 0.0, 0
    told: set[str] = set()
    for match in sorted(matches, key=lambda match: (-match.bits, match.first, match.second)):
        for side, number in ((0, match.first), (1, match.second)):
            inside = sum(_width(span, side) for span in match.spans)
            known = covered[rows[number].document]
            known[number] = max(known.get(number, 0), inside)
        others = max(1, len(recurring[match.first]), len(recurring[match.second]))
        divisor = others if others < _WIDESPREAD else others * others
        fresh = _fresh(_evidence(match, rows[match.first], rows[match.second], divisor), told)
        bits += sum(passage.bits for passage in fresh)
        common += len(fresh) if others > 1 else 0
        passages += fresh
    passages.sort(key=lambda p: (-p.bits, p.a.page, p.a.start, p.b.page, p.b.start))
    coverage = max(sum(covered[name].values()) / max(1, lengths[name]) for name in pair)
    return SharedWording(tuple(passages), bits, min(1.0, coverage), common)


def _fresh(found: Sequence[SharedPassage], told: set[str]) -> list[SharedPassage]:
    """The passages whose words were not told of before; what a document says on every page counts once."""
    fresh = []
    for passage in found:
        a, b = (" ".join(_LETTERS.findall(anchor.text.lower())) for anchor in (passage.a, passage.b))
        if a not in told and b not in told:
            fresh.append(passage)
        told.update((a, b))
    return fresh


def _width(span: Span, side: int) -> int:
    return span.b_end - span.b_start if side else span.a_end - span.a_start


def _evidence(match: Match, first: _Row, second: _Row, divisor: int) -> list[SharedPassage]:
    """One shared passage for each span; the bits of the match are spread over them by matched words."""
    matched = sum(span.matched for span in match.spans)
    found = []
    for span in match.spans:
        a = part(first.passage.anchor, span.a_start, span.a_end)
        b = part(second.passage.anchor, span.b_start, span.b_end)
        if first.document > second.document:
            a, b = b, a
        kind = ReuseKind.VERBATIM if span.similarity >= _VERBATIM else ReuseKind.EDITED
        bits = round(match.bits / divisor * span.matched / matched, 1)
        found.append(SharedPassage(a, b, span.similarity, bits, kind))
    return found
