"""What the signals need to know about the whole collection, each part worked out once, when it is asked for."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

from styrdok.extraction.statutes import act_named
from styrdok.findings import Record, Snapshot, Stretch
from styrdok.ids import pair_key
from styrdok.models import Definition, Reference
from styrdok.overlaps.asserted import Assertion, assertions_of, by_pair
from styrdok.overlaps.audiences import audience_of
from styrdok.overlaps.labels import Labels, plain
from styrdok.overlaps.likenesses import ThemeLikeness
from styrdok.overlaps.memory import NOBODY, NOTHING_KEPT, Memory, digest
from styrdok.overlaps.promises import Promises, promises_of
from styrdok.overlaps.ranges import NOTHING, Ranges
from styrdok.overlaps.reuse.search import Match
from styrdok.overlaps.shared import SharedWording, passages_shared, shared_wording
from styrdok.overlaps.standard import standard_ranges
from styrdok.overlaps.stretches import stretches_of
from styrdok.overlaps.terms import Spoken, Terms, spoken
from styrdok.resolution.replacements import endings_in
from styrdok.vocabulary import MentionKind, Modality, Relation, ResolutionStatus

_TITLE_COUNTS = 3

Pair = tuple[str, str]


@dataclass(frozen=True)
class Context:
    """A snapshot and all that is counted over all of its documents, each part when it is first asked for.

    ``memory`` holds what was worked out before. ``given`` is the shared wording where it is known.
    """

    snapshot: Snapshot
    memory: Memory = NOTHING_KEPT
    given: Mapping[Pair, SharedWording] | None = None

    @cached_property
    def records(self) -> Mapping[str, Record]:
        """The documents by id."""
        return self.snapshot.by_id

    @cached_property
    def references(self) -> Mapping[str, Sequence[Reference]]:
        """What each document refers to."""
        return self.snapshot.outgoing

    @cached_property
    def worded(self) -> Mapping[str, bytes]:
        """A short name for the passages of each document: equal for equal words in equal places only."""
        return {
            name: digest([(one.anchor.page, one.anchor.start, one.anchor.text) for one in record.extraction.passages])
            for name, record in self.records.items()
        }

    @cached_property
    def named(self) -> Mapping[str, Ranges]:
        """What in each document only names something."""
        return {name: Ranges.named(record) for name, record in self.records.items()}

    @cached_property
    def standard(self) -> Mapping[str, Ranges]:
        """The standard text of each document that has any, which counts for nothing else."""
        said = [(name, record.document.line, self.worded[name]) for name, record in self.records.items()]
        make = partial(standard_ranges, self.snapshot)
        return self.memory.recall(NOBODY, ("standard", said), dict[str, Ranges], make)

    @cached_property
    def terms(self) -> Terms:
        """The telling words of each document."""
        titles = {name: _title_terms(self, name) for name in self.records}
        return Terms(((name, _terms(self, name)) for name in self.records), titles)

    @cached_property
    def typical(self) -> float:
        """The median likeness of the terms of two documents."""
        return self.terms.typical()

    @cached_property
    def themes(self) -> Mapping[str, Mapping[str, float]]:
        """The themes of each document with their weights."""
        return {
            name: {theme.theme: theme.weight for theme in record.extraction.themes}
            for name, record in self.records.items()
        }

    @cached_property
    def alike_in_themes(self) -> ThemeLikeness:
        """How alike the rare themes of two documents are."""
        return ThemeLikeness(self.themes, self.rarity)

    @cached_property
    def cited(self) -> Mapping[str, frozenset[str]]:
        """The keys of what each document refers to."""
        return {name: _cited(self.references.get(name, ()), self.standard.get(name, NOTHING)) for name in self.records}

    @cached_property
    def rarity(self) -> Mapping[str, float]:
        """How much a key or theme says (0–1)."""
        themes = (frozenset(themes) for themes in self.themes.values())
        return _rarities([*self.cited.values(), *themes], len(self.records))

    @cached_property
    def links(self) -> frozenset[Pair]:
        """Which documents refer to which."""
        return _links(self.snapshot, self.records)

    @cached_property
    def wording(self) -> Mapping[Pair, SharedWording]:
        """What two documents share word for word."""
        if self.given is not None:
            return self.given
        find = partial(passages_shared, self.snapshot)
        found = self.memory.recall(NOBODY, ("reuse", list(self.worded.values())), tuple[Match, ...], find)
        return shared_wording(self.snapshot, found, self.standard, self.named)

    @cached_property
    def promises(self) -> Promises:
        """The goals and duties on the same matter, without those that stand in standard text."""
        own = {
            name: _without_standard(record, self.standard.get(name, NOTHING)) for name, record in self.records.items()
        }
        return promises_of(own, self.memory)

    @cached_property
    def defined(self) -> Mapping[str, Mapping[str, Definition]]:
        """The first definition of each term in each document, by the term in small letters."""
        return {
            name: {one.term.lower(): one for one in reversed(record.extraction.definitions)}
            for name, record in self.records.items()
        }

    @cached_property
    def audiences(self) -> Mapping[str, frozenset[str]]:
        """Whom each document is for."""
        return {
            name: self.memory.recall(
                name, ("audience", self.worded[name]), frozenset[str], partial(audience_of, record)
            )
            for name, record in self.records.items()
        }

    @cached_property
    def labels(self) -> Labels:
        """What labels mean."""
        return Labels.of(self.snapshot)

    @cached_property
    def said(self) -> Sequence[Assertion]:
        """What people have said about several documents at once."""
        return assertions_of(self.records, self.references, self.labels)

    @cached_property
    def assertions(self) -> Mapping[Pair, Sequence[Assertion]]:
        """The same by the pairs that it is about."""
        return by_pair(self.said)

    @cached_property
    def successions(self) -> frozenset[Pair]:
        """The pairs of which one is said to have replaced the other."""
        return _successions(self.snapshot)

    def called(self, key: str) -> str:
        """What that is called which a document refers to, by its key."""
        record = self.records.get(key)
        return (record.document.description.title or key) if record else act_named(key.partition(":")[2])

    def cases(self, name: str) -> set[str]:
        """The case numbers that a document mentions, and what it answers to."""
        return {
            reference.resolution.target or plain(reference.mention.label)
            for reference in self.references.get(name, ())
            if reference.mention.kind is MentionKind.DIARY_NUMBER or reference.mention.relation is Relation.RESPONDS_TO
        }

    def stretches(self, a: str, b: str) -> tuple[Stretch, ...]:
        """The stretches of wording that two documents share, ``a`` before ``b``, the longest first."""
        wording = self.wording.get((a, b))
        return stretches_of(self.records[a], self.records[b], wording.passages) if wording else ()

    def title(self, name: str) -> str:
        """What a document is called: its title, or its file, or the label itself where it is not in the registry."""
        record = self.records.get(name)
        return record.document.display_title if record else name


def context_of(
    snapshot: Snapshot, wording: Mapping[Pair, SharedWording] | None = None, memory: Memory = NOTHING_KEPT
) -> Context:
    """What the signals need to know of a snapshot; the search for shared wording is left out where it is given."""
    return Context(snapshot, memory, wording)


def _successions(snapshot: Snapshot) -> frozenset[Pair]:
    return frozenset(pair_key(ending.by, ending.ended) for ending in endings_in(snapshot) if ending.succeeds)


def _terms(context: Context, name: str) -> Spoken:
    """The terms of the text of a document, standard text left out."""
    record, standard = context.records[name], context.standard.get(name, NOTHING)
    passages = record.extraction.passages

    def make() -> Spoken:
        texts = (standard.outside(passage.anchor) for passage in passages)
        headings = dict.fromkeys(part for passage in passages for part in passage.section.split(" › "))
        return spoken([*texts, *headings])

    sections = [passage.section for passage in passages]
    of = ("terms", context.worded[name], sections, standard.pages)
    return context.memory.recall(name, of, Spoken, make)


def _title_terms(context: Context, name: str) -> Spoken:
    """The terms of a title, which count several times."""
    title = context.records[name].document.description.title or ""
    return context.memory.recall(name, ("title", title), Spoken, lambda: spoken([title] * _TITLE_COUNTS))


def _without_standard(record: Record, standard: Ranges) -> Record:
    """A document without the goals and duties that stand in its standard text."""
    said = record.extraction
    kept = replace(
        said,
        goals=tuple(one for one in said.goals if not standard.mostly(one.anchor)),
        commitments=tuple(one for one in said.commitments if not standard.mostly(one.anchor)),
    )
    return replace(record, extraction=kept)


def _cited(references: Sequence[Reference], standard: Ranges) -> frozenset[str]:
    """Targets and labels of what a document points at; its own case, itself and standard text left out."""
    keys = set()
    for reference in references:
        if standard.mostly(reference.mention.anchor):
            continue
        if reference.resolution.status is ResolutionStatus.SELF or reference.mention.kind is MentionKind.SELF:
            continue
        keys.add(reference.resolution.target or f"{reference.mention.kind}:{reference.mention.label}")
    return frozenset(keys)


def _rarities(sets: Sequence[frozenset[str]], documents: int) -> dict[str, float]:
    """How much it says that two documents share a key: 1 for what only they have, falling towards 0."""
    spread = Counter(key for keys in sets for key in keys)
    top = math.log(1 + documents / 2)
    return {
        key: min(1.0, math.log(1 + documents / number) / top) if top else 1.0 for key, number in sorted(spread.items())
    }


def _links(snapshot: Snapshot, records: Mapping[str, Record]) -> frozenset[Pair]:
    found = set()
    for reference in snapshot.references:
        target = reference.resolution.target
        resolved = reference.resolution.status is ResolutionStatus.RESOLVED and target in records
        if target and resolved and target != reference.source and reference.mention.modality is not Modality.NEGATED:
            found.add((reference.source, target))
    return frozenset(found)
