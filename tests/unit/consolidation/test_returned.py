"""A list of the work that comes back, while others went on working on an invented registry."""

from dataclasses import replace
from datetime import date

import pytest

from styrdok.consolidation.project import Grounds, work_of
from styrdok.consolidation.returned import Desk, Said, brought, entries_of
from styrdok.judgements.acts import Act, ActKind, Subject, sealed
from styrdok.judgements.reviews import reviews
from styrdok.vocabulary import Action, DocumentType, StepField, Verdict
from tests import made

TODAY = date(2026, 5, 1)
KEEP = Said(Action.KEEP, None, (), Verdict.ACCEPT, "")


def city():
    return made.snapshot(
        made.record("d1", title="Hamnpolicy", type=DocumentType.POLICY),
        made.record("d2", title="Kajprogram", type=DocumentType.PROGRAM),
        made.record("d3", title="Strandplan", type=DocumentType.PLAN),
    )


def judged(second, who, action, *documents, comment=""):
    at = f"2026-04-01T10:00:{second:02}.000000+00:00"
    return sealed(
        Act(ActKind.JUDGEMENT, at, who, tuple(map(Subject, documents)), action, Verdict.ACCEPT, comment=comment)
    )


def step(second, field, value, document):
    at = f"2026-04-01T10:00:{second:02}.000000+00:00"
    return sealed(Act(ActKind.STEP, at, "kim", (Subject(document),), field=field, value=value))


def listed(*acts):
    """The rows as they went out after these acts, by document."""
    snapshot = city()
    documents = [record.document for record in snapshot.records]
    grounds = Grounds((), (), (), acts, reviews(acts, documents, lambda _: ()))
    return {entry.document: entry for entry in entries_of(work_of(snapshot, grounds, TODAY), acts)}


def returned(entries, *acts, who="anna"):
    return brought(Desk(city(), acts, (), (), who, TODAY), tuple(entries))


def told(found):
    return {row: str(sentence) for row, sentence in found.faults.items()}


BEFORE = (judged(1, "bo", Action.REVISE, "d1", comment="Se s. 3"), step(2, StepField.ASSIGNED_TO, "Lo", "d1"))


def test_a_list_that_nobody_touched_adds_nothing_whatever_others_did_since():
    later = (judged(5, "bo", Action.REPEAL, "d1"), step(6, StepField.ASSIGNED_TO, "Mo", "d1"))
    found = returned(listed(*BEFORE).values(), *BEFORE, *later)
    assert (found.drafts, told(found)) == ((), {})


def test_what_is_filled_in_becomes_acts_of_whoever_brings_it():
    rows = listed(*BEFORE)
    steps = {StepField.ASSIGNED_TO: "Mo", StepField.DUE: "2026-12-31"}
    filled = (replace(rows["d1"], steps=steps), replace(rows["d2"], said=KEEP))
    found = returned(filled, *BEFORE)
    assert told(found) == {}
    assert [(act.kind, act.who, act.documents, act.action, act.value) for act in found.drafts] == [
        (ActKind.JUDGEMENT, "anna", ("d2",), Action.KEEP, None),
        (ActKind.STEP, "anna", ("d1",), None, "Mo"),
        (ActKind.STEP, "anna", ("d1",), None, "2026-12-31"),
    ]


def test_steps_are_of_whom_the_row_names_with_a_note_of_who_brought_it():
    row = replace(listed(*BEFORE)["d2"], who="Cy", steps={StepField.DUE: "2026-12-31"})
    (act,) = returned([row], *BEFORE).drafts
    assert (act.who, act.comment) == ("Cy", "Inläst ur en lista av anna.")
    (own,) = returned([replace(row, who="anna")], *BEFORE).drafts
    assert (own.who, own.comment) == ("anna", "")


def test_a_merger_that_stands_on_both_rows_is_one_act():
    rows = listed()
    merge = Said(Action.MERGE, None, ("d3",), Verdict.ACCEPT, "Samma kaj.")
    filled = (replace(rows["d2"], said=merge), replace(rows["d3"], said=replace(merge, others=("d2",))))
    found = returned(filled)
    assert [act.documents for act in found.drafts] == [("d2", "d3")]
    assert not found.faults


def test_an_emptied_step_takes_the_value_away():
    found = returned([replace(listed(*BEFORE)["d1"], steps={})], *BEFORE)
    assert [(act.field, act.value) for act in found.drafts] == [(StepField.ASSIGNED_TO, None)]


@pytest.mark.parametrize(
    ("change", "later", "said"),
    [
        ({"steps": {StepField.ASSIGNED_TO: "Mo"}}, step(5, StepField.ASSIGNED_TO, "Pi", "d1"), "har ändrats till ”Pi”"),
        ({"said": KEEP}, judged(5, "bo", Action.REPEAL, "d1"), "på nytt sedan arket skrevs"),
        ({"said": None}, None, "är borttagen"),
        ({"steps": {StepField.DUE: "2026-01-01"}}, None, "har redan varit"),
        ({"steps": {StepField.DUE: "i vår"}}, None, "är inget datum"),
        ({"steps": {StepField.DECISION: "§ 4"}}, None, "ingen beslutsdag"),
        ({"said": replace(KEEP, action=Action.MERGE)}, None, "minst två"),
        ({"said": replace(KEEP, action=Action.CONVERT, to=DocumentType.POLICY)}, None, "redan av typen"),
    ],
)
def test_what_does_not_fit_or_was_changed_by_two_is_told_by_row(change, later, said):
    acts = (*BEFORE, *filter(None, [later]))
    found = returned([replace(listed(*BEFORE)["d1"], **change)], *acts)
    assert list(found.faults) == [2]
    assert said in told(found)[2]


def test_two_rows_that_say_different_things_for_one_person_or_step_are_told():
    row = listed()["d2"]
    other = replace(row, number=9, said=replace(KEEP, action=Action.REVISE))
    assert list(returned([replace(row, said=KEEP), other]).faults) == [9]
    steps = [
        replace(row, steps={StepField.ASSIGNED_TO: name}, number=number) for number, name in ((2, "Lo"), (3, "Mo"))
    ]
    assert list(returned(steps).faults) == [3]


def test_one_more_person_on_a_copied_row_is_one_more_opinion():
    row = listed(*BEFORE)["d1"]
    found = returned([row, replace(row, number=3, who="Cy", said=KEEP)], *BEFORE)
    assert [(act.who, act.action) for act in found.drafts] == [("Cy", Action.KEEP)]
