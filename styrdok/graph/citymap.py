"""The plan of the whole registry as SVG: districts with their documents, every document a link, roads in between."""

from collections.abc import Mapping
from html import escape

import networkx as nx

from styrdok.graph.districts import MARGIN, ROW, WIDTH, City, District, Road, district_name
from styrdok.graph.surroundings import evidence_words, tie_words
from styrdok.language import Language
from styrdok.vocabulary import CASE_PAPERS, ENDED

STYLE = """
svg.city{font:14px system-ui,sans-serif;background:#fff;color:#1b1b1b}
.city .district{fill:#f3f1ec;stroke:#8a8578}
.city text{fill:#1b1b1b;paint-order:stroke;stroke:#f3f1ec;stroke-width:3px}
.city .road{fill:none;stroke:#6f6b62;stroke-width:.8;opacity:.3}
.city .road.overlaps_with{stroke:#a3401f;stroke-width:2.5;opacity:.75}
.city .road.replaces,.city .road.replaced_by,.city .road.repeals{stroke:#1d4f91;stroke-width:2;opacity:.75}
.city .road.coordinates_with{stroke:#2d6a2d;stroke-width:2;stroke-dasharray:7 4;opacity:.75}
.city .dot{fill:#1d4f91;stroke:#fff}.city .ghost .dot{fill:#fff;stroke:#a3401f;stroke-width:2;stroke-dasharray:3 2}
.city .gone .dot{fill:#fff;stroke:#1d4f91;stroke-width:2}
.city.chosen .road:not(.lit){opacity:.06}.city.chosen .road.lit{opacity:1;stroke-width:2.5}
.city a:focus text,.city .lit text{text-decoration:underline}
"""
_AIR = 20.0
_LETTERS = 42


def as_city_map(graph: "nx.MultiDiGraph[str]", city: City, links: Mapping[str, str], language: Language) -> str:
    """The drawing; ``links`` says where a node leads to.

    It has classes and no style of its own: put :data:`STYLE` into the file or the page that holds it.
    """
    shape = f"{-_AIR:g} {-_AIR:g} {city.width + 2 * _AIR:g} {city.height + 2 * _AIR:g}"
    label = escape(language.say("Karta över hela registret"), quote=True)
    parts = [
        f'<svg class="city" xmlns="http://www.w3.org/2000/svg" viewBox="{shape}" role="group" aria-label="{label}">',
        *(_frame(district, district_name(language, district.name)) for district in city.districts),
        *(_road(city, road, language) for road in city.roads),
        *(_node(graph, city, node, links.get(node)) for district in city.districts for node in district.nodes),
    ]
    return "\n".join([*parts, "</svg>"])


def _frame(district: District, name: str) -> str:
    box = f'x="{district.left:g}" y="{district.top:g}" width="{WIDTH:g}" height="{district.height:g}"'
    head = f'x="{district.left + MARGIN:g}" y="{district.top + 25:g}" font-weight="bold"'
    return f'<rect class="district" {box} rx="8"/><text {head}>{escape(name)} ({len(district.nodes)})</text>'


def _road(city: City, road: Road, language: Language) -> str:
    (x0, y0), (x1, y1) = city.places[road.source], city.places[road.target]
    bend = (x0 + x1) / 2 - (y1 - y0) * 0.12, (y0 + y1) / 2 + (x1 - x0) * 0.12
    words = escape(f"{tie_words(language, road.tie)}: {evidence_words(language, road.tie)}")
    line = f"M{x0:g} {y0:g}Q{bend[0]:.1f} {bend[1]:.1f} {x1:g} {y1:g}"
    ends = f'data-a="{escape(road.source, quote=True)}" data-b="{escape(road.target, quote=True)}"'
    return f'<path class="road {escape(road.tie.relation)}" {ends} d="{line}"><title>{words}</title></path>'


def _node(graph: "nx.MultiDiGraph[str]", city: City, node: str, link: str | None) -> str:
    data = graph.nodes[node]
    x, y = city.places[node]
    label = data["label"]
    short = label if len(label) <= _LETTERS else label[: _LETTERS - 1].rstrip() + "…"
    drawn = (
        f'<rect x="{x - 8:g}" y="{y - ROW / 2:g}" width="{WIDTH - 2 * MARGIN:g}" height="{ROW:g}" fill="none" '
        f'pointer-events="all"/>{_dot(data, x, y)}<text x="{x + 12:g}" y="{y + 5:g}">{escape(short)}</text>'
        f"<title>{escape(label)}</title>"
    )
    look = "ghost" if data["node"] == "ghost" else "gone" if is_gone(data) else "document"
    name = f'class="{look}" data-node="{escape(node, quote=True)}"'
    return f'<a {name} href="{escape(link, quote=True)}">{drawn}</a>' if link else f"<g {name}>{drawn}</g>"


def is_gone(data: Mapping[str, str]) -> bool:
    """Whether a document no longer counts."""
    return data["status"] in ENDED


def _dot(data: Mapping[str, str], x: float, y: float) -> str:
    if data["node"] == "document" and data["kind"] in CASE_PAPERS:
        return f'<rect class="dot" x="{x - 5:g}" y="{y - 5:g}" width="10" height="10"/>'
    return f'<circle class="dot" cx="{x:g}" cy="{y:g}" r="5.5"/>'
