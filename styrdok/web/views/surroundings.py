"""The map: what surrounds one document, as a drawing and as a table."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import Response

from styrdok.errors import NotFound
from styrdok.graph.build import neighbourhood
from styrdok.graph.exports import written_as
from styrdok.graph.surroundings import PLACES, Neighbour, Place, evidence_words, surroundings, tie_words
from styrdok.vocabulary import Kind
from styrdok.web.desk import desk_of
from styrdok.web.listing import the_one
from styrdok.web.wording import law_words

_MEDIA = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
    "json": "application/json",
}


_SUGGESTED = 200
_COLUMNS: tuple[tuple[Place | None, ...], ...] = (
    (Place.EARLIER, Place.LAW, Place.CASE),
    (Place.ABOVE, None, Place.BELOW, Place.MISSING),
    (Place.LATER, Place.BESIDE),
)
"""What stands in each column from top to bottom; ``None`` is the document itself."""


def show(request: Request) -> Response:
    """The surroundings of the document asked for; else a list to choose from."""
    desk = desk_of(request)
    found = desk.state().findings
    steering = [d for d in found.by_title if d.description.kind is Kind.STEERING]
    asked = request.query_params.get("dokument") or (steering[0].id if steering else "")
    if not asked:
        return desk.page(request, "map.html", findings=found, centre=None, columns=[])
    centre = found.document(the_one(asked, found.names))
    around = surroundings(found.graph, centre.id)
    return desk.page(
        request,
        "map.html",
        findings=found,
        centre=centre,
        names=[found.names[d.id] for d in found.by_title[:_SUGGESTED]],
        columns=[
            [(place, PLACES[place], around[place]) if place else (None, "", ()) for place in column]
            for column in _COLUMNS
        ],
        called=law_words,
        tie=lambda tie: tie_words(desk.language, tie),
        evidence=lambda tie: evidence_words(desk.language, tie),
    )


def _panel(place: Place | None, around: Mapping[Place, tuple[Neighbour, ...]]) -> tuple[Place | None, str, object]:
    """A place, what it is called, and what stands there."""
    return (place, PLACES[place], around[place]) if place else (None, "", ())


def download(request: Request) -> Response:
    """The surroundings, or everything, as a file for other programs."""
    desk = desk_of(request)
    form = request.path_params["form"]
    if form not in _MEDIA:
        say, known = desk.language.say, ", ".join(sorted(_MEDIA))
        raise NotFound(
            say("Det finns ingen karta i formatet {form}.", form=form), say("Välj ett av {known}.", known=known)
        )
    found = desk.state().findings
    graph, asked = found.graph, request.query_params.get("dokument")
    centre = found.document(asked).id if asked else None
    part = neighbourhood(graph, centre) if centre else graph
    data = written_as(part, f".{form}", desk.language, centre)
    headers = {
        "Content-Disposition": f'attachment; filename="karta-{centre or "alla"}.{form}"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    return Response(data, media_type=_MEDIA[form], headers=headers)
