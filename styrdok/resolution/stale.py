"""Marking references to what no longer counted when the document that speaks was adopted."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from styrdok.models import Reference
from styrdok.resolution.catalogue import Catalogue, Entry
from styrdok.resolution.replacements import endings
from styrdok.vocabulary import ABOUT_THE_PAST, CASE_PAPERS, ResolutionStatus, Status


def with_stale(references: Sequence[Reference], catalogue: Catalogue) -> tuple[Reference, ...]:
    """The references, those marked that point at what was replaced or had run out before their source was adopted.

    Words that say of a document that it is replaced or revised are never stale.
    """
    ends = replaced_on(references, catalogue)
    return tuple(_marked(reference, catalogue, ends) for reference in references)


def replaced_on(references: Sequence[Reference], catalogue: Catalogue) -> dict[str, date]:
    """The day on which each document was replaced: by one that says so, or by a later adopted edition."""
    days: dict[str, list[date]] = defaultdict(list)
    for ending in endings(references, catalogue.documents):
        since = catalogue.by_id[ending.by].since
        if since is not None:
            days[ending.ended].append(since)
    for items in catalogue.by_line.values():
        for item in items:
            days[item.id] += [other.since for other in items if other.since and _follows(item, other)]
    return {name: min(found) for name, found in sorted(days.items()) if found}


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
    if reference.mention.relation in ABOUT_THE_PAST or target.document.line == source.document.line:
        return reference
    if target.document.description.kind in CASE_PAPERS:
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
