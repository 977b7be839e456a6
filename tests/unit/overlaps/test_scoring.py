from datetime import date

import pytest

from styrdok.overlaps import find_overlaps, standard_texts
from styrdok.overlaps.scoring import curbed
from styrdok.overlaps.signals import SIGNALS
from styrdok.overlaps.tables import weights
from styrdok.vocabulary import Kind, Linked, MentionKind, Relation, ReuseKind, ViewpointKind
from tests.made import (
    CYCLING,
    LEADING,
    LEADING_EDITED,
    PARKS,
    anchor,
    definition,
    record,
    reference,
    snapshot,
    viewpoint,
)

TODAY = date(2026, 1, 1)


def one(found, a, b):
    return next((pair for pair in found if (pair.a, pair.b) == (a, b)), None)


@pytest.fixture
def three():
    return (
        record("d1", LEADING, PARKS, themes=[("personnel", 0.8)]),
        record("d2", LEADING_EDITED, CYCLING, themes=[("personnel", 0.5), ("traffic_mobility", 0.4)]),
        record("d3", "Avgiften för torgplats tas ut för varje påbörjat dygn enligt tabellen."),
    )


def test_edited_copy_is_found_with_its_words_on_both_sides(three):
    first = find_overlaps(snapshot(*three))[0]
    assert (first.a, first.b) == ("d1", "d2")
    shown = first.evidence[0]
    assert shown.kind is ReuseKind.EDITED
    assert "utvecklingssamtal med" in shown.a.text
    assert "utvecklingssamtal med" in shown.b.text
    assert shown.a.text == LEADING[shown.a.start : shown.a.end]
    assert shown.bits >= 80


def test_score_can_be_reckoned_from_its_lines(three):
    for pair in find_overlaps(snapshot(*three)):
        total = sum(signal.weight * signal.value for signal in pair.signals)
        factor = next((signal.value for signal in pair.signals if signal.name == "kinds"), 1.0)
        assert pair.score == pytest.approx(factor * curbed(total), abs=2e-4)


def test_the_part_in_common_leaves_standard_text_out():
    own = ("Alfa", "Beta", "Gamma", "Delta")
    only = [record(f"d{n}", f"{name} badhus.", CYCLING, themes=[("sport", 0.9)]) for n, name in enumerate(own)]
    found = find_overlaps(snapshot(record("d8", LEADING, CYCLING), record("d9", LEADING_EDITED, CYCLING), *only))
    assert 0.4 < one(found, "d8", "d9").coverage < 0.6
    assert one(found, "d0", "d1").coverage == 0


def test_nothing_in_common_is_not_listed(three):
    assert one(find_overlaps(snapshot(*three)), "d1", "d3") is None


def test_every_signal_has_a_weight_a_name_and_a_meaning():
    assert {rule.name for rule in SIGNALS} == weights().weight.keys()
    assert len(SIGNALS) >= 9
    assert all(str(rule.label) and str(rule.meaning) for rule in SIGNALS)


def test_text_of_three_counts_less_than_text_of_two_and_standard_text_for_nothing():
    def value(copies):
        records = [record(f"d{k}", LEADING, f"{PARKS} {k}" if k > 9 else CYCLING * (k == 0)) for k in range(copies)]
        found = find_overlaps(snapshot(*records))
        return next((signal.value for pair in found for signal in pair.signals if signal.name == "passages"), 0.0)

    assert value(2) > value(3) > 0
    assert value(5) == 0


def test_standard_text_is_no_evidence_and_its_references_are_not_shared():
    standard = "Dokumentet ses över vart fjärde år av den nämnd som har antagit det, enligt Riktlinje för hamnar."
    own = [
        LEADING,
        PARKS,
        CYCLING,
        "Bryggorna vid badplatsen målas om före midsommar varje år av vaktmästaren i hamnen.",
    ]
    records = [record(f"d{k}", standard, text) for k, text in enumerate(own)]
    at = standard.index("Riktlinje")
    place = anchor("Riktlinje för hamnar", 1, at)
    said = [reference(f"d{k}", "Riktlinje för hamnar", anchor=place) for k in range(4)]
    assert find_overlaps(snapshot(*records, references=said)) == ()


def test_what_stands_on_every_page_counts_once():
    footer = "Ekbacka stad, Stadsledningskontoret, Box 11, 123 45 Ekbacka, telefon 0123-456 78, kontakt@ekbacka.example"
    once = find_overlaps(snapshot(record("d1", footer), record("d2", footer)))[0]
    often = find_overlaps(snapshot(record("d1", *[footer] * 3), record("d2", *[footer] * 3)))[0]
    assert len(often.evidence) == len(once.evidence) == 1


def test_one_reference_is_one_way_and_two_are_mutual(three):
    there, back = reference("d1", "d2", "d2"), reference("d2", "d1", "d1")
    assert one(find_overlaps(snapshot(*three, references=[there])), "d1", "d2").linked is Linked.ONE_WAY
    assert one(find_overlaps(snapshot(*three, references=[there, back])), "d1", "d2").linked is Linked.MUTUAL


def test_a_line_a_replacement_and_mostly_the_same_text_are_lineage(three):
    edition = record("d4", LEADING, PARKS, line="d1", themes=[("personnel", 0.8)])
    assert one(find_overlaps(snapshot(*three, edition)), "d1", "d4").lineage
    replaces = reference("d2", "d1", "d1", relation=Relation.REPLACES)
    assert one(find_overlaps(snapshot(*three, references=[replaces])), "d1", "d2").lineage
    old = record("d5", LEADING, PARKS, title="Personalpolicy 2010", organisation="Ekbacka kommun")
    new = record("d6", LEADING, PARKS, title="Personalpolicy 2020", organisation="Ekbacka kommun")
    assert one(find_overlaps(snapshot(old, new)), "d5", "d6").lineage


def test_a_statement_lifts_the_pair_it_is_about(three):
    said = viewpoint(ViewpointKind.COORDINATION, "De två bör samordnas.", "d1", "d3")
    reply = record("r1", "Svar", kind=Kind.REPLY, viewpoints=(said,))
    lifted = one(find_overlaps(snapshot(*three, reply)), "d1", "d3")
    line = next(signal for signal in lifted.signals if signal.name == "asserted")
    assert "De två bör samordnas." in str(line.sentence)
    assert lifted.score >= weights().weight["asserted"] * (1 - weights().assertion_doubt)


def test_more_voices_lift_more(three):
    said = viewpoint(ViewpointKind.COORDINATION, "De två bör samordnas.", "d1", "d3")
    replies = [record(f"r{k}", f"Svar {k}", kind=Kind.REPLY, viewpoints=(said,)) for k in (1, 2)]
    scores = [one(find_overlaps(snapshot(*three, *replies[:n])), "d1", "d3").score for n in (1, 2)]
    assert scores[0] < scores[1]


def test_texts_about_documents_rank_below_documents(three):
    reply = record("r1", LEADING, PARKS, themes=[("personnel", 0.8)], kind=Kind.REPLY)
    found = find_overlaps(snapshot(*three, reply))
    assert one(found, "d1", "r1").score <= weights().factor["about"]


def test_an_empty_registry_and_empty_documents_have_no_overlaps():
    assert find_overlaps(snapshot()) == ()
    assert find_overlaps(snapshot(record("d1"), record("d2"))) == ()


def test_many_documents_go_through_candidates():
    crowd = [record(f"d{k:03}", f"Dokument nummer {k} handlar om {word}.") for k, word in enumerate(["sjöar"] * 70)]
    found = find_overlaps(snapshot(*crowd, record("x1", LEADING), record("x2", LEADING)))
    assert one(found, "x1", "x2") is not None


def test_standard_text_that_hangs_together_by_a_third_is_one():
    whole = f"{LEADING} {CYCLING}"
    texts = [LEADING] * 4 + [CYCLING] * 4
    places = [record(f"d{number}", text) for number, text in enumerate(texts)]
    assert len(standard_texts(snapshot(*places))) == 2
    (found,) = standard_texts(snapshot(*places, record("x8", whole), record("x9", whole), *_more(whole)))
    assert len(found.documents) == 12


def _more(text):
    return [record("y1", text), record("y2", text)]


def test_standard_text_has_a_list_of_its_own():
    places = [record(f"d{k}", f"Inledning nummer {k}. {PARKS} Slut på {CYCLING[: k * 9]}.") for k in range(5)]
    (found,) = standard_texts(snapshot(*places, record("x1", LEADING)))
    assert found.documents == ("d0", "d1", "d2", "d3", "d4")
    assert PARKS.rstrip(".") in found.text
    assert all(PARKS.rstrip(".") in place.anchor.text for place in found.places)
    assert standard_texts(snapshot(*places[:3])) == ()
    assert standard_texts(snapshot()) == ()


def test_the_strongest_still_differ():
    assert curbed(0.5) == 0.5
    assert 0.8 < curbed(1.2) < curbed(1.3) < 1.0
    assert curbed(sum(weights().weight.values())) == pytest.approx(1.0)


def told(found, a, b, name):
    return next((str(signal.sentence) for signal in one(found, a, b).signals if signal.name == name), "")


def test_words_of_covers_and_the_name_of_the_city_are_not_shown_as_shared():
    cover = "Diarienummer, giltighetstid och dokumentansvarig. Lindevik. "
    a = record("d1", cover + "Badplatsen har en livboj.", organisation="Lindeviks kommun")
    b = record("d2", cover + "Livboj vid badplatsen prövas.", organisation="Lindeviks kommun")
    said = told(
        find_overlaps(snapshot(a, b, *(record(f"d{n}", f"Torg {n}.") for n in range(3, 9)))), "d1", "d2", "terms"
    )
    assert said.startswith("Gemensamma ord: ")
    assert "badplatsen" in said
    assert not any(word in said.lower() for word in ("diarienummer", "giltighetstid", "dokumentansvarig", "lindevik"))


def test_a_term_that_both_define_in_other_words_is_told_so():
    a = record("d1", LEADING, definitions=(definition("livboj", "en flytande ring"),))
    b = record("d2", PARKS, definitions=(definition("livboj", "all utrustning vid badplatser"),))
    assert told(find_overlaps(snapshot(a, b)), "d1", "d2", "definitions") == "Båda definierar ”livboj”, men olika."


def test_shared_acts_are_told_by_their_names():
    acts = [reference(name, "SFS 1990:782", kind=MentionKind.LAW) for name in ("d1", "d2")]
    found = find_overlaps(snapshot(record("d1", LEADING), record("d2", LEADING_EDITED), references=acts))
    assert told(found, "d1", "d2", "references") == "Båda hänvisar till arkivlagen (1990:782)."
