"""The plan of the whole registry as SVG: one line for each document, every document a link, arcs beside the names."""

from collections.abc import Mapping
from html import escape

import networkx as nx

from styrdok.graph.arcs import HEADING, LINE, Arc, Arcs, arcs_of, path_of
from styrdok.graph.districts import City, District, district_name
from styrdok.graph.surroundings import evidence_words, tie_words
from styrdok.language import Language
from styrdok.vocabulary import CASE_PAPERS, ENDED

STYLE = """
svg.city{font:14px system-ui,sans-serif;background:#fff;color:#1a2126}
.city text{fill:#1a2126}.city .head{font-size:12px;font-weight:bold;fill:#505b61}.city .rule{stroke:#d6dad6}
.city .arc{fill:none;stroke:#727d80;stroke-width:1;opacity:.5}
.city .overlap{stroke:#41516b;stroke-width:2.5;opacity:.7}.city .asked{stroke:#8a4300;stroke-width:2.5;opacity:.8}
.city .replaced{stroke:#0b5468;stroke-width:2;stroke-dasharray:6 3;opacity:.8}
.city .dot{fill:#1a2126;stroke:#1a2126;stroke-width:1.5}.city .gone .dot{fill:#fff}
.city .gone text{fill:#505b61}.city .ghost text{fill:#5a5f63;font-style:italic}
.city .ghost .dot{fill:#fff;stroke-dasharray:3 2}
.city.chosen .arc:not(.lit){opacity:.08}.city.chosen .arc.lit{opacity:1}
.city .lit text,.city a:focus text{font-weight:bold}
"""
_NAMES, _WIDTH, _AIR, _DOT = 400.0, 880.0, 12.0, 4.5
_LETTERS = 54


def as_city_map(graph: "nx.MultiDiGraph[str]", city: City, links: Mapping[str, str], language: Language) -> str:
    """The drawing; ``links`` says where a node leads to.

    It has classes and no style of its own: put :data:`STYLE` into the file or the page that holds it.
    """
    drawn = arcs_of(city)
    label = escape(language.say("Karta över hela registret"), quote=True)
    shape = f"0 0 {_WIDTH:g} {drawn.height + _AIR:g}"
    parts = [
        f'<svg class="city" xmlns="http://www.w3.org/2000/svg" viewBox="{shape}" role="group" aria-label="{label}">',
        *(_head(district, drawn, district_name(language, district.name)) for district in drawn.districts),
        *(_arc(arc, language) for arc in drawn.arcs),
        *(_node(graph, node, top, links.get(node)) for node, top in drawn.lines.items()),
    ]
    return "\n".join([*parts, "</svg>"])


def _head(district: District, drawn: Arcs, name: str) -> str:
    top = drawn.lines[district.nodes[0]] - LINE / 2 - HEADING
    return (
        f'<text class="head" x="{_AIR:g}" y="{top + HEADING - 14:g}">{escape(name)} ({len(district.nodes)})</text>'
        f'<line class="rule" x1="{_AIR:g}" x2="{_NAMES:g}" y1="{top + HEADING - 6:g}" y2="{top + HEADING - 6:g}"/>'
    )


def _arc(arc: Arc, language: Language) -> str:
    road = arc.road
    words = escape(f"{tie_words(language, road.tie)}: {evidence_words(language, road.tie)}")
    ends = f'data-a="{escape(road.source, quote=True)}" data-b="{escape(road.target, quote=True)}"'
    line = path_of(arc, _NAMES + _DOT, _WIDTH - _NAMES - 2 * _AIR)
    return f'<path class="arc {arc.look}" {ends} d="{line}"><title>{words}</title></path>'


def _node(graph: "nx.MultiDiGraph[str]", node: str, top: float, link: str | None) -> str:
    data = graph.nodes[node]
    label = data["label"]
    short = label if len(label) <= _LETTERS else label[: _LETTERS - 1].rstrip() + "…"
    drawn = (
        f'<rect x="{_AIR:g}" y="{top - LINE / 2:g}" width="{_NAMES - _AIR:g}" height="{LINE:g}" fill="none" '
        f'pointer-events="all"/>{_dot(data, top)}'
        f'<text x="{_NAMES - 10:g}" y="{top + 5:g}" text-anchor="end">{escape(short)}</text>'
        f"<title>{escape(label)}</title>"
    )
    name = f'class="{look_of_node(data)}" data-node="{escape(node, quote=True)}"'
    return f'<a {name} href="{escape(link, quote=True)}">{drawn}</a>' if link else f"<g {name}>{drawn}</g>"


def look_of_node(data: Mapping[str, str]) -> str:
    """How a node looks: ``ghost`` for what is not in the registry, ``gone`` for what no longer counts, ``document``."""
    return "ghost" if data["node"] == "ghost" else "gone" if is_gone(data) else "document"


def is_gone(data: Mapping[str, str]) -> bool:
    """Whether a document no longer counts."""
    return data["status"] in ENDED


def _dot(data: Mapping[str, str], top: float) -> str:
    if data["node"] == "document" and data["kind"] in CASE_PAPERS:
        return (
            f'<rect class="dot" x="{_NAMES - _DOT:g}" y="{top - _DOT:g}" width="{2 * _DOT:g}" height="{2 * _DOT:g}"/>'
        )
    return f'<circle class="dot" cx="{_NAMES:g}" cy="{top:g}" r="{_DOT:g}"/>'
