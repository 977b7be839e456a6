"""The plan of a large registry for sigma.js: what the script in ``static/explorer.js`` draws, and a page around it."""

import json
from collections.abc import Mapping
from pathlib import Path

import networkx as nx

from styrdok.graph.build import OVERLAP
from styrdok.graph.citymap import is_gone
from styrdok.graph.districts import CASES, MARGIN, City, district_name
from styrdok.language import Language
from styrdok.vocabulary import CASE_PAPERS, Relation

STATIC = Path(__file__).parent / "static"
SCRIPTS = ("vendor/graphology.umd.min.js", "vendor/sigma.min.js", "explorer.js")
"""The files below :data:`STATIC` that a page needs, in order."""

MOST_DRAWN = 500
"""From more nodes than this on a browser draws with sigma.js rather than as SVG."""

_REPLACED = frozenset({Relation.REPLACES, Relation.REPLACED_BY, Relation.REPEALS, Relation.REPEALED})


def city_data(graph: "nx.MultiDiGraph[str]", city: City, links: Mapping[str, str], language: Language) -> str:
    """The plan as JSON that may stand inside a ``script`` element."""
    data = {
        "width": city.width,
        "height": city.height,
        "districts": [
            {"name": d.name, "label": district_name(language, d.name), "x": d.left + MARGIN, "y": d.top + MARGIN}
            for d in city.districts
        ],
        "nodes": [_node(graph.nodes[node], node, place, links.get(node)) for node, place in city.places.items()],
        "roads": [{"a": road.source, "b": road.target, "look": _look(road.tie.relation)} for road in city.roads],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


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
