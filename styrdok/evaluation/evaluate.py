"""The whole table of figures: an export held against a folder of gold files."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from styrdok.evaluation.fields import score_fields
from styrdok.evaluation.gold import Gold, GoldDocument
from styrdok.evaluation.ranking import score_needs, score_ranking
from styrdok.evaluation.references import score_references
from styrdok.evaluation.score import Score
from styrdok.evaluation.units import (
    score_commitments,
    score_definitions,
    score_goals,
    score_themes,
    score_viewpoints,
)

Export = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Counted figures (``scores``), measured ones (``measures``), and gold files with no document (``absent``)."""

    scores: tuple[Score, ...]
    measures: tuple[tuple[str, float], ...]
    absent: tuple[str, ...]


def evaluate(export: Export, gold: Gold) -> Evaluation:
    """Hold an export (``styrdok-export/1``) against gold; see ``docs/gold.md`` for what counts as right."""
    documents = {d["id"]: d for d in export["documents"]}
    by_file = _by_gold_file(gold, export)
    found = [(g, documents[by_file[g.file]]) for g in gold.documents if g.file in by_file]

    def rows(name: str, key: str) -> list[tuple[GoldDocument, list[dict[str, Any]]]]:
        return [(g, [row for row in export[name] if row[key] == d["id"]]) for g, d in found]

    scores = [
        *score_fields(found),
        *score_references(rows("references", "source")),
        *score_themes(rows("themes", "document")),
        *score_viewpoints(rows("viewpoints", "source")),
        *score_definitions(rows("definitions", "document")),
        *score_goals(rows("goals", "document")),
        *score_commitments(rows("commitments", "document")),
    ]
    name_of = {identity: PurePosixPath(file).name for file, identity in by_file.items()}
    if gold.needs is not None:
        scores += score_needs(gold.needs, [_named(need, name_of) for need in export["needs"]])
    measures = _ranking(gold, export, name_of)
    absent = tuple(g.file for g in gold.documents if g.file not in by_file)
    return Evaluation(tuple(score for score in scores if score.true or score.found), measures, absent)


def _by_gold_file(gold: Gold, export: Export) -> dict[str, str]:
    """Document id per gold file: the same relative path, or the only document with that file name."""
    result: dict[str, str] = {}
    by_name: dict[str, list[str]] = {}
    for document in export["documents"]:
        by_name.setdefault(PurePosixPath(document["file"]).name, []).append(document["id"])
    by_path = {document["file"]: document["id"] for document in export["documents"]}
    for entry in gold.documents:
        named = by_name.get(PurePosixPath(entry.file).name, [])
        if entry.file in by_path:
            result[entry.file] = by_path[entry.file]
        elif len(named) == 1:
            result[entry.file] = named[0]
    return result


def _named(need: dict[str, Any], name_of: dict[str, str]) -> dict[str, Any]:
    return {**need, "documents": [name_of.get(identity, identity) for identity in need["documents"]]}


def _ranking(gold: Gold, export: Export, name_of: dict[str, str]) -> tuple[tuple[str, float], ...]:
    """Figures over the set that the overlap gold covers: the documents whose gold lies beside it, not below."""
    if gold.pairs is None:
        return ()
    covered = {entry.file for entry in gold.documents if "/" not in entry.file}
    overlaps = [
        {"a": name_of[row["a"]], "b": name_of[row["b"]], "lineage": row["lineage"]}
        for row in export["overlaps"]
        if name_of.get(row["a"]) in covered and name_of.get(row["b"]) in covered
    ]
    figures = score_ranking(gold.pairs, overlaps)
    return tuple((name, value) for name, value in figures.items() if value is not None)
