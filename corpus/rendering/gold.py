"""The gold file of a document: what its source says, with the page of everything."""

import datetime
import re
from typing import Any

from rendering.inline import squeeze
from rendering.locate import Print, Spot, spots
from rendering.source import Source

FIELDS = ("adopted_by", "adopted_on", "decision", "valid_from", "valid_to", "responsible")
SHORT = 80
BODY = r"\b(?:[Kk]ommun\w+|\w*[Nn]ämnden|KF|KS)\b"


def gold(source: Source, printed: Print) -> dict[str, Any]:
    """Return the gold of one document; NotFoundInPrintError when its words are not in the PDF."""
    found = spots(source)
    truth: dict[str, Any] = {"file": f"{source.name}.pdf", **dict.fromkeys(FIELDS)}
    truth |= {key: _plain_value(value) for key, value in source.gold.items() if key not in {"replaces", "themes"}}
    truth |= {"language": "sv", "pages": len(printed.pages), "scanned": source.scan}
    truth["references"] = _references(source, printed, found)
    truth["replaces"] = source.gold.get("replaces", [])
    truth["headings"] = _headings(printed, found)
    for key, entries in source.labelled.items():
        truth[key] = _placed(entries, printed)
    truth["themes"] = source.gold.get("themes", [])
    return truth


def _plain_value(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _placed(entries: list[dict[str, Any]], printed: Print) -> list[dict[str, Any]]:
    """Return labelled entries in reading order, each with its page."""
    places = [(printed.first(entry.get("text") or entry["term"]), number) for number, entry in enumerate(entries)]
    return [
        {"page": printed.page(at), **{key: _plain_value(value) for key, value in entries[number].items()}}
        for at, number in sorted(places)
    ]


def _references(source: Source, printed: Print, found: list[Spot]) -> list[dict[str, Any]]:
    placed: list[tuple[int, dict[str, Any]]] = []
    taken: set[int] = set()
    covered: set[int] = set()
    for spot in found:
        if (mention := spot.mention) is None:
            continue
        at = printed.find(spot, taken)
        taken.add(at)
        covered.update(range(at, at + len(spot.words)))
        placed.append((at, mention.entry(printed.page(at))))
    placed += _own_numbers(source, printed, covered)
    return [entry for _, entry in sorted(placed, key=lambda pair: pair[0])]


def _own_numbers(source: Source, printed: Print, covered: set[int]) -> list[tuple[int, dict[str, Any]]]:
    """Return the document's own numbers where they stand unmarked; a reader could not be sure of them."""
    entries = []
    for text, kind in _own(source):
        words = squeeze(text)
        for at in printed.offsets(words):
            if at not in covered and not printed.text[at + len(words) :][:1].isdigit():
                entry = {"page": printed.page(at), "text": text, "kind": kind, "relation": "refers_to", "label": text}
                entries.append((at, {**entry, "doubtful": True, "note": "own number"}))
    return entries


def _own(source: Source) -> list[tuple[str, str]]:
    """Return the own diary numbers, the own decision and the phrases of the front page that end with it."""
    own = [(number, "diary_number") for number in source.gold.get("diary_numbers", [])]
    if decision := source.gold.get("decision"):
        values = [source.adoption, *(value for _, value in source.fields)]
        phrases = (re.search(rf"{BODY}[^.]*?{re.escape(decision)}", value) for value in values)
        own += [(text, "decision") for text in sorted({decision, *(phrase[0] for phrase in phrases if phrase)})]
    return own


def _headings(printed: Print, found: list[Spot]) -> list[dict[str, Any]]:
    taken: set[int] = set()
    headings = []
    for spot in found:
        if spot.level:
            at = printed.find(spot, taken)
            taken.add(at)
            headings.append({"page": printed.page(at), "text": spot.text, "level": spot.level})
    return headings


def passages(source: Source, printed: Print) -> dict[str, dict[str, Any]]:
    """Return the named passages of a document: id to page, first and last words."""
    placed: dict[str, dict[str, Any]] = {}
    for spot in spots(source):
        if spot.passage:
            at = printed.find(Spot(spot.words[:SHORT], spot.before, spot.words[SHORT : SHORT + SHORT]), set())
            words = spot.text.split()
            ends = {"first_words": " ".join(words[:6]), "last_words": " ".join(words[-6:])}
            for key in spot.passage.split():
                placed[key] = {"page": printed.page(at), **ends}
    return placed
