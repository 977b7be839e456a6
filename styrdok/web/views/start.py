"""The start page: the state of the registry and what needs attention."""

from collections import Counter
from datetime import date

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.errors import UsageProblem
from styrdok.judgements.agreement import disagreements
from styrdok.vocabulary import FileStatus, Freshness, Kind, NeedReason
from styrdok.web import links
from styrdok.web.desk import HOW_A_DATE_IS_WRITTEN, NO_DATE, desk_of

_SHOWN = 5


def show(request: Request) -> Response:
    """The start page."""
    desk = desk_of(request)
    state = desk.state()
    found = state.findings
    pairs = [found.overlaps[pair] for pair in found.ranks]
    judged = {pair for pair in found.ranks if pair in state.reviews_by_pair}
    asked = [need for need in found.analysis.needs if need.reason is NeedReason.ASSERTED]
    return desk.page(
        request,
        "start.html",
        findings=found,
        kinds=Counter(record.document.description.kind for record in found.snapshot.records),
        steering=Kind.STEERING,
        files=len(state.files),
        unread=[file for file in state.files if file.status is not FileStatus.OK],
        unread_pages=sum(file.pages_unread for file in state.files),
        pairs=len(pairs),
        judged=len(judged),
        strongest=pairs[:_SHOWN],
        asked=asked[:_SHOWN],
        asked_count=len(asked),
        needs=len(found.analysis.needs),
        stale=[review for review in state.reviews if review.freshness is not Freshness.FRESH],
        disagreements=disagreements(state.reviews),
        reviews=state.reviews_by_pair,
    )


def seen_on(request: Request) -> Response:
    """Go to a page (``sida``, without the date) as on another date (``per``), or as of today where none is given."""
    query = request.query_params
    page = links.local_path(query.get("sida", ""))
    day = query.get("per", "").strip()
    if not day:
        return RedirectResponse(page, 303)
    try:
        return RedirectResponse(f"/per/{date.fromisoformat(day)}{page}", 303)
    except ValueError as problem:
        raise UsageProblem(NO_DATE, HOW_A_DATE_IS_WRITTEN) from problem
