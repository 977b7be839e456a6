"""Everything that follows from a snapshot of the registry, worked out together.

Each municipality is looked at by itself, so that a registry with two of them says of each what a registry with that
one alone would say. Between documents of different homes there are overlaps, but no needs and no proposals.
"""

from dataclasses import dataclass
from datetime import date

from styrdok.findings import Need, Overlap, Place, Proposal, Snapshot
from styrdok.overlaps.context import context_of
from styrdok.overlaps.evidence import evidence_for
from styrdok.overlaps.needs.find import needs_of
from styrdok.overlaps.proposals.find import proposals_of
from styrdok.overlaps.scoring import in_order, ranked
from styrdok.resolution.homes import parts


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
    snapshot = _as_on(snapshot, today)
    snapshots, home = parts(snapshot)
    found = [_of_one(part, today) for part in snapshots]
    if len(found) <= 1:
        return next(iter(found), Analysis((), (), ()))
    across = [one for one in ranked(context_of(snapshot)) if home[one.a] != home[one.b]]
    overlaps = in_order([*across, *(one for part in found for one in part.overlaps)])
    needs = sorted(
        (one for part in found for one in part.needs), key=lambda need: (-need.score, need.reason, need.documents)
    )
    return Analysis(overlaps, tuple(needs), tuple(one for part in found for one in part.proposals))


def _as_on(snapshot: Snapshot, day: date) -> Snapshot:
    """The snapshot without the documents that were adopted after a day: they do not exist yet."""
    described = {name: record.document.description for name, record in snapshot.by_id.items()}
    later = {name for name, said in described.items() if said.adopted_on is not None and said.adopted_on > day}
    if not later:
        return snapshot
    records = tuple(record for record in snapshot.records if record.document.id not in later)
    references = tuple(
        reference
        for reference in snapshot.references
        if reference.source not in later and reference.resolution.target not in later
    )
    return Snapshot(records, references)


def _of_one(snapshot: Snapshot, today: date) -> Analysis:
    context = context_of(snapshot)
    overlaps = ranked(context)
    needs = needs_of(context, overlaps, today)
    return Analysis(overlaps, needs, proposals_of(context, overlaps, needs, today))
