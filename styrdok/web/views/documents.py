"""The inventory, and the page about one document."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from styrdok.findings import Overlap
from styrdok.judgements.acts import Act, corrections
from styrdok.language.words import FIELD
from styrdok.models import Document, Extraction, FieldValue, Reference
from styrdok.swedish.collation import collation_key
from styrdok.vocabulary import DocumentType, Kind, Status
from styrdok.web.desk import Desk, desk_of
from styrdok.web.listing import Facet, leaf, sorted_out
from styrdok.web.workspace import Findings, State

_FIELDS = tuple(FIELD.items())
_SORTS: dict[str, Callable[[Document, str], Any]] = {
    "titel": lambda document, title: (collation_key(title), document.id),
    "datum": lambda document, title: (_date(document) == "", _date(document), collation_key(title)),
    "nyast": lambda document, title: (_date(document) == "", _reversed(_date(document)), collation_key(title)),
    "sidor": lambda document, title: (-document.pages, collation_key(title)),
}


def _date(document: Document) -> str:
    return document.description.adopted_on.isoformat() if document.description.adopted_on else ""


def _reversed(text: str) -> tuple[int, ...]:
    return tuple(-ord(sign) for sign in text)


def facets(desk: Desk, findings: Findings) -> list[Facet[Document]]:
    """The ways to narrow the inventory."""
    say, word = desk.language.say, desk.language.word
    themes = {r.document.id: [theme.theme for theme in r.extraction.themes] for r in findings.snapshot.records}
    return [
        Facet("slag", say("Slag"), lambda d: (d.description.kind.value,), lambda v: word(Kind(v))),
        Facet("typ", say("Dokumenttyp"), _type, lambda v: word(DocumentType(v))),
        Facet("instans", say("Beslutat av"), lambda d: filter(None, (d.description.adopted_by,))),
        Facet("tema", say("Tema"), lambda d: themes[d.id], desk.language.theme),
        Facet("status", say("Status"), lambda d: (d.description.status.value,), lambda v: word(Status(v))),
        Facet("ar", say("Beslutsår"), lambda d: filter(None, (_date(d)[:4],))),
        Facet("ansvarig", say("Ansvarig"), lambda d: filter(None, (d.description.responsible,))),
    ]


def _type(document: Document) -> tuple[str, ...]:
    return (document.description.type.value,) if document.description.kind is Kind.STEERING else ()


def inventory(request: Request) -> Response:
    """The documents as a list that can be narrowed and sorted."""
    desk = desk_of(request)
    state = desk.state()
    titles = state.findings.titles
    query = _known(dict(request.query_params))
    chosen = facets(desk, state.findings)
    words = query.get("titel", "").casefold().split()
    named = [d for d in state.findings.by_title if all(w in f"{titles[d.id]} {d.file}".casefold() for w in words)]
    order = _SORTS.get(query.get("ordning", ""), _SORTS["titel"])
    kept, choices = sorted_out(named, chosen, query)
    rows = sorted(kept, key=lambda d: order(d, titles[d.id]))
    return desk.page(
        request,
        "inventory.html",
        facets=choices,
        leaf=leaf(rows, query.get("sida")),
        titles=titles,
        query=query,
        steering=Kind.STEERING,
    )


def _known(query: dict[str, str]) -> dict[str, str]:
    """The query without values that no code word has."""
    for name, codes in (("slag", Kind), ("typ", DocumentType), ("status", Status)):
        if query.get(name) not in {None, *(code.value for code in codes)}:
            del query[name]
    return query


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
        rows=_metadata(desk, document, record.extraction, _corrections(state, document.id)),
        fields=_FIELDS,
        editions=editions(found, document),
        outgoing=_by_target(found.outgoing.get(document.id, [])),
        incoming=_by_source(found.incoming.get(document.id, [])),
        overlaps=_overlaps(found, document.id),
        needs=found.needs_of(document.id),
        proposals=found.proposals_of(document.id),
        voices=_voices(found, document.id),
        remarks=[remark for remark in found.remarks if remark.document == document.id],
        reviews=state.reviews_by_pair,
        acts=[act for act in state.acts if document.id in act.documents],
    )


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
    if isinstance(value, Kind | DocumentType | Status):
        return desk.language.word(value)
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


def _overlaps(findings: Findings, document: str) -> list[Overlap]:
    return [overlap for overlap in findings.analysis.overlaps if document in (overlap.a, overlap.b)]


def _voices(findings: Findings, document: str) -> list[tuple[str, Any]]:
    """What others said about a document, and what it says itself: (document that says it, viewpoint)."""
    return [(source, view) for source, view, meant in findings.voices if document == source or document in meant]
