"""The plan of the whole registry: every document in the district of its theme, and what ties them together."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from styrdok.graph.citymap import as_city_map
from styrdok.graph.districts import LEAST_DRAWN, plan, strength
from styrdok.graph.explorer import MOST_DRAWN, SCRIPTS, city_data
from styrdok.graph.surroundings import tie_words
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of
from styrdok.web.listing import leaf
from styrdok.web.workspace import Findings

LEASTS = (0.2, 0.3, LEAST_DRAWN, 0.5, 0.6, 0.7, 0.8)


def show(request: Request) -> Response:
    """The plan, drawn as SVG or, when it is large, by sigma.js; the roads stand in a table below."""
    desk = desk_of(request)
    found = desk.state().findings
    least = _least(request.query_params.get("minst"))
    city = plan(found.graph, least)
    large = len(city.places) > MOST_DRAWN
    return desk.page(
        request,
        "city.html",
        findings=found,
        city=city,
        least=least,
        leasts=LEASTS,
        drawing="" if large else Markup(as_city_map(found.graph, city, _links(desk, found), desk.language)),
        data=Markup(city_data(found.graph, city, _links(desk, found), desk.language)) if large else "",
        scripts=SCRIPTS if large else (),
        roads=leaf(sorted(city.roads, key=strength, reverse=True), request.query_params.get("sida")),
        label=lambda node: found.graph.nodes[node]["label"],
        tie=lambda road: tie_words(desk.language, road.tie),
    )


def _least(asked: str | None) -> float:
    """The least score asked for, one of those offered."""
    return next((least for least in LEASTS if f"{least}" == asked), LEAST_DRAWN)


def _links(desk: Desk, found: Findings) -> dict[str, str]:
    return {node: desk.url(links.document_url(node)) for node in found.records}
