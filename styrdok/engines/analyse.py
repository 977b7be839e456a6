"""Everything that follows from a snapshot of the registry, worked out together.

Each municipality is looked at by itself, so that a registry with two of them says of each what a registry with that
one alone would say. Between documents of different homes there are overlaps, but no needs and no proposals.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial

from styrdok.extraction.titles.keys import TitleKey
from styrdok.findings import Need, Overlap, Place, Proposal, Snapshot
from styrdok.models import Document
from styrdok.overlaps.context import Context, context_of
from styrdok.overlaps.evidence import evidence_for
from styrdok.overlaps.memory import NOTHING_KEPT, Memory
from styrdok.overlaps.needs.find import needs_of
from styrdok.overlaps.proposals.find import proposals_of
from styrdok.overlaps.scoring import in_order, ranked
from styrdok.resolution.catalogue import key_of
from styrdok.resolution.homes import parts

Overlaps = tuple[Overlap, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Overlaps ranked, needs ranked, proposals sorted; the body that each document belongs to."""

    overlaps: Overlaps
    needs: tuple[Need, ...]
    proposals: tuple[Proposal, ...]
    homes: Mapping[str, str] = field(default_factory=dict)

    def evidence_for(self, a: str, b: str) -> tuple[Place, ...]:
        """The words that a verdict on this pair rests on."""
        return evidence_for(a, b, self.overlaps, self.needs)


def analyse(
    snapshot: Snapshot, today: date, memory: Memory = NOTHING_KEPT, overlaps: Overlaps | None = None
) -> Analysis:
    """The analysis of a snapshot as on a date; a pure function of both. See :class:`Outlook`."""
    outlook = Outlook(snapshot, today, memory, overlaps)
    return Analysis(outlook.overlaps, *outlook.findings, outlook.homes)


class Outlook:
    """What follows from a snapshot as on a date, each part worked out when it is first asked for.

    ``memory`` saves work. So do ``overlaps``: those of another day are those of ``today`` where no document is adopted
    in between and only what is said to be in force has changed.
    """

    def __init__(
        self, snapshot: Snapshot, today: date, memory: Memory = NOTHING_KEPT, overlaps: Overlaps | None = None
    ) -> None:
        self._today = today
        self._memory = memory
        self._given = overlaps
        self._snapshot = as_on(snapshot, today)
        snapshots, self.homes = parts(self._snapshot, self._key_of)
        self._contexts = [context_of(part, memory=memory) for part in snapshots]

    def _key_of(self, document: Document) -> TitleKey:
        of = ("title key", document.description.title)
        return self._memory.recall(document.id, of, TitleKey, partial(key_of, document))

    @cached_property
    def overlaps(self) -> Overlaps:
        """The overlaps, ranked."""
        if self._given is not None:
            return self._given
        return _overlaps(self._snapshot, self._contexts, self.homes, self._memory)

    @cached_property
    def findings(self) -> tuple[tuple[Need, ...], tuple[Proposal, ...]]:
        """The needs, ranked, and the proposals, sorted."""
        needs: list[Need] = []
        proposals: list[Proposal] = []
        for context in self._contexts:
            mine = tuple(one for one in self.overlaps if _within(context, one))
            found = needs_of(context, mine, self._today)
            needs += found
            proposals += proposals_of(context, mine, found, self._today)
        needs.sort(key=lambda need: (-need.score, need.reason, need.documents))
        return tuple(needs), tuple(proposals)


def _overlaps(snapshot: Snapshot, contexts: list[Context], home: dict[str, str], memory: Memory) -> Overlaps:
    found = [one for context in contexts for one in ranked(context)]
    if len(contexts) > 1:
        found += ranked(context_of(snapshot, memory=memory), lambda a, b: home[a] != home[b])
    return in_order(found)


def _within(context: Context, overlap: Overlap) -> bool:
    return overlap.a in context.records and overlap.b in context.records


def later(snapshot: Snapshot, day: date) -> frozenset[str]:
    """The documents that were adopted after a day."""
    described = {name: record.document.description for name, record in snapshot.by_id.items()}
    return frozenset(name for name, said in described.items() if said.adopted_on is not None and said.adopted_on > day)


def as_on(snapshot: Snapshot, day: date) -> Snapshot:
    """The snapshot without the documents that were adopted after a day: they do not exist yet."""
    gone = later(snapshot, day)
    if not gone:
        return snapshot
    records = tuple(record for record in snapshot.records if record.document.id not in gone)
    references = tuple(
        reference
        for reference in snapshot.references
        if reference.source not in gone and reference.resolution.target not in gone
    )
    return Snapshot(records, references)
