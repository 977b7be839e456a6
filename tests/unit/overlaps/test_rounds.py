"""Consultation rounds: who answers on what, in whose name, with which stance and demands."""

from dataclasses import replace

import pytest

from styrdok.overlaps.rounds import find_rounds
from styrdok.vocabulary import Kind, Relation, SpeakerKind, Stance, ViewpointKind
from tests.made import record, reference, snapshot, viewpoint

PLAN = record("d1", "Text.", title="Hamnplan för Ekbacka")


def said(text, speaker="Hamnnämnden", kind=SpeakerKind.BOARD, stance=Stance.NOT_STATED, about=ViewpointKind.SCOPE):
    return replace(viewpoint(about, text, speaker=speaker), speaker_kind=kind, stance=stance)


def reply(name, *views, kind=Kind.REPLY, **described):
    known = {"title": "Svar på remiss av Hamnplan för Ekbacka", "organisation": "Ekbacka kommun, hamnnämnden"}
    return record(name, "Svar.", kind=kind, viewpoints=views, **{**known, **described})


def responds(name, target="d1", **more):
    return reference(name, "Hamnplan för Ekbacka", target, relation=Relation.RESPONDS_TO, **more)


def only(*papers, references):
    (found,) = find_rounds(snapshot(PLAN, *papers, references=references))
    return found


def test_one_line_per_body_by_name_under_the_edition_that_is_answered():
    harbour = reply("d2", said("Kajen bör ingå.", stance=Stance.SUPPORTS))
    school = reply("d3", organisation="Skolnämnden", title="Yttrande")
    found = only(school, harbour, references=[responds("d2"), responds("d3")])
    assert found.document == "d1"
    assert [answer.body for answer in found.answers] == ["Hamnnämnden", "Skolnämnden"]
    assert found.stances == {Stance.SUPPORTS: 1, Stance.NOT_STATED: 1}


def test_a_reply_without_the_words_answers_what_its_title_names_and_minutes_do_not():
    named = [reference(name, "Hamnplan för Ekbacka", "d1") for name in ("d2", "d3")]
    found = only(reply("d2"), reply("d3", kind=Kind.MINUTES), references=named)
    assert [answer.source for answer in found.answers] == ["d2"]


def test_a_document_that_is_only_mentioned_is_not_answered():
    other = reference("d2", "Parkplan", "d4")
    park = record("d4", "Text.", title="Parkplan")
    assert find_rounds(snapshot(PLAN, park, reply("d2"), references=[other])) == ()


def test_a_document_outside_the_registry_is_known_by_its_name():
    found = only(reply("d2", title="Svar på remiss"), references=[responds("d2", None)])
    assert found.document == "Hamnplan för Ekbacka"


def test_parties_ask_for_nothing_in_the_name_of_the_body():
    party = said("Planen bör avslås.", "Kim Ek (M)", SpeakerKind.PARTY, Stance.OPPOSES)
    (answer,) = only(reply("d2", party, kind=Kind.MINUTES), references=[responds("d2")]).answers
    assert (answer.stance, answer.stance_by, answer.demands) == (Stance.NOT_STATED, "", ())
    assert answer.kinds == {ViewpointKind.SCOPE: 1}


def test_the_board_decides_the_stance_and_the_office_where_the_board_says_none():
    office = [said(text, "förvaltningen", SpeakerKind.OFFICE, Stance.SUPPORTS) for text in ("Ett.", "Två.")]
    board = said("Tre.", stance=Stance.OPPOSES)
    minutes = [reply("d2", *office, board, kind=Kind.MINUTES), reply("d3", *office, kind=Kind.MINUTES)]
    first, second = only(*minutes, references=[responds("d2"), responds("d3")]).answers
    assert (first.stance, first.stance_by) == (Stance.OPPOSES, "Hamnnämnden")
    assert (second.stance, second.stance_by) == (Stance.SUPPORTS, "förvaltningen")


@pytest.mark.parametrize(
    ("words", "asks"),
    [
        ("Ansvaret för kajen bör framgå.", True),
        ("Ansvaret behöver därför tydligt regleras.", True),
        ("Nämnden ser hellre att planen delas.", True),
        ("Vi saknar ett avsnitt om båtplatser.", True),
        ("Kajen är gammal och trång.", False),
        ("Arbetet borde ha börjat i tid.", False),
    ],
)
def test_a_demand_asks_for_a_change(words, asks):
    (answer,) = only(reply("d2", said(words)), references=[responds("d2")]).answers
    assert bool(answer.demands) is asks


def test_praise_is_no_demand():
    praise = said("Det är bra att det står att kajen bör vårdas.", about=ViewpointKind.PRAISE)
    (answer,) = only(reply("d2", praise), references=[responds("d2")]).answers
    assert not answer.demands


@pytest.mark.parametrize(
    ("organisation", "body"),
    [
        ("Ekbacka kommun, hamnnämnden", "Hamnnämnden"),
        ("Kultur-, idrotts- och fritidsnämnden", "Kultur-, idrotts- och fritidsnämnden"),
        (None, "Hamnnämnden"),
    ],
)
def test_a_body_goes_by_its_own_name(organisation, body):
    (answer,) = only(reply("d2", said("Ett."), organisation=organisation), references=[responds("d2")]).answers
    assert answer.body == body


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        (
            "Förslaget har varit på remiss hos hamnnämnden, kultur- och fritidsnämnden samt Kajplats AB.",
            ["Kajplats AB"],
        ),
        ("Kultur- och fritidsnämnden har inte svarat.", []),
        ("Bryggnämnden och badkontoret har inte inkommit med svar.", ["Bryggnämnden", "Badkontoret"]),
        ("Bryggnämnden har inte lagat kajen.", []),
        ("Förslaget har varit på remiss hos alla nämnder.", []),
        ("Nämnden har inte svarat.", []),
    ],
)
def test_who_was_asked_and_did_not_answer(text, silent):
    memo = record("m1", text, kind=Kind.MEMO, title="Antagande av Hamnplan för Ekbacka")
    school = reply("d3", organisation="Ekbacka kommun, kultur- och fritidsförvaltningen")
    found = only(reply("d2"), school, memo, references=[responds("d2"), responds("d3")])
    assert [one.body for one in found.unanswered] == silent
    assert {(one.source, one.anchor.text) for one in found.unanswered} == ({("m1", text)} if silent else set())


def test_a_paper_on_another_document_tells_nothing_of_the_round():
    memo = record("m1", "Badnämnden har inte svarat.", kind=Kind.MEMO, title="Antagande av Badplan")
    assert only(reply("d2"), memo, references=[responds("d2")]).unanswered == ()
