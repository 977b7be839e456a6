"""The one dictionary of each value, as programs get it: a row of the export, and of a listing as JSON.

The keys are those of ``export.schema.json``; listings add to a row what people read (titles, sentences) and change
nothing in it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from styrdok.findings import Need, Overlap, Place, Proposal, Remark, Stretch
from styrdok.judgements.acts import Act, verdict_on
from styrdok.models import Anchor, Commitment, Definition, Document, Goal, Passage, Reference, Theme, Viewpoint
from styrdok.reports.wording import tidy
from styrdok.vocabulary import SpeakerKind, Verdict

if TYPE_CHECKING:
    from styrdok.overlaps.rounds import Answer
    from styrdok.overlaps.unanswered import Unanswered
    from styrdok.registry.files import FileRecord

Json = dict[str, Any]

_PARTY = re.compile(r"\([A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,2}\)")
_JUDGEMENT = ("id", "documents", "action", "verdict", "reason", "comment", "who", "at", "evidence")
_CORRECTION = ("id", "document", "field", "value", "comment", "who", "at")


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


def theme_json(document: str, theme: Theme) -> Json:
    """A row of ``themes``."""
    return {
        "document": document,
        "theme": theme.theme,
        "weight": _rounded(theme.weight),
        "evidence": [_page_text(anchor) for anchor in theme.evidence],
    }


def passage_json(document: str, passage: Passage) -> Json:
    """A row of ``passages``."""
    return {
        "document": document,
        "index": passage.index,
        "section": passage.section,
        "page": passage.anchor.page,
        "start": passage.anchor.start,
        "end": passage.anchor.end,
        "bbox": _boxes(passage.anchor),
        "text": passage.anchor.text,
    }


def definition_json(document: str, item: Definition) -> Json:
    """A row of ``definitions``."""
    return {"document": document, "term": item.term, "text": item.text, "page": item.anchor.page}


def commitment_json(document: str, item: Commitment) -> Json:
    """A row of ``commitments``."""
    return {
        "document": document,
        "actor": item.actor,
        "modality": item.bindingness.value,
        "text": item.text,
        "deadline": item.deadline,
        "page": item.anchor.page,
    }


def goal_json(document: str, item: Goal) -> Json:
    """A row of ``goals``."""
    return {
        "document": document,
        "text": item.text,
        "indicator": item.indicator,
        "target_value": item.target_value,
        "target_year": item.target_year,
        "page": item.anchor.page,
    }


def viewpoint_json(
    document: str, item: Viewpoint, targets: Mapping[tuple[str, str], str] = MappingProxyType({}), *, names: bool = True
) -> Json:
    """A row of ``viewpoints``; ``targets`` gives the id of what (document, label) means."""
    return {
        "source": document,
        "speaker": item.speaker if names else nameless(item),
        "speaker_body": item.speaker_body if names else nameless(item).lower(),
        "speaker_kind": item.speaker_kind.value,
        "about": [targets.get((document, label), label) for label in item.about],
        "kind": item.kind.value,
        "stance": item.stance.value,
        "text": item.anchor.text,
        "page": item.anchor.page,
    }


def targets_of(references: Iterable[Reference]) -> dict[tuple[str, str], str]:
    """The document that a label means in a source, where all its mentions there that are resolved mean the same."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for reference in references:
        if reference.resolution.target is not None:
            found[reference.source, reference.mention.label].add(reference.resolution.target)
    return {key: min(targets) for key, targets in found.items() if len(targets) == 1}


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


def stretch_json(stretch: Stretch) -> Json:
    """A stretch of a pair: first and last page and number of words on both sides, and how much of it is the same."""
    return {
        "a_page": stretch.a[0].page,
        "a_to_page": stretch.a[-1].page,
        "a_words": stretch.a_words,
        "b_page": stretch.b[0].page,
        "b_to_page": stretch.b[-1].page,
        "b_words": stretch.b_words,
        "similarity": _rounded(stretch.similarity),
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
        "rationale": tidy(str(proposal.rationale)),
        "evidence": [_place(place) for place in proposal.evidence],
        "judgement": (judged.verdict if judged and judged.verdict else Verdict.OPEN).value,
        "judged_by": judged.who if judged and names else None,
        "comment": judged.comment if judged else None,
    }


def remark_json(remark: Remark) -> Json:
    """A remark on one document."""
    return {
        "code": remark.code,
        "document": remark.document,
        "evidence": [_place(place) for place in remark.evidence],
    }


def answer_json(document: str, answer: "Answer") -> Json:
    """A row of ``rounds``: what one body answered on a document, by id or by the name that the answer gives it."""
    return {
        "document": document,
        "source": answer.source,
        "body": answer.body,
        "stance": answer.stance.value,
        "stance_by": answer.stance_by or None,
        "demands": [
            {"kind": one.kind.value, "text": one.anchor.text, "page": one.anchor.page} for one in answer.demands
        ],
        "viewpoints": {kind.value: count for kind, count in answer.kinds.items()},
    }


def unanswered_json(document: str, held: "Unanswered") -> Json:
    """A row of ``unanswered``: a body that was asked on a document and did not answer, and where that is told."""
    return {
        "document": document,
        "body": held.body,
        "source": held.source,
        "page": held.anchor.page,
        "text": held.anchor.text,
    }


def act_json(act: Act) -> Json:
    """An act of any kind, a row of the log."""
    return {
        "id": act.id,
        "kind": act.kind.value,
        "documents": list(act.documents),
        "action": act.action.value if act.action else None,
        "verdict": act.verdict.value if act.verdict else None,
        "reason": act.reason.value if act.reason else None,
        "field": act.field,
        "value": act.value or None,
        "undoes": act.undoes,
        "comment": act.comment,
        "who": act.who,
        "at": act.at,
        "evidence": [{"document": quote.document, "page": quote.page, "text": quote.text} for quote in act.evidence],
    }


def judgement_json(act: Act) -> Json:
    """A row of ``judgements``."""
    known = act_json(act)
    return {key: known[key] for key in _JUDGEMENT} | {"verdict": known["verdict"] or Verdict.OPEN.value}


def correction_json(act: Act) -> Json:
    """A row of ``corrections``."""
    known = act_json(act) | {"document": act.documents[0]}
    return {key: known[key] for key in _CORRECTION}


def comment_json(act: Act, *, names: bool = True) -> Json:
    """A row of ``comments``; ``page`` and ``text`` are the words commented on, null for the whole document."""
    quote = act.evidence[0] if act.evidence else None
    return {
        "id": act.id,
        "document": act.documents[0],
        "page": quote.page if quote else None,
        "text": quote.text if quote else None,
        "comment": act.comment,
        "who": act.who if names else None,
        "at": act.at,
    }


def file_json(file: "FileRecord") -> Json:
    """A row of ``files``."""
    return {
        "file": file.name,
        "sha256": file.sha256,
        "status": file.status.value,
        "reason": file.reason or None,
        "pages": file.pages,
        "pages_unread": file.pages_unread,
    }


def _place(place: Place) -> Json:
    return {"document": place.document, **_page_text(place.anchor)}


def _page_text(anchor: Anchor) -> Json:
    return {"page": anchor.page, "text": anchor.text}


def _boxes(anchor: Anchor) -> list[list[float]]:
    return [[round(value, 2) for value in (box.x0, box.top, box.x1, box.bottom)] for box in anchor.boxes]


def _rounded(value: float) -> float:
    return round(float(value), 4)
