"""How far the work on each document of an invented registry has come, from what people did."""

from datetime import date

import pytest

from styrdok.consolidation.project import Grounds, progress_of, queue_of, work_of
from styrdok.consolidation.verdicts import acts_on, evidence_on
from styrdok.errors import UsageProblem
from styrdok.findings import Need, Place, Proposal
from styrdok.judgements.acts import Act, ActKind, Subject, sealed
from styrdok.judgements.reviews import reviews
from styrdok.language import Sentence
from styrdok.vocabulary import Action, DocumentType, Kind, NeedReason, Status, StepField, Verdict, WorkState
from tests import made

TODAY = date(2026, 5, 1)
SAID = Sentence.of("Kajen nämns i båda.")
QUOTE = Place("d1", made.anchor("Kajen sköts av hamnen."))


def city():
    return made.snapshot(
        made.record("d1", title="Hamnpolicy", type=DocumentType.POLICY),
        made.record("d2", title="Kajprogram", type=DocumentType.PROGRAM),
        made.record("d3", title="Strandplan", type=DocumentType.PLAN),
        made.record("d4", title="Tjänsteskrivelse", kind=Kind.MEMO),
        made.record("d5", title="Bryggregler", status=Status.REPEALED),
    )


def judged(second, who, action, *documents, verdict=Verdict.ACCEPT, to=None):
    subjects = tuple(Subject(name) for name in documents)
    at = f"2026-04-01T10:00:{second:02}.000000+00:00"
    return sealed(Act(ActKind.JUDGEMENT, at, who, subjects, action=action, verdict=verdict, value=to))


def step(second, field, value, document):
    at = f"2026-04-02T10:00:{second:02}.000000+00:00"
    return sealed(Act(ActKind.STEP, at, "kim", (Subject(document),), field=field, value=value))


def works(*acts, today=TODAY):
    snapshot = city()
    documents = [record.document for record in snapshot.records]
    needs = (Need(("d2", "d3"), NeedReason.UNLINKED_OVERLAP, 0.7, SAID, ()),)
    proposals = (Proposal(Action.MERGE, ("d2", "d3"), SAID, ()), Proposal(Action.KEEP, ("d1",), SAID, ()))
    grounds = Grounds((), needs, proposals, acts, reviews(acts, documents, lambda _: ()))
    return {work.document: work for work in work_of(snapshot, grounds, today)}


def test_only_steering_documents_in_use_are_worked_on_and_nothing_is_judged_by_itself():
    found = works()
    assert list(found) == ["d1", "d2", "d3"]
    assert {work.state for work in found.values()} == {WorkState.OPEN}
    assert [work.proposed for work in found.values()] == [Action.KEEP, Action.MERGE, Action.MERGE]
    assert progress_of(list(found.values())).judged == 0


def test_the_newest_word_of_each_reviewer_counts():
    found = works(judged(1, "kim", Action.REPEAL, "d1"), judged(2, "kim", Action.KEEP, "d1"))
    assert found["d1"].state is WorkState.JUDGED
    assert [one.action for one in found["d1"].opinions] == [Action.KEEP]


def test_reviewers_that_want_different_things_disagree_and_a_rejected_proposal_is_no_opinion():
    turned_down = judged(1, "lo", Action.MERGE, "d2", "d3", verdict=Verdict.DISMISS)
    assert works(turned_down)["d2"].state is WorkState.OPEN
    differing = works(judged(1, "kim", Action.CONVERT, "d3", to="guideline"), judged(2, "lo", Action.REVISE, "d3"))
    assert differing["d3"].state is WorkState.DISAGREED
    assert differing["d3"].verdict is None


def test_one_who_is_unsure_leaves_the_document_waiting():
    found = works(judged(1, "kim", Action.REPEAL, "d1", verdict=Verdict.UNSURE))
    assert found["d1"].state is WorkState.UNSURE
    assert found["d1"] in queue_of(list(found.values()))


def test_a_merger_is_an_opinion_on_both():
    found = works(judged(1, "kim", Action.MERGE, "d2", "d3"))
    assert [found[name].verdict.documents for name in ("d2", "d3")] == [("d2", "d3")] * 2


def test_what_nobody_finished_in_time_is_late_until_it_is_decided():
    given = step(1, StepField.DUE, "2026-04-20", "d1"), step(2, StepField.ASSIGNED_TO, "Lo", "d1")
    assert works(*given)["d1"].late
    assert not works(*given, today=date(2026, 4, 20))["d1"].late
    decided = works(*given, step(3, StepField.DECIDED_ON, "2026-04-25", "d1"))
    assert decided["d1"].state is WorkState.DECIDED
    assert not decided["d1"].late
    assert progress_of(list(decided.values())).unassigned == 2


def test_the_queue_begins_where_reviewers_differ_then_with_the_strongest_findings():
    acts = judged(1, "kim", Action.REPEAL, "d1"), judged(2, "lo", Action.KEEP, "d1")
    assert [work.document for work in queue_of(list(works(*acts).values()))] == ["d1", "d2", "d3"]
    assert [work.document for work in queue_of(list(works().values()))] == ["d2", "d3", "d1"]


def test_some_actions_join_documents_and_others_take_them_one_by_one():
    assert acts_on(city(), ["d3", "d2"], Action.MERGE, None) == (("d2", "d3"),)
    assert acts_on(city(), ["d3", "d2", "d3"], Action.REPEAL, None) == (("d3",), ("d2",))


@pytest.mark.parametrize(
    ("documents", "action", "to", "said"),
    [
        (["d2", "d2"], Action.MERGE, None, "minst två"),
        (["d1"], Action.CONVERT, None, "vilken typ"),
        (["d1"], Action.KEEP, DocumentType.PLAN, "vilken typ"),
        (["d1"], Action.CONVERT, DocumentType.POLICY, "redan av typen"),
        (["d4"], Action.REPEAL, None, "inget styrdokument"),
        (["d5"], Action.REPEAL, None, "redan upphävt"),
    ],
)
def test_an_action_that_does_not_fit_is_refused(documents, action, to, said):
    with pytest.raises(UsageProblem, match=said):
        acts_on(city(), documents, action, to)


def test_the_evidence_of_a_verdict_is_that_of_the_findings_about_its_documents():
    elsewhere = Place("d3", made.anchor("Stranden sköts av gatukontoret."))
    needs = [Need(("d1", "d3"), NeedReason.UNLINKED_OVERLAP, 0.7, SAID, (QUOTE, elsewhere))]
    assert evidence_on(["d1"], needs, []) == (QUOTE,)
    assert evidence_on(["d2"], needs, []) == ()
