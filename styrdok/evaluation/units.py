"""Viewpoints, definitions, goals, commitments, themes and headings against gold."""

from collections.abc import Callable
from typing import Any

from styrdok.evaluation.gold import GoldDocument
from styrdok.evaluation.score import Score, assign, total
from styrdok.evaluation.text import common_part, normal, words

Entry = dict[str, Any]
Pairs = list[tuple[GoldDocument, list[Entry]]]
_FIRST_WORDS = 6


def _score(
    key: str, pairs: Pairs, likeness: Callable[[Entry, Entry], float]
) -> tuple[Score, list[tuple[Entry, Entry]]]:
    rows, entries = [], []
    for gold, predicted in pairs:
        if key not in gold.truth:
            continue
        true = [entry for entry in gold.truth[key] if gold.labelled(key, entry["page"])]
        found = [entry for entry in predicted if gold.labelled(key, entry["page"])]
        matched = assign(found, true, likeness)
        sure = [(i, j) for i, j, _ in matched if not true[j].get("doubtful")]
        spared = len(matched) - len(sure)
        demanded = [j for j, entry in enumerate(true) if not entry.get("doubtful")]
        missed = sorted(set(demanded) - {j for _, j in sure})
        taken = {i for i, _, _ in matched}
        rows.append(
            Score(
                "",
                len(sure),
                len(found) - spared,
                len(demanded),
                tuple(f"{gold.file} p.{true[j]['page']}: {_name(true[j])}" for j in missed),
                tuple(f"{gold.file} p.{e['page']}: {_name(e)}" for i, e in enumerate(found) if i not in taken),
            )
        )
        entries += [(found[i], true[j]) for i, j in sure]
    return total(key, rows), entries


def _name(entry: Entry) -> str:
    return str(entry.get("term") or entry.get("text"))[:80]


def score_viewpoints(pairs: Pairs) -> list[Score]:
    """Viewpoints found with the right kind, and the speaker kind of those that were found at all."""
    found, entries = _score("viewpoints", pairs, _same_start)
    kinds = sum(p["kind"] in (g["kind"], *(g.get("kind_also") or [])) for p, g in entries)
    speakers = sum(p["speaker_kind"] == g["speaker_kind"] for p, g in entries)
    return [
        found,
        Score("viewpoints with the right kind", kinds, found.found, found.true),
        Score("speaker kind", speakers, len(entries), len(entries)),
    ]


def _same_start(prediction: Entry, gold: Entry) -> float:
    """Whether the first words that gold notes stand in the predicted words, on the same page."""
    if prediction["page"] != gold["page"]:
        return 0.0
    first = words(gold["text"])[:_FIRST_WORDS]
    text = words(prediction["text"])
    at = [i for i in range(len(text)) if text[i : i + len(first)] == first]
    return 1.0 / (1 + at[0] / 100) if at else 0.0


def score_definitions(pairs: Pairs) -> list[Score]:
    """Defined terms on their pages."""
    return [_score("definitions", pairs, _same_term)[0]]


def _same_term(prediction: Entry, gold: Entry) -> float:
    same = prediction["page"] == gold["page"] and normal(prediction["term"]) == normal(gold["term"])
    return 1.0 if same else 0.0


def score_goals(pairs: Pairs) -> list[Score]:
    """Goals found, and the target year of those found."""
    found, entries = _score("goals", pairs, _same_words)
    years = sum(str(p["target_year"]) == str(g.get("target_year")) for p, g in entries)
    return [found, Score("target year", years, len(entries), len(entries))]


def score_commitments(pairs: Pairs) -> list[Score]:
    """Commitments found, and the actor of those found."""
    found, entries = _score("commitments", pairs, _same_words)
    actors = sum(normal(p["actor"]) == normal(g.get("actor", "")) for p, g in entries)
    return [found, Score("actor", actors, len(entries), len(entries))]


def _same_words(prediction: Entry, gold: Entry) -> float:
    if prediction["page"] != gold["page"]:
        return 0.0
    return max(
        _same_start(prediction, gold), share if (share := common_part(prediction["text"], gold["text"])) >= 0.5 else 0
    )


def score_themes(pairs: Pairs) -> list[Score]:
    """Is the first theme right, and are the gold themes among those listed?"""
    firsts, rows = [], []
    for gold, predicted in pairs:
        true = gold.truth.get("themes")
        if not true:
            continue
        ranked = [row["theme"] for row in sorted(predicted, key=lambda row: (-row["weight"], row["theme"]))]
        first = bool(ranked) and ranked[0] in (true[0], *(gold.truth.get("themes_also") or []))
        miss = () if first else (f"{gold.file}: {ranked[:3]} for {true}",)
        firsts.append(Score("", first, 1, 1, miss))
        rows.append(Score("", len(set(ranked) & set(true)), len(ranked), len(true)))
    return [total("first theme", firsts), total("themes", rows)]
