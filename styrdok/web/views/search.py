"""Search in the text of all documents."""

from itertools import pairwise

from starlette.requests import Request
from starlette.responses import Response

from styrdok.errors import UsageProblem
from styrdok.registry.search import Hit
from styrdok.registry.store import Registry
from styrdok.web.desk import desk_of

_MOST = 100


def show(request: Request) -> Response:
    """The passages that answer a query, the words marked."""
    desk = desk_of(request)
    found = desk.state().findings
    query = request.query_params.get("q", "").strip()[:300]
    within = request.query_params.get("dokument") or None
    hits: tuple[Hit, ...] = ()
    problem = ""
    if query:
        try:
            with Registry.open(desk.workspace.path, read_only=True) as registry:
                hits = registry.search(query, document=within, limit=_MOST)
        except UsageProblem:
            problem = desk.language.say("Skriv minst ett ord att söka efter.")
    return desk.page(
        request,
        "search.html",
        findings=found,
        q=query,
        within=within or "",
        hits=[(hit, pieces(hit)) for hit in hits if hit.document in found.titles],
        most=_MOST,
        problem=problem,
    )


def pieces(hit: Hit) -> list[tuple[str, bool]]:
    """The snippet cut into pieces, those true that answer the query."""
    cuts = [0, *(place for mark in hit.marks for place in mark), len(hit.snippet)]
    parts = [(hit.snippet[start:end], number % 2 == 1) for number, (start, end) in enumerate(pairwise(cuts))]
    return [part for part in parts if part[0]]
