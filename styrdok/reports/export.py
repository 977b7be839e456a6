"""The whole registry as one JSON document, ``styrdok-export/1``; ``export.schema.json`` beside this file describes it.

Nothing in it tells when or where it was made: the same files and the same acts give the same bytes.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files as resource_files

from styrdok.engines.analyse import Analysis
from styrdok.findings import Overlap, Snapshot
from styrdok.judgements.acts import Act, ActKind, corrections, latest
from styrdok.judgements.reviews import carried
from styrdok.models import Reference
from styrdok.overlaps.rounds import find_rounds
from styrdok.registry.files import FileRecord
from styrdok.reports.values import (
    Json,
    answer_json,
    commitment_json,
    correction_json,
    definition_json,
    document_json,
    file_json,
    goal_json,
    judgement_json,
    need_json,
    overlap_json,
    passage_json,
    proposal_json,
    reference_json,
    targets_of,
    theme_json,
    viewpoint_json,
)
from styrdok.vocabulary import ResolutionStatus

FORMAT = "styrdok-export/1"


def export(
    snapshot: Snapshot,
    files: Iterable[FileRecord],
    analysis: Analysis,
    acts: Sequence[Act] = (),
    *,
    passages: bool = False,
    names: bool = True,
) -> Json:
    """The registry and its analysis as plain JSON values.

    ``passages`` adds the text of every passage. Without ``names``, persons who speak are known by their party alone,
    and nothing is told of who judged or corrected.
    """
    acts = carried(acts, [record.document for record in snapshot.records])
    references = sorted(snapshot.references, key=lambda item: (item.source, item.index))
    parts: Json = {
        "format": FORMAT,
        "documents": [document_json(record.document) for record in snapshot.records],
        "references": [reference_json(reference) for reference in references],
        "relations": _relations(references),
        "passages": [
            passage_json(record.document.id, passage)
            for record in snapshot.records
            for passage in record.extraction.passages
        ]
        if passages
        else None,
        "overlaps": [overlap_json(overlap) for overlap in _ranked(analysis.overlaps)],
        "needs": [need_json(need) for need in analysis.needs],
        "proposals": [proposal_json(proposal, acts, names=names) for proposal in analysis.proposals],
        "rounds": [answer_json(one.document, answer) for one in find_rounds(snapshot) for answer in one.answers],
        "judgements": _judgements(acts) if names else None,
        "corrections": [correction_json(act) for act in corrections(acts)] if names else None,
        "files": _files(files),
        **_statements(snapshot, names=names),
    }
    return {name: parts[name] for name in _ORDER if parts[name] is not None}


_ORDER = (
    "format",
    "documents",
    "references",
    "relations",
    "themes",
    "passages",
    "definitions",
    "commitments",
    "goals",
    "viewpoints",
    "overlaps",
    "needs",
    "proposals",
    "rounds",
    "judgements",
    "corrections",
    "files",
)


def schema() -> Json:
    """The JSON Schema of the export."""
    found: Json = json.loads((resource_files("styrdok.reports") / "export.schema.json").read_text(encoding="utf-8"))
    return found


def _statements(snapshot: Snapshot, *, names: bool) -> Json:
    targets = targets_of(snapshot.references)
    parts = [(record.document.id, record.extraction) for record in snapshot.records]
    return {
        "themes": [theme_json(name, item) for name, known in parts for item in known.themes],
        "definitions": [definition_json(name, item) for name, known in parts for item in known.definitions],
        "commitments": [commitment_json(name, item) for name, known in parts for item in known.commitments],
        "goals": [goal_json(name, item) for name, known in parts for item in known.goals],
        "viewpoints": [
            viewpoint_json(name, item, targets, names=names) for name, known in parts for item in known.viewpoints
        ],
    }


def _relations(references: Sequence[Reference]) -> list[Json]:
    """``relations``: the references between the same two ends, gathered; ``evidence`` counts rows of ``references``."""
    found: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for index, reference in enumerate(references):
        if reference.resolution.status is not ResolutionStatus.SELF:
            mention = reference.mention
            target = reference.resolution.target or mention.label
            found[reference.source, target, mention.relation.value, mention.modality.value].append(index)
    names = ("source", "target", "relation", "modality")
    return [dict(zip(names, key, strict=True)) | {"evidence": rows} for key, rows in sorted(found.items())]


def _judgements(acts: Sequence[Act]) -> list[Json]:
    """Those that count, each reviewer's newest of each pair or proposal, by time."""
    return [judgement_json(act) for act in latest(acts) if act.kind is ActKind.JUDGEMENT]


def _files(files: Iterable[FileRecord]) -> list[Json]:
    """Every file that was seen, by name."""
    found = {(file.name, file.sha256 or "", file.status.value): file_json(file) for file in files}
    return [found[key] for key in sorted(found)]


def _ranked(overlaps: Iterable[Overlap]) -> list[Overlap]:
    return sorted(overlaps, key=lambda overlap: (-overlap.score, overlap.a, overlap.b))
