"""What people have said about pairs of documents: that they overlap, contradict each other or should be coordinated.

Two sources: viewpoints on several documents, and sentences of replies, memos and minutes that ask for a link between
documents that they name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from styrdok.findings import Record
from styrdok.ids import pair_key
from styrdok.language import Sentence
from styrdok.models import Anchor, Reference, Viewpoint
from styrdok.overlaps.anchors import sentence_anchor
from styrdok.overlaps.labels import Labels, plain
from styrdok.overlaps.particular import is_wish, names_one
from styrdok.overlaps.tables import table
from styrdok.overlaps.terms import term_of
from styrdok.vocabulary import Kind, MentionKind, Modality, Relation, SpeakerKind, ViewpointKind

_STRENGTH = {
    ViewpointKind.COORDINATION: 1.0,
    ViewpointKind.OVERLAP: 1.0,
    ViewpointKind.MERGE_OR_PRUNE: 1.0,
    ViewpointKind.CONFLICT: 0.9,
    ViewpointKind.DEFINITION: 0.9,
    ViewpointKind.LACK: 0.8,
}
_NEEDS_BOTH_NAMED = frozenset({ViewpointKind.LACK, ViewpointKind.RESPONSIBILITY})
_DIVIDED = {ViewpointKind.RESPONSIBILITY: 0.9}
_ASKING = {Modality.REQUESTED: 0.9, Modality.PROPOSED: 0.8}
STRENGTHS = (*_STRENGTH.values(), *_ASKING.values())
"""How strong a statement can be."""

_SPEAKING = (Kind.REPLY, Kind.MINUTES, Kind.MEMO, Kind.REPORT)
"""Kinds of files whose words count, those of consulted bodies first."""

_NAMEABLE = frozenset({MentionKind.TITLE, MentionKind.DIARY_NUMBER, MentionKind.PROPOSITION})
_MOST = 5

_VOICE = {
    SpeakerKind.OFFICE: Sentence.of("Förvaltningen"),
    SpeakerKind.BOARD: Sentence.of("Nämnden"),
    SpeakerKind.PARTY: Sentence.of("Ett parti"),
    SpeakerKind.EXTERNAL: Sentence.of("En remissinstans"),
}


@dataclass(frozen=True, slots=True)
class Assertion:
    """Somebody's words, in document ``source``, about several documents (ids, or labels of unknown ones)."""

    documents: tuple[str, ...]
    source: str
    speaker: str | Sentence
    kind: ViewpointKind
    strength: float
    anchor: Anchor
    rank: int


def assertions_of(
    records: Mapping[str, Record], references: Mapping[str, Sequence[Reference]], labels: Labels
) -> tuple[Assertion, ...]:
    """Everything that has been said about two or more documents at once."""
    found: list[Assertion] = []
    for name, record in records.items():
        said = references.get(name, ())
        if record.document.description.kind not in _SPEAKING:
            continue
        viewed = list(_viewpoints(record, said, labels, records))
        found += viewed
        found += [one for one in _requests(record, said, labels, records) if not _repeats(one, viewed)]
    return tuple(found)


def divisions_of(
    records: Mapping[str, Record], references: Mapping[str, Sequence[Reference]], labels: Labels
) -> tuple[Assertion, ...]:
    """What has been said about who is responsible, where two documents or more are named."""
    return tuple(
        said
        for name, record in sorted(records.items())
        if record.document.description.kind in _SPEAKING
        for said in _viewpoints(record, references.get(name, ()), labels, records, _DIVIDED)
    )


def _steering(records: Mapping[str, Record], named: set[str]) -> tuple[str, ...]:
    """The steering documents among those named, and what is named but not in the registry.

    What lays down how all documents are written is coordinated with none of them.
    """
    return tuple(name for name in sorted(named) if _may_be_one(records.get(name), name))


def _may_be_one(record: Record | None, name: str) -> bool:
    title = plain(record.document.description.title or "" if record is not None else name)
    none = record is None and (is_wish(title) or title in table("naming.toml")["personal"])
    if none or any(words in title for words in table("naming.toml")["of_documents"]):
        return False
    if record is not None:
        return record.document.description.kind is Kind.STEERING
    return any(map(term_of, title.split())) and title.split()[0] not in table("naming.toml")["single"]


def _viewpoints(
    record: Record,
    references: Sequence[Reference],
    labels: Labels,
    records: Mapping[str, Record],
    strengths: Mapping[ViewpointKind, float] = _STRENGTH,
) -> Iterator[Assertion]:
    source = record.document.id
    for viewpoint in record.extraction.viewpoints:
        if viewpoint.kind not in strengths or _only_drops(viewpoint) or _never_came(viewpoint.anchor.text):
            continue
        named = {labels.concerned(source, label) for label in viewpoint.about}
        if len(named - {source}) < 2:
            named |= {labels.target(reference) for reference in references if _within(reference, viewpoint)}
        subject = labels.subjects.get(source)
        if subject and viewpoint.kind not in _NEEDS_BOTH_NAMED and not _drops_one(viewpoint):
            named |= {subject} if len(named - {source}) == 1 else set()
        documents = _steering(records, named - _only_sorts(viewpoint, references, labels))
        if 2 <= len(documents) <= _MOST:
            strength = strengths[viewpoint.kind]
            yield Assertion(
                documents, source, _speaker(viewpoint), viewpoint.kind, strength, viewpoint.anchor, _rank(record)
            )


def _only_sorts(viewpoint: Viewpoint, references: Sequence[Reference], labels: Labels) -> set[str]:
    """What words name that is no particular document: one that is yet to be made (*ett gemensamt hamnprogram*)."""
    absent = (one for one in references if one.resolution.target is None and _within(one, viewpoint))
    return {
        labels.target(one) for one in absent if one.mention.kind is MentionKind.TITLE and not names_one(one.mention)
    }


def _drops_one(viewpoint: Viewpoint) -> bool:
    """Whether a wish is that the document named should go, which says nothing of the one that is answered to."""
    return viewpoint.kind is ViewpointKind.MERGE_OR_PRUNE and drops(viewpoint.anchor.text)


def _only_drops(viewpoint: Viewpoint) -> bool:
    """Whether a wish is that all that it names should go: it says nothing of them together."""
    return _drops_one(viewpoint) and len(viewpoint.about) > 1 and not joins(viewpoint.anchor.text)


def _never_came(words: str) -> bool:
    """Whether words only tell what never came about: a document, or what should have been done."""
    return _says("never", words)


def _says(row: str, words: str) -> bool:
    return any(re.search(pattern, words.lower()) for pattern in table("told.toml")[row])


def _rank(record: Record) -> int:
    return _SPEAKING.index(record.document.description.kind)


def order(one: Assertion) -> tuple[float, int, int, str, int, int]:
    """The order in which statements are shown: strong ones first, then those of consulted bodies."""
    return (-one.strength, one.rank, len(one.documents), one.source, one.anchor.page, one.anchor.start)


def _speaker(viewpoint: Viewpoint) -> str | Sentence:
    name = viewpoint.speaker
    return name[0].upper() + name[1:] if name else _VOICE[viewpoint.speaker_kind]


def drops(text: str) -> bool:
    """Whether words ask for a document to be put out of use."""
    return any(re.search(pattern, text.lower()) for pattern in table("proposals.toml")["verdicts"]["repeal"])


def joins(text: str) -> bool:
    """Whether words ask for documents to become one."""
    return any(re.search(pattern, text.lower()) for pattern in table("proposals.toml")["verdicts"]["merge"])


def spoken(said: Assertion, where: str) -> Sentence:
    """Who says something, in a document of which title, on which page, in which words."""
    return Sentence.of(
        "{speaker} i ”{where}”, s. {page}: ”{words}”",
        speaker=said.speaker,
        where=where,
        page=said.anchor.page,
        words=said.anchor.text,
    )


def _within(reference: Reference, viewpoint: Viewpoint) -> bool:
    place, frame = reference.mention.anchor, viewpoint.anchor
    inside = place.page == frame.page and frame.start <= place.start and place.end <= frame.end
    return inside and reference.mention.kind in _NAMEABLE


def _requests(
    record: Record, references: Sequence[Reference], labels: Labels, records: Mapping[str, Record]
) -> Iterator[Assertion]:
    """Sentences that ask for coordination, or say that the same stands in both, and name at least two documents."""
    by_sentence: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        if reference.mention.sentence and reference.mention.kind in _NAMEABLE:
            by_sentence[reference.mention.sentence].append(reference)
    source = record.document.id
    for sentence, group in by_sentence.items():
        subject = labels.subjects.get(source)
        asking = max((_ASKING.get(one.mention.modality, 0.0) for one in group if _coordinates(one)), default=0.0)
        documents = _steering(
            records, {labels.target(one) for one in group} | ({subject} if subject and len(group) == 1 else set())
        )
        told = _STRENGTH[ViewpointKind.OVERLAP] if len(group) > 1 and _says("overlap", sentence) else 0.0
        if max(asking, told) and 2 <= len(documents) <= _MOST and not _never_came(sentence):
            anchor = sentence_anchor(record, group[0].mention.anchor, sentence)
            voice = record.document.description.organisation or _VOICE[SpeakerKind.OFFICE]
            kind = ViewpointKind.OVERLAP if told else ViewpointKind.COORDINATION
            yield Assertion(documents, source, voice, kind, max(asking, told), anchor, _rank(record))


def _coordinates(reference: Reference) -> bool:
    return reference.mention.relation in (Relation.COORDINATES_WITH, Relation.COMPLEMENTS, Relation.MERGES)


def _repeats(one: Assertion, others: Sequence[Assertion]) -> bool:
    return any(set(one.documents) <= set(other.documents) for other in others)


def by_pair(assertions: Sequence[Assertion]) -> dict[tuple[str, str], list[Assertion]]:
    """The assertions by each pair of documents they name, strongest first."""
    pairs: dict[tuple[str, str], list[Assertion]] = defaultdict(list)
    for one in sorted(assertions, key=order):
        for a, b in combinations(one.documents, 2):
            pairs[pair_key(a, b)].append(one)
    return dict(pairs)
