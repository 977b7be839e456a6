"""Search in the titles, headings, terms and texts of all documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from starlette.requests import Request
from starlette.responses import Response

from styrdok.errors import UsageProblem
from styrdok.models import Document
from styrdok.registry.search import SearchHit
from styrdok.registry.store import Registry
from styrdok.registry.suggest import Suggestion
from styrdok.registry.words import words_and_forms
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of
from styrdok.web.found import Findings
from styrdok.web.listing import Choices, Facet, leaf, sets_of, sorted_out
from styrdok.web.once import beforehand
from styrdok.web.views.inventory import document_sets, facets, kind_words, periods

MOST = 400
_PER_PAGE, _IN_SIGHT = 10, 3
_FACETS = ("slag", "typ", "hos", "instans", "ansvarig", "status")


@dataclass(frozen=True, slots=True)
class Shown:
    """A hit as it is shown: its snippet cut into pieces, those true that answer the query."""

    hit: SearchHit
    pieces: list[tuple[str, bool]]


@dataclass(frozen=True, slots=True)
class Group:
    """The hits in one document, the best first: those in sight, and the rest."""

    document: Document
    kind: str
    best: list[Shown]
    rest: list[Shown]


def show(request: Request) -> Response:
    """What answers a query, document by document, the words marked; or what to try instead."""
    desk = desk_of(request)
    found = desk.state().findings
    query = dict(request.query_params)
    asked = query.get("q", "").strip()[:300]
    hits, problem = hits_of(desk, asked, query.get("dokument") or None)
    documents, choices = _documents(desk, found, hits, query)
    left = {document.id for document in documents}
    leaves = leaf(documents, query.get("sida"), _PER_PAGE)
    return desk.page(
        request,
        "search.html",
        findings=found,
        q=asked,
        query=query,
        facets=choices,
        periods=periods(desk)[2:],
        leaf=leaves,
        groups=[_group(desk, document, hits) for document in leaves.items],
        count=sum(hit.document in left for hit in hits),
        narrowed=len(documents) < len({hit.document for hit in hits}),
        cut=len(hits) >= MOST,
        problem=problem,
        suggestions=_suggestions(desk, asked) if asked and not problem and not hits else (),
        instead=lambda words: desk.url(links.with_query("/sok", {"q": words})),
    )


@beforehand
def _known_words(found: Findings) -> int:
    """Take the words of titles and terms apart, so that the first who searches does not wait for it."""
    names = [*found.titles.values(), *(d.term for r in found.snapshot.records for d in r.extraction.definitions)]
    return len({words_and_forms(name) for name in names})


def hits_of(desk: Desk, asked: str, within: str | None) -> tuple[Sequence[SearchHit], str]:
    """The hits in documents that are there, and what is wrong with the query."""
    if not asked:
        return (), ""
    known = desk.state().findings.records
    try:
        with Registry.open(desk.workspace.path, read_only=True) as registry:
            return [hit for hit in registry.search(asked, document=within, limit=MOST) if hit.document in known], ""
    except UsageProblem:
        return (), desk.language.say("Skriv minst ett ord att söka efter.")


def _documents(
    desk: Desk, found: Findings, hits: Sequence[SearchHit], query: Mapping[str, str]
) -> tuple[list[Document], Choices]:
    """The documents that have hits and that the filters leave, the best hit first, and the choices of the filters."""
    ranked = [found.records[name].document for name in dict.fromkeys(hit.document for hit in hits)]
    for period in periods(desk):
        ranked = period.within(ranked, query)
    sets = document_sets(found, ranked)
    narrowing = [facet for facet in facets(desk, found, sets) if facet.name in _FACETS]
    each = sets_of(ranked, lambda document: (document.id,))
    titled = Facet("dokument", desk.language.say("Dokument"), each, lambda d: found.names.get(d, d))
    return sorted_out(ranked, [titled, *narrowing], query)


def selected(desk: Desk, found: Findings, query: Mapping[str, str]) -> list[tuple[Document, SearchHit]]:
    """All hits that a query and its filters leave, document by document."""
    hits, _ = hits_of(desk, query.get("q", "").strip()[:300], query.get("dokument") or None)
    documents, _ = _documents(desk, found, hits, query)
    return [(document, hit) for document in documents for hit in hits if hit.document == document.id]


def _group(desk: Desk, document: Document, hits: Sequence[SearchHit]) -> Group:
    shown = [Shown(hit, pieces(hit)) for hit in hits if hit.document == document.id]
    return Group(document, kind_words(desk.language, document), shown[:_IN_SIGHT], shown[_IN_SIGHT:])


def _suggestions(desk: Desk, asked: str) -> Sequence[Suggestion]:
    with Registry.open(desk.workspace.path, read_only=True) as registry:
        return registry.suggestions(asked)


def pieces(hit: SearchHit) -> list[tuple[str, bool]]:
    """The snippet cut into pieces, those true that answer the query."""
    cuts = [0, *(place for mark in hit.marks for place in mark), len(hit.snippet)]
    parts = [(hit.snippet[start:end], number % 2 == 1) for number, (start, end) in enumerate(pairwise(cuts))]
    return [part for part in parts if part[0]]
