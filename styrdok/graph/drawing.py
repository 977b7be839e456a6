"""The graph as SVG: nodes are links, shapes tell kinds apart without colour, and every arrow has a title."""

from html import escape

import networkx as nx

from styrdok.graph.build import OVERLAP
from styrdok.graph.layout import layout
from styrdok.language import Language, to_say
from styrdok.vocabulary import Modality, Relation

_SHAPE = {"document": "circle", "ghost": "ring"}
_MARGIN = 90
_SIZE = 1000
_LONGEST_LABEL = 42
_HEADS = (to_say("Från"), to_say("Relation"), to_say("Till"), to_say("Antal"), to_say("Belägg"))
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


def as_svg(
    graph: "nx.MultiDiGraph[str]", title: str, links: dict[str, str] | None = None, language: Language | None = None
) -> str:
    """A self-contained SVG of the graph; ``links`` gives the address a node leads to; Swedish unless told otherwise."""
    lang = language or Language()
    places = layout(graph, _SIZE)
    side = _SIZE + 2 * _MARGIN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img" aria-label="{escape(title)}">',
        f"<title>{escape(title)}</title><style>{_STYLE}</style>",
        '<defs><marker id="arrow" viewBox="0 0 8 8" refX="14" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0L8 4L0 8z" fill="#7a7a7a"/></marker></defs>',
        f'<g transform="translate({_MARGIN} {_MARGIN})">',
    ]
    parts += [_edge(places[a], places[b], data, lang) for a, b, data in graph.edges(data=True) if a != b]
    parts += [_node(node, places[node], graph.nodes[node], (links or {}).get(node)) for node in sorted(graph)]
    return "\n".join([*parts, "</g></svg>"]) + "\n"


def as_page(graph: "nx.MultiDiGraph[str]", title: str, language: Language | None = None) -> str:
    """The drawing as a self-contained web page, with a table of every edge beneath it."""
    lang = language or Language()
    rows = "".join(
        f"<tr><td>{escape(graph.nodes[a]['label'])}</td>"
        f"<td>{escape(_tie(data, lang))}</td>"
        f"<td>{escape(graph.nodes[b]['label'])}</td><td>{data['weight']}</td>"
        f"<td>{escape(_evidence(data, lang))}</td></tr>"
        for a, b, data in sorted(graph.edges(data=True), key=lambda e: (e[0], e[1], e[2]["relation"]))
    )
    heads = "".join(f"<th>{escape(lang.say(head))}</th>" for head in _HEADS)
    return (
        f'<!doctype html><html lang="{lang.code}"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        "<style>body{font:16px system-ui,sans-serif;margin:1rem}svg{width:100%;height:auto}"
        "table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3rem .5rem;text-align:left}</style></head>"
        f"<body><h1>{escape(title)}</h1>{as_svg(graph, title, language=lang)}"
        f"<h2>{escape(lang.say('Samma graf som tabell'))}</h2><table><thead><tr>{heads}</tr></thead>"
        f"<tbody>{rows}</tbody></table></body></html>\n"
    )


def _tie(data: dict[str, str], lang: Language) -> str:
    """The relation of an edge with its modality, in words."""
    if data["relation"] == OVERLAP:
        return lang.say("överlapp")
    return f"{lang.word(Relation(data['relation']))} ({lang.word(Modality(data['modality']))})"


def _evidence(data: dict[str, str], lang: Language) -> str:
    """Where an edge stands; the graph itself keeps ``p. N: words`` for other programs."""
    if data["relation"] == OVERLAP:
        return data["evidence"]
    page, _, words = data["evidence"].removeprefix("p. ").partition(": ")
    return lang.say("s. {page}: {words}", page=page, words=words)


def _edge(start: tuple[float, float], end: tuple[float, float], data: dict[str, str], lang: Language) -> str:
    words = escape(f"{_tie(data, lang)}, {data['weight']}: {_evidence(data, lang)}")
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
