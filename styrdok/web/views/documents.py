"""The page about one document."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from styrdok.judgements.acts import Act, corrections
from styrdok.judgements.written import CODED
from styrdok.language.words import FIELD
from styrdok.models import Document, Extraction, FieldValue, Reference
from styrdok.vocabulary import ENDED, Kind
from styrdok.web.desk import Desk, desk_of
from styrdok.web.found import Findings
from styrdok.web.views.comments import comments_on
from styrdok.web.views.inventory import kind_words
from styrdok.web.views.overlaps import overlaps_of, reason_line
from styrdok.web.workspace import State

_FIELDS = tuple(FIELD.items())
_SHOWN = 8


def _date(document: Document) -> str:
    return document.description.adopted_on.isoformat() if document.description.adopted_on else ""


def show(request: Request) -> Response:
    """Everything about one document, each value with the page that says so."""
    desk = desk_of(request)
    state = desk.state()
    found = state.findings
    document = found.document(request.path_params["document"])
    record = found.records[document.id]
    return desk.page(
        request,
        "document.html",
        findings=found,
        document=document,
        extraction=record.extraction,
        kind_words=kind_words(desk.language, document),
        facts=_facts(desk, document),
        gone=document.description.status in ENDED,
        shown=_SHOWN,
        reason=lambda overlap: reason_line(desk.language, found, overlap),
        rows=_metadata(desk, document, record.extraction, _corrections(state, document.id)),
        done=request.query_params.get("rattat", ""),
        editions=editions(found, document),
        outgoing=_by_target(found.outgoing.get(document.id, [])),
        incoming=_by_source(found.incoming.get(document.id, [])),
        overlaps=overlaps_of(found, [document.id]),
        needs=found.needs_of(document.id),
        proposals=found.proposals_of(document.id),
        voices=_voices(found, document.id),
        remarks=[remark for remark in found.remarks if remark.document == document.id],
        reviews=state.reviews_by_pair,
        comments=comments_on(state, document.id),
        acts=[act for act in state.acts if document.id in act.documents],
    )


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact for the head of the page, or the word for its lack; ``swedish`` for words of documents."""

    here: str
    lacking: str = ""
    swedish: bool = False


def _facts(desk: Desk, document: Document) -> list[Fact]:
    """The facts that every reader looks for first; what a steering document lacks is said."""
    say, d = desk.language.say, document.description
    day = d.adopted_on.isoformat() if d.adopted_on else ""
    decided = " ".join(filter(None, (d.adopted_by, day, d.decision)))
    until = (
        say("gäller till {day}", day=d.valid_to.isoformat())
        if d.valid_to
        else say("tills vidare")
        if d.open_ended
        else ""
    )
    facts = [
        Fact(decided, say("beslut saknas"), True),
        Fact(", ".join(d.diary_numbers), say("diarienummer saknas"), True),
        Fact(until, say("giltighet saknas")),
        Fact(d.responsible or "", say("ansvarig saknas"), True),
        Fact(say("{count} sidor", count=document.pages)),
    ]
    return facts if d.kind is Kind.STEERING else [fact for fact in facts if fact.here]


def _corrections(state: State, document: str) -> dict[str, Act]:
    return {act.field or "": act for act in corrections(state.acts) if act.documents == (document,)}


Metadata = tuple[str, str, str, FieldValue | None, Act | None]
"""Name, title and shown value of a field, where it was read, and who corrected it."""


def _metadata(desk: Desk, document: Document, extraction: Extraction, corrected: dict[str, Act]) -> list[Metadata]:
    read: dict[str, FieldValue] = {}
    for value in sorted(extraction.fields, key=lambda value: -value.confidence):
        read.setdefault(value.field, value)
    return [(name, title, _shown(desk, document, name), read.get(name), corrected.get(name)) for name, title in _FIELDS]


def _shown(desk: Desk, document: Document, name: str) -> str:
    value = getattr(document.description, name)
    if name == "valid_to" and value is None and document.description.open_ended:
        return desk.language.say("tills vidare")
    if value is None or value == ():
        return ""
    if name in CODED and value in set(CODED[name]):
        return desk.language.word(CODED[name](value))
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def editions(findings: Findings, document: Document) -> list[Document]:
    """All editions of a document, the oldest first; those without a date last."""
    same = [record.document for record in findings.snapshot.records if record.document.line == document.line]
    return sorted(same, key=lambda d: (_date(d) == "", _date(d), d.id))


def _by_target(references: Sequence[Reference]) -> list[tuple[str, str | None, list[Reference]]]:
    """References grouped by what they point at: what it is called, its id if it is there, the references."""
    groups: dict[tuple[str, str | None], list[Reference]] = defaultdict(list)
    for reference in references:
        target = reference.resolution.target
        groups["" if target else reference.mention.label, target].append(reference)
    return [(label, target, group) for (label, target), group in groups.items()]


def _by_source(references: Sequence[Reference]) -> list[tuple[str, list[Reference]]]:
    groups: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        groups[reference.source].append(reference)
    return list(groups.items())


def _voices(findings: Findings, document: str) -> list[tuple[str, Any]]:
    """What others said about a document, and what it says itself: (document that says it, viewpoint)."""
    return [(source, view) for source, view, meant in findings.voices if document == source or document in meant]
