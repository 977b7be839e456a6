"""Everything that follows from a snapshot of the registry, worked out together."""

from dataclasses import dataclass
from datetime import date

from styrdok.findings import Need, Overlap, Place, Proposal, Snapshot
from styrdok.overlaps.context import context_of
from styrdok.overlaps.evidence import evidence_for
from styrdok.overlaps.needs.find import needs_of
from styrdok.overlaps.proposals.find import proposals_of
from styrdok.overlaps.scoring import ranked


@dataclass(frozen=True, slots=True)
class Analysis:
    """Overlaps ranked, needs ranked, proposals sorted."""

    overlaps: tuple[Overlap, ...]
    needs: tuple[Need, ...]
    proposals: tuple[Proposal, ...]

    def evidence_for(self, a: str, b: str) -> tuple[Place, ...]:
        """The words that a verdict on this pair rests on."""
        return evidence_for(a, b, self.overlaps, self.needs)


def analyse(snapshot: Snapshot, today: date) -> Analysis:
    """The analysis of a snapshot as on a date; a pure function of both."""
    context = context_of(snapshot)
    overlaps = ranked(context)
    needs = needs_of(context, overlaps, today)
    return Analysis(overlaps, needs, proposals_of(context, overlaps, needs, today))
