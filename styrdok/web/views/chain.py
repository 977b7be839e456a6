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
from styrdok.web.listing import leaf
from styrdok.web.workspace import Findings, State

Query = Mapping[str, str]
PLACE = "/styrkedjan"
_TREES = 40


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
    themes = {each.theme for record in found.snapshot.steering for each in record.extraction.themes}
    return desk.page(
        request,
        "chain.html",
        findings=found,
        place=PLACE,
        query=query,
        mandate=shown,
        leaf=leaf([*_single(trees)], query.get("sida"), _TREES),
        tops=TOPS,
        themes=sorted(themes, key=lambda name: collation_key(desk.language.theme(name))),
        documents=[one for one in found.by_title if found.snapshot.by_id[one.id].steers],
    )


def _single(trees: Trees) -> Iterator[_Tree]:
    """The trees one by one."""
    for top, twigs in trees.items():
        starts = [at for at, twig in enumerate(twigs) if not twig.depth]
        for at, end in pairwise([*starts, len(twigs)]):
            yield _Tree(top, twigs[at:end])


def _asked(found: Findings, query: Query) -> tuple[Trees, Mandate]:
    whole = mandate_of(found.snapshot)
    document, theme = query.get("dokument"), query.get("tema")
    only = found.document(document).id if document else None
    trees = trees_of(found.snapshot, whole, only, {theme} if theme else ())
    return trees, shown_in(trees, whole)


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
