"""What a document alone holds, and what stands elsewhere too: definitions, goals, duties, passages."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from styrdok.findings import Overlap, Record, Snapshot
from styrdok.models import Anchor, Commitment, Definition, Goal
from styrdok.overlaps.promises import promises_of
from styrdok.swedish.fold import fold
from styrdok.vocabulary import ResolutionStatus, ReuseKind

_SHORTEST_TERM = 4
_WORDING = (ReuseKind.VERBATIM, ReuseKind.EDITED)


@dataclass(frozen=True, slots=True)
class Takeover:
    """A passage of the document that stands in another one as well."""

    document: str
    here: Anchor
    there: Anchor


def _others(snapshot: Snapshot, record: Record) -> Mapping[str, Record]:
    """The other steering documents in use that are no editions of the document."""
    return {
        one.document.id: one for one in snapshot.steering if one.adopted and one.document.line != record.document.line
    }


def definitions_without_home(snapshot: Snapshot, record: Record) -> Iterator[tuple[Definition, tuple[str, ...]]]:
    """The definitions that no other document holds, with the documents that refer to this one and use the term."""
    others = _others(snapshot, record)
    held = {fold(one.term) for other in others.values() for one in other.extraction.definitions}
    leaning = {
        one.source
        for one in snapshot.incoming[record.document.id]
        if one.resolution.status is ResolutionStatus.RESOLVED and one.source in others
    }
    for definition in record.extraction.definitions:
        term = fold(definition.term)
        if len(term) >= _SHORTEST_TERM and term not in held:
            users = tuple(name for name in sorted(leaning) if _uses(others[name], term))
            if users:
                yield definition, users


def _uses(record: Record, term: str) -> bool:
    """Whether a term, also with an ending, stands in a document."""
    wanted = re.compile(rf"\b{re.escape(term)}\w{{0,3}}\b")
    return any(wanted.search(fold(passage.anchor.text)) for passage in record.extraction.passages)


def statements_without_home(snapshot: Snapshot, record: Record) -> tuple[tuple[Goal, ...], tuple[Commitment, ...]]:
    """The goals and the duties of a document that no other steering document in use has."""
    own = record.document.id
    promises = promises_of({**_others(snapshot, record), own: record}, about=own)
    goals = {_side(pair, own, row) for pair, rows in promises.goals.items() if own in pair for row in rows}
    duties = {_side(pair, own, row) for pair, rows in promises.commitments.items() if own in pair for row in rows}
    said = record.extraction
    return (
        tuple(one for one in said.goals if one.anchor not in goals),
        tuple(one for one in said.commitments if one.anchor not in duties),
    )


def _side(
    pair: tuple[str, str], own: str, row: tuple[Goal, Goal, float] | tuple[Commitment, Commitment, float]
) -> Anchor:
    return (row[0] if pair[0] == own else row[1]).anchor


def takeovers(
    snapshot: Snapshot, overlaps: Sequence[Overlap], record: Record, into: str | None
) -> tuple[Takeover, ...]:
    """The passages that other steering documents in use share with a document, those of ``into`` first."""
    own, others = record.document.id, _others(snapshot, record)
    found = []
    for overlap in overlaps:
        if own not in (overlap.a, overlap.b):
            continue
        other = overlap.b if overlap.a == own else overlap.a
        for shared in overlap.evidence:
            if other in others and shared.kind in _WORDING:
                here, there = (shared.a, shared.b) if overlap.a == own else (shared.b, shared.a)
                found.append(Takeover(other, here, there))
    return tuple(sorted(found, key=lambda one: (one.document != into, one.here.page, one.here.start, one.document)))
