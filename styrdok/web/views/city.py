"""The plan of the whole registry: every document in the district of its theme, and what ties them together."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from styrdok.graph.arcs import arcs_of, path_of
from styrdok.graph.citymap import look_of_node
from styrdok.graph.districts import LEAST_DRAWN, district_name, plan, strength
from styrdok.graph.explorer import MOST_DRAWN, SCRIPTS, city_data
from styrdok.graph.surroundings import evidence_words, tie_words
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of
from styrdok.web.listing import leaf
from styrdok.web.workspace import Findings

LEASTS = (0.2, 0.3, LEAST_DRAWN, 0.5, 0.6, 0.7, 0.8)


def show(request: Request) -> Response:
    """The plan, one line for each document, or drawn by sigma.js when it is large; the roads stand in a table below."""
    desk = desk_of(request)
    found = desk.state().findings
    query = request.query_params
    least, references = _least(query.get("minst")), query.get("hanvisningar") == "ja"
    city = plan(found.graph, least)
    large = len(city.places) > MOST_DRAWN
    chosen = query.get("dokument", "")
    return desk.page(
        request,
        "city.html",
        findings=found,
        city=city,
        least=least,
        leasts=LEASTS,
        references=references,
        chosen=chosen if chosen in city.places else "",
        ties=[road for road in sorted(city.roads, key=strength, reverse=True) if chosen in (road.source, road.target)],
        drawn=None if large else arcs_of(city, references),
        path_of=path_of,
        district=lambda name: district_name(desk.language, name),
        node=lambda name: found.graph.nodes[name],
        look=lambda name: look_of_node(found.graph.nodes[name]),
        data=Markup(city_data(found.graph, city, _links(desk, found), desk.language)) if large else "",
        scripts=SCRIPTS if large else (),
        roads=leaf(sorted(city.roads, key=strength, reverse=True), query.get("sida")),
        tie=lambda road: tie_words(desk.language, road.tie),
        evidence=lambda road: evidence_words(desk.language, road.tie),
    )


def _least(asked: str | None) -> float:
    """The least score asked for, one of those offered."""
    return next((least for least in LEASTS if f"{least}" == asked), LEAST_DRAWN)


def _links(desk: Desk, found: Findings) -> dict[str, str]:
    return {node: desk.url(links.document_url(node)) for node in found.records}
