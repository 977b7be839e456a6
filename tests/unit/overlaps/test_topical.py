"""Passages on the same matter in other words."""

from dataclasses import replace

import numpy as np
import pytest

from styrdok.findings import SharedPassage
from styrdok.overlaps import find_overlaps
from styrdok.overlaps.standard import standard_ranges
from styrdok.overlaps.tables import weights
from styrdok.overlaps.topical.passages import running_text
from styrdok.overlaps.topical.rows import Asked, likeness, likenesses, topics_of
from styrdok.overlaps.topical.table import RAREST, rarity, word_vectors
from styrdok.vocabulary import ReuseKind
from tests.made import CYCLING, LEADING, PARKS, anchor, record, reference, snapshot

BATHING = (
    "Vid kommunens badplatser tas prov på vattnet varje vecka under sommaren. Är vattnet otjänligt ska en skylt sättas "
    "upp samma dag, och de som badar varnas på webbplatsen."
)
SWIMMING = (
    "Den som badar i sjön ska kunna lita på att vattnet är rent. Vattenprover från badet lämnas till ett laboratorium, "
    "och är bakterierna för många sätts skyltar ut och bad avråds till dess att nya prover är bra."
)
ARCHIVE = (
    "Handlingar som ska bevaras överlämnas till arkivet inom fem år. Innan något gallras ska arkivmyndigheten ha "
    "fattat beslut om det, och den som sköter registret antecknar vad som har förstörts."
)
LIBRARY = (
    "Biblioteket lånar ut romaner till alla som har lånekort. På lördagar läser personalen sagor för barnen, och den "
    "som inte kan komma själv får böckerna hem till dörren."
)
STANDARD = (
    "Den som äger dokumentet ansvarar för att det hålls aktuellt och prövas en gång under varje mandatperiod, och "
    "frågor om innehållet besvaras av den förvaltning som anges på första sidan."
)


@pytest.fixture
def two():
    return (
        record("d1", ARCHIVE, BATHING, CYCLING, themes=[("environment", 1.0)]),
        record("d2", LIBRARY, SWIMMING, themes=[("environment", 1.0)]),
    )


def running(made):
    return running_text(made.by_id, standard_ranges(made))


def topics(*records):
    made = snapshot(*records)
    return topics_of(made.by_id, standard_ranges(made))


def rows(found, a, b, *shown):
    return found.rows(a, {b: Asked(shown, weights().topical)})[b]


def topical(found, a="d1", b="d2"):
    (pair,) = [one for one in found if (one.a, one.b) == (a, b)]
    return [(row.a.text, row.b.text) for row in pair.evidence if row.kind is ReuseKind.TOPICAL]


def test_the_passages_on_one_matter_come_first(two):
    assert topical(find_overlaps(snapshot(*two)))[0] == (BATHING, SWIMMING)


def test_they_are_shown_beside_shared_wording():
    a = record("d1", LEADING, BATHING, themes=[("environment", 1.0)])
    b = record("d2", LEADING, SWIMMING, themes=[("environment", 1.0)])
    found = find_overlaps(snapshot(a, b, record("d3", PARKS), record("d4", LIBRARY)))
    kinds = [row.kind for one in found if (one.a, one.b) == ("d1", "d2") for row in one.evidence]
    assert kinds == sorted(kinds, key=lambda kind: kind is ReuseKind.TOPICAL)
    assert ReuseKind.VERBATIM in kinds
    assert topical(found) == [(BATHING, SWIMMING)]


def test_they_never_change_the_score(two, monkeypatch):
    with_rows = find_overlaps(snapshot(*two))
    monkeypatch.setattr("styrdok.overlaps.scoring.with_topical_rows", lambda _, ranked: tuple(ranked))
    without = find_overlaps(snapshot(*two))
    assert [(one.a, one.b, one.score, one.signals) for one in with_rows] == [
        (one.a, one.b, one.score, one.signals) for one in without
    ]
    assert topical(without) == []


def test_what_is_shown_already_is_not_shown_again(two):
    found = topics(*two)
    assert next((row.a.text, row.b.text) for row in rows(found, "d1", "d2")) == (BATHING, SWIMMING)
    at = len(ARCHIVE) + 1
    shown = SharedPassage(anchor(BATHING, start=at), anchor("x" * 9, page=2), 1.0, 90.0, ReuseKind.VERBATIM)
    assert BATHING not in [row.a.text for row in rows(found, "d1", "d2", shown)]


def test_strangers_are_not_shown():
    a, b = record("d1", ARCHIVE, themes=[("culture", 1.0)]), record("d2", LIBRARY, themes=[("culture", 1.0)])
    assert topical(find_overlaps(snapshot(a, b))) == []


def test_no_passage_is_shown_twice(two):
    a = record("d3", BATHING, SWIMMING, themes=[("environment", 1.0)])
    found = topics(*two, a)
    shown = rows(found, "d1", "d3")
    for side in ([row.a for row in shown], [row.b for row in shown]):
        assert len(set(side)) == len(side)


def test_editions_get_no_topical_rows():
    old = record("d1", BATHING, LEADING, title="Badplan 2020–2024", themes=[("environment", 1.0)])
    new = record("d2", SWIMMING, LEADING, title="Badplan 2025–2029", line="d1", themes=[("environment", 1.0)])
    found = find_overlaps(snapshot(old, new, record("d3", PARKS)))
    assert topical(found) == []


def test_the_likeness_of_a_pair_hangs_on_the_two_alone(two):
    alone = topics(*two)
    crowd = [record(f"e{k}", text) for k, text in enumerate((LEADING, PARKS, LIBRARY, ARCHIVE))]
    among = topics(*crowd, *two)
    first, second = (likeness(one.speeches["d1"], one.speeches["d2"]) for one in (alone, among))
    assert np.array_equal(first, second)


def test_likeness_to_several_is_that_to_each(two):
    others = [record("d3"), record("d4", LEADING, BATHING), record("d5", PARKS)]
    speeches = topics(*two, *others).speeches
    together = likenesses(speeches["d1"], [speeches[name] for name in ("d2", "d3", "d4", "d5")])
    assert all(
        np.array_equal(one, likeness(speeches["d1"], speeches[name]))
        for one, name in zip(together, ("d2", "d3", "d4", "d5"), strict=True)
    )
    assert [one.shape[1] for one in likenesses(speeches["d3"], [speeches["d2"], speeches["d3"]])] == [2, 0]


def test_likeness_is_the_same_from_both_sides(two):
    speeches = topics(*two).speeches
    assert np.array_equal(likeness(speeches["d1"], speeches["d2"]), likeness(speeches["d2"], speeches["d1"]).T)


@pytest.mark.parametrize(
    "text",
    [
        "Badplan · Kommunfullmäktige · 2031-02-03 · Diarienummer · Ansvarig nämnd · Miljönämnden · Giltig till 2035.",
        "1 Inledning . . . . . . 3 2 Badplatser som kommunen sköter och hur de ska skötas . . . . . 4 3 Prov . . . 7.",
        "Sjö Prov Gränsvärde Resultat Storsjön juni 10 8 Lillsjön juni 12 9 Ödetjärn juli 10 4 Bysjön augusti 9 9",
        "Vi badar ofta.",
    ],
)
def test_tables_lists_and_scraps_are_no_running_text(text):
    assert running(snapshot(record("d1", text)))["d1"] == ()


def test_standard_text_says_nothing_of_the_matter():
    others = [record(f"d{k}", STANDARD) for k in range(1, 5)]
    found = running(snapshot(record("d0", f"{BATHING} {SWIMMING} {STANDARD}"), *others))
    (only,) = found["d0"]
    assert (only.words["mandatperiod"], only.words["badplats"]) == (0, 1)
    assert not any(found[one.document.id] for one in others)


def test_names_of_documents_and_acts_say_nothing_of_the_matter():
    text = f"Enligt Badplan 2031 gäller detta. {BATHING}"
    named = reference("d1", "Badplan 2031").mention
    plain = record("d1", text)
    start = text.index("Badplan 2031")
    mention = type(named)(
        **{**{f: getattr(named, f) for f in named.__slots__}, "anchor": anchor("Badplan 2031", 1, start)}
    )
    told = replace(plain, extraction=replace(plain.extraction, mentions=(mention,)))
    counted = [running(snapshot(one))["d1"][0].words["badplan"] for one in (plain, told)]
    assert counted == [1, 0]


def test_an_empty_document_has_no_rows(two):
    found = topics(*two, record("d3"))
    assert rows(found, "d1", "d3") == ()


def test_rarity():
    assert rarity("och") == 0.0
    assert rarity("verksamheten") == 0.0
    assert rarity("kostnaden") < 3.5 < rarity("badplatser") < rarity("qvxz") == RAREST / 100
    assert rarity("Utredningen") == rarity("utredning")


def test_the_table_is_whole():
    table = word_vectors()
    assert len(table.place) == len(table.rarity) == len(table.vectors) >= 15_000
    assert table.rarity.min() > 0
    assert table.rarity.max() <= RAREST
    lengths = np.linalg.norm(table.vectors.astype(float), axis=1)
    assert 0.9 * table.length < np.median(lengths) < 1.1 * table.length
    assert len(table.average) == table.vectors.shape[1]


def cosine(x, y):
    return float(x @ y) / np.sqrt(float(x @ x) * float(y @ y))


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("energi", "bränsle", "förskola"),
        ("lärare", "undervisning", "avlopp"),
        ("diskriminering", "jämställdhet", "buss"),
    ],
)
def test_words_of_one_field_lie_together(word, near, far):
    one, two, three = (word_vectors().vector(which) for which in (word, near, far))
    assert cosine(one, two) > cosine(one, three) + 0.1


def test_an_unknown_compound_is_its_parts_together():
    table = word_vectors()
    known, parts = table.vector("badplatsbrygga"), [table.vector(word) for word in ("bad", "plats", "brygga")]
    assert cosine(known, parts[0]) > 0.3
    assert np.array_equal(known, np.rint(sum(parts) / np.sqrt(3)))
    assert table.vector("qvxz") is None
