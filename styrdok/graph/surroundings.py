"""The surroundings of one document: what is above, beside and below it, earlier, later, said about it, and missing.

The map that Gothenburg calls *styrmiljö*. Drawn as panels around the document, so that it stays readable however many
neighbours there are.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import networkx as nx

from styrdok.graph.build import OVERLAP
from styrdok.language import Language, to_say
from styrdok.vocabulary import CASE_PAPERS, Modality, Relation


class Place(StrEnum):
    """Where a neighbour stands; the first place that fits counts."""

    CASE = "case"
    LAW = "law"
    MISSING = "missing"
    EARLIER = "earlier"
    LATER = "later"
    ABOVE = "above"
    BELOW = "below"
    BESIDE = "beside"


PLACES = {
    Place.CASE: to_say("Ärenden och röster"),
    Place.LAW: to_say("Lagar och mål"),
    Place.MISSING: to_say("Saknas i registret"),
    Place.EARLIER: to_say("Tidigare"),
    Place.LATER: to_say("Senare"),
    Place.ABOVE: to_say("Ovanför"),
    Place.BELOW: to_say("Under"),
    Place.BESIDE: to_say("Bredvid"),
}
"""What each place is called."""

_ABOVE = frozenset(
    {
        Relation.SUBORDINATE_TO,
        Relation.BASED_ON,
        Relation.IN_LINE_WITH,
        Relation.PART_OF,
        Relation.CONCRETISES,
        Relation.CONTRIBUTES_TO,
    }
)
_BELOW = frozenset({Relation.HAS_PART, Relation.OVERRIDES})
_EARLIER = frozenset(
    {
        Relation.REPLACES,
        Relation.REPEALS,
        Relation.REVISES,
        Relation.MERGES,
        Relation.CONVERTED_FROM,
        Relation.ABSORBS_PART,
    }
)
_LATER = frozenset({Relation.REPLACED_BY, Relation.REPEALED, Relation.PLANNED_REPLACEMENT, Relation.SPLITS_INTO})
_OPPOSITE = {
    Place.ABOVE: Place.BELOW,
    Place.BELOW: Place.ABOVE,
    Place.EARLIER: Place.LATER,
    Place.LATER: Place.EARLIER,
    Place.BESIDE: Place.BESIDE,
}
_OF_RELATION = {
    **dict.fromkeys(_ABOVE, Place.ABOVE),
    **dict.fromkeys(_BELOW, Place.BELOW),
    **dict.fromkeys(_EARLIER, Place.EARLIER),
    **dict.fromkeys(_LATER, Place.LATER),
}
_OF_NODE = {"law": Place.LAW, "goal": Place.LAW, "ghost": Place.MISSING, "case": Place.CASE, "decision": Place.CASE}
_ORDER = {place: number for number, place in enumerate(Place)}


@dataclass(frozen=True, slots=True)
class Tie:
    """One edge between the centre and a neighbour: its relation and modality, which way it points, and its evidence."""

    relation: str
    modality: str
    outgoing: bool
    weight: float
    evidence: str


def tie_of(edge: Mapping[str, Any], outgoing: bool) -> Tie:
    """The tie that an edge of the graph is."""
    return Tie(edge["relation"], edge["modality"], outgoing, float(edge["weight"]), edge["evidence"])


def tie_words(language: Language, tie: Tie) -> str:
    """What ties two documents, in words, an arrow showing which way it points."""
    if tie.relation == OVERLAP:
        return language.say("överlapp {score}", score=language.number(tie.weight))
    said = f"{'→' if tie.outgoing else '←'} {language.word(Relation(tie.relation))}"
    modality = Modality(tie.modality)
    return said if modality is Modality.FACT else f"{said} ({language.word(modality)})"


def evidence_words(language: Language, tie: Tie) -> str:
    """Where a tie is seen; the graph itself keeps ``p. N: words`` for other programs."""
    if tie.relation == OVERLAP:
        return tie.evidence
    page, _, words = tie.evidence.removeprefix("p. ").partition(": ")
    return language.say("s. {page}: {words}", page=page, words=words)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A node next to the centre, where it stands, and all that ties the two together."""

    node: str
    label: str
    kind: str
    place: Place
    ties: tuple[Tie, ...]


def surroundings(graph: "nx.MultiDiGraph[str]", centre: str) -> dict[Place, tuple[Neighbour, ...]]:
    """The neighbours of a node by place, those with most ties first; every place is there, perhaps empty."""
    ties: dict[str, list[Tie]] = defaultdict(list)
    for source, target, data in [*graph.out_edges(centre, data=True), *graph.in_edges(centre, data=True)]:
        if source == target:
            continue
        outgoing = source == centre
        other = target if outgoing else source
        ties[other].append(tie_of(data, outgoing))
    found: dict[Place, list[Neighbour]] = {place: [] for place in Place}
    for node in sorted(ties):
        neighbour = _neighbour(node, graph.nodes[node], ties[node])
        found[neighbour.place].append(neighbour)
    return {place: tuple(sorted(items, key=_weight)) for place, items in found.items()}


def _weight(neighbour: Neighbour) -> tuple[float, str]:
    stated = sum(tie.weight for tie in neighbour.ties if tie.relation != OVERLAP)
    alike = max((tie.weight for tie in neighbour.ties if tie.relation == OVERLAP), default=0.0)
    return -(stated + alike), neighbour.node


def _neighbour(node: str, data: dict[str, str], ties: Sequence[Tie]) -> Neighbour:
    ordered = tuple(sorted(ties, key=lambda tie: (_ORDER[_stands(tie)], -tie.weight, tie.relation)))
    place = _OF_NODE.get(data["node"]) or (Place.CASE if data.get("kind") in CASE_PAPERS else _stands(ordered[0]))
    return Neighbour(node, data["label"], data["node"], place, ordered)


def _stands(tie: Tie) -> Place:
    if tie.relation == OVERLAP or tie.modality == Modality.NEGATED:
        return Place.BESIDE
    place = _OF_RELATION.get(Relation(tie.relation), Place.BESIDE)
    return place if tie.outgoing else _OPPOSITE[place]
