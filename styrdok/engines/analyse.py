"""Everything that follows from a snapshot of the registry, worked out together."""

from dataclasses import dataclass
from datetime import date

from styrdok.findings import Need, Overlap, Proposal, Snapshot
from styrdok.overlaps.needs import find_needs
from styrdok.overlaps.proposals import find_proposals
from styrdok.overlaps.scoring import find_overlaps


@dataclass(frozen=True, slots=True)
class Analysis:
    """Overlaps ranked, needs ranked, proposals sorted."""

    overlaps: tuple[Overlap, ...]
    needs: tuple[Need, ...]
    proposals: tuple[Proposal, ...]


def analyse(snapshot: Snapshot, today: date) -> Analysis:
    """The analysis of a snapshot as on a date; a pure function of both."""
    overlaps = find_overlaps(snapshot, today)
    needs = find_needs(snapshot, overlaps, today)
    return Analysis(overlaps, needs, find_proposals(snapshot, overlaps, needs, today))
