import os
from datetime import date
from pathlib import Path

import pytest

from styrdok.engines.analyse import analyse
from styrdok.engines.ingest import ingest
from styrdok.registry.store import Registry
from styrdok.resolution.homes import homes, parts
from styrdok.vocabulary import Kind, MentionKind, NeedReason
from tests.made import CYCLING, LEADING, LEADING_EDITED, PARKS, goal, record, reference, snapshot

TODAY = date(2026, 11, 28)
REPOSITORY = Path(__file__).parents[3]


def city(name, first, year):
    """Three documents of a city, two of which share a paragraph and set a goal for the same matter."""
    own = {"organisation": f"{name} kommun"}
    return [
        record(f"d{first}", LEADING, CYCLING, goals=(goal("Båtflottan ska vara fossilfri senast 2031.", year),), **own),
        record(f"d{first + 1}", LEADING_EDITED, goals=(goal("Båtflottan är fossilfri 2035.", 2035),), **own),
        record(f"d{first + 2}", PARKS, f"Bryggan i {name} målas varje vår.", **own),
    ]


def findings(found, ids):
    """What an analysis says of some documents among themselves."""
    return (
        [one for one in found.overlaps if {one.a, one.b} <= ids],
        [one for one in found.needs if set(one.documents) & ids],
        [one for one in found.proposals if set(one.documents) & ids],
    )


def test_two_cities_in_one_registry_find_what_each_would_find_alone():
    here, there = city("Lindefors", 1, 2031), city("Alvik", 5, 2033)
    both = analyse(snapshot(*here, *there), TODAY)
    for one in (here, there):
        ids = {each.document.id for each in one}
        alone = findings(analyse(snapshot(*one), TODAY), ids)
        assert all(alone)
        assert findings(both, ids) == alone
    assert NeedReason.COMPETING_GOAL in {need.reason for need in both.needs}
    assert any(pair.a < "d5" <= pair.b for pair in both.overlaps)


def test_what_was_adopted_later_does_not_exist_yet():
    old = record("d1", LEADING, organisation="Lindefors kommun", adopted_on=date(2020, 1, 1))
    new = record("d2", LEADING_EDITED, organisation="Lindefors kommun", adopted_on=date(2030, 1, 1))
    whole = snapshot(old, new, references=[reference("d1", "d2", "d2")])
    before, after = analyse(whole, date(2029, 12, 31)), analyse(whole, date(2030, 1, 1))
    assert before.overlaps == ()
    assert [one.documents for one in before.proposals] == [("d1",)]
    assert [(one.a, one.b) for one in after.overlaps] == [("d1", "d2")]


def test_a_reply_without_a_place_belongs_to_the_city_whose_case_it_quotes():
    here = record("d1", PARKS, organisation="Lindefors kommun", diary_numbers=("KS 2031/7",))
    there = record("d2", CYCLING, organisation="Alviks kommun", diary_numbers=("KS 2031/8",))
    reply = record("d3", LEADING, kind=Kind.REPLY, organisation="Hamnbolaget AB")
    silent = record("d4", LEADING, kind=Kind.REPLY, organisation="Båtklubben")
    said = [reference("d3", "KS 2031/8", kind=MentionKind.DIARY_NUMBER)]
    whole = snapshot(here, there, reply, silent, references=said)
    found = homes([one.document for one in whole.records], whole.references)
    assert found["d3"] == found["d2"] != found["d1"]
    assert found["d4"] not in (found["d1"], found["d2"])
    assert [len(part.records) for part in parts(whole)[0]] == [2, 1, 1]


@pytest.mark.skipif("STYRDOK_CITY" not in os.environ, reason="STYRDOK_CITY names no folder with another city")
def test_the_corpus_and_another_city_keep_their_findings(tmp_path):
    folders = {"corpus": REPOSITORY / "corpus" / "pdf", "city": Path(os.environ["STYRDOK_CITY"])}
    whole = _snapshot(tmp_path / "both.db", *folders.values())
    both = analyse(whole, TODAY)
    for name, folder in folders.items():
        alone = _snapshot(tmp_path / f"{name}.db", folder)
        ids = {one.document.id for one in alone.records}
        expected = findings(analyse(alone, TODAY), ids)
        assert all(expected)
        assert findings(both, ids) == expected


def _snapshot(registry, *folders):
    ingest(folders, registry)
    with Registry.open(registry, read_only=True) as store:
        return store.snapshot()
