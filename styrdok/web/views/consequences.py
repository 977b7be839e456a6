"""What follows from repealing, merging or converting a document: places to change, what loses its home, a draft."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

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
from styrdok.web.found import Findings
from styrdok.web.listing import the_one
from styrdok.web.views.overlaps import overlaps_of

_PARTS = {
    Part.REFERENCE: to_say("Hänvisningar som ska ändras"),
    Part.LAW: to_say("Lagar"),
    Part.DEFINITION: to_say("Definitioner som bara finns här"),
    Part.GOAL: to_say("Mål som bara finns här"),
    Part.DUTY: to_say("Åtaganden som bara finns här"),
    Part.TAKEOVER: to_say("Det som redan finns i andra dokument"),
    Part.EDITION: to_say("Andra utgåvor"),
}
_SUGGESTED = 30
_ASKED = {"upphav": Action.REPEAL, "sla-samman": Action.MERGE, "omvandla": Action.CONVERT}


def show(request: Request) -> Response:
    """The consequences of the action that the address names; repealing where it names none."""
    desk = desk_of(request)
    found, query = desk.state().findings, request.query_params
    document = found.document(request.path_params["document"])
    others = {one.document.id for one in found.snapshot.steering if one.document.line != document.line}
    intent = _intent(document.id, query, {name: found.names[name] for name in others})
    impact = None if _waits(intent) else impact_of(found.snapshot, overlaps_of(found, [document.id]), intent)
    return desk.page(
        request,
        "consequences.html",
        findings=found,
        document=document,
        intent=intent,
        impact=impact,
        parts_found=_parts(impact) if impact else [],
        **_choices(found, others, intent, [one for one in DocumentType if one is not document.description.type]),
    )


def _intent(document: str, query: Mapping[str, str], others: Mapping[str, str]) -> Intent:
    """What a query asks for about a document; repealing where it asks for nothing.

    What it is merged into is one of ``others``, by its id, its name or words of it.
    """
    action = _ASKED.get(query.get("atgard", ""), Action.REPEAL)
    types = {one.value: one for one in DocumentType}
    into = the_one(query["in"], others) if query.get("in", "").strip() else None
    to = types.get(query.get("till", ""))
    joined, converted = action is Action.MERGE, action is Action.CONVERT
    return Intent(document, action, into if joined else None, to if converted else None)


def _waits(intent: Intent) -> bool:
    """Whether it is not yet said into what documents are merged, or to what type they are converted."""
    merged, converted = intent.action is Action.MERGE, intent.action is Action.CONVERT
    return (merged and intent.into is None) or (converted and intent.to is None)


def _choices(found: Findings, others: Collection[str], intent: Intent, types: Sequence[DocumentType]) -> dict[str, Any]:
    """What the form offers: actions, documents to merge with, those first that overlap most, and types."""
    near = (pair.b if pair.a == intent.document else pair.a for pair in overlaps_of(found, [intent.document]))
    return {
        "asked": [(name, one) for name, one in _ASKED.items() if one in ACTIONS],
        "suggested": list(islice((found.names[name] for name in near if name in others), _SUGGESTED)),
        "types": types,
    }


def show_all(request: Request) -> Response:
    """The consequences of doing the same with all the documents that the address names."""
    desk = desk_of(request)
    found = desk.state().findings
    names = list(dict.fromkeys(request.query_params.getlist("dokument")))
    if not names:
        raise UsageProblem(Sentence.of("Inget dokument är valt."), Sentence.of("Kryssa för minst ett i listan."))
    steering = {one.document.id: found.names[one.document.id] for one in found.snapshot.steering}
    asked = _intent("", request.query_params, steering)
    chosen = [found.document(name).id for name in names]
    intents = [replace(asked, document=name) for name in chosen if name != asked.into]
    impacts = () if _waits(asked) else impacts_of(found.snapshot, overlaps_of(found, chosen), intents)
    return desk.page(
        request,
        "consequences_all.html",
        findings=found,
        found=[(impact, _parts(impact)) for impact in impacts],
        follow_up=list(dict.fromkeys(sentence for impact in impacts for sentence in impact.follow_up)),
        decision=joint_decision(impacts) if impacts else "",
        chosen=chosen,
        intent=asked,
        **_choices(found, steering, replace(asked, document=chosen[0]), list(DocumentType)),
    )


def _parts(impact: Impact) -> list[tuple[str, list[Consequence]]]:
    """The consequences by sort, those that there are."""
    grouped = {part: [one for one in impact.consequences if one.part is part] for part in _PARTS}
    return [(_PARTS[part], rows) for part, rows in grouped.items() if rows]
