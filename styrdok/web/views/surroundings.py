"""The map: what surrounds one document, as a drawing and as a table."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from styrdok.errors import NotFound
from styrdok.findings import Overlap
from styrdok.graph.build import OVERLAP, neighbourhood
from styrdok.graph.exports import written_as
from styrdok.graph.panels import STYLE, as_panels
from styrdok.graph.surroundings import Neighbour, Place, Tie, surroundings
from styrdok.ids import pair_key
from styrdok.language import to_say
from styrdok.vocabulary import Kind, Modality, Relation
from styrdok.web.desk import Desk, desk_of
from styrdok.web.workspace import Findings

_NAMES = {
    Place.CASE: to_say("Ärenden och röster"),
    Place.LAW: to_say("Lagar och mål"),
    Place.MISSING: to_say("Saknas i registret"),
    Place.EARLIER: to_say("Tidigare"),
    Place.LATER: to_say("Senare"),
    Place.ABOVE: to_say("Ovanför"),
    Place.BELOW: to_say("Under"),
    Place.BESIDE: to_say("Bredvid"),
}
_MEDIA = {
    "svg": "image/svg+xml",
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
        tie=lambda tie: tie_words(desk, tie),
        evidence=lambda tie, other: _evidence(desk, found.overlaps.get(pair_key(centre.id, other)), tie),
    )


def _drawing(desk: Desk, found: Findings, centre: str, around: dict[Place, tuple[Neighbour, ...]]) -> str:
    say = desk.language.say
    names = {place: say(name) for place, name in _NAMES.items()}
    near = {item.node: f"/karta?dokument={item.node}" for items in around.values() for item in items}
    known = {node: link for node, link in near.items() if node in found.records}
    return as_panels(found.titles[centre], around, names, known, lambda n: _said(desk, n))


def _said(desk: Desk, neighbour: Neighbour) -> str:
    return "; ".join(dict.fromkeys(tie_words(desk, tie) for tie in neighbour.ties))


def tie_words(desk: Desk, tie: Tie) -> str:
    """One tie in words, an arrow showing which way it points."""
    if tie.relation == OVERLAP:
        return desk.language.say("överlapp {score}", score=f"{tie.weight:.2f}")
    words = [("→ " if tie.outgoing else "← ") + desk.language.word(Relation(tie.relation))]
    modality = Modality(tie.modality)
    return " ".join([*words, *([f"({desk.language.word(modality)})"] if modality is not Modality.FACT else [])])


def _evidence(desk: Desk, overlap: Overlap | None, tie: Tie) -> str:
    if overlap and tie.relation == OVERLAP:
        return desk.language.tell(overlap.signals[0].sentence)
    page = tie.evidence.removeprefix("p. ")
    return tie.evidence if page == tie.evidence else desk.language.say("s. {page}", page=page)


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
    if form == "svg" and centre:
        drawn = _drawing(desk, found, centre, surroundings(graph, centre))
        data = drawn.replace("><", f"><style>{STYLE}</style><", 1).encode()
    else:
        data = written_as(neighbourhood(graph, centre) if centre else graph, f".{form}", desk.language)
    headers = {
        "Content-Disposition": f'attachment; filename="karta-{centre or "alla"}.{form}"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    return Response(data, media_type=_MEDIA[form], headers=headers)
