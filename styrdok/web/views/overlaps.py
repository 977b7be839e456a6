"""The ranked pairs, with filters."""

from collections.abc import Collection, Mapping

from starlette.requests import Request
from starlette.responses import Response

from styrdok.findings import Overlap
from styrdok.vocabulary import Linked, Verdict
from styrdok.web.desk import Desk, desk_of
from styrdok.web.listing import Facet, leaf, narrowed, sorted_out
from styrdok.web.workspace import State

FILTERS = ("dokument", "tema", "lankade", "bedomning", "arenden", "utgavor")
_UNJUDGED = (Verdict.OPEN.value,)


def asked_for(query: Mapping[str, str]) -> dict[str, str]:
    """The part of a query that narrows the pairs."""
    return {name: query[name] for name in FILTERS if query.get(name)}


def facets(desk: Desk, state: State) -> list[Facet[Overlap]]:
    """The ways to narrow the pairs."""
    say, found = desk.language.say, state.findings
    answer = {"ja": say("ja"), "nej": say("nej")}.get
    column = found.overlap_columns
    return [
        Facet("dokument", say("Dokument"), column["dokument"], lambda d: found.names.get(d, d)),
        Facet("tema", say("Gemensamt tema"), column["tema"], desk.language.theme),
        Facet("lankade", say("Hänvisar till varandra"), column["lankade"], _linked(desk)),
        Facet("bedomning", say("Bedömning"), lambda o: _verdicts(state, o), _verdict(desk)),
        Facet("arenden", say("Remissvar och protokoll"), column["arenden"], lambda v: answer(v, v), default="nej"),
        Facet("utgavor", say("Utgåvor"), column["utgavor"], lambda v: answer(v, v), default="nej"),
    ]


def _linked(desk: Desk):  # type: ignore[no-untyped-def]
    return lambda value: desk.language.word(Linked(value)) if value in set(Linked) else value


def _verdict(desk: Desk):  # type: ignore[no-untyped-def]
    return lambda value: desk.language.verdict(Verdict(value)) if value in set(Verdict) else value


def _verdicts(state: State, overlap: Overlap) -> Collection[str]:
    given = state.reviews_by_pair.get((overlap.a, overlap.b))
    return {str(review.act.verdict) for review in given} if given else _UNJUDGED


def matching(desk: Desk, state: State, query: Mapping[str, str]) -> list[Overlap]:
    """The pairs that a query asks for, strongest first; editions, replies and minutes only when asked for."""
    return narrowed(state.findings.analysis.overlaps, facets(desk, state), query)


def show(request: Request) -> Response:
    """The pairs as a list that can be narrowed."""
    desk = desk_of(request)
    state = desk.state()
    query = dict(request.query_params)
    rows, choices = sorted_out(state.findings.analysis.overlaps, facets(desk, state), query)
    return desk.page(
        request,
        "overlaps.html",
        findings=state.findings,
        facets=choices,
        leaf=leaf(rows, query.get("sida")),
        query=query,
        filters=asked_for(query),
        reviews=state.reviews_by_pair,
    )
