"""From accepted verdicts on an invented registry to the clauses of each body."""

from datetime import date

from styrdok.consolidation.motions import motions_of
from styrdok.consolidation.project import Grounds, work_of
from styrdok.judgements.acts import Act, ActKind, Subject, sealed
from styrdok.judgements.reviews import reviews
from styrdok.vocabulary import Action, DocumentType, StepField, Verdict
from tests import made

TODAY = date(2026, 5, 1)


def city():
    return made.snapshot(
        made.record("d1", title="Hamnpolicy", adopted_by="kommunfullmäktige", decision="§ 12"),
        made.record("d2", title="Kajprogram", adopted_by="kommunfullmäktige"),
        made.record("d3", title="Strandplan", adopted_by="tekniska nämnden", type=DocumentType.PLAN),
        made.record("d4", title="Arbetsmiljöpolicy", adopted_by="kommunfullmäktige"),
        references=(
            made.reference("d2", "Hamnpolicyn", "d1", sentence="Se även Hamnpolicyn."),
            made.reference("d3", "Hamnpolicyn", "d1", sentence="Enligt Hamnpolicyn."),
        ),
    )


def judged(second, who, action, *documents, to=None, comment=""):
    at = f"2026-04-01T10:00:{second:02}.000000+00:00"
    subjects = tuple(Subject(name) for name in documents)
    given = {"action": action, "verdict": Verdict.ACCEPT, "value": to, "comment": comment}
    return sealed(Act(ActKind.JUDGEMENT, at, who, subjects, **given))


def motions(*acts):
    snapshot = city()
    documents = [record.document for record in snapshot.records]
    grounds = Grounds((), (), (), acts, reviews(acts, documents, lambda _: ()))
    return motions_of(snapshot, work_of(snapshot, grounds, TODAY))


def test_a_repeal_tells_which_references_are_to_be_changed():
    (one,) = motions(judged(1, "kim", Action.REPEAL, "d1", comment="Hamnen är såld."))
    assert (one.body, one.documents, one.comments) == ("Kommunfullmäktige", ("d1",), ("Hamnen är såld.",))
    assert one.clauses == (
        "att upphäva ”Hamnpolicy” (§ 12)",
        "att hänvisningar till ”Hamnpolicy” i ”Kajprogram” och ”Strandplan” ska ändras",
    )


def test_nothing_is_changed_in_a_document_that_goes_as_well():
    repeals = motions(judged(1, "kim", Action.REPEAL, "d1"), judged(2, "kim", Action.REPEAL, "d2"))
    assert [one.clauses[1:] for one in repeals] == [
        ("att hänvisningar till ”Hamnpolicy” i ”Strandplan” ska ändras",),
        (),
    ]


def test_a_document_that_an_act_requires_does_not_go_without_another():
    (one,) = motions(judged(1, "kim", Action.REPEAL, "d4"))
    assert "arbetsmiljölagen" in one.clauses[1]


def test_a_conversion_names_the_new_type_and_a_kept_document_needs_no_decision():
    (one,) = motions(judged(1, "kim", Action.CONVERT, "d3", to="routine"), judged(2, "kim", Action.KEEP, "d2"))
    assert (one.body, one.clauses) == ("Tekniska nämnden", ("att ”Strandplan” ska omvandlas till rutin",))


def test_documents_of_two_bodies_are_joined_by_both():
    (one,) = motions(judged(1, "kim", Action.MERGE, "d2", "d3"))
    assert one.body == "Kommunfullmäktige och tekniska nämnden"
    assert one.clauses == ("att ”Kajprogram” och ”Strandplan” ska slås samman till ett dokument",)


def test_what_is_disputed_for_one_document_is_no_motion_and_neither_is_what_was_decided():
    merger = judged(1, "kim", Action.MERGE, "d2", "d3")
    assert motions(merger, judged(2, "lo", Action.KEEP, "d3")) == ()
    assert motions(merger, judged(2, "kim", Action.KEEP, "d3")) == ()
    day = {"field": StepField.DECIDED_ON, "value": "2026-04-20"}
    decided = sealed(Act(ActKind.STEP, "2026-04-21T10:00:00.000000+00:00", "kim", (Subject("d1"),), **day))
    assert motions(judged(1, "kim", Action.REPEAL, "d1"), decided) == ()
