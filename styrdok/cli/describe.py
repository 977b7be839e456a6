"""Library values as the rows that listings show; the keys are those of the export."""

from collections.abc import Mapping
from typing import Any

from styrdok.findings import Overlap, Place, Signal
from styrdok.language import Language
from styrdok.models import Anchor, Document, Reference

SHORT_ID = 10
"""So much of the id of an act is shown to people and enough to name it."""


def document_row(document: Document) -> dict[str, Any]:
    """One line of the inventory."""
    d = document.description
    return {
        "id": document.id,
        "title": d.title,
        "kind": d.kind.value,
        "type": d.type.value,
        "organisation": d.organisation,
        "adopted_by": d.adopted_by,
        "adopted_on": d.adopted_on.isoformat() if d.adopted_on else None,
        "decision": d.decision,
        "diary_numbers": list(d.diary_numbers),
        "valid_from": d.valid_from.isoformat() if d.valid_from else None,
        "valid_to": d.valid_to.isoformat() if d.valid_to else None,
        "open_ended": d.open_ended,
        "status": d.status.value,
        "language": d.language,
        "responsible": d.responsible,
        "pages": document.pages,
        "file": document.file,
    }


def reference_row(reference: Reference, titles: Mapping[str, str]) -> dict[str, Any]:
    """One reference: from where, the words, to what."""
    mention, resolution = reference.mention, reference.resolution
    return {
        "source": reference.source,
        "from": titles.get(reference.source, reference.source),
        "page": mention.anchor.page,
        "text": mention.text,
        "kind": mention.kind.value,
        "relation": mention.relation.value,
        "modality": mention.modality.value,
        "resolution": resolution.status.value,
        "target": resolution.target,
        "to": titles.get(resolution.target or "", mention.label),
        "stale": resolution.stale,
        "candidates": [f"{titles.get(c, c)} ({score:.2f})" for c, score in resolution.candidates],
        "reason": resolution.reason,
    }


def reason_name(signal: Signal, lang: Language) -> str:
    """What a reason is called."""
    from styrdok.overlaps.signals import label_of

    return lang.tell(label_of(signal.name))


def _by_share(overlap: Overlap) -> list[Signal]:
    """The reasons that count, those that count most first."""
    counting = [signal for signal in overlap.signals if signal.value * signal.weight > 0]
    return sorted(counting, key=lambda signal: (-signal.value * signal.weight, signal.name))


def overlap_row(rank: int, overlap: Overlap, titles: Mapping[str, str], lang: Language) -> dict[str, Any]:
    """One ranked pair."""
    reasons = [signal for signal in overlap.signals if signal.value > 0]
    return {
        "rank": rank,
        "a": overlap.a,
        "b": overlap.b,
        "a_title": titles.get(overlap.a, overlap.a),
        "b_title": titles.get(overlap.b, overlap.b),
        "score": overlap.score,
        "components": {signal.name: signal.value for signal in reasons},
        "reasons": [reason_name(signal, lang) for signal in _by_share(overlap)],
        "why": lang.tell_all([signal.sentence for signal in reasons]),
        "lineage": overlap.lineage,
        "linked": overlap.linked.value,
    }


def quoted(anchor: Anchor, lang: Language, longest: int = 220) -> str:
    """An anchor as page and words."""
    words = anchor.text if len(anchor.text) <= longest else anchor.text[: longest - 1].rstrip() + "…"
    return lang.say("s. {page}: ”{words}”", page=anchor.page, words=words)


def place_line(place: Place, titles: Mapping[str, str], lang: Language) -> str:
    """A place as title, page and words."""
    return f"{titles.get(place.document, place.document)}, {quoted(place.anchor, lang)}"


def titles_of(documents: tuple[Document, ...]) -> dict[str, str]:
    """Title per document id; the file name where no title was read."""
    return {d.id: d.display_title for d in documents}
