import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import styrdok.extraction.lexicon
from styrdok.extraction.extract import mentions
from styrdok.extraction.lexicon.wordings import alternatives
from styrdok.extraction.relations.relate import relate
from styrdok.extraction.relations.table import wordings
from styrdok.models import Description
from styrdok.vocabulary import Kind, MentionKind, Modality, Relation

from .plain_readings import reading_of

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "relations.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_relation_and_modality(case):
    found = mentions(reading_of([case["text"]]))
    assert [[item.text, str(item.relation), str(item.modality)] for item in found] == case["found"]


@pytest.mark.parametrize("text", [*(case["text"] for case in CASES), ""])
def test_a_bundle_of_wordings_is_found_where_one_of_them_is(text):
    bundles = wordings().bundles
    assert tuple(trigger for bundle in bundles for trigger in bundle.triggers) == wordings().triggers
    for bundle in bundles:
        found = [trigger for trigger in bundle.triggers if trigger.pattern.search(text)]
        assert bool(found) == bool(bundle.pattern.search(text))


def related(lines, title="Rubrik utan ämne"):
    description = Description(kind=Kind.STEERING, title=title)
    found = mentions(reading_of(lines, title), description)
    return {item.text: item.relation for item in found if item.kind is not MentionKind.SELF}


@pytest.mark.parametrize("label", ["Ersätter:", "Dokumentet ersätter:", "Ersätter tidigare versioner:"])
def test_a_field_gives_its_relation(label):
    found = related([f"{label} Riktlinje för lokaler, KS 2019/40"])
    assert found == {"Riktlinje för lokaler": Relation.REPLACES, "KS 2019/40": Relation.REPLACES}


def test_a_label_above_its_value():
    assert related(["Ersätter", "Policy för inköp"])["Policy för inköp"] is Relation.REPLACES


def test_a_scope_ends_with_the_next_heading():
    found = related(["# Ersätter", "Policy för inköp", "# Bakgrund", "Miljöprogrammet nämns."])
    assert found == {"Policy för inköp": Relation.REPLACES, "Miljöprogrammet": Relation.REFERS_TO}


def test_a_wording_holds_for_the_list_that_follows():
    found = related(["Riktlinjerna grundas på", "- miljöprogrammet,", "- personalpolicyn."])
    assert set(found.values()) == {Relation.BASED_ON}


def test_what_stands_under_a_proposal_is_proposed():
    lines = ["# Förslag till beslut", "- att upphäva Riktlinjer för telefoni"]
    found = mentions(reading_of(lines))
    assert [(item.relation, item.modality) for item in found] == [(Relation.REPEALS, Modality.PROPOSED)]


def test_passive_with_the_document_itself_as_agent_turns_the_direction():
    found = related(["Kvalitetspolicyn ersätts av denna plan."], "Plan för kvalitet")
    assert found["Kvalitetspolicyn"] is Relation.REPLACES


def test_a_relation_keeps_the_wording_that_told_it():
    found = mentions(reading_of(["Programmet ersätter Kvalitetspolicy 2005."]))
    assert [item.trigger for item in found] == ["ersätter"]


def test_relating_twice_changes_nothing():
    reading = reading_of(["Planen utgår från Vision 2040 och ersätter Trafikplan 2015."])
    found = mentions(reading)
    assert relate(reading, found) == found


@pytest.mark.parametrize(
    ("kind", "text", "modality"),
    [
        (Kind.MEMO, "Trafikplan 2015 bör upphävas.", Modality.PROPOSED),
        (Kind.MEMO, "Även Trafikplan 2015 kan inarbetas i Cykelprogram 2021.", Modality.PROPOSED),
        (Kind.REPLY, "Trafikplan 2015 bör upphävas.", Modality.REQUESTED),
        (Kind.MEMO, "Tekniska nämnden anser att Trafikplan 2015 bör upphävas.", Modality.REQUESTED),
        (Kind.MEMO, "Frågan är om Trafikplan 2015 kan upphävas.", Modality.HYPOTHETICAL),
        (Kind.MEMO, "Trafikplan 2015 bör samordnas med Cykelprogram 2021.", Modality.REQUESTED),
        (Kind.MEMO, "Trafikplan 2015 bör inte upphävas.", Modality.NEGATED),
    ],
)
def test_what_a_memo_says_should_be_done_is_its_proposal(kind, text, modality):
    found = mentions(reading_of([text], "Rubrik utan ämne"), Description(kind=kind, title="Rubrik utan ämne"))
    assert {item.modality for item in found} == {modality}


@pytest.mark.parametrize("name", ["relations.toml", "viewpoints.toml", "statements.toml"])
def test_every_wording_has_a_line_that_can_be_reviewed(name):
    lines = files(styrdok.extraction.lexicon).joinpath(name).read_text("utf-8").splitlines()
    assert len(lines) > 200
    assert max(map(len, lines)) <= 120


def test_a_set_of_words_that_nobody_wrote_is_told():
    assert alternatives(["(?:i|ur) {papers}", "strax"], {"papers": ["planen", "policyn"]}) == (
        "(?:i|ur) (?:planen|policyn)|strax"
    )
    with pytest.raises(ValueError, match="plans"):
        alternatives(["{plans}"], {"papers": ["planen"]})


@pytest.mark.parametrize(
    "lines",
    [
        ["# Rekommendationer", "- upphäva Riktlinjer för telefoni"],
        ["Kommunstyrelsen rekommenderas att", "- upphäva Riktlinjer för telefoni"],
    ],
)
def test_what_is_recommended_is_requested(lines):
    found = mentions(reading_of(lines))
    assert [(item.relation, item.modality) for item in found] == [(Relation.REPEALS, Modality.REQUESTED)]


def test_what_stands_under_papers_of_the_case_is_a_part_only_by_its_own_number():
    found = related(["# Handlingar i ärendet", "- KS 2031/40-2 Tjänsteskrivelse, KS 2031/55"])
    assert found == {"KS 2031/40-2": Relation.HAS_PART, "KS 2031/55": Relation.REFERS_TO}


@pytest.mark.parametrize(("kind", "modality"), [(Kind.MEMO, Modality.PROPOSED), (Kind.MINUTES, Modality.REQUESTED)])
def test_what_a_party_demands_is_a_proposal_only_in_a_memo(kind, modality):
    lines = ["# Yrkanden", "Bo Alm begär att Hamnplan 2031 ska upphävas."]
    (found,) = mentions(reading_of(lines), Description(kind=kind, title="Hamnen"))
    assert found.modality is modality


def grid(rows, title="Rubrik utan ämne", kind=Kind.STEERING):
    """The relation and modality of every mention in a table of these rows."""
    found = mentions(reading_of([rows], title, table_page=1), Description(kind=kind, title=title))
    return {item.text: (item.relation, item.modality) for item in found if item.kind is not MentionKind.SELF}


def test_a_label_in_a_row_of_labels_speaks_of_what_is_right_below_it():
    rows = [
        ["Dokumenttyp", "Beslutad av"],
        ["Policy", "Kommunfullmäktige"],
        ["Gäller för", "Ersätter"],
        ["Alla", "Hamnplan 2020"],
    ]
    assert grid(rows)["Hamnplan 2020"] == (Relation.REPLACES, Modality.FACT)


def test_a_column_of_a_list_of_documents_says_nothing_of_this_document():
    rows = [["Dokument", "Ersätter"], ["Vattenplan 2021", "Hamnplan 2020"], ["Kajplan 2022", "Bryggplan 2019"]]
    assert grid(rows)["Bryggplan 2019"] == (Relation.REFERS_TO, Modality.FACT)


def test_a_column_of_measures_proposes():
    rows = [["Dokument", "Åtgärd"], ["Hamnplan 2020", "revideras"]]
    assert grid(rows, kind=Kind.MEMO)["Hamnplan 2020"] == (Relation.REVISES, Modality.PROPOSED)


@pytest.mark.parametrize(
    "line", ["Kontorsyttrande: Hamnplan 2020", "Synpunkter på Hamnplan 2020", "Remissvar Hamnplan 2020"]
)
def test_a_reply_tells_in_few_words_what_it_answers(line):
    found = mentions(reading_of([line]), Description(kind=Kind.REPLY, title="Yttrande"))
    assert [item.relation for item in found] == [Relation.RESPONDS_TO]
    reply = Description(kind=Kind.REPLY, title="Yttrande")
    found = mentions(reading_of(["Styrelsen har begärt in synpunkter på Hamnplan 2020."]), reply)
    assert [item.relation for item in found] == [Relation.REFERS_TO]
    found = mentions(reading_of(["Lämna synpunkter på Hamnplan 2020 till nämnden."]), Description(title="Policy"))
    assert [item.relation for item in found] == [Relation.REFERS_TO]


@pytest.mark.parametrize("lines", [["Er beteckning: KS 2031/12"], ["Er beteckning", "KS 2031/12"]])
def test_their_case_number_is_what_a_reply_answers(lines):
    found = mentions(reading_of(lines), Description(kind=Kind.REPLY, title="Yttrande"))
    assert [(item.text, item.relation) for item in found] == [("KS 2031/12", Relation.RESPONDS_TO)]


def test_what_a_heading_says_gives_way_to_according_to():
    found = related(["# Utgångspunkter", "Prövning sker enligt kommunallagen. Grunden är miljöbalken."])
    assert found["kommunallagen"] is Relation.REFERS_TO


def test_each_of_several_proposals_proposes_and_a_denial_stays_one():
    lines = [
        "# Förslag till beslut",
        "1. Nämnden får ta hand om målen i Hamnplan 2031.",
        "2. Något nytt vattenprogram tas inte fram.",
        "# Bakgrund",
        "Målen står i Kajplan 2030.",
    ]
    found = mentions(reading_of(lines), Description(kind=Kind.MEMO, title="Översyn"))
    assert [(item.text, item.modality) for item in found] == [
        ("Hamnplan 2031", Modality.PROPOSED),
        ("vattenprogram", Modality.NEGATED),
        ("Kajplan 2030", Modality.FACT),
    ]


def test_a_recommendation_reaches_the_item_right_behind_it():
    lines = ["Revisorerna rekommenderar nämnden att:", "- läsa Hamnplan 2031"]
    assert [item.modality for item in mentions(reading_of(lines))] == [Modality.REQUESTED]
