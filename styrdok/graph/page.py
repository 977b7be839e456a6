"""The graph as a drawing or as a web page of its own, with a table of every edge beneath it."""

from collections.abc import Iterator
from html import escape
from typing import Any

import networkx as nx

from styrdok.graph import citymap, panels
from styrdok.graph.build import OVERLAP
from styrdok.graph.districts import City, plan
from styrdok.graph.explorer import MOST_DRAWN, STATIC, city_data, inlined
from styrdok.graph.surroundings import evidence_words, surroundings, tie_of, tie_words
from styrdok.language import Language

_LOOK = """
body{font:16px/1.5 system-ui,sans-serif;margin:1rem;color:#1b1b1b;background:#fff}svg{width:100%;height:auto}
table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top}
#explorer{height:75vh;border:1px solid #8a8578}
"""


def as_drawing(graph: "nx.MultiDiGraph[str]", language: Language, centre: str | None = None) -> str:
    """A self-contained SVG of what surrounds ``centre``, or of the whole graph as a plan of its themes."""
    if centre is None:
        drawn, style = citymap.as_city_map(graph, plan(graph), {}, language), citymap.STYLE
    else:
        title = graph.nodes[centre]["label"]
        drawn, style = panels.as_panels(title, surroundings(graph, centre), {}, language), panels.STYLE
    end = drawn.index(">") + 1
    return f"{drawn[:end]}<style>{style}</style>{drawn[end:]}\n"


def as_page(graph: "nx.MultiDiGraph[str]", language: Language, centre: str | None = None) -> str:
    """A self-contained web page; a registry of many documents is drawn by sigma.js, which is part of the page."""
    named = graph.nodes[centre]["label"] if centre is not None else language.say("Karta över hela registret")
    title = escape(named)
    body = f"<h1>{title}</h1>{_picture(graph, language, centre)}{_table(graph, language)}"
    return (
        f'<!doctype html><html lang="{language.code}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_LOOK}</style></head>'
        f"<body><main>{body}</main></body></html>\n"
    )


def _picture(graph: "nx.MultiDiGraph[str]", language: Language, centre: str | None) -> str:
    if centre is not None:
        return as_drawing(graph, language, centre)
    city = plan(graph)
    legend = "".join(f"<p>{escape(line)}</p>" for line in _legend(city, language))
    if len(city.places) > MOST_DRAWN:
        return legend + _explorer(graph, city, language)
    lit = STATIC.joinpath("lit.js").read_text(encoding="utf-8")
    return f"{legend}{as_drawing(graph, language)}<script>{lit}</script>"


def _legend(city: City, language: Language) -> Iterator[str]:
    yield language.say(
        "Varje rad är ett dokument och varje båge ett samband. Blågrå båge: överlapp. Brun: någon vill att de "
        "samordnas. Streckad: ersätter eller upphäver. Tunn grå: annan hänvisning. Ofylld punkt: gäller inte längre. "
        "Streckad ring: saknas i registret. Fyrkant: remissvar, tjänsteutlåtande eller protokoll."
    )
    if city.left_out:
        yield language.say(
            "{count} dokument som saknas i registret och nämns av bara ett dokument är inte ritade.",
            count=city.left_out,
        )


def _explorer(graph: "nx.MultiDiGraph[str]", city: City, language: Language) -> str:
    say = language.say
    buttons = (("in", say("Zooma in")), ("out", say("Zooma ut")), ("all", say("Visa allt")))
    controls = "".join(f'<button type="button" data-zoom="{way}">{escape(words)}</button> ' for way, words in buttons)
    problem = say("Webbläsaren kan inte rita kartan (WebGL saknas). Samma uppgifter står i tabellen.")
    return (
        f'<p><label for="explorer-search">{escape(say("Sök dokument"))}</label> '
        f'<input id="explorer-search" type="search"> {controls}</p>'
        f'<p id="explorer-problem" hidden>{escape(problem)}</p>'
        f'<div id="explorer" role="img" aria-label="{escape(say("Karta över hela registret"), quote=True)}"></div>'
        f'<script type="application/json" id="city-data">{city_data(graph, city, {}, language)}</script>{inlined()}'
    )


def _rank(edge: tuple[str, str, dict[str, Any]]) -> tuple[bool, float, str, str, str]:
    """Overlaps first, the strongest before the others, then what is said most often."""
    source, target, data = edge
    return data["relation"] != OVERLAP, -data["weight"], source, target, data["relation"]


def _table(graph: "nx.MultiDiGraph[str]", language: Language) -> str:
    say = language.say
    heads = (say("Från"), say("Relation"), say("Till"), say("Antal"), say("Belägg"))
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    edges = sorted(graph.edges(data=True), key=_rank)
    rows = "".join(
        "<tr>"
        + "".join(
            f"<td>{escape(str(cell))}</td>"
            for cell in (
                graph.nodes[a]["label"],
                tie_words(language, tie),
                graph.nodes[b]["label"],
                "" if tie.relation == OVERLAP else round(tie.weight),
                evidence_words(language, tie),
            )
        )
        + "</tr>"
        for a, b, data in edges
        for tie in (tie_of(data, outgoing=True),)
    )
    title = escape(say("Kartan som tabell"))
    return f"<h2>{title}</h2><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
