"""The plan of the city as one line for each document, with arcs beside the lines.

No arc crosses a name, and a line keeps its height however many documents there are, so that a hundred can be read.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from styrdok.graph.build import OVERLAP
from styrdok.graph.districts import City, District, Road
from styrdok.vocabulary import Relation

LINE, HEADING = 26, 44
"""The height of a document's line and of a district's heading."""
_LEAST_REACH, _BEND = 12.0, 0.6
_REPLACING = frozenset({Relation.REPLACES, Relation.REPLACED_BY, Relation.REPEALS, Relation.REPEALED})


@dataclass(frozen=True, slots=True)
class Arc:
    """A road as an arc between two lines; ``reach`` says how far from the names it goes, in hundredths of the width.

    ``look`` is ``overlap``, ``asked`` (somebody wants the two coordinated), ``replaced`` or ``other``.
    """

    road: Road
    top: float
    bottom: float
    reach: float
    look: str
    weight: float


@dataclass(frozen=True, slots=True)
class Arcs:
    """The layout: the districts in order, where the middle of each document's line is, the arcs, and how high it is."""

    districts: tuple[District, ...]
    lines: Mapping[str, float]
    arcs: tuple[Arc, ...]
    height: float


def arcs_of(city: City, references: bool = True) -> Arcs:
    """The layout of a plan; roads that are mere references only when asked for."""
    lines: dict[str, float] = {}
    at = 0.0
    for district in city.districts:
        at += HEADING
        for node in district.nodes:
            lines[node] = at + LINE / 2
            at += LINE
    roads = [road for road in city.roads if references or road.tie.relation != Relation.REFERS_TO]
    spans = [abs(lines[road.source] - lines[road.target]) for road in roads]
    longest = max(spans, default=1.0)
    arcs = [_arc(road, lines, span / longest) for road, span in zip(roads, spans, strict=True)]
    arcs.sort(key=lambda arc: (arc.look != "other", arc.weight))
    return Arcs(city.districts, lines, tuple(arcs), at)


def _arc(road: Road, lines: Mapping[str, float], share: float) -> Arc:
    top, bottom = sorted((lines[road.source], lines[road.target]))
    reach = max(_LEAST_REACH, 100 * share**_BEND)
    look = look_of(road.tie.relation)
    return Arc(road, top, bottom, round(reach, 1), look, road.tie.weight if look == "overlap" else 0.5)


def look_of(relation: str) -> str:
    """How an arc of a relation looks."""
    if relation == OVERLAP:
        return "overlap"
    if relation == Relation.COORDINATES_WITH:
        return "asked"
    return "replaced" if relation in _REPLACING else "other"


def path_of(arc: Arc, left: float = 0.0, width: float = 100.0) -> str:
    """The curve of an arc that begins and ends at ``left`` and may go ``width`` to the right."""
    far = left + width * arc.reach / 100 * 4 / 3
    return f"M{left:g} {arc.top:g}C{far:.1f} {arc.top:g} {far:.1f} {arc.bottom:g} {left:g} {arc.bottom:g}"
