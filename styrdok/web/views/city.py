"""The plan of the whole registry: every document in the district of its theme, and what ties them together."""

from functools import partial

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from styrdok.graph.citymap import as_city_map
from styrdok.graph.districts import CASES, LEAST_DRAWN, MISSING, NO_THEME, City, Road, plan
from styrdok.graph.explorer import MOST_DRAWN, SCRIPTS, city_data
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of
from styrdok.web.listing import leaf
from styrdok.web.views.surroundings import tie_words
from styrdok.web.workspace import Findings

_NAMES = {CASES: "Remissvar och protokoll", MISSING: "Saknas i registret", NO_THEME: "Utan tema"}
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
        drawing="" if large else _drawing(desk, found, city),
        data=_data(desk, found, city) if large else "",
        scripts=SCRIPTS if large else (),
        roads=leaf(sorted(city.roads, key=_weight), request.query_params.get("sida")),
        label=lambda node: found.graph.nodes[node]["label"],
        tie=lambda road: tie_words(desk, road.relation, road.modality, road.weight),
    )


def _least(asked: str | None) -> float:
    """The least score asked for, one of those offered."""
    return next((least for least in LEASTS if f"{least}" == asked), LEAST_DRAWN)


def district_name(desk: Desk, name: str) -> str:
    """What a district is called."""
    if name in _NAMES:
        return desk.language.say(_NAMES[name])
    said = desk.language.theme(name)
    return said[:1].upper() + said[1:]


def _links(desk: Desk, found: Findings) -> dict[str, str]:
    return {node: desk.url(links.document_url(node)) for node in found.records}


def _drawing(desk: Desk, found: Findings, city: City) -> Markup:
    title = desk.language.say("Karta över hela registret")
    names = partial(district_name, desk)
    return Markup(as_city_map(found.graph, city, title, names, _links(desk, found)))


def _data(desk: Desk, found: Findings, city: City) -> Markup:
    return Markup(city_data(found.graph, city, partial(district_name, desk), _links(desk, found)))


def _weight(road: Road) -> tuple[float, str, str]:
    return -road.weight, road.source, road.target
