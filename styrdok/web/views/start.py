"""The start page: the state of the registry and what needs attention."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import parse_qs

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.errors import UsageProblem
from styrdok.findings import Need, Overlap
from styrdok.judgements.agreement import disagreements
from styrdok.models import Document
from styrdok.vocabulary import ENDED, WITHDRAWN, FileStatus, Freshness, Kind, NeedReason, Verdict
from styrdok.web import links
from styrdok.web.desk import HOW_A_DATE_IS_WRITTEN, INTAKE, NO_DATE, desk_of, front_desk
from styrdok.web.forms import FORM, read_body
from styrdok.web.found import Findings
from styrdok.web.grounds import look_of
from styrdok.web.office.basic import for_programs
from styrdok.web.once import at_once
from styrdok.web.views import api
from styrdok.web.views.overlaps import next_open, reason_line
from styrdok.web.workspace import State

_SHOWN, _FEWER, _DUE = 5, 4, 5
_BAR = 600.0
_BUSY = 503
_ORDER = ((Verdict.ACCEPT, "yes"), (Verdict.UNSURE, "maybe"), (Verdict.DISMISS, "no"), (Verdict.OPEN, "open"))


def show(request: Request) -> Response:
    """The start page."""
    desk = desk_of(request)
    state = desk.state()
    found = state.findings
    if not found.records and not desk.root:
        return RedirectResponse(INTAKE, 303)
    counts, brief = _counts(state), _brief(found)
    return desk.page(
        request,
        "start.html",
        findings=found,
        steering=brief.steering,
        files=len(state.files),
        unread=[file for file in state.files if file.status is not FileStatus.OK],
        pairs=len(found.ranks),
        judged=len(found.ranks) - counts[Verdict.OPEN],
        counts=[(code, counts[code]) for code, _ in _ORDER],
        segments=_segments(counts),
        strongest=brief.strongest,
        told=lambda overlap: reason_line(desk.language, found, overlap),
        asked=brief.asked[:_SHOWN],
        asked_count=len(brief.asked),
        clashes=brief.clashes,
        missing=brief.missing,
        due=brief.due,
        years=brief.years,
        next=next_open(desk, state, {}),
        stale=[review for review in state.reviews if review.freshness is not Freshness.FRESH],
        disagreements=disagreements(state.reviews),
        reviews=state.reviews_by_pair,
    )


async def preparing(request: Request) -> Response:
    """What goes on while the registry is read for the first time; the page asks again by itself."""
    looks = request.method in ("GET", "HEAD")
    form = not looks and request.headers.get("content-type", "").startswith(FORM)
    typed = parse_qs(await read_body(request)).get("comment", [""])[-1] if form else ""
    return await run_in_threadpool(_preparing, request, looks, typed)


def _preparing(request: Request, looks: bool, typed: str) -> Response:
    desk = front_desk(request)
    assert desk.preparation is not None
    doing = desk.preparation.doing
    answer = (
        api.problem(_BUSY, desk.language.tell(doing))
        if for_programs(request.url.path)
        else desk.page(request, "preparing.html", _BUSY, doing=doing, looks=looks, typed=typed)
    )
    answer.headers["Retry-After"] = "2"
    return answer


def _counts(state: State) -> Counter[Verdict]:
    """How many of the ranked pairs have each verdict; the newest verdict of a pair counts."""
    ranks = state.findings.ranks
    judged = [reviews[-1].act.verdict for pair, reviews in state.reviews_by_pair.items() if pair in ranks]
    return Counter(verdict or Verdict.OPEN for verdict in judged) + Counter({Verdict.OPEN: len(ranks) - len(judged)})


def _segments(counts: Counter[Verdict]) -> list[tuple[str, float, float]]:
    """The look, the left edge and the width of each part of the bar."""
    total = counts.total() or 1
    parts, left = [], 0.0
    for code, look in _ORDER:
        width = _BAR * counts[code] / total
        if width:
            parts.append((look, round(left + 1, 1), round(max(width - 2, 1), 1)))
        left += width
    return parts


@dataclass(frozen=True, slots=True)
class Brief:
    """What the page tells that no judgement changes."""

    steering: int
    strongest: list[Overlap]
    asked: list[Need]
    clashes: list[Need]
    missing: int
    due: list[Document]
    years: "Years | None"


@at_once
def _brief(found: Findings) -> Brief:
    needs = found.analysis.needs
    steering = [d for d in found.by_title if d.description.kind is Kind.STEERING]
    unasked = (found.overlaps[pair] for pair in found.ranks if not found.grounds[pair].asked)
    return Brief(
        steering=len(steering),
        strongest=list(islice(unasked, _FEWER)),
        asked=[need for need in needs if need.reason is NeedReason.ASSERTED],
        clashes=_clashes(found)[:_FEWER],
        missing=len({need.documents[1:] for need in needs if need.reason is NeedReason.MISSING_DOCUMENT}),
        due=_due(steering, found.day),
        years=_years(steering, found),
    )


def _clashes(found: Findings) -> list[Need]:
    """The clashes between documents that nobody has asked to be coordinated, one for each pair."""
    asked = {need.documents for need in found.analysis.needs if look_of(need) == "asked"}
    clashing = {need.documents: need for need in reversed(found.analysis.needs) if look_of(need) == "clash"}
    return [need for documents, need in reversed(clashing.items()) if documents not in asked]


def _due(steering: Sequence[Document], today: date) -> list[Document]:
    """The documents whose end comes next; those that have just passed theirs and have no successor come first."""
    dated = [d for d in steering if d.description.valid_to and d.description.status not in WITHDRAWN]
    dated.sort(key=lambda d: (d.description.valid_to, d.id))
    past = [d for d in dated if d.description.valid_to and d.description.valid_to < today]
    return [*past[-2:], *dated[len(past) :]][:_DUE]


@dataclass(frozen=True, slots=True)
class Years:
    """The years of decision as squares: (left, top, height, whether it no longer counts, name)."""

    count: int
    old: int
    first: int
    last: int
    squares: list[tuple[float, float, float, bool, str]]
    ten: float
    ticks: list[tuple[float, int]]


def _years(steering: Sequence[Document], found: Findings) -> Years | None:
    dated = sorted(
        ((d.description.adopted_on, d.description.status in ENDED, found.titles[d.id]) for d in steering),
        key=lambda one: (one[0] or date.min, one[1], one[2]),
    )
    known = [(day, gone, title) for day, gone, title in dated if day]
    if not known:
        return None
    first, last = known[0][0].year, max(found.day.year, known[-1][0].year)
    most = max(Counter(day.year for day, _, _ in known).values())
    step, wide = min(11.0, 56.0 / most), 270.0 / max(1, last - first)

    def left(year: int) -> float:
        return round(8 + (year - first) * wide, 1)

    squares, filled = [], Counter[int]()
    for day, gone, title in known:
        filled[day.year] += 1
        top = round(65 - filled[day.year] * step, 1)
        squares.append((left(day.year), top, round(step * 0.75, 1), gone, f"{title}, {day}"))
    limit = found.day.year - 10
    ticks = [(left(year) + 4, year) for year in range(first, last + 1, max(1, -(-(last - first) // 4)))]
    old = sum(day.year < limit for day, _, _ in known)
    return Years(len(known), old, first, last, squares, left(limit) - 2 if first < limit else 0, ticks)


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
