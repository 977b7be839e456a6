"""The graph as SVG: nodes are links, shapes tell kinds apart without colour, and every arrow has a title."""

from html import escape

import networkx as nx

from styrdok.graph.layout import layout

_SHAPE = {"document": "circle", "ghost": "ring"}
_MARGIN = 90
_SIZE = 1000
_LONGEST_LABEL = 42
_STYLE = """
svg{font:12px system-ui,sans-serif;background:#fff;color:#1b1b1b}
.edge{stroke:#7a7a7a;stroke-width:1.2;fill:none;marker-end:url(#arrow)}
.edge.overlaps_with{stroke:#a3401f;stroke-width:3;marker-end:none}
.edge.replaces,.edge.replaced_by,.edge.repeals{stroke:#1d4f91;stroke-width:2.4}
.edge.coordinates_with{stroke:#2d6a2d;stroke-width:2.4;stroke-dasharray:7 4}
.document{fill:#1d4f91}.reply,.minutes,.memo{fill:#5a5a5a}
.ghost{fill:#fff;stroke:#a3401f;stroke-width:2;stroke-dasharray:4 3}
.other{fill:#e4ded2;stroke:#6b6250}
text{fill:#1b1b1b;paint-order:stroke;stroke:#fff;stroke-width:3px}
a:focus text,a:hover text{text-decoration:underline}
"""


def as_svg(graph: "nx.MultiDiGraph[str]", title: str, links: dict[str, str] | None = None) -> str:
    """A self-contained SVG of the graph; ``links`` gives the address a node leads to."""
    places = layout(graph, _SIZE)
    side = _SIZE + 2 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="14" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#7a7a7a"/></marker></defs>',
        f'<g transform="translate({_MARGIN} {_MARGIN})">',
    ]
    parts += [_edge(places[a], places[b], data) for a, b, data in graph.edges(data=True) if a != b]
    parts += [_node(node, places[node], graph.nodes[node], (links or {}).get(node)) for node in sorted(graph)]
    return "\n".join([*parts, "</g></svg>"]) + "\n"


def _edge(start: tuple[float, float], end: tuple[float, float], data: dict[str, object]) -> str:
    words = escape(f"{data['relation']} ({data['modality']}), {data['weight']}: {data['evidence']}")
    line = f"M{start[0]} {start[1]}L{end[0]} {end[1]}"
    return f'<path class="edge {escape(str(data["relation"]))}" d="{line}"><title>{words}</title></path>'


def _node(node: str, place: tuple[float, float], data: dict[str, str], link: str | None) -> str:
    x, y = place
    label = data["label"]
    short = label if len(label) <= _LONGEST_LABEL else label[: _LONGEST_LABEL - 1] + "…"
    drawn = f'{_shape(data, x, y)}<text x="{x + 11}" y="{y + 4}">{escape(short)}</text><title>{escape(label)}</title>'
    return f'<a href="{escape(link, quote=True)}">{drawn}</a>' if link else f"<g>{drawn}</g>"


def _shape(data: dict[str, str], x: float, y: float) -> str:
    if data["node"] == "document" and data["kind"] in ("reply", "minutes", "memo"):
        return f'<rect class="{data["kind"]}" x="{x - 7}" y="{y - 7}" width="14" height="14"/>'
    if data["node"] in _SHAPE:
        return f'<circle class="{data["node"]}" cx="{x}" cy="{y}" r="8"/>'
    return f'<path class="other" d="M{x} {y - 8}L{x + 8} {y}L{x} {y + 8}L{x - 8} {y}z"/>'
