"""The mandate chain: what each steering document rests on, from acts and visions down to routines.

A document stands below what it says that it is based on, makes concrete, is part of or subordinate to. Nothing is
guessed from types: they only tell where a chain that is written down looks odd.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from styrdok.extraction.statutes import by_number
from styrdok.findings import Place, Record, Snapshot
from styrdok.language import Sentence
from styrdok.language.words import word_of
from styrdok.models import Reference
from styrdok.vocabulary import ENDED, DocumentType, MentionKind, Modality, Relation, ResolutionStatus

_BELOW = frozenset(
    {Relation.BASED_ON, Relation.CONCRETISES, Relation.SUBORDINATE_TO, Relation.PART_OF, Relation.CONTRIBUTES_TO}
)
_ABOVE = frozenset({Relation.HAS_PART, Relation.OVERRIDES})
_ACTS = (MentionKind.LAW, MentionKind.EU_ACT)
_LEVEL: Mapping[DocumentType, int] = {
    DocumentType.VISION: 0,
    DocumentType.BUDGET: 0,
    DocumentType.PROGRAM: 1,
    DocumentType.STRATEGY: 1,
    DocumentType.POLICY: 1,
    DocumentType.PLAN: 2,
    DocumentType.ACTION_PLAN: 2,
    DocumentType.GUIDELINE: 3,
    DocumentType.RULES: 3,
    DocumentType.ROUTINE: 4,
}
_NEEDS_MANDATE = 2
_TOP, _FAR_BELOW = 0, 3


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: ``above`` is a document's id, or the title of an act; ``words`` is the sentence of it."""

    below: str
    above: str
    relation: Relation
    words: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Oddity:
    """Something in the chain that people should look at; ``code`` is the sort of it."""

    code: str
    documents: tuple[str, ...]
    sentence: Sentence
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Mandate:
    """All links, by the document below, and what is odd about them."""

    links: tuple[Link, ...]
    oddities: tuple[Oddity, ...]


def mandate_of(snapshot: Snapshot) -> Mandate:
    """The chain of the steering documents that nobody has put out of use."""
    links = tuple(_links(snapshot))
    found = [*_orphans(snapshot, links), *_under_the_dead(snapshot, links), *_loops(snapshot, links)]
    return Mandate(links, (*found, *_leaps(snapshot, links)))


def _links(snapshot: Snapshot) -> Iterator[Link]:
    """Each pair of documents once, with all places that say so, the first relation met."""
    grouped: dict[tuple[str, str], list[Reference]] = {}
    for record in snapshot.steering:
        name = record.document.id
        for reference in snapshot.outgoing[name]:
            other, mention = _named(snapshot, reference), reference.mention
            if other is None or other == name or mention.modality is not Modality.FACT:
                continue
            if mention.relation in _BELOW:
                grouped.setdefault((name, other), []).append(reference)
            elif mention.relation in _ABOVE and other in snapshot.by_id:
                grouped.setdefault((other, name), []).append(reference)
    for (below, above), found in sorted(grouped.items()):
        places = dict.fromkeys(Place(one.source, one.mention.anchor) for one in found)
        first = found[0].mention
        yield Link(below, above, first.relation, first.sentence or first.text, tuple(places))


def _named(snapshot: Snapshot, reference: Reference) -> str | None:
    """What a reference names: a steering document of the registry, or an act by its title."""
    mention, resolution = reference.mention, reference.resolution
    if mention.kind in _ACTS:
        act = by_number().get(mention.label.removeprefix("SFS "))
        return f"{act.title} ({act.sfs})" if act else mention.label
    if resolution.status is ResolutionStatus.RESOLVED and resolution.target in snapshot.by_id:
        return resolution.target
    return None


def _level(record: Record) -> int | None:
    return _LEVEL.get(record.document.description.type)


def _orphans(snapshot: Snapshot, links: Sequence[Link]) -> Iterator[Oddity]:
    """Plans, guidelines, rules and routines that rest on nothing that they name, be it in the registry or not."""
    resting = {link.below for link in links}
    resting |= {
        one.source
        for one in snapshot.references
        if one.mention.relation in _BELOW and one.mention.modality is Modality.FACT
    }
    for record in snapshot.steering:
        level = _level(record)
        if level is not None and level >= _NEEDS_MANDATE and record.document.id not in resting:
            kind = word_of(record.document.description.type)
            said = Sentence.of("Säger inte vad det vilar på ({type}).", type=kind)
            yield Oddity("orphan", (record.document.id,), said)


def _under_the_dead(snapshot: Snapshot, links: Sequence[Link]) -> Iterator[Oddity]:
    for link in links:
        above = snapshot.by_id.get(link.above)
        if above is not None and above.document.description.status in ENDED:
            said = Sentence.of(
                "Vilar på ”{title}”, som är {status}.",
                title=snapshot.title(link.above),
                status=word_of(above.document.description.status),
            )
            yield Oddity("dead_above", (link.below, link.above), said, link.places)


def _loops(snapshot: Snapshot, links: Sequence[Link]) -> Iterator[Oddity]:
    """Documents that rest on each other in a ring."""
    graph = nx.DiGraph((link.below, link.above) for link in links)
    for ring in sorted(sorted(one) for one in nx.strongly_connected_components(graph) if len(one) > 1):
        titles = tuple(f"”{snapshot.title(name)}”" for name in ring)
        places = tuple(place for link in links if {link.below, link.above} <= set(ring) for place in link.places[:1])
        yield Oddity("loop", tuple(ring), Sentence.of("Vilar på varandra: {titles}.", titles=titles), places)


def _leaps(snapshot: Snapshot, links: Sequence[Link]) -> Iterator[Oddity]:
    """Documents that rest on nothing nearer than something several levels up, or on something below them."""
    nearest: dict[str, Link] = {}
    for link in links:
        level = level_of(snapshot, link.above)
        known = nearest.get(link.below)
        if level is not None and (known is None or level > (level_of(snapshot, known.above) or 0)):
            nearest[link.below] = link
    for below, link in sorted(nearest.items()):
        own, above = level_of(snapshot, below), level_of(snapshot, link.above)
        if own is None or above is None:
            continue
        if above == _TOP and own >= _FAR_BELOW:
            said = Sentence.of("Vilar direkt på ”{title}”, flera nivåer upp.", title=snapshot.title(link.above))
            yield Oddity("levels_skipped", (below, link.above), said, link.places)
        elif own < above:
            said = Sentence.of("Vilar på ”{title}”, som står längre ned.", title=snapshot.title(link.above))
            yield Oddity("upside_down", (below, link.above), said, link.places)


def level_of(snapshot: Snapshot, name: str) -> int | None:
    """How far down a document stands by its type, the vision at 0; ``None`` for an act and for other types."""
    record = snapshot.by_id.get(name)
    return _level(record) if record is not None else None
