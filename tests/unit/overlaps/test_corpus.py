"""The overlaps of the corpus, read as a reviewer would."""

import csv
import json
from datetime import date
from pathlib import Path

import pytest

from styrdok.overlaps import find_needs, find_overlaps, find_proposals
from styrdok.overlaps.statutory import required_by
from styrdok.overlaps.tables import weights
from styrdok.registry.store import Registry
from styrdok.vocabulary import Action, NeedReason, ReuseKind

CORPUS = Path(__file__).parents[3] / "corpus" / "pdf"
TODAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def snapshot(corpus_registry):
    with Registry.open(corpus_registry, read_only=True) as registry:
        return registry.snapshot()


@pytest.fixture(scope="module")
def files(snapshot):
    return {record.document.id: Path(record.document.file).name for record in snapshot.records}


@pytest.fixture(scope="module")
def overlaps(snapshot):
    return find_overlaps(snapshot)


def pair(one, files):
    return tuple(sorted((files[one.a], files[one.b])))


def test_the_pair_that_bodies_asked_for_is_among_the_first_four(overlaps, files):
    first = [pair(one, files) for one in overlaps[:4]]
    assert ("kvalitetsprogram-2021.pdf", "personalpolicy.pdf") in first
    one = overlaps[first.index(("kvalitetsprogram-2021.pdf", "personalpolicy.pdf"))]
    assert any(signal.name == "asserted" and "s. " in str(signal.sentence) for signal in one.signals)


def test_the_first_ten_are_clear_overlaps(overlaps, files):
    with (CORPUS / "overlaps.gold.tsv").open(encoding="utf-8") as file:
        grade = {tuple(sorted((row["a"], row["b"]))): int(row["grade"]) for row in csv.DictReader(file, delimiter="\t")}
    assert [pair(one, files) for one in overlaps[:10] if grade.get(pair(one, files), 0) < 2] == []


def test_every_planted_copy_is_found(overlaps, files):
    gold = json.loads((CORPUS / "shared_passages.gold.json").read_text(encoding="utf-8"))
    found = {pair(one, files): one.evidence for one in overlaps}
    for passage in gold["passages"]:
        if passage["kind"] != "topical":
            evidence = found[tuple(sorted((passage["a"], passage["b"])))]
            assert any(shown.kind is not ReuseKind.TOPICAL for shown in evidence), passage["id"]


def test_every_pair_that_may_be_a_need_shows_something(overlaps):
    strong = [one for one in overlaps if one.score >= weights().need["least_overlap"] and not one.lineage]
    assert all(one.evidence or any(signal.name == "asserted" for signal in one.signals) for one in strong)
    assert len(strong) > 20


def test_planted_passages_in_other_words_are_found(overlaps, files):
    gold = json.loads((CORPUS / "shared_passages.gold.json").read_text(encoding="utf-8"))
    found = {pair(one, files): one.evidence for one in overlaps}
    for passage in gold["passages"]:
        if passage["kind"] == "topical":
            evidence = found[tuple(sorted((passage["a"], passage["b"])))]
            said = " ".join(f"{shown.a.text} {shown.b.text}" for shown in evidence)
            assert any(passage[f"{side}_{end}_words"].rstrip(".") in said for side in "ab" for end in ("first", "last"))


def test_needs_and_proposals_can_be_defended(snapshot, overlaps):
    needs = find_needs(snapshot, overlaps, TODAY)
    assert needs[0].reason is NeedReason.ASSERTED
    assert all(str(need.sentence) and need.documents for need in needs)
    assert all(need.evidence for need in needs if need.reason is not NeedReason.EXPIRED)
    titles = {record.document.id: record.document.description.title for record in snapshot.records}
    for proposal in find_proposals(snapshot, overlaps, needs, TODAY):
        assert str(proposal.rationale)
        assert proposal.decision_text.endswith(".")
        if proposal.action is Action.REPEAL:
            assert not any(required_by(titles[name]) for name in proposal.documents)
