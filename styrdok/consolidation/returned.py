"""What a list of the work adds when it comes back, edited by hand by one or several while others went on working.

Each row bears the moment it was written. What it said then, what it says now and what people have said since are held
against each other: a cell that nobody touched changes nothing, and one that two have changed is told, not settled.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from styrdok.consolidation.project import Grounds, Wanted, Work, work_of
from styrdok.consolidation.verdicts import acts_on, evidence_on
from styrdok.errors import StyrdokError
from styrdok.findings import Need, Proposal, Snapshot
from styrdok.judgements.acts import Act, ActKind, Quote, Subject, latest
from styrdok.judgements.reviews import Review, carried
from styrdok.judgements.steps import check_ahead, check_step
from styrdok.language import Sentence
from styrdok.language.words import word_of
from styrdok.vocabulary import Action, DocumentType, Freshness, StepField, Verdict


@dataclass(frozen=True, slots=True)
class Said:
    """What one person wants done; ``others`` are the documents that it is to be done with."""

    action: Action
    to: DocumentType | None
    others: tuple[str, ...]
    verdict: Verdict
    comment: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the list: one document, what one person says of it, and the steps taken.

    ``moment`` is that of the newest act when the row was written; empty where there was none.
    """

    number: int
    document: str
    who: str
    said: Said | None
    steps: Mapping[StepField, str]
    moment: str


@dataclass(frozen=True, slots=True)
class Brought:
    """The acts that a list adds, as drafts, and what is wrong with it by the number of its row."""

    drafts: tuple[Act, ...]
    faults: Mapping[int, Sentence]


@dataclass(frozen=True, slots=True)
class Desk:
    """What a list is held against: the registry as it is now, and who brings the list when."""

    snapshot: Snapshot
    acts: Sequence[Act]
    needs: Sequence[Need]
    proposals: Sequence[Proposal]
    who: str
    today: date


def entries_of(works: Sequence[Work], acts: Sequence[Act]) -> tuple[Entry, ...]:
    """The rows of the list: one for each opinion on each document, or one without any."""
    moment = max((act.at for act in acts), default="")
    found: list[tuple[Work, str, Said | None]] = []
    for work in works:
        found += [(work, one.who, _said(work.document, one)) for one in work.opinions] or [(work, "", None)]
    return tuple(
        Entry(number, work.document, who, said, work.steps, moment) for number, (work, who, said) in enumerate(found, 2)
    )


def brought(desk: Desk, entries: Sequence[Entry]) -> Brought:
    """What the rows add to what is there."""
    reading = _Reading(desk)
    for entry in entries:
        try:
            reading.take(entry)
        except StyrdokError as problem:
            reading.faults[entry.number] = problem.sentence
        except ValueError as problem:
            reading.faults[entry.number] = problem.args[0]
    return Brought(tuple(reading.opinions.values()) + tuple(reading.steps.values()), reading.faults)


class _Reading:
    """The rows taken so far. Raises :class:`ValueError` with a :class:`Sentence` for what cannot be taken."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.opinions: dict[tuple[str, tuple[str, ...], Action], Act] = {}
        self.steps: dict[tuple[str, StepField], Act] = {}
        self.faults: dict[int, Sentence] = {}
        self._wanted: dict[tuple[str, str], tuple[Action, tuple[str, ...]]] = {}
        self._works: dict[str | None, dict[str, Work]] = {}

    def take(self, entry: Entry) -> None:
        opinions, steps = self._opinions(entry), tuple(self._steps(entry))
        for draft in opinions:
            self._keep_opinion(draft)
        for draft in steps:
            field = StepField(draft.field or "")
            known = self.steps.setdefault((entry.document, field), draft)
            if known.value != draft.value:
                raise ValueError(Sentence.of("{field} står på två sätt för samma dokument.", field=word_of(field)))

    def _keep_opinion(self, draft: Act) -> None:
        assert draft.action is not None
        for name in draft.documents:
            wanted = (draft.action, draft.documents)
            if self._wanted.setdefault((draft.who, name), wanted) != wanted:
                raise ValueError(Sentence.of("{who} säger två olika saker om samma dokument.", who=draft.who))
        known = self.opinions.setdefault((draft.who, draft.documents, draft.action), draft)
        if (known.comment, known.value, known.verdict) != (draft.comment, draft.value, draft.verdict):
            raise ValueError(Sentence.of("{who} säger två olika saker om samma dokument.", who=draft.who))

    def _opinions(self, entry: Entry) -> tuple[Act, ...]:
        who = entry.who or self.desk.who
        before, now = (self._opinion(entry.document, who, moment) for moment in (entry.moment, None))
        if entry.said == before or entry.said == now:
            return ()
        if entry.said is None:
            if not entry.who:
                return ()
            raise ValueError(
                Sentence.of("bedömningen av {who} är borttagen; ta tillbaka den med styrdok undo.", who=who)
            )
        if now != before:
            raise ValueError(Sentence.of("{who} har bedömt dokumentet på nytt sedan arket skrevs.", who=who))
        said = entry.said
        groups = acts_on(self.desk.snapshot, (entry.document, *said.others), said.action, said.to)
        return tuple(self._judgement(group, who, said) for group in groups)

    def _judgement(self, group: tuple[str, ...], who: str, said: Said) -> Act:
        places = evidence_on(group, self.desk.needs, self.desk.proposals)
        return Act(
            ActKind.JUDGEMENT,
            "",
            who,
            tuple(map(Subject, group)),
            action=said.action,
            verdict=said.verdict,
            comment=said.comment,
            value=said.to.value if said.to else None,
            evidence=tuple(Quote(place.document, place.anchor.page, place.anchor.text) for place in places),
        )

    def _steps(self, entry: Entry) -> Iterator[Act]:
        before, now = (self._taken(entry.document, moment) for moment in (entry.moment, None))
        after = dict(now)
        for field in StepField:
            wanted = entry.steps.get(field, "")
            if wanted in (before.get(field, ""), now.get(field, "")):
                continue
            if before.get(field) != now.get(field):
                raise ValueError(
                    Sentence.of(
                        "{field} har ändrats till ”{value}” sedan arket skrevs.",
                        field=word_of(field),
                        value=now.get(field, ""),
                    )
                )
            check_step(field, wanted or None)
            if field is StepField.DUE:
                check_ahead(wanted, self.desk.today)
            after[field] = wanted
            yield self._step(entry, field, wanted or None)
        if not after.get(StepField.DECIDED_ON) and (after.get(StepField.DECIDED_BY) or after.get(StepField.DECISION)):
            raise ValueError(Sentence.of("det står ett beslut men ingen beslutsdag."))

    def _step(self, entry: Entry, field: StepField, value: str | None) -> Act:
        """A step of whom the row names, noted who brought the list; or else of who brings it.

        A name that the row went out with is that of whose opinion it holds, and says nothing of who fills in the steps.
        """
        bringer = self.desk.who
        held = self._opinion(entry.document, entry.who, entry.moment) is not None
        who = bringer if held or not entry.who else entry.who
        note = "" if who == bringer else str(Sentence.of("Inläst ur en lista av {who}.", who=bringer))
        return Act(ActKind.STEP, "", who, (Subject(entry.document),), comment=note, field=field, value=value)

    def _opinion(self, document: str, who: str, moment: str | None) -> Said | None:
        work = self._at(moment).get(document)
        found = (one for one in work.opinions if one.who == who) if work else iter(())
        return next((_said(document, one) for one in found), None)

    def _taken(self, document: str, moment: str | None) -> Mapping[StepField, str]:
        work = self._at(moment).get(document)
        return work.steps if work else {}

    def _at(self, moment: str | None) -> dict[str, Work]:
        """The work as it stood at a moment, ``None`` for now."""
        if moment not in self._works:
            acts = [act for act in self.desk.acts if moment is None or act.at <= moment]
            documents = [record.document for record in self.desk.snapshot.records]
            judged = [act for act in latest(carried(acts, documents)) if act.kind is ActKind.JUDGEMENT]
            grounds = Grounds((), (), (), acts, [Review(act, Freshness.FRESH) for act in judged])
            works = work_of(self.desk.snapshot, grounds, self.desk.today)
            self._works[moment] = {work.document: work for work in works}
        return self._works[moment]


def _said(document: str, one: Wanted) -> Said:
    others = tuple(name for name in one.documents if name != document)
    return Said(one.action, one.to, others, one.verdict, one.comment)
