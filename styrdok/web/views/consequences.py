"""What follows from repealing, merging or converting a document: places to change, what loses its home, a draft."""

from starlette.requests import Request
from starlette.responses import Response

from styrdok.consolidation.impact import (
    ACTIONS,
    Consequence,
    Impact,
    Intent,
    Part,
    impact_of,
    impacts_of,
    joint_decision,
)
from styrdok.errors import UsageProblem
from styrdok.language import Sentence, to_say
from styrdok.vocabulary import Action, DocumentType
from styrdok.web.desk import desk_of

_PARTS = {
    Part.REFERENCE: to_say("Hänvisningar som ska ändras"),
    Part.LAW: to_say("Lagar"),
    Part.DEFINITION: to_say("Definitioner som bara finns här"),
    Part.GOAL: to_say("Mål som bara finns här"),
    Part.DUTY: to_say("Åtaganden som bara finns här"),
    Part.TAKEOVER: to_say("Det som redan finns i andra dokument"),
    Part.EDITION: to_say("Andra utgåvor"),
}
_ASKED = {"upphav": Action.REPEAL, "sla-samman": Action.MERGE, "omvandla": Action.CONVERT}


def show(request: Request) -> Response:
    """The consequences of the action that the address names; repealing where it names none."""
    desk = desk_of(request)
    found, query = desk.state().findings, request.query_params
    document = found.document(request.path_params["document"])
    action = _ASKED.get(query.get("atgard", ""), Action.REPEAL)
    types = {one.value: one for one in DocumentType}
    into, to = query.get("in") or None, types.get(query.get("till", ""))
    joined, converted = action is Action.MERGE, action is Action.CONVERT
    intent = Intent(document.id, action, into if joined else None, to if converted else None)
    waiting = (joined and into is None) or (converted and to is None)
    impact = None if waiting else impact_of(found.snapshot, found.analysis.overlaps, intent)
    others = [one.document.id for one in found.snapshot.steering if one.document.line != document.line]
    return desk.page(
        request,
        "consequences.html",
        findings=found,
        document=document,
        intent=intent,
        impact=impact,
        parts_found=_parts(impact) if impact else [],
        asked=[(name, one) for name, one in _ASKED.items() if one in ACTIONS],
        others=sorted(others, key=lambda name: found.names.get(name, name)),
        types=[one for one in DocumentType if one is not document.description.type],
    )


def show_all(request: Request) -> Response:
    """The consequences of repealing all the documents that the address names."""
    desk = desk_of(request)
    found = desk.state().findings
    names = list(dict.fromkeys(request.query_params.getlist("dokument")))
    if not names:
        raise UsageProblem(Sentence.of("Inget dokument är valt."), Sentence.of("Kryssa för minst ett i listan."))
    intents = [Intent(found.document(name).id) for name in names]
    impacts = impacts_of(found.snapshot, found.analysis.overlaps, intents)
    return desk.page(
        request,
        "consequences_all.html",
        findings=found,
        found=[(impact, _parts(impact)) for impact in impacts],
        follow_up=list(dict.fromkeys(sentence for impact in impacts for sentence in impact.follow_up)),
        decision=joint_decision(impacts),
    )


def _parts(impact: Impact) -> list[tuple[str, list[Consequence]]]:
    """The consequences by sort, those that there are."""
    grouped = {part: [one for one in impact.consequences if one.part is part] for part in _PARTS}
    return [(_PARTS[part], rows) for part, rows in grouped.items() if rows]
