"""What follows from repealing, merging and converting a document of an invented registry."""

from dataclasses import replace

import pytest

from styrdok.consolidation.impact import Intent, Part, impact_of, impacts_of, joint_decision
from styrdok.consolidation.leaning import leaning
from styrdok.errors import NotFound, UsageProblem
from styrdok.findings import Overlap, SharedPassage
from styrdok.vocabulary import (
    Action,
    DocumentType,
    Kind,
    Linked,
    MentionKind,
    Modality,
    Relation,
    ResolutionStatus,
    ReuseKind,
    Status,
)
from tests import made

BOATS = "Varje gästhamn ska ha livbojar, räddningsstegar och en brandsläckare vid bryggans slut."
GUIDE = "Med småbåt avses en båt som är kortare än tolv meter."
SIGHT = "Hamnkaptenen ska anordna en badvakt vid bryggan under skolornas lov."


def registry(**described):
    harbour = made.record(
        "d1", BOATS, title="Hamnpolicy", adopted_by="kommunfullmäktige", decision="KF 2015-03-02 § 12",
        definitions=(made.definition("småbåt", GUIDE),), goals=(made.goal("Alla gästhamnar har sopsortering."),),
        commitments=(made.commitment("hamnkaptenen", SIGHT),), **described,
    )  # fmt: skip
    shore = made.record(
        "d2", BOATS, "Småbåtar förtöjs i hamnen.", title="Strandplan", adopted_by="tekniska nämnden",
        commitments=(made.commitment("hamnkaptenen", SIGHT),),
    )  # fmt: skip
    memo = made.record("d3", title="Tjänsteskrivelse", kind=Kind.MEMO)
    newer = made.record("d4", title="Kajprogram")
    gone = made.record("d5", title="Bryggregler", status=Status.REPEALED)
    earlier = made.record("d6", title="Hamnpolicy", line="d1", status=Status.REPLACED)
    references = (
        made.reference("d2", "Hamnpolicyn", "d1", 0, sentence="Se även Hamnpolicyn."),
        made.reference("d2", "§ 12", "d1", 1, kind=MentionKind.DECISION, sentence="Se även Hamnpolicyn."),
        made.reference("d3", "Hamnpolicyn", "d1", sentence="Hamnpolicyn bör upphävas."),
        made.reference(
            "d4", "Hamnpolicy", "d1", sentence="Ersätter avsnitt 2 i Hamnpolicy.", relation=Relation.ABSORBS_PART
        ),
        made.reference("d5", "Hamnpolicyn", "d1", sentence="Enligt Hamnpolicyn."),
        made.reference("d6", "Hamnpolicyn", "d1", sentence="Hamnpolicyn gäller."),
        made.reference("d1", "SFS 1983:293", None, 0, kind=MentionKind.LAW, relation=Relation.BASED_ON,
                       sentence="Policyn vilar på lagen."),
    )  # fmt: skip
    return made.snapshot(harbour, shore, memo, newer, gone, earlier, references=references)


def shared():
    passage = SharedPassage(made.anchor(BOATS, 2), made.anchor(BOATS, 5), 1.0, 90.0, ReuseKind.VERBATIM)
    alike = SharedPassage(made.anchor("Hamn", 1), made.anchor("Brygga", 1), 0.5, 0.0, ReuseKind.TOPICAL)
    return (Overlap("d1", "d2", 0.8, (), (passage, alike), lineage=False, linked=Linked.ONE_WAY),)


def told(impact, part):
    return [(one.document, one.page, one.words) for one in impact.consequences if one.part is part]


def test_a_sentence_that_names_the_document_is_changed_once():
    impact = impact_of(registry(), (), Intent("d1"))
    assert told(impact, Part.REFERENCE) == [("d2", 1, "Se även Hamnpolicyn.")]


def test_a_revision_that_is_yet_to_come_is_no_history():
    ahead = made.reference(
        "d2", "Policyn", "d1", sentence="Policyn ska ses över.", relation=Relation.REVISES, modality=Modality.PROPOSED
    )
    documents = (made.record("d1", title="Hamnpolicy"), made.record("d2", title="Vision"))
    impact = impact_of(made.snapshot(*documents, references=(ahead,)), (), Intent("d1"))
    assert told(impact, Part.REFERENCE) == [("d2", 1, "Policyn ska ses över.")]


def test_what_stands_in_no_other_document_loses_its_home():
    impact = impact_of(registry(), shared(), Intent("d1"))
    assert [words for *_, words in told(impact, Part.GOAL)] == ["Alla gästhamnar har sopsortering."]
    assert told(impact, Part.DUTY) == []
    assert told(impact, Part.DEFINITION) == [("d1", 1, GUIDE)]


def test_a_passage_can_be_taken_over_where_its_wording_stands_elsewhere():
    impact = impact_of(registry(), shared(), Intent("d1"))
    assert told(impact, Part.TAKEOVER) == [("d1", 2, BOATS)]
    sentence = next(one.sentence for one in impact.consequences if one.part is Part.TAKEOVER)
    assert "”Strandplan”, s. 5" in str(sentence)


def test_the_acts_it_rests_on_and_its_other_editions_are_told():
    impact = impact_of(registry(), (), Intent("d1"))
    assert told(impact, Part.LAW) == [("d1", 1, "Policyn vilar på lagen.")]
    assert [document for document, *_ in told(impact, Part.EDITION)] == ["d6"]


def test_the_decision_names_the_document_and_what_is_changed_after_it():
    impact = impact_of(registry(), (), Intent("d1"))
    assert impact.decision_text == (
        "Kommunfullmäktige beslutar\natt upphäva ”Hamnpolicy” (KF 2015-03-02 § 12),\n"
        "att hänvisningar till ”Hamnpolicy” i ”Strandplan” ska ändras."
    )
    assert str(impact.follow_up[0]) == "Ändra hänvisningarna i ”Strandplan” (s. 1), som tekniska nämnden har antagit."


def test_what_an_act_requires_is_not_repealed_without_a_successor():
    plan = made.record("d1", title="Avfallsplan")
    impact = impact_of(made.snapshot(plan), (), Intent("d1"))
    assert "krävs enligt miljöbalken" in str(impact.consequences[0].sentence)
    assert "miljöbalken" in impact.decision_text


def test_merging_names_the_document_that_takes_over():
    impact = impact_of(registry(), shared(), Intent("d1", Action.MERGE, into="d2"))
    assert "när innehållet har arbetats in i ”Strandplan”" in impact.decision_text
    assert any("i ”Strandplan”" in str(sentence) and "mål (1)" in str(sentence) for sentence in impact.follow_up)


def test_what_there_is_none_of_is_not_told():
    follow_up = [str(sentence) for sentence in impact_of(registry(), (), Intent("d1")).follow_up]
    assert any("mål (1)" in sentence for sentence in follow_up)
    assert not any("(0)" in sentence for sentence in follow_up)


def test_converting_changes_references_but_takes_no_home_away():
    impact = impact_of(registry(), shared(), Intent("d1", Action.CONVERT, to=DocumentType.GUIDELINE))
    assert {one.part for one in impact.consequences} == {Part.REFERENCE, Part.LAW, Part.EDITION}
    assert "ska omvandlas till riktlinje" in impact.decision_text


@pytest.mark.parametrize(
    ("intent", "said"),
    [
        (Intent("d1", Action.MERGE), "--into"),
        (Intent("d1", into="d2"), "--into"),
        (Intent("d1", Action.MERGE, into="d1"), "med sig självt"),
        (Intent("d1", Action.MERGE, into="d3"), "inget styrdokument"),
        (Intent("d1", Action.CONVERT), "--to"),
        (Intent("d1", Action.CONVERT, to=DocumentType.PROGRAM), "redan av typen program"),
        (Intent("d1", Action.KEEP), "repeal, merge eller convert"),
        (Intent("d3"), "inget styrdokument"),
        (Intent("d5"), "redan upphävt"),
    ],
)
def test_an_action_that_does_not_fit_is_refused(intent, said):
    with pytest.raises(UsageProblem) as refused:
        impact_of(registry(), (), intent)
    assert said in str(refused.value)


def test_an_unknown_document_is_not_found():
    with pytest.raises(NotFound):
        impact_of(registry(), (), Intent("x9"))


def test_of_several_that_go_none_needs_a_change_or_gives_another_a_home():
    alone = impact_of(registry(), shared(), Intent("d1"))
    both = impacts_of(registry(), shared(), (Intent("d1"), Intent("d2")))
    assert told(alone, Part.REFERENCE) != told(both[0], Part.REFERENCE) == []
    assert [words for *_, words in told(both[0], Part.DUTY)] == [SIGHT]
    assert joint_decision(both) == (
        "Kommunfullmäktige beslutar\natt upphäva ”Hamnpolicy” (KF 2015-03-02 § 12).\n\n"
        "Tekniska nämnden beslutar\natt upphäva ”Strandplan”."
    )


@pytest.mark.parametrize(
    ("intents", "said"),
    [
        ((Intent("d1"), Intent("d1")), "två gånger"),
        ((Intent("d1"), Intent("d4", Action.MERGE, into="d1")), "upphör självt"),
        ((Intent("d1"), Intent("d3")), "inget styrdokument"),
    ],
)
def test_intents_that_do_not_go_together_are_told(intents, said):
    with pytest.raises(UsageProblem, match=said):
        impacts_of(registry(), (), intents)


def test_what_is_to_be_repealed_some_day_is_no_history():
    ahead = made.reference(
        "d2", "Policyn", "d1", sentence="Policyn ska upphävas.", relation=Relation.REPEALED, modality=Modality.PROPOSED
    )
    past = made.reference("d2", "Policyn", "d1", 1, sentence="Policyn är upphävd.", relation=Relation.REPEALED)
    documents = (made.record("d1", title="Hamnpolicy"), made.record("d2", title="Vision"))
    impact = impact_of(made.snapshot(*documents, references=(ahead, past)), (), Intent("d1"))
    assert told(impact, Part.REFERENCE) == [("d2", 1, "Policyn ska upphävas.")]


def left_open(name, *fitting, year=None):
    """A reference whose name fits some documents and that nobody could decide on."""
    found = made.reference(name, "Hamnpolicy", None, sentence="Se hamnpolicyn.", year=year)
    candidates = tuple((one, 1.0) for one in fitting)
    open_yet = replace(found.resolution, status=ResolutionStatus.AMBIGUOUS, target=None, candidates=candidates)
    return replace(found, resolution=open_yet)


def test_a_name_that_fits_this_document_alone_is_looked_at_but_not_sure():
    documents = (made.record("d1", title="Hamnpolicy"), made.record("d2", title="Vision"), made.record("d3"))
    leans = leaning(made.snapshot(*documents, references=(left_open("d2", "d1"),)), documents[0])
    assert [(one.source, one.certain) for one in leans] == [("d2", False)]
    for other in (left_open("d2", "d1", "d3"), left_open("d2", "d1", year="2010")):
        assert leaning(made.snapshot(*documents, references=(other,)), documents[0]) == ()


def test_a_sentence_that_says_itself_which_edition_it_means_is_left_alone():
    closer = made.reference("d2", "Hamnpolicy 2010", None, 1, sentence="Se hamnpolicyn.")
    documents = (made.record("d1", title="Hamnpolicy"), made.record("d2", title="Vision"))
    assert leaning(made.snapshot(*documents, references=(left_open("d2", "d1"), closer)), documents[0]) == ()
