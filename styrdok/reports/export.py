"""The whole registry as one JSON document, ``styrdok-export/1``; ``export.schema.json`` beside this file describes it.

Nothing in it tells when or where it was made: the same files and the same acts give the same bytes.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files as resource_files

from styrdok.engines.analyse import Analysis
from styrdok.findings import Snapshot
from styrdok.judgements.acts import Act, ActKind, comments, corrections, latest
from styrdok.judgements.reviews import carried
from styrdok.models import Extraction, Reference
from styrdok.overlaps.rounds import find_rounds
from styrdok.plain import laid_out
from styrdok.registry.files import FileRecord
from styrdok.reports.values import (
    Json,
    answer_json,
    comment_json,
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
    unanswered_json,
    viewpoint_json,
)
from styrdok.vocabulary import ResolutionStatus

FORMAT = "styrdok-export/1"

_TOGETHER = 1000
"""Rows that are put into text at once."""


@dataclass(frozen=True)
class Material:
    """All that the lists are made of. Without ``names``, persons who speak are known by their party alone."""

    snapshot: Snapshot
    files: Sequence[FileRecord]
    analysis: Analysis
    acts: Sequence[Act] = ()
    names: bool = True

    @cached_property
    def references(self) -> list[Reference]:
        """The references in the order of the export, which ``relations`` counts by."""
        return sorted(self.snapshot.references, key=lambda item: (item.source, item.index))

    @cached_property
    def carried(self) -> tuple[Act, ...]:
        """The acts, carried over to the documents as they are now."""
        return tuple(carried(self.acts, [record.document for record in self.snapshot.records]))

    def of_each(self, made: Callable[[str, Extraction], Iterable[Json]]) -> list[Json]:
        """What is made of each document's extraction, one after the other."""
        return [row for record in self.snapshot.records for row in made(record.document.id, record.extraction)]


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
    material = Material(snapshot, tuple(files), analysis, acts, names)
    return {"format": FORMAT} | {name: made(material) for name, made in _lists(names, passages)}


def export_text(material: Material, *, passages: bool = False) -> Iterator[bytes]:
    """What :func:`export` makes as the text of a JSON document, in pieces of which few lie in memory at once."""
    yield b'{\n "format": ' + laid_out(FORMAT)
    for name, made in _lists(material.names, passages):
        yield b",\n " + laid_out(name) + b": ["
        rows = made(material)
        for at in range(0, len(rows), _TOGETHER):
            text = laid_out(rows[at : at + _TOGETHER])
            yield (b"," if at else b"") + text[1:-2].replace(b"\n", b"\n ")
        yield b"\n ]" if rows else b"]"
    yield b"\n}\n"


def _lists(names: bool, passages: bool) -> Iterator[tuple[str, Callable[[Material], list[Json]]]]:
    left_out = (set() if names else _OF_PEOPLE) | (set() if passages else {"passages"})
    yield from ((name, made) for name, made in LISTS.items() if name not in left_out)


def schema() -> Json:
    """The JSON Schema of the export."""
    found: Json = json.loads((resource_files("styrdok.reports") / "export.schema.json").read_text(encoding="utf-8"))
    return found


def _viewpoints(material: Material) -> list[Json]:
    targets = targets_of(material.snapshot.references)
    return material.of_each(
        lambda name, known: [viewpoint_json(name, item, targets, names=material.names) for item in known.viewpoints]
    )


def _relations(material: Material) -> list[Json]:
    """``relations``: the references between the same two ends, gathered; ``evidence`` counts rows of ``references``."""
    found: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for index, reference in enumerate(material.references):
        if reference.resolution.status is not ResolutionStatus.SELF:
            mention = reference.mention
            target = reference.resolution.target or mention.label
            found[reference.source, target, mention.relation.value, mention.modality.value].append(index)
    names = ("source", "target", "relation", "modality")
    return [dict(zip(names, key, strict=True)) | {"evidence": rows} for key, rows in sorted(found.items())]


def _judgements(material: Material) -> list[Json]:
    """Those that count, each reviewer's newest of each pair or proposal, by time."""
    return [judgement_json(act) for act in latest(material.carried) if act.kind is ActKind.JUDGEMENT]


def _files(material: Material) -> list[Json]:
    """Every file that was seen, by name."""
    found = {(file.name, file.sha256 or "", file.status.value): file_json(file) for file in material.files}
    return [found[key] for key in sorted(found)]


def _overlaps(material: Material) -> list[Json]:
    """Strongest first."""
    ranked = sorted(material.analysis.overlaps, key=lambda overlap: (-overlap.score, overlap.a, overlap.b))
    return [overlap_json(overlap) for overlap in ranked]


def _proposals(material: Material) -> list[Json]:
    acts, names = material.carried, material.names
    return [proposal_json(proposal, acts, names=names) for proposal in material.analysis.proposals]


def _rounds(material: Material) -> list[Json]:
    return [answer_json(one.document, answer) for one in find_rounds(material.snapshot) for answer in one.answers]


def _unanswered(material: Material) -> list[Json]:
    return [unanswered_json(one.document, held) for one in find_rounds(material.snapshot) for held in one.unanswered]


LISTS: Mapping[str, Callable[[Material], list[Json]]] = {
    "documents": lambda of: [document_json(record.document) for record in of.snapshot.records],
    "references": lambda of: [reference_json(reference) for reference in of.references],
    "relations": _relations,
    "themes": lambda of: of.of_each(lambda name, known: [theme_json(name, item) for item in known.themes]),
    "passages": lambda of: of.of_each(lambda name, known: [passage_json(name, item) for item in known.passages]),
    "definitions": lambda of: of.of_each(
        lambda name, known: [definition_json(name, item) for item in known.definitions]
    ),
    "commitments": lambda of: of.of_each(
        lambda name, known: [commitment_json(name, item) for item in known.commitments]
    ),
    "goals": lambda of: of.of_each(lambda name, known: [goal_json(name, item) for item in known.goals]),
    "viewpoints": _viewpoints,
    "overlaps": _overlaps,
    "needs": lambda of: [need_json(need) for need in of.analysis.needs],
    "proposals": _proposals,
    "rounds": _rounds,
    "unanswered": _unanswered,
    "judgements": _judgements,
    "corrections": lambda of: [correction_json(act) for act in corrections(of.carried)],
    "comments": lambda of: [comment_json(act, names=of.names) for act in comments(of.carried)],
    "files": _files,
}
"""The lists of the export in their order, each by what makes its rows."""

_OF_PEOPLE = {"judgements", "corrections"}
