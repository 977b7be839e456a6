from datetime import date

import pytest

from styrdok.findings import Overlap, Proposal, SharedPassage
from styrdok.language import Language, Sentence
from styrdok.models import Anchor
from styrdok.overlaps import find_needs, find_overlaps, find_proposals
from styrdok.overlaps.statutory import required_by
from styrdok.overlaps.tables import table
from styrdok.vocabulary import ON_ALL, Action, DocumentType, Kind, Linked, NeedReason, ReuseKind, ViewpointKind
from tests.made import CYCLING, LEADING, PARKS, record, reference, snapshot, viewpoint

TODAY = date(2026, 1, 1)


def proposals(*records, references=()):
    made = snapshot(*records, references=references)
    overlaps = find_overlaps(made)
    return find_proposals(made, overlaps, find_needs(made, overlaps, TODAY), TODAY)


def test_every_steering_document_gets_an_action():
    found = proposals(record("d1", PARKS), record("d2", CYCLING), record("r1", LEADING, kind=Kind.REPLY))
    assert [(one.action, one.documents) for one in found] == [(Action.KEEP, ("d1",)), (Action.KEEP, ("d2",))]


def test_what_the_law_requires_is_never_repealed():
    over = {"valid_to": date(2020, 12, 31)}
    (kept,) = proposals(record("d1", PARKS, title="Biblioteksplan 2016–2020", **over))
    assert kept.action is Action.REVISE
    assert any("bibliotekslagen" in str(reason) for reason in kept.against)
    (gone,) = proposals(record("d1", PARKS, title="Cykelstrategi 2016–2020", adopted_by="kommunfullmäktige", **over))
    assert gone.action is Action.REPEAL
    assert gone.decision_text == "Kommunfullmäktige beslutar att upphäva ”Cykelstrategi 2016–2020”."


def test_an_expired_document_that_others_lean_on_is_extended():
    old = record("d2", CYCLING, valid_to=date(2022, 12, 31))
    found = proposals(record("d1", PARKS), old, references=[reference("d1", "d2", "d2")])
    assert Action.EXTEND in {one.action for one in found}


def test_merge_where_one_asked_for_it_with_what_speaks_against():
    said = viewpoint(ViewpointKind.MERGE_OR_PRUNE, "De kan slås samman.", "d1", "d2")
    reply = record("r1", "Svar", kind=Kind.REPLY, viewpoints=(said,))
    first = proposals(
        record("d1", LEADING, adopted_by="kommunfullmäktige"), record("d2", PARKS, adopted_by="kommunstyrelsen"), reply
    )[0]
    assert (first.action, first.documents) == (Action.MERGE, ("d1", "d2"))
    assert any("olika organ" in str(reason) for reason in first.against)
    assert "slås samman" in first.decision_text


def test_that_a_rule_should_stand_in_one_place_is_no_wish_to_merge():
    said = viewpoint(ViewpointKind.MERGE_OR_PRUNE, "Det räcker att regeln står på ett ställe.", "d1", "d2")
    reply = record("r1", "Svar", kind=Kind.REPLY, viewpoints=(said,))
    first = proposals(record("d1", LEADING), record("d2", PARKS), reply)[0]
    assert (first.action, first.documents) == (Action.COORDINATE, ("d1", "d2"))


def test_types_that_differ_are_told_by_their_words():
    said = viewpoint(ViewpointKind.MERGE_OR_PRUNE, "De kan slås samman.", "d1", "d2")
    reply = record("r1", "Svar", kind=Kind.REPLY, viewpoints=(said,))
    one = record("d1", LEADING, type=DocumentType.POLICY)
    [against] = proposals(one, record("d2", PARKS, type=DocumentType.GUIDELINE), reply)[0].against
    assert str(against) == "Dokumenten är av olika typ (riktlinje och policy) och kan behöva finnas kvar var för sig."
    english = "The documents are of different types (guideline and policy) and may have to remain apart."
    assert Language("en").tell(against) == english


def test_two_editions_in_force_at_once():
    a = record("d1", LEADING, PARKS, title="Personalpolicy", adopted_on=date(2010, 1, 1))
    b = record("d2", LEADING, PARKS, title="Personalpolicy", adopted_on=date(2020, 1, 1))
    assert (Action.REPEAL, ("d1",)) in {(one.action, one.documents) for one in proposals(a, b)}


def test_titles_that_the_law_knows():
    assert required_by("Handlingsprogram för skydd mot olyckor 2020")
    assert required_by("Riktlinjer för bostadsförsörjning")
    assert required_by("Handlingsprogram för jämlikhet") is None
    assert required_by(None) is None


@pytest.mark.parametrize(
    ("sentence", "action"),
    [
        ("Cykelplanen föreslås byta namn till Plan för gående och cyklister.", Action.RENAME),
        ("Ansvaret för cykelplanen flyttas från bygglovsnämnden till trafiknämnden.", Action.TRANSFER),
        ("Trafiknämnden tar över ansvaret för cykelplanen.", Action.TRANSFER),
        ("Inget nytt styrdokument behövs, eftersom cykelplanen räcker.", Action.NO_NEW),
        ("Någon ny policy behövs inte, eftersom cykelplanen räcker.", Action.NO_NEW),
    ],
)
def test_what_a_text_itself_suggests(sentence, action):
    memo = record("d1", f"Ärendet har beretts. {sentence}", kind=Kind.MEMO)
    start = memo.extraction.passages[0].anchor.text.lower().index("cykelplanen")
    said = reference("d1", "Cykelplan", "d2", text="cykelplanen", anchor=Anchor(1, start, start + 11, "cykelplanen"))
    found = find_proposals(snapshot(memo, record("d2", CYCLING), references=[said]), (), (), TODAY)
    (one,) = [proposal for proposal in found if proposal.action is action]
    assert one.documents == ("d2",)
    assert one.evidence[0].anchor.text == sentence
    assert one.decision_text


def test_a_new_name_of_a_committee_is_none_of_a_document():
    memo = record("d1", "Trafiknämnden byter namn till stadsmiljönämnden.", kind=Kind.MEMO)
    found = find_proposals(snapshot(memo, record("d2", CYCLING)), (), (), TODAY)
    assert [proposal.action for proposal in found] == [Action.KEEP]


@pytest.mark.parametrize(("kind", "action"), [(Kind.MEMO, Action.COORDINATE), (Kind.REPLY, Action.MERGE)])
def test_what_the_office_would_coordinate_is_not_merged_for_likeness(kind, action):
    said = viewpoint(ViewpointKind.COORDINATION, "De bör stämmas av mot varandra.", "d1", "d2")
    paper = record("r1", "Svar", kind=kind, viewpoints=(said,))
    known = snapshot(record("d1", LEADING), record("d2", LEADING), paper)
    words = known.records[0].extraction.passages[0].anchor
    same = SharedPassage(words, words, 1.0, 90.0, ReuseKind.VERBATIM)
    alike = Overlap("d1", "d2", 0.9, (), (same,), False, Linked.NONE)
    (need,) = (one for one in find_needs(known, (), TODAY) if one.reason is NeedReason.ASSERTED)
    assert find_proposals(known, (alike,), (need,), TODAY)[0].action is action


def test_what_is_decided_on_is_told_apart_from_what_only_has_to_do_with_it():
    both = ("d1", "d2")
    repeal, merge = (Proposal(action, both, Sentence.of("Skäl."), ()) for action in (Action.REPEAL, Action.MERGE))
    assert (repeal.acted_on, repeal.besides) == (("d1",), ("d2",))
    assert (merge.acted_on, merge.besides) == (both, ())


def test_a_decision_names_all_that_it_is_taken_on_and_nothing_else():
    texts = table("proposals.toml")["decision"]
    for action in Action:
        of_all = "{titles}" in texts.get(f"{action}_so", texts[action])
        assert of_all == (action in ON_ALL), action
