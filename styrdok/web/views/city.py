"""The plan of the whole registry: every document in the district of its theme, and what ties them together."""

from dataclasses import dataclass, field

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from styrdok.graph.arcs import arcs_of, path_of
from styrdok.graph.citymap import look_of_node
from styrdok.graph.districts import LEAST_DRAWN, City, Road, district_name, plan, strength
from styrdok.graph.explorer import MOST_DRAWN, SCRIPTS, city_data
from styrdok.graph.surroundings import evidence_words, tie_words
from styrdok.web import links
from styrdok.web.desk import desk_of
from styrdok.web.found import Findings
from styrdok.web.listing import leaf
from styrdok.web.once import beforehand

_ROADS = 20
"""Rows of the table below the map: together they are no longer than a reader scrolls on a phone."""

LEASTS = (0.2, 0.3, LEAST_DRAWN, 0.5, 0.6, 0.7, 0.8)


def show(request: Request) -> Response:
    """The plan, one line for each document, or drawn by sigma.js when it is large; the roads stand in a table below."""
    desk = desk_of(request)
    found = desk.state().findings
    query = request.query_params
    least, references = _least(query.get("minst")), query.get("hanvisningar") == "ja"
    drawn = _drawn(found, least)
    city, large = drawn.city, len(drawn.city.places) > MOST_DRAWN
    chosen = query.get("dokument", "")
    chosen = chosen if chosen in city.places else ""
    return desk.page(
        request,
        "city.html",
        findings=found,
        city=city,
        least=least,
        leasts=LEASTS,
        references=references,
        chosen=chosen,
        ties=[road for road in drawn.roads if chosen in (road.source, road.target)] if chosen else [],
        drawn=None if large else arcs_of(city, references),
        path_of=path_of,
        district=lambda name: district_name(desk.language, name),
        node=lambda name: found.graph.nodes[name],
        look=lambda name: look_of_node(found.graph.nodes[name]),
        data=drawn.data(found, desk.root) if large else "",
        scripts=SCRIPTS if large else (),
        roads=leaf(drawn.roads, query.get("sida"), _ROADS),
        tie=lambda road: tie_words(desk.language, road.tie),
        evidence=lambda road: evidence_words(desk.language, road.tie),
    )


def _least(asked: str | None) -> float:
    """The least score asked for, one of those offered."""
    return next((least for least in LEASTS if f"{least}" == asked), LEAST_DRAWN)


@dataclass(frozen=True)
class _Drawn:
    """A plan with its roads, strongest first, and what a script draws of it by what its links begin with."""

    city: City
    roads: list[Road]
    told: dict[str, Markup] = field(default_factory=dict)

    def data(self, found: Findings, root: str) -> Markup:
        """What a script draws."""
        if root not in self.told:
            targets = {node: root + links.document_url(node) for node in found.records}
            self.told[root] = Markup(city_data(found.graph, self.city, targets, found.language))
        return self.told[root]


@beforehand
def _plans(found: Findings) -> dict[float, _Drawn]:
    """The plans by the least score of their overlaps; the one that most see is there beforehand."""
    usual = _planned(found, LEAST_DRAWN)
    if len(usual.city.places) > MOST_DRAWN:
        usual.data(found, "")
    return {LEAST_DRAWN: usual}


def _drawn(found: Findings, least: float) -> _Drawn:
    plans = _plans(found)
    if least not in plans:
        plans[least] = _planned(found, least)
    return plans[least]


def _planned(found: Findings, least: float) -> _Drawn:
    city = plan(found.graph, least)
    return _Drawn(city, sorted(city.roads, key=strength, reverse=True))
