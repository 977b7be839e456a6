"""What mentions point at: a pure function of what was said, when, and whose documents there are.

A mention is resolved only when one document is clearly meant; else its candidates are kept and it is called
ambiguous, or missing when there is none. What lies outside any registry (laws, EU acts, goals, national propositions)
is external. The outcome does not depend on the order of the documents.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from styrdok.extraction.numbers.case_numbers import diary_key
from styrdok.extraction.numbers.decisions import find_decisions
from styrdok.models import Document, Mention, Reference, Resolution
from styrdok.resolution.catalogue import Catalogue, Entry
from styrdok.resolution.settled import settle, with_numbers
from styrdok.resolution.speaker import Speaker, speaker
from styrdok.resolution.stale import with_stale
from styrdok.resolution.titled import Talk, resolve_title
from styrdok.vocabulary import CASE_PAPERS, Kind, MentionKind, ResolutionStatus

_PARAGRAPH = re.compile(r"§+\s*\d+")
_OUTSIDE = {
    MentionKind.LAW: "a statute",
    MentionKind.EU_ACT: "an act of the European Union",
    MentionKind.GOAL: "a goal set outside the organisation",
    MentionKind.SYSTEM: "a steering system, not a document",
    MentionKind.PROPOSITION: "a proposal to an assembly, known by its number",
}


def resolve(
    mentions: Mapping[str, Sequence[Mention]],
    documents: Sequence[Document],
    revised: Mapping[str, date] | None = None,
) -> tuple[Reference, ...]:
    """Hold the mentions of every document (by id) against all documents; ``revised`` tells when each was, last.

    ``index`` of a reference is the place of the mention in its document's row. The result is sorted by source and
    index. Mentions of documents that are not given are left out.
    """
    catalogue = Catalogue(documents)
    found: list[Reference] = []
    for source in sorted(mentions):
        if source in catalogue.by_id:
            found += _document(source, mentions[source], catalogue, (revised or {}).get(source))
    return with_stale(with_numbers(found, catalogue), catalogue)


def _document(source: str, mentions: Sequence[Mention], catalogue: Catalogue, revised: date | None) -> list[Reference]:
    entry = catalogue.by_id[source]
    said = (mention.label for mention in mentions if mention.kind is MentionKind.DIARY_NUMBER)
    numbers = dict.fromkeys(map(diary_key, (*entry.document.description.diary_numbers, *said)))
    talk = Talk(speaker(entry, catalogue, tuple(numbers), revised))
    order = sorted(range(len(mentions)), key=lambda index: (mentions[index].start, mentions[index].end, index))
    outcome: dict[int, Resolution] = {}
    for index in order:
        outcome[index] = _resolve_one(mentions[index], talk)
    settle(mentions, order, outcome)
    return [Reference(source, index, mention, outcome[index]) for index, mention in enumerate(mentions)]


def _resolve_one(mention: Mention, talk: Talk) -> Resolution:
    if mention.kind in (MentionKind.TITLE, MentionKind.SELF):
        return resolve_title(mention, talk)
    if mention.kind is MentionKind.DIARY_NUMBER:
        return _numbered(mention, talk.speaker)
    if mention.kind is MentionKind.DECISION:
        return _decided(mention, talk.speaker)
    return Resolution(ResolutionStatus.EXTERNAL, reason=_OUTSIDE[mention.kind])


def _numbered(mention: Mention, said: Speaker) -> Resolution:
    holders = said.catalogue.by_number.get(diary_key(mention.label)) or ()
    holders = holders or said.catalogue.by_number.get(diary_key(mention.text)) or ()
    others = [item for item in holders if item.id != said.entry.id]
    own = said.entry in holders
    if own and (not others or said.entry.document.description.kind is Kind.STEERING):
        return Resolution(ResolutionStatus.SELF, said.entry.id, reason="the document's own number")
    if not others:
        return Resolution(ResolutionStatus.MISSING, reason="no document has this number")
    steering = [item for item in others if item.document.description.kind is Kind.STEERING]
    if own and not steering:
        return Resolution(ResolutionStatus.SELF, said.entry.id, reason="the document's own number")
    steering = steering or others
    if len(steering) == 1:
        why = "has this number" if len(others) == 1 else "is the only steering document of the case"
        return _hit(steering[0], f"the document {why}")
    if len({item.document.line for item in steering}) == 1:
        return said.edition(steering, mention, "the case number")
    return _several(steering, "several documents share this number")


def _decided(mention: Mention, by: Speaker) -> Resolution:
    """A decision is a document only when exactly one document says that this decision adopted it."""
    said = _decision_parts(mention.text) or _decision_parts(mention.label)
    if said is None:
        return Resolution(ResolutionStatus.EXTERNAL, reason="a decision that no document of the registry records")
    holders = [item for item in by.catalogue.by_day.get(said[0], ()) if _taken_by(item, said)]
    if [item.id for item in holders] == [by.entry.id]:
        return Resolution(ResolutionStatus.SELF, by.entry.id, reason="the decision by which the document was adopted")
    if len(holders) == 1:
        return _hit(holders[0], "the document was adopted by this decision")
    if holders:
        return _several(holders, "several documents record this decision")
    return Resolution(ResolutionStatus.EXTERNAL, reason="a decision that no document of the registry records")


def _decision_parts(text: str) -> tuple[date, str] | None:
    """The day and the paragraph of a decision; both are needed to tell it from others."""
    for decision in find_decisions(text):
        if decision.date is not None and decision.precision == "day" and decision.paragraph:
            return decision.date, decision.paragraph
    return None


def _taken_by(item: Entry, said: tuple[date, str]) -> bool:
    description = item.document.description
    if description.decision is None or description.kind in CASE_PAPERS or description.adopted_on != said[0]:
        return False
    return _figures(said[1]) in {_figures(found) for found in _PARAGRAPH.findall(description.decision)}


def _figures(paragraph: str) -> str:
    """``115`` for ``§ 115`` and for ``§ 115/2019``."""
    return paragraph.strip("§ \u00a0").partition("/")[0]


def _hit(item: Entry, reason: str) -> Resolution:
    return Resolution(ResolutionStatus.RESOLVED, item.id, ((item.id, 1.0),), reason)


def _several(items: Sequence[Entry], reason: str) -> Resolution:
    return Resolution(ResolutionStatus.AMBIGUOUS, None, tuple((item.id, 1.0) for item in items), reason)
