"""Marking references to what no longer counted when the document that speaks was adopted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from styrdok.models import Reference
from styrdok.registry.catalogue import CASES, Catalogue, Entry
from styrdok.vocabulary import Kind, Modality, Relation, ResolutionStatus, Status

_ENDING = frozenset({Relation.REPLACES, Relation.REPEALS, Relation.REPEALED, Relation.MERGES})
_REPEALING = frozenset({Relation.REPEALS, Relation.REPEALED})
_OF_THE_PAST = _ENDING | {Relation.REVISES, Relation.EXTENDS_VALIDITY, Relation.CONVERTED_FROM}


def with_stale(references: Sequence[Reference], catalogue: Catalogue) -> tuple[Reference, ...]:
    """The references, those marked that point at what was replaced or had run out before their source was adopted.

    Words that say of a document that it is replaced or revised are never stale.
    """
    ends = replaced_on(references, catalogue)
    return tuple(_marked(reference, catalogue, ends) for reference in references)


def replaced_on(references: Sequence[Reference], catalogue: Catalogue) -> dict[str, date]:
    """The day on which each document was replaced: by one that says so, or by a later adopted edition."""
    days: dict[str, list[date]] = defaultdict(list)
    for reference in references:
        pair = replacement(reference, catalogue)
        if pair is not None:
            since = catalogue.by_id[pair[0]].since
            if since is not None:
                days[pair[1]].append(since)
    for items in catalogue.by_line.values():
        for item in items:
            days[item.id] += [other.since for other in items if other.since and _follows(item, other)]
    return {name: min(found) for name, found in sorted(days.items()) if found}


def replacement(reference: Reference, catalogue: Catalogue) -> tuple[str, str] | None:
    """(successor, predecessor), when a reference states a replacement as a fact.

    A reply or a memo replaces nothing itself; minutes do when they repeal.
    """
    target, relation = reference.resolution.target, reference.mention.relation
    if reference.resolution.status is not ResolutionStatus.RESOLVED or target not in catalogue.by_id:
        return None
    if reference.mention.modality is not Modality.FACT or reference.source == target:
        return None
    kind = catalogue.by_id[reference.source].document.description.kind
    if kind is Kind.MINUTES:
        return (reference.source, target) if relation in _REPEALING else None
    if kind is not Kind.STEERING:
        return None
    if relation in _ENDING:
        return reference.source, target
    return (target, reference.source) if relation is Relation.REPLACED_BY else None


def _follows(item: Entry, other: Entry) -> bool:
    return (
        item.adopted
        and other.adopted
        and item.since is not None
        and other.since is not None
        and other.since > item.since
    )


def _marked(reference: Reference, catalogue: Catalogue, ends: dict[str, date]) -> Reference:
    resolution = reference.resolution
    source = catalogue.by_id[reference.source]
    if resolution.status is not ResolutionStatus.RESOLVED or resolution.target is None or source.since is None:
        return reference
    target = catalogue.by_id[resolution.target]
    if reference.mention.relation in _OF_THE_PAST or target.document.line == source.document.line:
        return reference
    if target.document.description.kind in CASES:
        return reference
    ended = min(filter(None, [ends.get(target.id), _run_out(target)]), default=None)
    if ended is None or ended >= source.since:
        return reference
    reason = f"{resolution.reason}; it no longer counted after {ended.isoformat()}"
    return replace(reference, resolution=replace(resolution, stale=True, reason=reason))


def _run_out(item: Entry) -> date | None:
    """The last day of validity, unless it was extended or the document counts until further notice."""
    said = item.document.description
    return None if said.open_ended or said.status is Status.EXTENDED else said.valid_to
