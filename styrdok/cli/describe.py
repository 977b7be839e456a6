"""Library values as the rows that listings show: the dictionary of the export, and what people read beside it."""

from collections.abc import Mapping
from typing import Any

from styrdok.findings import Overlap, Place, Signal
from styrdok.language import Language
from styrdok.models import Anchor, Document, Reference
from styrdok.reports.values import overlap_json, reference_json

SHORT_ID = 10
"""So much of the id of an act is shown to people and enough to name it."""


def reference_row(reference: Reference, titles: Mapping[str, str]) -> dict[str, Any]:
    """One reference: from where, the words, to what, and how it came out."""
    mention, resolution = reference.mention, reference.resolution
    return {
        **reference_json(reference),
        "from": titles.get(reference.source, reference.source),
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
    return {
        "rank": rank,
        **overlap_json(overlap),
        "a_title": titles.get(overlap.a, overlap.a),
        "b_title": titles.get(overlap.b, overlap.b),
        "reasons": [reason_name(signal, lang) for signal in _by_share(overlap)],
        "why": lang.tell_all([signal.sentence for signal in overlap.signals if signal.value > 0]),
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
