"""What memos, reports and replies say in so many words of how two documents differ."""

from datetime import date

import pytest

from styrdok.overlaps.needs.find import find_needs
from styrdok.vocabulary import Kind, NeedReason, Status
from tests.made import anchor, goal, record, reference, snapshot

from .test_verdicts import paper

TODAY = date(2033, 1, 1)
TOLD = {NeedReason.COMPETING_GOAL, NeedReason.DIFFERING_DEFINITION, NeedReason.DOUBLE_RESPONSIBILITY}
GOAL, DUTY = NeedReason.COMPETING_GOAL, NeedReason.DOUBLE_RESPONSIBILITY


def told(text, **more):
    found = find_needs(paper(text, **more), (), TODAY)
    return [(need.reason, need.documents) for need in found if need.reason in TOLD]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("Hamnplan och Strandprogram anger olika årtal för kajerna.", [NeedReason.COMPETING_GOAL]),
        ("Andelen är 30 procent i Hamnplan och 20 procent i Strandprogram.", [NeedReason.COMPETING_GOAL]),
        ("Begreppet kaj definieras olika i Hamnplan och Strandprogram.", [NeedReason.DIFFERING_DEFINITION]),
        ("Hamnplan och Strandprogram pekar ut olika ansvariga.", [NeedReason.DOUBLE_RESPONSIBILITY]),
        (
            "Bojar ska lagas av hamnchefen enligt Hamnplan och av badnämnden enligt Strandprogram.",
            [NeedReason.DOUBLE_RESPONSIBILITY],
        ),
        (
            "Hamnplan och Strandprogram har två mål för bojar och två ansvariga.",
            [NeedReason.COMPETING_GOAL, NeedReason.DOUBLE_RESPONSIBILITY],
        ),
        ("Hamnplan och Strandprogram hör ihop. Kaj betyder olika saker i dem.", [NeedReason.DIFFERING_DEFINITION]),
        ("Kötiden är fyra veckor i Hamnplan och sex veckor i Strandprogram.", [NeedReason.COMPETING_GOAL]),
        ("Fristen är trettio dagar i Hamnplan men tio i Strandprogram.", [NeedReason.COMPETING_GOAL]),
        ("Andelen är 30 procent. Enligt Hamnplan är den 5 i det ena fallet.", []),
        ("Hamnplan och Strandprogram hör ihop. Målet är 9 procent i det ena och 8 i det andra.", [GOAL]),
        ("I Hamnplan ska kajerna vara lagade 2034, i Strandprogram redan 2032.", [GOAL]),
        ("Enligt Hamnplan lagas kajerna 2034, i år.", []),
        ("Vem som lagar bojar beror på om man läser Hamnplan eller Strandprogram.", [DUTY]),
        ("Hamnplan nämner bojar. Strandprogram nämner dem. Samma uppgift kan inte ligga på två organ.", [DUTY]),
        ("Hamnplan och Strandprogram hör ihop. Ansvaret för bojar hävdas av både hamnnämnden och bolaget.", [DUTY]),
        ("Bojar har fyra färger i Hamnplan och sex steg i Strandprogram.", []),
        ("Hamnplan har olika årtal för kajerna.", []),
        ("Hamnplan och Strandprogram har olika färg på omslaget.", []),
        ("Hamnplan, Bryggpolicy och Strandprogram har olika mål.", []),
    ],
)
def test_the_reason_is_told(text, reasons):
    assert told(text) == [(reason, ("d1", "d3")) for reason in reasons]


def test_three_documents_with_three_figures_are_set_against_each_other():
    found = told("Vi läser 500 bojar i Hamnplan, 300 i Bryggpolicy och noll i Strandprogram.")
    assert found == [(GOAL, pair) for pair in (("d1", "d2"), ("d1", "d3"), ("d2", "d3"))]


def test_a_reply_sets_another_document_against_the_one_that_it_answers_to():
    text = "Kaj definieras på ett annat sätt än i Strandprogram."
    plan, program = record("d1", title="Lindefors hamnplan"), record("d3", title="Strandprogram")
    answer = record("d9", text, kind=Kind.REPLY, title="Svar på remiss: Lindefors hamnplan")
    at = text.index("Strandprogram")
    place = {"start": at, "end": at + 13, "anchor": anchor("Strandprogram", 1, at), "sentence": text}
    found = find_needs(
        snapshot(plan, program, answer, references=[reference("d9", "Strandprogram", "d3", **place)]), (), TODAY
    )
    assert [need.documents for need in found if need.reason is NeedReason.DIFFERING_DEFINITION] == [("d1", "d3")]


def test_the_words_of_the_text_are_the_evidence():
    text = "Hamnplan och Strandprogram anger olika årtal för kajerna."
    (need,) = [one for one in find_needs(paper(text), (), TODAY) if one.reason is NeedReason.COMPETING_GOAL]
    assert [(place.document, place.anchor) for place in need.evidence] == [("d9", anchor(text))]


def test_what_two_texts_tell_and_the_documents_show_is_one_need():
    text = "Hamnplan och Strandprogram anger olika årtal för kajerna."
    goals = {"d1": {"goals": (goal("Alla kajer ska vara lagade senast 2030.", 2030),)}}
    goals["d3"] = {"goals": (goal("Kajerna ska vara lagade senast 2035.", 2035),)}
    found = [one for one in find_needs(paper(text, **goals), (), TODAY) if one.reason is NeedReason.COMPETING_GOAL]
    assert [(one.documents, [place.document for place in one.evidence]) for one in found] == [
        (("d1", "d3"), ["d1", "d3", "d9"])
    ]


def test_what_is_told_of_a_document_that_has_run_out_holds():
    over = {"d1": {"status": Status.EXPIRED, "valid_to": date(2031, 12, 31)}}
    found = told("Hamnplan och Strandprogram anger olika årtal för kajerna.", **over)
    assert found == [(NeedReason.COMPETING_GOAL, ("d1", "d3"))]


def by_actors(text, *more):
    titles = {"d1": "Hamnplan", "d3": "Strandprogram"}
    lines = {"d1": "Hamnchefen mäter djupet varje höst.", "d3": "Det är grunt. Badnämnden låter varje vår mäta djupet."}
    own = {"organisation": "Lindefors kommun"}
    steering = [record(name, lines[name], title=titles[name], **own) for name in titles]
    report = record("d9", text, kind=Kind.REPORT, title="Granskning", **own)
    found = find_needs(snapshot(*steering, *more, report, references=()), (), TODAY)
    return [(need.reason, need.documents) for need in found if need.reason in TOLD]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hamnchefen och badnämnden mäter var för sig hur djupt det är.", [(DUTY, ("d1", "d3"))]),
        ("Hamnchefen och badnämnden mäter djupet tillsammans.", []),
        ("Hamnchefen och miljönämnden mäter var för sig hur djupt det är.", []),
        ("Hamnchefen mäter var för sig hamnarnas djup.", []),
    ],
)
def test_two_actors_who_do_the_same_each_by_itself_stand_for_the_documents_that_say_so(text, expected):
    assert by_actors(text) == expected


def test_an_actor_of_several_documents_stands_for_none():
    third = record("d4", "Hamnchefen målar bojar.", title="Bojplan", organisation="Lindefors kommun")
    assert by_actors("Hamnchefen och badnämnden mäter var för sig hur djupt det är.", third) == []
