"""What rests on what in an invented registry, and what is odd there."""

from styrdok.consolidation.mandate import mandate_of
from styrdok.vocabulary import DocumentType, MentionKind, Modality, Relation, Status
from tests import made


def resting(source, target, relation=Relation.BASED_ON, index=0, **said):
    return made.reference(
        source, "det andra", target, index, relation=relation, sentence="Bygger på det andra.", **said
    )


def mandate(*references, **status):
    snapshot = made.snapshot(
        made.record("d1", title="Hamnvision", type=DocumentType.VISION),
        made.record("d2", title="Kajprogram", type=DocumentType.PROGRAM, **status),
        made.record("d3", title="Bryggrutin", type=DocumentType.ROUTINE),
        made.record("d4", title="Strandpolicy", type=DocumentType.POLICY),
        references=references,
    )
    return mandate_of(snapshot)


def pairs(found):
    return [(link.below, link.above) for link in found.links]


def codes(found):
    return [(one.code, *one.documents) for one in found.oddities]


def test_a_document_stands_below_what_it_rests_on_and_below_what_says_that_it_has_it_as_a_part():
    found = mandate(
        resting("d2", "d1"), resting("d2", "d3", Relation.HAS_PART, 1), resting("d3", "d2", Relation.REFERS_TO)
    )
    assert pairs(found) == [("d2", "d1"), ("d3", "d2")]
    assert found.links[0].words == "Bygger på det andra."
    assert codes(found) == []


def test_an_act_is_named_by_its_title_and_number():
    act = made.reference(
        "d3", "SFS 2017:725", None, kind=MentionKind.LAW, relation=Relation.BASED_ON, sentence="Enligt."
    )
    assert [link.above for link in mandate(act).links] == ["Kommunallag (2017:725)"]


def test_what_is_only_proposed_or_denied_is_no_mandate():
    assert pairs(mandate(resting("d2", "d1", modality=Modality.PROPOSED))) == []
    assert pairs(mandate(resting("d2", "d1", modality=Modality.NEGATED))) == []


def test_a_routine_that_names_nothing_above_is_an_orphan_and_a_policy_is_not():
    assert codes(mandate()) == [("orphan", "d3")]


def test_what_rests_on_a_document_that_is_not_there_is_no_orphan():
    missing = made.reference("d3", "Kajpolicy", None, relation=Relation.CONCRETISES, sentence="Preciserar kajpolicyn.")
    assert codes(mandate(missing)) == []


def test_what_rests_on_an_expired_document_is_told_with_its_place():
    found = mandate(resting("d3", "d2"), status=Status.EXPIRED)
    (odd,) = found.oddities
    assert (odd.code, odd.documents, len(odd.places)) == ("dead_above", ("d3", "d2"), 1)


def test_documents_that_rest_on_each_other_form_a_ring():
    assert ("loop", "d2", "d4") in codes(mandate(resting("d2", "d4"), resting("d4", "d2")))


def test_a_routine_right_below_the_vision_skips_levels_unless_something_nearer_is_named_too():
    assert codes(mandate(resting("d3", "d1"))) == [("levels_skipped", "d3", "d1")]
    assert codes(mandate(resting("d3", "d1"), resting("d3", "d2", index=1))) == []


def test_a_programme_that_rests_on_a_routine_stands_upside_down():
    assert ("upside_down", "d2", "d3") in codes(mandate(resting("d2", "d3"), resting("d3", "d4")))
