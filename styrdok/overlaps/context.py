"""What the signals need to know about the whole collection, worked out once."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from styrdok.findings import Record, Snapshot
from styrdok.ids import pair_key
from styrdok.models import Reference
from styrdok.overlaps.asserted import Assertion, assertions_of, by_pair
from styrdok.overlaps.audiences import audience_of
from styrdok.overlaps.labels import Labels
from styrdok.overlaps.promises import Promises, promises_of
from styrdok.overlaps.ranges import NOTHING, Ranges
from styrdok.overlaps.shared import SharedWording, shared_wording
from styrdok.overlaps.standard import standard_ranges
from styrdok.overlaps.terms import Profile, profiles, terms_in, typical
from styrdok.resolution.replacements import endings
from styrdok.vocabulary import MentionKind, Modality, ResolutionStatus

_TITLE_COUNTS = 3

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Context:
    """A snapshot with its documents by id and everything that is counted over all of them.

    ``cited`` holds for each document the keys of what it refers to, ``rarity`` how much a key or theme says (0–1),
    ``links`` which documents refer to which. ``typical`` is the median likeness of the terms of two documents,
    ``standard`` the standard text of each document that has any, which counts for nothing else, ``successions`` the
    pairs of which one is said to have replaced the other.
    """

    snapshot: Snapshot
    records: Mapping[str, Record]
    references: Mapping[str, Sequence[Reference]]
    terms: Mapping[str, Profile]
    typical: float
    themes: Mapping[str, Mapping[str, float]]
    cited: Mapping[str, frozenset[str]]
    rarity: Mapping[str, float]
    links: frozenset[Pair]
    wording: Mapping[Pair, SharedWording]
    promises: Promises
    audiences: Mapping[str, frozenset[str]]
    said: Sequence[Assertion]
    assertions: Mapping[Pair, Sequence[Assertion]]
    labels: Labels
    successions: frozenset[Pair]
    standard: Mapping[str, Ranges]

    def title(self, name: str) -> str:
        """What a document is called: its title, or its file, or the label itself where it is not in the registry."""
        record = self.records.get(name)
        return record.document.display_title if record else name


def context_of(snapshot: Snapshot, wording: Mapping[Pair, SharedWording] | None = None) -> Context:
    """Work out what the signals need; the search for shared wording is left out where it is given."""
    records, references = snapshot.by_id, snapshot.outgoing
    labels = Labels.of(snapshot)
    said = assertions_of(records, references, labels)
    standard = standard_ranges(snapshot)
    own = {name: _without_standard(record, standard.get(name, NOTHING)) for name, record in records.items()}
    spoken = [_terms(record, standard.get(record.document.id, NOTHING)) for record in snapshot.records]
    found = profiles([[*terms, *_headings(record)] for terms, record in zip(spoken, snapshot.records, strict=True)])
    cited = {name: _cited(references.get(name, ()), standard.get(name, NOTHING)) for name in records}
    raw = {name: {theme.theme: theme.weight for theme in record.extraction.themes} for name, record in records.items()}
    return Context(
        snapshot=snapshot,
        records=records,
        references=references,
        terms=dict(zip(records, found, strict=True)),
        typical=typical(found),
        themes=raw,
        cited=cited,
        rarity=_rarities([*cited.values(), *(frozenset(themes) for themes in raw.values())], len(records)),
        links=_links(snapshot, records),
        wording=shared_wording(snapshot, standard) if wording is None else wording,
        promises=promises_of(own),
        audiences={name: audience_of(record) for name, record in records.items()},
        said=said,
        assertions=by_pair(said),
        labels=labels,
        successions=_successions(snapshot, records),
        standard=standard,
    )


def _successions(snapshot: Snapshot, records: Mapping[str, Record]) -> frozenset[Pair]:
    found = endings(snapshot.references, [record.document for record in records.values()])
    return frozenset(pair_key(ending.by, ending.ended) for ending in found if ending.succeeds)


def _terms(record: Record, standard: Ranges) -> list[list[tuple[str, str]]]:
    """The terms of each passage of a document, standard text left out."""
    return [terms_in(standard.outside(passage.anchor)) for passage in record.extraction.passages]


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


def _headings(record: Record) -> list[list[tuple[str, str]]]:
    """The terms of each heading once and of the title three times."""
    headings = dict.fromkeys(part for passage in record.extraction.passages for part in passage.section.split(" › "))
    title = record.document.description.title or ""
    return [terms_in(text) for text in (*headings, *[title] * _TITLE_COUNTS)]
