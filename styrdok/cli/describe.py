"""Library values as the rows that listings show: the dictionary of the export, and what people read beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from styrdok.findings import Overlap, Place, Signal, Stretch
from styrdok.language import Language
from styrdok.models import Anchor, Document, Reference
from styrdok.reports.values import overlap_json, reference_json
from styrdok.reports.wording import tidy

SHORT_ID = 10
"""So much of the id of an act is shown to people and enough to name it."""
_BEGUN = 80


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
        "why": tidy(lang.tell_all([signal.sentence for signal in overlap.signals if signal.value > 0])),
    }


def quoted(anchor: Anchor, lang: Language, longest: int = 220) -> str:
    """An anchor as page and words."""
    words = anchor.text if len(anchor.text) <= longest else anchor.text[: longest - 1].rstrip() + "…"
    return lang.say("s. {page}: ”{words}”", page=anchor.page, words=words)


def place_line(place: Place, titles: Mapping[str, str], lang: Language) -> str:
    """A place as title, page and words."""
    return f"{titles.get(place.document, place.document)}, {quoted(place.anchor, lang)}"


def stretch_line(stretch: Stretch, lang: Language) -> str:
    """A stretch as its pages on both sides and its words."""
    from styrdok.overlaps.stretches import sentence_of

    a, b = (_pages(places) for places in (stretch.a, stretch.b))
    return f"{lang.say('A s. {a}, B s. {b}:', a=a, b=b)} {lang.tell(sentence_of(stretch))}"


def stretch_side(places: Sequence[Anchor], count: int, lang: Language) -> str:
    """One side of a stretch as its pages, the number of its words, and those that it begins with."""
    words = places[0].text if len(places[0].text) <= _BEGUN else places[0].text[:_BEGUN].rsplit(" ", 1)[0] + " …"
    return lang.say("s. {pages}, {count} ord: ”{words}”", pages=_pages(places), count=count, words=words)


def _pages(places: Sequence[Anchor]) -> str:
    first, last = places[0].page, places[-1].page
    return str(first) if first == last else f"{first}–{last}"


def titles_of(documents: tuple[Document, ...]) -> dict[str, str]:
    """Title per document id; the file name where no title was read."""
    return {d.id: d.display_title for d in documents}
