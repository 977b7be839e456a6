"""Consolidation as a piece of work: for every steering document what is proposed, what people say, how far it has come.

Pure: built from the findings and from what people did. Nothing here decides anything; what people decided is told.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from styrdok.findings import Need, Overlap, Proposal, Snapshot
from styrdok.judgements.acts import Act, steps
from styrdok.judgements.reviews import Review, carried
from styrdok.vocabulary import Action, DocumentType, Freshness, Kind, StepField, Verdict, WorkState


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one reviewer wants done with a document: the newest of what they said that still counts."""

    who: str
    action: Action
    to: DocumentType | None
    documents: tuple[str, ...]
    verdict: Verdict
    comment: str
    freshness: Freshness


@dataclass(frozen=True, slots=True)
class Work:
    """One steering document in the work; ``urgency`` (0–1) is that of the strongest finding about it."""

    document: str
    proposed: Action | None
    opinions: tuple[Wanted, ...]
    state: WorkState
    steps: Mapping[StepField, str]
    urgency: float
    late: bool

    @property
    def verdict(self) -> Wanted | None:
        """What all reviewers who have made up their minds want, ``None`` while there is none or they differ."""
        settled = [one for one in self.opinions if one.verdict is Verdict.ACCEPT]
        return settled[-1] if len({(one.action, one.to) for one in settled}) == 1 else None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the work has come, in documents."""

    documents: int
    judged: int
    disagreed: int
    stale: int
    decided: int
    late: int
    unassigned: int


@dataclass(frozen=True, slots=True)
class Grounds:
    """What the machine found and what people did: all that the state of the work follows from."""

    overlaps: Sequence[Overlap]
    needs: Sequence[Need]
    proposals: Sequence[Proposal]
    acts: Sequence[Act]
    reviews: Sequence[Review]


def work_of(
    snapshot: Snapshot, grounds: Grounds, today: date, urgency: Mapping[str, float] | None = None
) -> tuple[Work, ...]:
    """The work, by title: every steering document in use, and others that a proposal or a verdict is about.

    ``urgency`` is :func:`urgency_of` the grounds, where the caller has it.
    """
    opinions, taken = _opinions(grounds.reviews), _steps(snapshot, grounds.acts)
    proposed = _proposed(grounds.proposals)
    urgency = urgency_of(grounds.overlaps, grounds.needs) if urgency is None else urgency
    found = []
    for record in snapshot.records:
        name, described = record.document.id, record.document.description
        if not record.steers and (described.kind is not Kind.STEERING or name not in proposed.keys() | opinions.keys()):
            continue
        mine, done = opinions.get(name, ()), taken.get(name, {})
        state = _state(mine, done)
        due = done.get(StepField.DUE)
        late = due is not None and due < today.isoformat() and state is not WorkState.DECIDED
        found.append(Work(name, proposed.get(name), mine, state, done, urgency.get(name, 0.0), late))
    return tuple(sorted(found, key=lambda work: (snapshot.title(work.document), work.document)))


def queue_of(works: Sequence[Work]) -> tuple[Work, ...]:
    """What to look at next: where reviewers differ, where the text has changed, then the strongest findings first."""
    order = (WorkState.DISAGREED, WorkState.STALE, WorkState.UNSURE, WorkState.OPEN)
    waiting = [work for work in works if work.state in order]
    return tuple(sorted(waiting, key=lambda work: (order.index(work.state), not work.late, -work.urgency)))


def progress_of(works: Sequence[Work]) -> Progress:
    """The figures of the work; a document that was decided on counts as judged as well."""
    states = [work.state for work in works]
    return Progress(
        documents=len(works),
        judged=sum(state in (WorkState.JUDGED, WorkState.DECIDED) for state in states),
        disagreed=states.count(WorkState.DISAGREED),
        stale=states.count(WorkState.STALE),
        decided=states.count(WorkState.DECIDED),
        late=sum(work.late for work in works),
        unassigned=sum(
            StepField.ASSIGNED_TO not in work.steps and work.state is not WorkState.DECIDED for work in works
        ),
    )


def _opinions(reviews: Sequence[Review]) -> dict[str, tuple[Wanted, ...]]:
    """Each reviewer's newest opinion on each document; that a proposal was turned down is no opinion on what to do."""
    newest: dict[str, dict[str, Wanted]] = defaultdict(dict)
    for review in reviews:
        act = review.act
        if act.action is None or act.verdict not in (Verdict.ACCEPT, Verdict.UNSURE):
            continue
        to = DocumentType(act.value) if act.value else None
        opinion = Wanted(act.who, act.action, to, act.documents, act.verdict, act.comment, review.freshness)
        for name in act.documents:
            newest[name].pop(act.who, None)
            newest[name][act.who] = opinion
    return {name: tuple(said.values()) for name, said in newest.items()}


def _steps(snapshot: Snapshot, acts: Sequence[Act]) -> dict[str, dict[StepField, str]]:
    found: dict[str, dict[StepField, str]] = defaultdict(dict)
    for act in steps(carried(acts, [record.document for record in snapshot.records])):
        if act.value is not None and act.field is not None:
            found[act.documents[0]][StepField(act.field)] = act.value
    return found


def _proposed(proposals: Sequence[Proposal]) -> dict[str, Action]:
    """The action of the first sheet that names each document."""
    found: dict[str, Action] = {}
    for proposal in proposals:
        for name in proposal.documents:
            found.setdefault(name, proposal.action)
    return found


def urgency_of(overlaps: Sequence[Overlap], needs: Sequence[Need]) -> dict[str, float]:
    """The score of the strongest finding about each document."""
    found: dict[str, float] = {}
    scored = [(need.documents, need.score) for need in needs]
    scored += [((overlap.a, overlap.b), overlap.score) for overlap in overlaps if not overlap.lineage]
    for documents, score in scored:
        for name in documents:
            found[name] = max(found.get(name, 0.0), score)
    return found


def _state(opinions: Sequence[Wanted], taken: Mapping[StepField, str]) -> WorkState:
    settled = [one for one in opinions if one.verdict is Verdict.ACCEPT]
    if StepField.DECIDED_ON in taken:
        return WorkState.DECIDED
    if len({(one.action, one.to) for one in settled}) > 1:
        return WorkState.DISAGREED
    if any(one.freshness is not Freshness.FRESH for one in settled):
        return WorkState.STALE
    if settled:
        return WorkState.JUDGED
    return WorkState.UNSURE if opinions else WorkState.OPEN
