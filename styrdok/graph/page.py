"""The graph as a drawing or as a web page of its own, with a table of every edge beneath it."""

from html import escape

import networkx as nx

from styrdok.graph.citymap import STYLE, as_city_map
from styrdok.graph.districts import CASES, MISSING, NO_THEME, City, plan
from styrdok.graph.drawing import as_svg
from styrdok.graph.explorer import MOST_DRAWN, STATIC, city_data, inlined
from styrdok.overlaps.themes import theme_name

TITLE = "Registrets dokument och deras relationer"
_NAMES = {CASES: "Remissvar och protokoll", MISSING: "Saknas i registret", NO_THEME: "Utan tema"}
_LOOK = """
body{font:16px/1.5 system-ui,sans-serif;margin:1rem;color:#1b1b1b;background:#fff}svg{width:100%;height:auto}
table{border-collapse:collapse}td,th{border:1px solid #bbb;padding:.3rem .5rem;text-align:left;vertical-align:top}
#explorer{height:75vh;border:1px solid #8a8578}
"""
_LEGEND = (
    "Rutorna är teman och varje punkt ett dokument. Rött streck: överlapp. Blått: ersätter eller upphäver. Grönt "
    "streckat: samordnas. Tunt grått: annan hänvisning. Ofylld punkt: gäller inte längre. Streckad röd ring: saknas i "
    "registret. Fyrkant: remissvar, tjänsteutlåtande eller protokoll."
)


def district_name(district: str) -> str:
    """What a district is called in Swedish."""
    return _NAMES.get(district) or theme_name(district).capitalize()


def as_drawing(graph: "nx.MultiDiGraph[str]", centre: str | None = None) -> str:
    """A self-contained SVG of the surroundings of ``centre``, or of the whole registry."""
    if centre is not None:
        return as_svg(graph, _title(graph, centre))
    drawn = as_city_map(graph, plan(graph), TITLE, district_name, {})
    return drawn.replace("\n", f"\n<style>{STYLE}</style>\n", 1) + "\n"


def as_page(graph: "nx.MultiDiGraph[str]", centre: str | None = None) -> str:
    """A self-contained web page; a registry of many documents is drawn by sigma.js, which is part of the page."""
    title = escape(_title(graph, centre))
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_LOOK}</style></head>'
        f"<body><main><h1>{title}</h1>{_picture(graph, centre)}{_table(graph)}</main></body></html>\n"
    )


def _title(graph: "nx.MultiDiGraph[str]", centre: str | None) -> str:
    return f"Runt {graph.nodes[centre]['label']}" if centre is not None else TITLE


def _picture(graph: "nx.MultiDiGraph[str]", centre: str | None) -> str:
    if centre is not None:
        return as_drawing(graph, centre)
    city = plan(graph)
    left_out = f" {city.left_out} dokument som saknas och nämns av bara ett dokument står endast i tabellen."
    legend = f"<p>{_LEGEND}{left_out if city.left_out else ''}</p>"
    if len(city.places) > MOST_DRAWN:
        return legend + _explorer(graph, city)
    lit = STATIC.joinpath("lit.js").read_text(encoding="utf-8")
    return f"{legend}{as_drawing(graph)}<script>{lit}</script>"


def _explorer(graph: "nx.MultiDiGraph[str]", city: City) -> str:
    buttons = (("in", "Zooma in"), ("out", "Zooma ut"), ("all", "Visa allt"))
    controls = "".join(f'<button type="button" data-zoom="{way}">{words}</button> ' for way, words in buttons)
    return (
        '<p><label for="explorer-search">Sök dokument</label> <input id="explorer-search" type="search"> '
        f'{controls}</p><p id="explorer-problem" hidden>Webbläsaren kan inte rita kartan (WebGL saknas). Samma '
        "uppgifter står i tabellen.</p>"
        '<div id="explorer" role="img" aria-label="Karta; samma uppgifter står i tabellen"></div>'
        f'<script type="application/json" id="city-data">{city_data(graph, city, district_name, {})}</script>'
        f"{inlined()}"
    )


def _table(graph: "nx.MultiDiGraph[str]") -> str:
    rows = "".join(
        f"<tr><td>{escape(graph.nodes[a]['label'])}</td>"
        f"<td>{escape(data['relation'])} ({escape(data['modality'])})</td>"
        f"<td>{escape(graph.nodes[b]['label'])}</td><td>{data['weight']}</td><td>{escape(data['evidence'])}</td></tr>"
        for a, b, data in sorted(graph.edges(data=True), key=lambda e: (e[0], e[1], e[2]["relation"]))
    )
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Från", "Relation", "Till", "Antal", "Belägg"))
    return f"<h2>Samma graf som tabell</h2><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
