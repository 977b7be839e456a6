"""Coordination needs, proposals, themes."""

from starlette.requests import Request
from starlette.responses import Response

from styrdok.findings import Need, Proposal
from styrdok.judgements.acts import verdict_on
from styrdok.vocabulary import Action, DocumentType, Kind, NeedReason
from styrdok.web.desk import desk_of
from styrdok.web.listing import Facet, leaf, sorted_out
from styrdok.web.views.pair import VERDICTS


def needs(request: Request) -> Response:
    """Coordination needs, those that somebody asked for first."""
    desk = desk_of(request)
    state = desk.state()
    found, say, query = state.findings, desk.language.say, dict(request.query_params)
    chosen: list[Facet[Need]] = [
        Facet("skal", say("Skäl"), lambda n: (n.reason.value,), lambda v: _word(desk.language.word, NeedReason, v)),
        Facet("dokument", say("Dokument"), lambda n: n.documents, lambda d: found.names.get(d, d)),
    ]
    rows, choices = sorted_out(found.analysis.needs, chosen, query)
    return desk.page(
        request,
        "needs.html",
        findings=found,
        facets=choices,
        leaf=leaf(rows, query.get("sida")),
        query=query,
        reviews=state.reviews_by_pair,
    )


def _word(word, codes, value: str) -> str:  # type: ignore[no-untyped-def]
    return word(codes(value)) if value in set(codes) else value


def proposals(request: Request) -> Response:
    """What may be decided, with what speaks for and against."""
    desk = desk_of(request)
    state = desk.state()
    found, say, query = state.findings, desk.language.say, dict(request.query_params)
    chosen: list[Facet[Proposal]] = [
        Facet("atgard", say("Åtgärd"), lambda p: (p.action.value,), lambda v: _word(desk.language.word, Action, v)),
        Facet("dokument", say("Dokument"), lambda p: p.documents, lambda d: found.names.get(d, d)),
    ]
    listed, choices = sorted_out(found.analysis.proposals, chosen, query)
    rows = leaf(listed, query.get("sida"))
    return desk.page(
        request,
        "proposals.html",
        findings=found,
        facets=choices,
        leaf=rows,
        query=query,
        given=[verdict_on(state.acts, proposal.documents, proposal.action) for proposal in rows.items],
        verdicts=VERDICTS,
        actions=tuple(Action),
        done=query.get("klart", ""),
    )


def themes(request: Request) -> Response:
    """Which documents share a theme, and which types of document speak of which themes."""
    desk = desk_of(request)
    found = desk.state().findings
    by_theme: dict[str, list[tuple[float, str]]] = {}
    counts: dict[tuple[str, str], int] = {}
    for record in found.snapshot.records:
        description = record.document.description
        column = description.type.value if description.kind is Kind.STEERING else ""
        for theme in record.extraction.themes:
            by_theme.setdefault(theme.theme, []).append((theme.weight, record.document.id))
            counts[theme.theme, column] = counts.get((theme.theme, column), 0) + 1
    used = [type_ for type_ in DocumentType if any(column == type_.value for _, column in counts)]
    return desk.page(
        request,
        "themes.html",
        findings=found,
        themes=sorted(by_theme.items(), key=lambda item: (-len(item[1]), item[0])),
        counts=counts,
        types=used,
        most=max((count for (_, column), count in counts.items() if column), default=1),
        chosen=request.query_params.get("tema", ""),
        ordered={theme: sorted(rows, key=lambda row: (-row[0], row[1])) for theme, rows in by_theme.items()},
    )
