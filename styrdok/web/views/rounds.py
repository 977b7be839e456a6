"""Consultation rounds: who answered on which document, and one round with a line per body."""

from starlette.requests import Request
from starlette.responses import Response

from styrdok.errors import NotFound
from styrdok.overlaps.rounds import Round
from styrdok.sentence import Sentence
from styrdok.vocabulary import Stance
from styrdok.web.desk import desk_of

LOOKS = {
    Stance.SUPPORTS: ("for", "full"),
    Stance.SUPPORTS_MAINLY: ("part", "half"),
    Stance.SUPPORTS_ON_CONDITION: ("part", "half"),
    Stance.NEUTRAL: ("quietly", "open"),
    Stance.ABSTAINS: ("quietly", "open"),
    Stance.OPPOSES: ("against", "no"),
    Stance.NOT_STATED: ("quietly", "miss"),
}
"""How each stance looks: its class in the style sheet, and its icon."""
MAIN = 3
"""So many demands of a body are in sight."""


def show(request: Request) -> Response:
    """All rounds."""
    desk = desk_of(request)
    return desk.page(request, "rounds.html", findings=desk.state().findings, looks=LOOKS)


def one(request: Request) -> Response:
    """One round: a line per body, then the viewpoints by kind."""
    desk = desk_of(request)
    found = desk.state().findings
    wanted = request.path_params["document"]
    held = next((one for one in found.rounds if one.document == wanted), None)
    if held is None:
        raise NotFound(
            Sentence.of("Ingen har svarat på remiss av det dokumentet."),
            Sentence.of("Remisserna finns under Remisser."),
        )
    return desk.page(request, "round.html", findings=found, looks=LOOKS, held=held, kinds=_by_kind(held), main=MAIN)


def _by_kind(held: Round) -> list[tuple[object, list[tuple[str, object]]]]:
    """The viewpoints of a round by kind, the most frequent kind first: the paper and the viewpoint."""
    return [
        (kind, [(answer.source, view) for answer in held.answers for view in answer.viewpoints if view.kind is kind])
        for kind in held.kinds
    ]
