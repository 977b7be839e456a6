"""The mandate chain: every document below what it rests on, as trees, with what is odd; and as a drawing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from starlette.requests import Request
from starlette.responses import Response

from styrdok.consolidation.mandate import Mandate, mandate_of
from styrdok.consolidation.tree import Top, Trees, Twig, shown_in, trees_of
from styrdok.raster import as_png
from styrdok.reports.mandate import TOPS, as_drawing, chain_ledger
from styrdok.reports.sheets import Sheet
from styrdok.swedish.collation import collation_key
from styrdok.web.desk import Desk, desk_of
from styrdok.web.found import Findings
from styrdok.web.listing import leaf, the_one
from styrdok.web.once import beforehand
from styrdok.web.workspace import State

Query = Mapping[str, str]
PLACE = "/styrkedjan"
_TREES = 40
_FEW = 200
"""So many names can be chosen from a list; of more, words are typed."""


@dataclass(frozen=True, slots=True)
class _Tree:
    """A tree from its root, and what its top is."""

    top: Top
    twigs: Sequence[Twig]


def show(request: Request) -> Response:
    """The trees that the query asks for: all, those of a theme, or what is above and below a document."""
    desk, query = desk_of(request), dict(request.query_params)
    found = desk.state().findings
    trees, shown = _asked(found, query)
    return desk.page(
        request,
        "chain.html",
        findings=found,
        place=PLACE,
        query=query,
        mandate=shown,
        leaf=leaf([*_single(trees)], query.get("sida"), _TREES),
        tops=TOPS,
        themes=sorted(_themes(found), key=lambda name: collation_key(desk.language.theme(name))),
        documents=_names(found).values() if len(_names(found)) <= _FEW else (),
        asked_for=_names(found).get(query.get("dokument", ""), query.get("dokument", "")),
    )


def _single(trees: Trees) -> Iterator[_Tree]:
    """The trees one by one."""
    for top, twigs in trees.items():
        starts = [at for at, twig in enumerate(twigs) if not twig.depth]
        for at, end in pairwise([*starts, len(twigs)]):
            yield _Tree(top, twigs[at:end])


@beforehand
def _mandate(found: Findings) -> Mandate:
    return mandate_of(found.snapshot)


@beforehand
def _all_trees(found: Findings) -> tuple[Trees, Mandate]:
    """The trees of a query that asks for nothing, and what they show."""
    trees = trees_of(found.snapshot, _mandate(found))
    return trees, shown_in(trees, _mandate(found))


@beforehand
def _themes(found: Findings) -> frozenset[str]:
    return frozenset(each.theme for record in found.snapshot.steering for each in record.extraction.themes)


@beforehand
def _names(found: Findings) -> dict[str, str]:
    """The names of the steering documents, in Swedish alphabetical order."""
    return {one.id: found.names[one.id] for one in found.by_title if found.snapshot.by_id[one.id].steers}


def _asked(found: Findings, query: Query) -> tuple[Trees, Mandate]:
    document, theme = query.get("dokument", "").strip(), query.get("tema")
    if not document and not theme:
        return _all_trees(found)
    only = found.document(the_one(document, _names(found))).id if document else None
    trees = trees_of(found.snapshot, _mandate(found), only, {theme} if theme else ())
    return trees, shown_in(trees, _mandate(found))


def sheet(desk: Desk, state: State, query: Query) -> Sheet:
    """The steps that the page shows, as a sheet."""
    found = state.findings
    return chain_ledger(_asked(found, query)[1], found.snapshot, desk.language).sheet(found.names, desk.language)


def drawing(request: Request) -> Response:
    """The trees that the page shows, as a picture."""
    desk, form = desk_of(request), request.url.path.rpartition(".")[2]
    found = desk.state().findings
    drawn = as_drawing(_asked(found, dict(request.query_params))[0], found.names, desk.language)
    headers = {
        "Content-Disposition": f'attachment; filename="styrkedjan-{found.day}.{form}"',
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }
    if form == "png":
        return Response(as_png(drawn), media_type="image/png", headers=headers)
    return Response(drawn, media_type="image/svg+xml", headers=headers)
