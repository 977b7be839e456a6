"""The figures on small made-up exports, where the right answer can be counted by hand."""

import json

import pytest

from styrdok.errors import NotFound, UnreadableInput
from styrdok.evaluation.changes import as_json, gains_and_losses
from styrdok.evaluation.evaluate import evaluate
from styrdok.evaluation.gold import load_gold
from styrdok.evaluation.ranking import average_precision, ndcg

GOLD = {
    "file": "a.pdf",
    "kind": "steering",
    "title": "Cykelplan 2022–2028",
    "title_also": ["Cykelplan"],
    "adopted_on": None,
    "diary_numbers": ["KS 2021/77"],
    "references": [
        {"page": 2, "text": "trafikprogrammet", "kind": "title", "relation": "based_on"},
        {"page": 2, "text": "plan- och bygglagen", "kind": "law", "relation": "refers_to", "label": "SFS 2010:900"},
        {"page": 3, "text": "programmet", "kind": "title", "relation": "refers_to", "doubtful": True},
    ],
    "themes": ["traffic_mobility", "climate_energy"],
}


def reference(page, text, kind="title", relation="refers_to", label=None):
    return {"source": "d1", "page": page, "text": text, "kind": kind, "relation": relation, "label": label}


def export(**changes):
    document = {
        "id": "d1",
        "file": "a.pdf",
        "kind": "steering",
        "title": "cykelplan",
        "adopted_on": None,
        "diary_numbers": ["KS 2021/77", "KS 2020/1"],
    }
    base = {
        "documents": [document],
        "references": [
            reference(2, "trafikprogrammet", relation="based_on"),
            reference(2, "enligt plan- och bygglagen", "law", label="SFS 2010:900"),
            reference(3, "programmet"),
            reference(3, "tidplanen"),
        ],
        "themes": [
            {"document": "d1", "theme": "traffic_mobility", "weight": 1.0},
            {"document": "d1", "theme": "culture", "weight": 0.5},
        ],
    }
    empty = {name: [] for name in ("viewpoints", "definitions", "goals", "commitments", "needs", "overlaps")}
    return {**empty, **base, **changes}


@pytest.fixture
def gold(tmp_path):
    (tmp_path / "a.gold.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return load_gold(tmp_path)


def figures(evaluation):
    return {score.name: (score.right, score.found, score.true) for score in evaluation.scores}


def test_figures_are_counted_as_gold_says(gold):
    rows = figures(evaluate(export(), gold))
    assert rows["field title"] == (1, 1, 1)
    assert rows["field adopted_on"] == (1, 1, 1)
    assert rows["diary numbers"] == (1, 2, 1)
    assert rows["mentions (overlap)"] == (2, 3, 2)
    assert rows["mentions (exact)"] == (1, 3, 2)
    assert rows["typed relations"] == (1, 1, 1)
    assert rows["right act"] == (1, 1, 1)
    assert rows["first theme"] == (1, 1, 1)
    assert rows["themes"] == (1, 2, 2)


def test_a_guess_where_gold_has_null_is_wrong(gold):
    document = {**export()["documents"][0], "adopted_on": "2020-01-01"}
    rows = figures(evaluate(export(documents=[document]), gold))
    assert rows["field adopted_on"] == (0, 1, 1)


def test_gold_without_document_is_named(gold):
    assert evaluate(export(documents=[]), gold).absent == ("a.pdf",)


def test_gains_and_losses_name_what_changed(gold):
    before = as_json(evaluate(export(), gold))
    after = as_json(evaluate(export(references=[reference(2, "trafikprogrammet", relation="based_on")]), gold))
    gains, losses = gains_and_losses(before, after)
    assert any("tidplanen" in line for line in gains)
    assert any("plan- och bygglagen" in line for line in losses)


def test_average_precision_and_ndcg():
    assert average_precision([True, False, True], 2) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([], 0) is None
    assert ndcg([3, 0, 1], [1, 3]) == pytest.approx((7 + 1 / 2) / (7 + 1 / 1.5849625), abs=1e-6)


def test_a_folder_without_gold_and_a_broken_gold_file_are_told(tmp_path):
    with pytest.raises(NotFound):
        load_gold(tmp_path)
    (tmp_path / "b.gold.json").write_text("{", encoding="utf-8")
    with pytest.raises(UnreadableInput, match=r"b\.gold\.json"):
        load_gold(tmp_path)
