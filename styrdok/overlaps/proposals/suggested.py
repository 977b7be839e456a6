"""What texts themselves suggest should be done with a document: a new name, another owner, or nothing new at all.

The wordings stand in ``proposals.toml``. A suggestion concerns the documents that its sentence names; *inget nytt
dokument behövs*, where it names none, concerns what the text answers to, or the steering document that speaks.
"""

import re
from collections.abc import Iterator
from functools import cache, partial

from styrdok.findings import Place, Record
from styrdok.language import Sentence
from styrdok.models import Anchor
from styrdok.overlaps.anchors import part
from styrdok.overlaps.context import Context
from styrdok.overlaps.proposals.drafting import Draft
from styrdok.overlaps.tables import table
from styrdok.vocabulary import Action, Kind, MentionKind, Modality, Relation

_SENTENCE = re.compile(r"[^\s.!?•](?:[^.!?•]|[.](?=\S))*[.!?]?")
_URGENCY = 0.45
_STATED = frozenset({Modality.FACT, Modality.PROPOSED, Modality.REQUESTED})
_NAMING = frozenset({MentionKind.TITLE, MentionKind.SELF})


def suggested(context: Context) -> Iterator[Draft]:
    """Drafts of what the texts suggest, by document, page and place."""
    for name, record in sorted(context.records.items()):
        of = ("suggested", context.worded[name])
        for number, start, end, action in context.memory.recall(name, of, _Places, partial(_places, record)):
            anchor = part(record.extraction.passages[number].anchor, start, end)
            yield from _drafts(context, name, action, anchor)
        yield from _transferred(context, name)


_Places = list[tuple[int, int, int, Action]]
"""Sentences that suggest something, by the numbers of their passages and where they stand in them."""


def _places(record: Record) -> _Places:
    found: _Places = []
    for number, passage in enumerate(record.extraction.passages):
        if _anything().search(passage.anchor.text.lower()):
            for match in _SENTENCE.finditer(passage.anchor.text):
                action = _action(match.group().lower())
                if action is not None:
                    found.append((number, match.start(), match.end(), action))
    return found


@cache
def _patterns() -> tuple[tuple[Action, re.Pattern[str]], ...]:
    rows = table("proposals.toml")["suggested"]
    return tuple((Action(name), re.compile("|".join(patterns))) for name, patterns in sorted(rows.items()))


@cache
def _anything() -> re.Pattern[str]:
    """Finds the passages that may suggest something, before they are cut into sentences."""
    return re.compile("|".join(pattern.pattern for _, pattern in _patterns()))


def _action(sentence: str) -> Action | None:
    return next((action for action, pattern in _patterns() if pattern.search(sentence)), None)


def _drafts(context: Context, source: str, action: Action, anchor: Anchor) -> Iterator[Draft]:
    mentioned = list(_named(context, source, anchor))
    named = sorted({target for target in mentioned if target and _steers(context.records.get(target))})
    if not mentioned and action is Action.NO_NEW:
        about = context.labels.subjects.get(source, source)
        named = [about] if _steers(context.records.get(about)) else []
    for target in named:
        yield _draft(context, action, target, Place(source, anchor))


def _named(context: Context, source: str, anchor: Anchor) -> Iterator[str | None]:
    """The documents that are named inside an anchor, None for those outside the registry."""
    for reference in context.references.get(source, ()):
        place = reference.mention.anchor
        inside = place.page == anchor.page and anchor.start <= place.start < anchor.end
        if inside and reference.mention.kind in _NAMING:
            yield reference.resolution.target


def _transferred(context: Context, source: str) -> Iterator[Draft]:
    """What the references say of documents that have gone, or should go, to another owner."""
    for reference in context.references.get(source, ()):
        mention, target = reference.mention, reference.resolution.target
        moved = mention.relation is Relation.TRANSFERRED_RESPONSIBILITY and mention.modality in _STATED
        if moved and target and _steers(context.records.get(target)):
            yield _draft(context, Action.TRANSFER, target, Place(source, mention.anchor), mention.sentence)


def _draft(context: Context, action: Action, target: str, place: Place, words: str = "") -> Draft:
    where = context.title(place.document)
    why = Sentence.of(
        "Sägs i ”{where}”, s. {page}: ”{words}”", where=where, page=place.anchor.page, words=words or place.anchor.text
    )
    return Draft(action, (target,), why, (place,), _URGENCY)


def _steers(record: Record | None) -> bool:
    return record is not None and record.document.description.kind is Kind.STEERING
