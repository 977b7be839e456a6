"""The map: what surrounds one document, as a drawing and as a table."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from styrdok.errors import NotFound
from styrdok.graph.build import OVERLAP, neighbourhood
from styrdok.graph.exports import written_as
from styrdok.graph.panels import STYLE, as_panels
from styrdok.graph.surroundings import Neighbour, Place, Tie, surroundings
from styrdok.raster import as_png
from styrdok.vocabulary import Kind, Modality, Relation
from styrdok.web.desk import Desk, desk_of
from styrdok.web.workspace import Findings

_NAMES = {
    Place.CASE: "Ärenden och röster",
    Place.LAW: "Lagar och mål",
    Place.MISSING: "Saknas i registret",
    Place.EARLIER: "Tidigare",
    Place.LATER: "Senare",
    Place.ABOVE: "Ovanför",
    Place.BELOW: "Under",
    Place.BESIDE: "Bredvid",
}
_MEDIA = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "json": "application/json",
}


def show(request: Request) -> Response:
    """The surroundings of the document asked for; else a list to choose from."""
    desk = desk_of(request)
    found = desk.state().findings
    steering = [d for d in found.by_title if d.description.kind is Kind.STEERING]
    asked = request.query_params.get("dokument") or (steering[0].id if steering else "")
    if not asked:
        return desk.page(request, "map.html", findings=found, centre=None, drawing="", places=[], documents=[])
    centre = found.document(asked)
    around = surroundings(found.graph, centre.id)
    return desk.page(
        request,
        "map.html",
        findings=found,
        centre=centre,
        documents=found.by_title,
        drawing=Markup(_drawing(desk, found, centre.id, around)),
        places=[(desk.language.say(_NAMES[place]), items) for place, items in around.items() if items],
        tie=lambda tie: _tie(desk, tie),
        evidence=lambda tie: _evidence(desk, tie),
    )


def _drawing(desk: Desk, found: Findings, centre: str, around: dict[Place, tuple[Neighbour, ...]]) -> str:
    say = desk.language.say
    names = {place: say(name) for place, name in _NAMES.items()}
    near = {item.node: desk.url(f"/karta?dokument={item.node}") for items in around.values() for item in items}
    known = {node: link for node, link in near.items() if node in found.records}
    return as_panels(found.titles[centre], around, names, known, lambda n: _said(desk, n))


def _said(desk: Desk, neighbour: Neighbour) -> str:
    return "; ".join(dict.fromkeys(_tie(desk, tie) for tie in neighbour.ties))


def tie_words(desk: Desk, relation: str, modality: str, weight: float, arrow: str = "→") -> str:
    """What ties two documents, in words, an arrow showing which way it points."""
    if relation == OVERLAP:
        return desk.language.say("överlapp {score}", score=f"{weight:.2f}")
    said = f"{arrow} {desk.language.word(Relation(relation))}"
    return said if modality == Modality.FACT else f"{said} ({desk.language.word(Modality(modality))})"


def _tie(desk: Desk, tie: Tie) -> str:
    return tie_words(desk, tie.relation, tie.modality, tie.weight, "→" if tie.outgoing else "←")


def _evidence(desk: Desk, tie: Tie) -> str:
    page = tie.evidence.removeprefix("p. ")
    return tie.evidence if page == tie.evidence else desk.language.say("s. {page}", page=page)


def download(request: Request) -> Response:
    """The surroundings, or everything, as a file for other programs."""
    desk = desk_of(request)
    form = request.path_params["form"]
    if form not in _MEDIA:
        raise NotFound(f"Det finns ingen karta i formatet {form}.", f"Välj {', '.join(sorted(_MEDIA))}.")
    found = desk.state().findings
    graph, asked = found.graph, request.query_params.get("dokument")
    centre = found.document(asked).id if asked else None
    if centre and form in ("svg", "png"):
        drawn = _drawing(desk, found, centre, surroundings(graph, centre))
        drawn = drawn.replace("><", f"><style>{STYLE}</style><", 1)
        data = drawn.encode() if form == "svg" else as_png(drawn)
    else:
        data = written_as(neighbourhood(graph, centre) if centre else graph, f".{form}", centre)
    headers = {
        "Content-Disposition": f'attachment; filename="karta-{centre or "alla"}.{form}"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    return Response(data, media_type=_MEDIA[form], headers=headers)
