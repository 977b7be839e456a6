"""The plan of a large registry for sigma.js: what the script in ``static/explorer.js`` draws, and a page around it."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import networkx as nx

from styrdok.graph.build import OVERLAP
from styrdok.graph.citymap import is_gone
from styrdok.graph.districts import CASES, MARGIN, City, Road
from styrdok.vocabulary import CASE_PAPERS

STATIC = Path(__file__).parent / "static"
SCRIPTS = ("vendor/graphology.umd.min.js", "vendor/sigma.min.js", "explorer.js")
"""The files below :data:`STATIC` that a page needs, in order."""

MOST_DRAWN = 500
"""From more nodes than this on a browser draws with sigma.js rather than as SVG."""

_REPLACED = frozenset({"replaces", "replaced_by", "repeals", "repealed"})


def city_data(graph: "nx.MultiDiGraph[str]", city: City, names: Callable[[str], str], links: Mapping[str, str]) -> str:
    """The plan as JSON that may stand inside a ``script`` element."""
    data = {
        "width": city.width,
        "height": city.height,
        "districts": [
            {"name": d.name, "label": names(d.name), "x": d.left + MARGIN, "y": d.top + MARGIN} for d in city.districts
        ],
        "nodes": [_node(graph.nodes[node], node, place, links.get(node)) for node, place in city.places.items()],
        "roads": [{"a": road.source, "b": road.target, "look": _look(road)} for road in city.roads],
    }
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _node(data: Mapping[str, str], node: str, place: tuple[float, float], link: str | None) -> dict[str, object]:
    look = "ghost" if data["node"] == "ghost" else CASES if data["kind"] in CASE_PAPERS else "document"
    if look == "document" and is_gone(data):
        look = "gone"
    return {"id": node, "label": data["label"], "x": place[0], "y": place[1], "look": look, "link": link}


def _look(road: Road) -> str:
    if road.relation == OVERLAP:
        return "overlap"
    if road.relation in _REPLACED:
        return "replaced"
    return "coordinated" if road.relation == "coordinates_with" else "other"


def inlined() -> str:
    """All scripts as elements that need no other file."""
    texts = (STATIC.joinpath(name).read_text(encoding="utf-8") for name in SCRIPTS)
    return "".join("<script>" + text.replace("</script", "<\\/script") + "</script>" for text in texts)
