"""The plan of a large registry for sigma.js: what the script in ``static/explorer.js`` draws, and a page around it."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import networkx as nx

from styrdok.graph.build import OVERLAP
from styrdok.graph.citymap import is_gone
from styrdok.graph.districts import CASES, MISSING, City, District, district_name
from styrdok.language import Language
from styrdok.vocabulary import CASE_PAPERS, Relation

STATIC = Path(__file__).parent / "static"
SCRIPTS = ("vendor/graphology.umd.min.js", "vendor/sigma.min.js", "explorer.js")
"""The files below :data:`STATIC` that a page needs, in order."""

MOST_DRAWN = 500
"""From more nodes than this on a browser draws with sigma.js rather than as SVG."""

_COLUMNS, _WIDE, _PITCH, _HEAD, _AIR = 3, 400.0, 12.0, 26.0, 18.0
"""Districts side by side, their width, the distance of dots, the height of a name, the distance of rows; in units."""

_REPLACED = frozenset({Relation.REPLACES, Relation.REPLACED_BY, Relation.REPEALS, Relation.REPEALED})


def city_data(graph: "nx.MultiDiGraph[str]", city: City, links: Mapping[str, str], language: Language) -> str:
    """The plan as JSON that may stand inside a ``script`` element."""
    corners = dict(_corners(city.districts))
    height = max((top + _high(district) for district, (_, top) in corners.items()), default=0.0)
    data = {
        "width": _COLUMNS * _WIDE,
        "height": height,
        "districts": [
            {"name": d.name, "label": district_name(language, d.name), "x": left, "y": top + _HEAD / 2}
            for d, (left, top) in corners.items()
        ],
        "nodes": [
            _node(graph.nodes[node], node, place, links.get(node))
            for district, corner in corners.items()
            for node, place in _dots(district, corner)
        ],
        "roads": [{"a": road.source, "b": road.target, "look": _look(road.tie.relation)} for road in city.roads],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _corners(districts: Iterable[District]) -> Iterator[tuple[District, tuple[float, float]]]:
    """Where each district begins: rows of a few, the largest first, what is missing last."""
    left = sorted(districts, key=lambda district: (district.name == MISSING, -len(district.nodes)))
    top = 0.0
    while left:
        row, left = left[:_COLUMNS], left[_COLUMNS:]
        yield from ((district, (number * _WIDE, top)) for number, district in enumerate(row))
        top += max(map(_high, row)) + _AIR


def _across() -> int:
    return int((_WIDE - _AIR) // _PITCH)


def _high(district: District) -> float:
    return _HEAD + _PITCH * -(-len(district.nodes) // _across())


def _dots(district: District, corner: tuple[float, float]) -> Iterator[tuple[str, tuple[float, float]]]:
    """The nodes of a district side by side below its name, as one reads."""
    for number, node in enumerate(district.nodes):
        row, column = divmod(number, _across())
        yield node, (corner[0] + column * _PITCH, corner[1] + _HEAD + row * _PITCH)


def _node(data: Mapping[str, str], node: str, place: tuple[float, float], link: str | None) -> dict[str, object]:
    look = "ghost" if data["node"] == "ghost" else CASES if data["kind"] in CASE_PAPERS else "document"
    if look == "document" and is_gone(data):
        look = "gone"
    return {"id": node, "label": data["label"], "x": place[0], "y": place[1], "look": look, "link": link}


def _look(relation: str) -> str:
    if relation == OVERLAP:
        return "overlap"
    if relation in _REPLACED:
        return "replaced"
    return "coordinated" if relation == Relation.COORDINATES_WITH else "other"


def inlined() -> str:
    """All scripts as elements that need no other file."""
    texts = (STATIC.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS)
    return "".join("<script>" + text.replace("</script", "<\\/script") + "</script>" for text in texts)
