"""The whole registry as one JSON document, ``styrdok-export/1``; ``export.schema.json`` beside this file describes it.

Nothing in it tells when or where it was made: the same files and the same acts give the same bytes.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files as resource_files
from types import MappingProxyType
from typing import Any

from styrdok.engines.analyse import Analysis
from styrdok.findings import Need, Overlap, Place, Proposal, Record, Snapshot
from styrdok.judgements.acts import Act, ActKind, corrections, latest, verdict_on
from styrdok.judgements.reviews import carried
from styrdok.models import Anchor, Document, Reference, Viewpoint
from styrdok.overlaps.rounds import find_rounds
from styrdok.registry.files import FileRecord
from styrdok.reports.answers import answer_json
from styrdok.vocabulary import ResolutionStatus, SpeakerKind, Verdict

FORMAT = "styrdok-export/1"

Json = dict[str, Any]

_PARTY = re.compile(r"\([A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,2}\)")


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
        "relations": relations_json(references),
        "passages": [item for record in snapshot.records for item in passages_json(record)] if passages else None,
        "overlaps": [overlap_json(overlap) for overlap in _ranked(analysis.overlaps)],
        "needs": [need_json(need) for need in analysis.needs],
        "proposals": [proposal_json(proposal, acts, names=names) for proposal in analysis.proposals],
        "rounds": [answer_json(one.document, answer) for one in find_rounds(snapshot) for answer in one.answers],
        "judgements": judgements_json(acts) if names else None,
        "corrections": corrections_json(acts) if names else None,
        "files": files_json(files),
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
    lists: dict[str, list[Json]] = {
        name: [] for name in ("themes", "definitions", "commitments", "goals", "viewpoints")
    }
    targets = _targets(snapshot.references)
    for record in snapshot.records:
        lists["themes"] += themes_json(record)
        lists["definitions"] += definitions_json(record)
        lists["commitments"] += commitments_json(record)
        lists["goals"] += goals_json(record)
        lists["viewpoints"] += viewpoints_json(record, targets, names=names)
    return dict(lists)


def document_json(document: Document) -> Json:
    """A row of ``documents``."""
    known = document.description
    return {
        "id": document.id,
        "title": known.title,
        "kind": known.kind.value,
        "type": known.type.value,
        "organisation": known.organisation,
        "adopted_by": known.adopted_by,
        "adopted_on": known.adopted_on.isoformat() if known.adopted_on else None,
        "decision": known.decision,
        "diary_numbers": list(known.diary_numbers),
        "valid_from": known.valid_from.isoformat() if known.valid_from else None,
        "valid_to": known.valid_to.isoformat() if known.valid_to else None,
        "open_ended": known.open_ended,
        "responsible": known.responsible,
        "status": known.status.value,
        "language": known.language,
        "pages": document.pages,
        "file": document.file,
        "sha256": document.sha256,
    }


def reference_json(reference: Reference) -> Json:
    """A row of ``references``."""
    mention, resolution = reference.mention, reference.resolution
    return {
        "source": reference.source,
        "page": mention.anchor.page,
        "start": mention.anchor.start,
        "end": mention.anchor.end,
        "bbox": _boxes(mention.anchor),
        "text": mention.text,
        "kind": mention.kind.value,
        "relation": mention.relation.value,
        "modality": mention.modality.value,
        "resolution": resolution.status.value,
        "target": resolution.target,
        "label": mention.label,
        "confidence": _rounded(mention.confidence),
    }


def relations_json(references: Sequence[Reference]) -> list[Json]:
    """``relations``: the references between the same two ends, gathered; ``evidence`` counts rows of ``references``."""
    found: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for index, reference in enumerate(references):
        if reference.resolution.status is not ResolutionStatus.SELF:
            mention = reference.mention
            target = reference.resolution.target or mention.label
            found[reference.source, target, mention.relation.value, mention.modality.value].append(index)
    names = ("source", "target", "relation", "modality")
    return [dict(zip(names, key, strict=True)) | {"evidence": rows} for key, rows in sorted(found.items())]


def themes_json(record: Record) -> list[Json]:
    """The rows of ``themes`` of one document."""
    return [
        {
            "document": record.document.id,
            "theme": theme.theme,
            "weight": _rounded(theme.weight),
            "evidence": [_page_text(anchor) for anchor in theme.evidence],
        }
        for theme in record.extraction.themes
    ]


def passages_json(record: Record) -> list[Json]:
    """The rows of ``passages`` of one document."""
    return [
        {
            "document": record.document.id,
            "index": passage.index,
            "section": passage.section,
            "page": passage.anchor.page,
            "start": passage.anchor.start,
            "end": passage.anchor.end,
            "bbox": _boxes(passage.anchor),
            "text": passage.anchor.text,
        }
        for passage in record.extraction.passages
    ]


def definitions_json(record: Record) -> list[Json]:
    """The rows of ``definitions`` of one document."""
    return [
        {"document": record.document.id, "term": item.term, "text": item.text, "page": item.anchor.page}
        for item in record.extraction.definitions
    ]


def commitments_json(record: Record) -> list[Json]:
    """The rows of ``commitments`` of one document."""
    return [
        {
            "document": record.document.id,
            "actor": item.actor,
            "modality": item.bindingness.value,
            "text": item.text,
            "deadline": item.deadline,
            "page": item.anchor.page,
        }
        for item in record.extraction.commitments
    ]


def goals_json(record: Record) -> list[Json]:
    """The rows of ``goals`` of one document."""
    return [
        {
            "document": record.document.id,
            "text": item.text,
            "indicator": item.indicator,
            "target_value": item.target_value,
            "target_year": item.target_year,
            "page": item.anchor.page,
        }
        for item in record.extraction.goals
    ]


def _targets(references: Iterable[Reference]) -> dict[tuple[str, str], str]:
    """The document that a label means in a source, where all its mentions there that are resolved mean the same."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for reference in references:
        if reference.resolution.target is not None:
            found[reference.source, reference.mention.label].add(reference.resolution.target)
    return {key: min(targets) for key, targets in found.items() if len(targets) == 1}


def viewpoints_json(
    record: Record, targets: Mapping[tuple[str, str], str] = MappingProxyType({}), *, names: bool = True
) -> list[Json]:
    """The rows of ``viewpoints`` of one document; ``targets`` gives the id of what (document, label) means."""
    return [
        {
            "source": record.document.id,
            "speaker": item.speaker if names else nameless(item),
            "speaker_body": item.speaker_body if names else nameless(item).lower(),
            "speaker_kind": item.speaker_kind.value,
            "about": [targets.get((record.document.id, label), label) for label in item.about],
            "kind": item.kind.value,
            "stance": item.stance.value,
            "text": item.anchor.text,
            "page": item.anchor.page,
        }
        for item in record.extraction.viewpoints
    ]


def nameless(viewpoint: Viewpoint) -> str:
    """The speaker without the names of persons: of a party only its letters, as in ``(M), (V)``."""
    if viewpoint.speaker_kind is not SpeakerKind.PARTY:
        return viewpoint.speaker
    return ", ".join(dict.fromkeys(_PARTY.findall(viewpoint.speaker)))


def overlap_json(overlap: Overlap) -> Json:
    """A row of ``overlaps``."""
    return {
        "a": overlap.a,
        "b": overlap.b,
        "score": _rounded(overlap.score),
        "components": {signal.name: _rounded(signal.value) for signal in overlap.signals},
        "lineage": overlap.lineage,
        "linked": overlap.linked.value,
        "evidence": [
            {
                "a_page": shared.a.page,
                "a_text": shared.a.text,
                "b_page": shared.b.page,
                "b_text": shared.b.text,
                "similarity": _rounded(shared.similarity),
                "kind": shared.kind.value,
            }
            for shared in overlap.evidence
        ],
    }


def need_json(need: Need) -> Json:
    """A row of ``needs``."""
    return {
        "documents": list(need.documents),
        "reason": need.reason.value,
        "score": _rounded(need.score),
        "evidence": [_place(place) for place in need.evidence],
    }


def proposal_json(proposal: Proposal, acts: Sequence[Act] = (), *, names: bool = True) -> Json:
    """A row of ``proposals`` with the newest judgement of it."""
    judged = verdict_on(acts, proposal.documents, proposal.action)
    return {
        "action": proposal.action.value,
        "documents": list(proposal.documents),
        "rationale": str(proposal.rationale),
        "evidence": [_place(place) for place in proposal.evidence],
        "judgement": (judged.verdict if judged and judged.verdict else Verdict.OPEN).value,
        "judged_by": judged.who if judged and names else None,
        "comment": judged.comment if judged else None,
    }


def judgements_json(acts: Sequence[Act]) -> list[Json]:
    """``judgements``: those that count, each reviewer's newest of each pair or proposal, by time."""
    return [
        {
            "id": act.id,
            "documents": list(act.documents),
            "action": act.action.value if act.action else None,
            "verdict": act.verdict.value if act.verdict else Verdict.OPEN.value,
            "reason": act.reason.value if act.reason else None,
            "comment": act.comment,
            "who": act.who,
            "at": act.at,
            "evidence": [
                {"document": quote.document, "page": quote.page, "text": quote.text} for quote in act.evidence
            ],
        }
        for act in latest(acts)
        if act.kind is ActKind.JUDGEMENT
    ]


def corrections_json(acts: Sequence[Act]) -> list[Json]:
    """``corrections``: those that count, the newest of each document and field, by time."""
    return [
        {
            "id": act.id,
            "document": act.documents[0],
            "field": act.field,
            "value": act.value or None,
            "comment": act.comment,
            "who": act.who,
            "at": act.at,
        }
        for act in corrections(acts)
    ]


def files_json(files: Iterable[FileRecord]) -> list[Json]:
    """``files``: every file that was seen, by name."""
    found = {
        (file.name, file.sha256 or "", file.status.value): {
            "file": file.name,
            "sha256": file.sha256,
            "status": file.status.value,
            "reason": file.reason or None,
            "pages": file.pages,
            "pages_unread": file.pages_unread,
        }
        for file in files
    }
    return [found[key] for key in sorted(found)]


def _ranked(overlaps: Iterable[Overlap]) -> list[Overlap]:
    return sorted(overlaps, key=lambda overlap: (-overlap.score, overlap.a, overlap.b))


def _place(place: Place) -> Json:
    return {"document": place.document, **_page_text(place.anchor)}


def _page_text(anchor: Anchor) -> Json:
    return {"page": anchor.page, "text": anchor.text}


def _boxes(anchor: Anchor) -> list[list[float]]:
    return [[round(value, 2) for value in (box.x0, box.top, box.x1, box.bottom)] for box in anchor.boxes]


def _rounded(value: float) -> float:
    return round(float(value), 4)
