"""What is told of a mention by what it belongs to: the title its number stands behind, the memo that proposes it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from styrdok.extraction.relations.table import wordings
from styrdok.models import Mention, Reading
from styrdok.vocabulary import Kind, MentionKind, Modality, Relation

_NUMBERS = (MentionKind.DECISION, MentionKind.DIARY_NUMBER)
_NUMBERED_GAP = re.compile(
    r"(?:,? (?:som )?(?:antogs|antagen|antaget|beslutades|fastställdes)(?: år)? \d{4})?"
    r"\s*\(\s*(?:(?:dnr|diarienummer|diarienr)[.:]?\s*)?",
    re.IGNORECASE,
)
_NEXT_GAP = re.compile(r"\s*[,;]?\s*(?:(?:dnr|diarienummer|diarienr|och)[.:]?\s*)?", re.IGNORECASE)
# What is done to a document, and so to its case and to the decision that adopted it.
_DONE_TO = frozenset(
    {
        Relation.REPLACES,
        Relation.REPLACED_BY,
        Relation.PLANNED_REPLACEMENT,
        Relation.REPEALS,
        Relation.REPEALED,
        Relation.REVISES,
        Relation.EXTENDS_VALIDITY,
        Relation.MERGES,
        Relation.ABSORBS_PART,
        Relation.SPLITS_INTO,
        Relation.CONVERTED_FROM,
    }
)
_DONE_BY_CITIES = _DONE_TO - {Relation.REPEALED, Relation.REPLACED_BY, Relation.EXTENDS_VALIDITY}
_IMAGINED = (Modality.PROPOSED, Modality.HYPOTHETICAL)
_UNSURE = (Modality.REQUESTED, Modality.HYPOTHETICAL)


def finished(reading: Reading, mentions: Sequence[Mention], kind: Kind | None) -> tuple[Mention, ...]:
    """The mentions with what their numbers share, and with what a memo asks for as its proposal."""
    shared = _taken_up(map(_left_in_force, _with_numbers(reading, mentions)))
    return tuple(_proposed(mention) for mention in shared) if kind is Kind.MEMO else tuple(shared)


def _taken_up(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Bare nouns are as imagined as what they take up: ``en bullerplan skulle hjälpa … planen ska omfatta hamnen``."""
    first: dict[str, Modality] = {}
    for mention in mentions:
        plain = mention.kind is MentionKind.TITLE and mention.relation is Relation.REFERS_TO
        if plain and mention.rule == "anaphora" and mention.modality is Modality.FACT:
            mention = replace(mention, modality=first.get(mention.label, Modality.FACT))
        elif mention.kind is MentionKind.TITLE:
            imagined = plain and mention.modality in _IMAGINED
            first.setdefault(mention.label, mention.modality if imagined else Modality.FACT)
        yield mention


def _left_in_force(mention: Mention) -> Mention:
    """An act as it is: no document of a city repeals, replaces or revises one (``upphäva skyddet enligt balken``)."""
    act = mention.kind is MentionKind.EU_ACT or (mention.kind is MentionKind.LAW and mention.label.startswith("SFS "))
    if not act or mention.relation not in _DONE_BY_CITIES:
        return mention
    return replace(mention, relation=Relation.REFERS_TO, modality=Modality.FACT, trigger=None)


def _with_numbers(reading: Reading, mentions: Sequence[Mention]) -> list[Mention]:
    """``X (KF 2014-10-27 § 152, dnr KS 2014/17) upphävs``: decision and number are those of X."""
    result: list[Mention] = []
    for mention in mentions:
        before = result[-1] if result else None
        if before is not None and mention.kind in _NUMBERS and mention.relation is Relation.REFERS_TO:
            gap = reading.text[before.end : mention.start]
            pattern = _NEXT_GAP if before.kind in _NUMBERS else _NUMBERED_GAP
            if before.relation in _DONE_TO and pattern.fullmatch(gap):
                mention = replace(mention, relation=before.relation, modality=before.modality, trigger=before.trigger)
        result.append(mention)
    return result


def _proposed(mention: Mention) -> Mention:
    """What the writer of a memo says should be done to a document is proposed; what others want stays their wish."""
    memo = wordings().memo
    if mention.relation not in _DONE_TO or mention.modality not in _UNSURE:
        return mention
    text = mention.sentence.lower()
    if memo.asks.search(text) is None or memo.others.search(text) or memo.open.search(text):
        return mention
    return replace(mention, modality=Modality.PROPOSED)
