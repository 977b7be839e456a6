"""What memos, minutes and replies say should be done with a document, and the sheets that come of it."""

from datetime import date

import pytest

from styrdok.overlaps.context import context_of
from styrdok.overlaps.proposals.find import find_proposals
from styrdok.overlaps.proposals.verdicts import verdicts
from styrdok.vocabulary import Action, Kind, Status
from tests.made import anchor, record, reference, snapshot

TODAY = date(2033, 1, 1)
TITLES = {"d1": "Hamnplan", "d2": "Bryggpolicy", "d3": "Strandprogram", "d4": "Badregler"}
OWN = {"organisation": "Lindefors kommun"}


def paper(text, *known, kind=Kind.MEMO, **described):
    """A registry of four steering documents and a paper with one paragraph, the titles in it resolved where known."""
    steering = [record(name, **{"title": title, **OWN, **described.get(name, {})}) for name, title in TITLES.items()]
    said = record("d9", text, kind=kind, title="Översyn", **OWN)
    ids = {title: name for name, title in TITLES.items()}
    references = []
    for title in (*TITLES.values(), *known):
        at = text.find(title)
        while at >= 0:
            mention = {"start": at, "end": at + len(title), "anchor": anchor(title, 1, at), "sentence": text}
            references.append(reference("d9", title, ids.get(title), len(references), **mention))
            at = text.find(title, at + 1)
    return snapshot(*steering, said, references=references)


def told(text, *known, **more):
    proposed, refused = verdicts(context_of(paper(text, *known, **more), wording={}))
    return [(one.action, one.documents) for one in proposed], [(one.action, one.documents) for one in refused]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kommunstyrelsen beslutar att upphäva Hamnplan (KS 2029 § 4).", [(Action.REPEAL, ("d1",))]),
        ("Börja med att upphäva Hamnplan och Bryggpolicy.", [(Action.REPEAL, ("d1",)), (Action.REPEAL, ("d2",))]),
        ("att Hamnplan upphör att gälla när Strandprogram har antagits", [(Action.REPEAL, ("d1",))]),
        ("att giltighetstiden för Strandprogram förlängs till 2035", [(Action.EXTEND, ("d3",))]),
        ("Hamnplan och Bryggpolicy handlar om samma sak och bör slås samman.", [(Action.MERGE, ("d1", "d2"))]),
        ("Hamnplan bör stämmas av mot Strandprogram.", [(Action.COORDINATE, ("d1", "d3"))]),
        ("Bryggpolicy innehåller mål. Den bör göras om till en riktlinje.", [(Action.CONVERT, ("d2",))]),
        ("Hamnplan är kort. Nämnden är nöjd. Den bör upphävas.", []),
        ("Frågan tas upp när Hamnplan revideras.", []),
        ("Hamnplan, som nämnden reviderar vart fjärde år, är känd.", []),
    ],
)
def test_sentences(text, expected):
    assert told(text) == (expected, [])


def test_what_is_turned_down_is_no_proposal():
    proposed, refused = told("Förslaget att slå samman Hamnplan och Bryggpolicy avslås.")
    assert (proposed, refused) == ([], [(Action.MERGE, ("d1", "d2"))])


def test_a_table_gives_each_row_its_verdict_also_for_documents_outside_the_registry():
    text = (
        "Nr Dokument Förslag Motiv 1 Hamnplan Behålls Samordnas med Bryggpolicy 2 Bryggpolicy Upphävs, delar slås "
        "samman med Strandprogram Gammal 3 Strandprogram Slås samman med nr 4 Samma sak 4 Badregler Slås samman med "
        "nr 3 Se ovan 5 Kajtaxa Revideras Nya avgifter"
    )
    proposed, _ = told(text, "Kajtaxa")
    assert proposed == [
        (Action.KEEP, ("d1",)),
        (Action.REPEAL, ("d2",)),
        (Action.MERGE, ("d2", "d3")),
        (Action.MERGE, ("d3", "d4")),
        (Action.MERGE, ("d4", "d3")),
        (Action.REVISE, ("Kajtaxa",)),
    ]


def test_a_table_in_small_letters_and_rows_that_name_other_rows():
    text = (
        "Nr Dokument Antagen Åtgärd 1 Hamnplan fullmäktige arkiveras 2 Bryggpolicy nämnden blir rutin "
        "3 Strandprogram fullmäktige revideras, 4 § samordnas med nr 4 4 Badregler nämnden kvarstår"
    )
    proposed, _ = told(text)
    assert proposed == [
        (Action.REPEAL, ("d1",)),
        (Action.CONVERT, ("d2",)),
        (Action.REVISE, ("d3",)),
        (Action.COORDINATE, ("d3", "d4")),
        (Action.KEEP, ("d4",)),
    ]


def test_a_row_may_name_a_document_by_the_first_words_of_its_title():
    text = "Dokument Förslag Motiv Riktlinje för bojar Upphävs Gammal"
    long = {"d4": {"title": "Riktlinje för bojar och fyrar i skärgården"}}
    assert told(text, **long)[0] == [(Action.REPEAL, ("d4",))]


def test_what_takes_over_is_not_repealed_with_what_it_takes_over():
    text = "Målen i Hamnplan bör föras in i Strandprogram och Bryggpolicy upphävas."
    assert (Action.REPEAL, ("d3",)) not in told(text)[0]


def test_steering_documents_do_not_propose():
    assert told("Hamnplan upphävs.", kind=Kind.STEERING) == ([], [])


def proposals(text, *known, **more):
    found = find_proposals(paper(text, *known, **more), (), (), TODAY)
    return {one.documents: one for one in found}


def test_one_sheet_for_each_document_with_the_contradiction_as_a_choice():
    found = proposals("Kommunstyrelsen beslutar att upphäva Hamnplan. Hamnplan bör revideras.")
    assert found["d1",].action is Action.REPEAL
    assert any("bör revideras" in str(sentence) for sentence in found["d1",].against)
    assert sorted(name for documents in found for name in documents) == ["d1", "d2", "d3", "d4"]


def test_a_repeal_names_what_takes_over():
    found = proposals("Hamnplan upphävs. Hamnplan arbetas in i Strandprogram.")
    assert found["d1", "d3"].action is Action.REPEAL
    assert "upphäva ”Hamnplan”" in found["d1", "d3"].decision_text


def test_a_refused_merger_is_a_coordination_and_says_so():
    found = proposals("Hamnplan och Bryggpolicy slås samman. Vi motsätter oss att Hamnplan slås ihop med Bryggpolicy.")
    assert found["d1", "d2"].action is Action.COORDINATE
    assert any("avvisats" in str(sentence) for sentence in found["d1", "d2"].against)


def test_what_has_run_out_is_never_coordinated():
    over = {"d1": {"status": Status.EXPIRED, "valid_to": date(2031, 12, 31)}}
    found = proposals("Hamnplan och Bryggpolicy bör samordnas.", **over)
    assert all(one.action is not Action.COORDINATE for one in found.values())


def test_a_document_outside_the_registry_is_proposed_by_name():
    found = proposals("Kajtaxa upphävs.", "Kajtaxa")
    assert found["Kajtaxa",].action is Action.REPEAL
    assert found["Kajtaxa",].decision_text == "Det beslutande organet beslutar att upphäva ”Kajtaxa”."


def test_a_table_that_names_no_document_proposes_nothing():
    assert told("Nr Dokument Förslag Motiv 1 Ingen handling Behålls Skälet saknas 2 Inget Upphävs Ingen ansvarar") == (
        [],
        [],
    )


def test_what_should_be_archived_or_has_been_replaced_is_put_away():
    def decision(text, **described):
        found = {one.documents[0]: one for one in find_proposals(paper(text, **described), (), (), TODAY)}
        assert found["d1"].action is Action.REPEAL
        return found["d1"].decision_text

    assert "ska arkiveras" in decision("Hamnplan bör arkiveras.")
    assert "ska arkiveras" in decision("Kommunstyrelsen beslutar att upphäva Hamnplan.", d1={"status": Status.REPLACED})
    assert "upphäva ”Hamnplan”" in decision("Kommunstyrelsen beslutar att upphäva Hamnplan.")
