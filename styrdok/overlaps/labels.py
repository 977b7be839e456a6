"""From what a text calls a document to the document.

Viewpoints name documents by label. A label means first what the same text's references to it were resolved to, then
what the other texts' references agree on, then the one steering document with that title, or with that type word
(*kvalitetsprogrammet* where only one title has *kvalitetsprogram*). The title of an answer means what it answers
to, and what has been replaced means its successor, since that is what can be coordinated.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from styrdok.extraction.titles.keys import cut_opening, title_key
from styrdok.extraction.titles.owners import without_place
from styrdok.findings import Snapshot
from styrdok.models import Reference
from styrdok.once import once
from styrdok.resolution.replacements import endings_in
from styrdok.swedish.heads import in_role
from styrdok.vocabulary import Kind, MentionKind, Modality, Relation, ResolutionStatus

_WORD = re.compile(r"\w+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LEAST_WORDS = 2
_LONGEST_CHAIN = 9
Key = TypeVar("Key")


@cache
def _type_word() -> re.Pattern[str]:
    """A compound whose last part names a type of document, in any of its forms."""
    heads = "|".join(noun.lemma for noun in in_role("labelled"))
    return re.compile(rf"\b(\w{{3,}}(?:{heads}))(?:met|et|n|en|erna|na)?\b")


@lru_cache(maxsize=50_000)
def plain(label: str) -> str:
    """A label in lower case without punctuation."""
    return " ".join(_WORD.findall(label.lower()))


@dataclass(frozen=True, slots=True)
class Labels:
    """What labels mean, in general and in the mouth of one document."""

    ids: frozenset[str]
    said: Mapping[tuple[str, str], str]
    meant: Mapping[str, str]
    titles: Mapping[str, str]
    typed: Mapping[str, str]
    subjects: Mapping[str, str]
    answers: Mapping[str, str]
    successors: Mapping[str, str]
    heirs: Mapping[str, str]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Labels":
        """Learn from titles and resolved references; a label with several meanings has none in general."""
        return _learnt(snapshot)

    def meaning(self, source: str, label: str) -> str:
        """The id of the document that ``source`` means by a label, or the label itself."""
        name = plain(cut_opening(label))
        if label in self.ids:
            meant: str | None = label
        elif plain(label) == self.answers.get(source):
            meant = source
        else:
            meant = self.said.get((source, name)) or self.meant.get(name) or _contained(name, self.titles)
        meant = meant or _containing(name, self.titles) or _by_type(name, self.typed) or self._by_part(label)
        if meant == source:
            meant = self.subjects.get(source, source)
        return self.living(meant) if meant else label

    def concerned(self, source: str, label: str) -> str:
        """The same of what is said in a round: what is gone and was never in the registry means its successor too."""
        meant = self.meaning(source, label)
        return meant if meant in self.ids else self.heirs.get(plain(meant), meant)

    def target(self, reference: Reference) -> str:
        """The id of what a reference in a round points at, or its label."""
        target = reference.resolution.target
        return self.concerned(reference.source, target or reference.mention.label)

    def _by_part(self, label: str) -> str | None:
        """The one document of which a label names a part of the matter, or shortens the word for it.

        *klimatstrategin* is a climate and energy strategy, *reseriktlinjen* a guideline for *tjänsteresor*. None where
        a label names a year or fits more than one title.
        """
        key = title_key(label)
        if not key.units or key.years:
            return None
        held = {name: title_key(title) for title, name in self.titles.items()}
        same = {name: set(other.units) for name, other in held.items() if other.head == key.head}
        found = {name for name, units in same.items() if set(key.units) < units}
        if not found and len(key.units) == 1:
            found = {name for name, units in same.items() if any(_shortens(key.units[0], unit) for unit in units)}
        living = {self.living(name) for name in found}
        return min(living) if len(living) == 1 else None

    def living(self, name: str) -> str:
        """The document itself, or what has replaced it."""
        for _ in range(_LONGEST_CHAIN):
            name = self.successors.get(name, name)
        return name


@once
def _learnt(snapshot: Snapshot) -> Labels:
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    meant: dict[str, set[str]] = defaultdict(set)
    for source, name, target in _spoken(snapshot):
        said[source, name].add(target)
        meant[name].add(target)
    successors = _single(_replaced(snapshot))
    titles, typed = _titles(snapshot), _typed(snapshot, successors)
    answers = {
        record.document.id: plain(record.document.description.title or "")
        for record in snapshot.records
        if record.document.description.kind is not Kind.STEERING
    }
    found = {name: _contained(title, titles) or _by_type(title, typed) for name, title in answers.items()}
    subjects = {name: target for name, target in found.items() if target}
    ids = frozenset(record.document.id for record in snapshot.records)
    heirs = _single(_outlived(snapshot))
    return Labels(ids, _single(said), _single(meant), titles, typed, subjects, answers, successors, heirs)


def _spoken(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """What each text calls which document: (source, plain label, target)."""
    for reference in snapshot.references:
        target = reference.resolution.target
        if target and reference.resolution.status in (ResolutionStatus.RESOLVED, ResolutionStatus.SELF):
            for name in sorted({plain(reference.mention.label), plain(reference.mention.text)}):
                yield reference.source, name, target


def _replaced(snapshot: Snapshot) -> dict[str, set[str]]:
    """For each document the steering documents that are said to have replaced it."""
    successors: dict[str, set[str]] = defaultdict(set)
    for ending in endings_in(snapshot):
        if ending.succeeds:
            successors[ending.ended].add(ending.by)
    return successors


def _outlived(snapshot: Snapshot) -> dict[str, set[str]]:
    """For the label of each document outside the registry the steering documents that say they replaced it."""
    found: dict[str, set[str]] = defaultdict(set)
    for reference in snapshot.references:
        mention, record = reference.mention, snapshot.by_id.get(reference.source)
        absent = reference.resolution.status is ResolutionStatus.MISSING and mention.kind is MentionKind.TITLE
        replaced = mention.relation is Relation.REPLACES and mention.modality is Modality.FACT
        if absent and replaced and record is not None and record.steers:
            found[plain(mention.label)].add(reference.source)
    return found


def _titles(snapshot: Snapshot) -> dict[str, str]:
    titles: dict[str, set[str]] = defaultdict(set)
    for record in snapshot.records:
        described = record.document.description
        if described.kind is Kind.STEERING and described.title:
            for title in {described.title, without_place(described.title)}:
                titles[plain(title)].add(record.document.id)
    return _single(titles)


def _typed(snapshot: Snapshot, successors: Mapping[str, str]) -> dict[str, str]:
    """Type words that stand in the title of one living steering document only."""
    words: dict[str, set[str]] = defaultdict(set)
    for title, name in sorted(_titles(snapshot).items()):
        if name not in successors:
            for word in _type_word().findall(title):
                words[word].add(name)
    return _single(words)


def _contained(label: str, titles: Mapping[str, str]) -> str | None:
    """The document whose whole title, of at least two words, stands in a label: the longest."""
    padded = f" {label} "
    found = [title for title in titles if title.count(" ") + 1 >= _LEAST_WORDS and f" {title} " in padded]
    return titles[max(found, key=lambda title: (len(title), title))] if found else None


def _containing(label: str, titles: Mapping[str, str]) -> str | None:
    """The one document in whose title a label of at least two words stands, behind a slogan for instance."""
    found = {titles[title] for title in titles if label.count(" ") and f" {label} " in f" {title} "}
    return min(found) if len(found) == 1 else None


def _by_type(label: str, typed: Mapping[str, str]) -> str | None:
    """The document that a type word means; a label that names a year needs more than that."""
    if _YEAR.search(label):
        return None
    found = {typed[word] for word in _type_word().findall(label) if word in typed}
    return min(found) if len(found) == 1 else None


def _shortens(short: Sequence[str], word: Sequence[str]) -> bool:
    """Whether a compound begins or ends with the parts of a shorter word."""
    many = len(short)
    return many < len(word) and tuple(short) in (tuple(word[:many]), tuple(word[-many:]))


def _single(meanings: Mapping[Key, set[str]]) -> dict[Key, str]:
    return {key: min(values) for key, values in meanings.items() if len(values) == 1}
