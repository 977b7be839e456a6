"""The whole registry as a plan of a city: one district for each theme, in it the documents that mostly speak of it.

Where a document stands says what it is about, and it stands in the same place each time; a drawing in which forces push
the nodes about is unreadable for more than some tens of documents and takes time with the square of their number.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from styrdok.graph.build import OVERLAP
from styrdok.graph.surroundings import Tie, tie_of
from styrdok.language import Language, to_say
from styrdok.swedish.collation import collation_key
from styrdok.vocabulary import CASE_PAPERS, Relation

WIDTH, ROW, HEAD, MARGIN, GAP = 410.0, 24.0, 38.0, 14.0, 30.0
CASES, MISSING, NO_THEME = "cases", "missing", ""
LEAST_DRAWN = 0.4
_NAMES = {
    CASES: to_say("Remissvar och protokoll"),
    MISSING: to_say("Saknas i registret"),
    NO_THEME: to_say("Utan tema"),
}
_KNOWN_TO = 2
_WIDE = 1.5


@dataclass(frozen=True, slots=True)
class District:
    """A rectangle of the plan and the nodes in it, in Swedish alphabetical order; ``left`` and ``top`` in units.

    ``name`` is a theme, or one of :data:`CASES`, :data:`MISSING`, :data:`NO_THEME`.
    """

    name: str
    nodes: tuple[str, ...]
    left: float
    top: float

    @property
    def height(self) -> float:
        """How high it is."""
        return _height(len(self.nodes))


@dataclass(frozen=True, slots=True)
class Road:
    """What ties two nodes of the plan together: the strongest of their overlaps and relations."""

    source: str
    target: str
    tie: Tie


@dataclass(frozen=True, slots=True)
class City:
    """The plan: its size, districts, where each node stands, and the roads.

    ``left_out`` is the number of missing documents that only one document mentions; they are not drawn.
    """

    width: float
    height: float
    districts: tuple[District, ...]
    places: Mapping[str, tuple[float, float]]
    roads: tuple[Road, ...]
    left_out: int


def plan(graph: "nx.MultiDiGraph[str]", least: float = LEAST_DRAWN) -> City:
    """The plan of a graph; overlaps that score less than ``least`` are left out, and so are laws, cases and goals."""
    by_district: dict[str, list[str]] = {}
    left_out = 0
    for node, data in graph.nodes(data=True):
        if data["node"] == "ghost" and len(set(graph.predecessors(node))) < _KNOWN_TO:
            left_out += 1
        elif data["node"] in ("document", "ghost"):
            by_district.setdefault(_district(data), []).append(node)
    placed, width, height = _placed(graph, by_district)
    places = {node: _spot(district, row) for district in placed for row, node in enumerate(district.nodes)}
    return City(width, height, placed, places, _roads(graph, places, least), left_out)


def district_name(language: Language, name: str) -> str:
    """What a district is called."""
    if name in _NAMES:
        return language.say(_NAMES[name])
    said = language.theme(name)
    return said[:1].upper() + said[1:]


def _district(data: Mapping[str, str]) -> str:
    if data["node"] == "ghost":
        return MISSING
    return CASES if data["kind"] in CASE_PAPERS else data["theme"]


def _height(count: int) -> float:
    return HEAD + count * ROW + MARGIN


def _spot(district: District, row: int) -> tuple[float, float]:
    """The middle of a node's dot."""
    return district.left + MARGIN + 6, district.top + HEAD + (row + 0.5) * ROW


def _placed(graph: "nx.MultiDiGraph[str]", found: Mapping[str, list[str]]) -> tuple[tuple[District, ...], float, float]:
    """Districts in columns, the largest theme first, each into the column that is shortest so far."""
    order = sorted(found, key=lambda name: (name in (NO_THEME, CASES, MISSING), -len(found[name]), name))
    total = sum(_height(len(found[name])) + GAP for name in order)
    columns = max(1, min(len(order), round((_WIDE * total / (WIDTH + GAP)) ** 0.5)))
    filled = [0.0] * columns
    placed = []
    for name in order:
        column = min(range(columns), key=lambda number: (filled[number], number))
        nodes = sorted(found[name], key=lambda node: (collation_key(graph.nodes[node]["label"]), node))
        placed.append(District(name, tuple(nodes), column * (WIDTH + GAP), filled[column]))
        filled[column] += placed[-1].height + GAP
    return tuple(placed), columns * (WIDTH + GAP) - GAP, max(filled) - GAP if placed else 0.0


def _roads(graph: "nx.MultiDiGraph[str]", places: Mapping[str, object], least: float) -> tuple[Road, ...]:
    strongest: dict[tuple[str, str], Road] = {}
    for source, target, data in graph.edges(data=True):
        weak = data["relation"] == OVERLAP and data["weight"] < least
        if source == target or weak or source not in places or target not in places:
            continue
        road = Road(source, target, tie_of(data, outgoing=True))
        pair = (min(source, target), max(source, target))
        strongest[pair] = max(strongest.get(pair, road), road, key=strength)
    return tuple(strongest[pair] for pair in sorted(strongest))


def strength(road: Road) -> tuple[bool, bool, float]:
    """An overlap says most, then a relation of its own, then a mere reference."""
    return road.tie.relation == OVERLAP, road.tie.relation != Relation.REFERS_TO, road.tie.weight
