"""A pair of documents: why they overlap, both passages on their pages, and the reviewer's verdict."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.errors import UsageProblem
from styrdok.ids import pair_key
from styrdok.judgements.acts import Opinion
from styrdok.language import Sentence
from styrdok.overlaps.compare import compare
from styrdok.registry.store import Registry
from styrdok.reports.score import score_picture
from styrdok.vocabulary import Action, NeedReason, Verdict
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of, with_name
from styrdok.web.evidence import Evidence, evidence_of, marks_on, section_of, window_on
from styrdok.web.forms import read_form
from styrdok.web.grounds import grounds_of
from styrdok.web.views.overlaps import asked_for, matching
from styrdok.web.views.pages import drawn, lost, page_of
from styrdok.web.workspace import Findings, Pair, State

WHOLE = "hela"
VERDICTS = ((Verdict.ACCEPT, "a"), (Verdict.DISMISS, "d"), (Verdict.UNSURE, "u"))


def show(request: Request) -> Response:
    """The page about a pair."""
    desk = desk_of(request)
    state = desk.state()
    found = state.findings
    a, b = (found.document(request.path_params[name]).id for name in ("a", "b"))
    if a == b:
        raise UsageProblem(Sentence.of("Ett par är två olika dokument."), Sentence.of("Välj ett annat dokument."))
    if (a, b) != pair_key(a, b):
        return RedirectResponse(desk.url(links.pair_url(a, b, dict(request.query_params))), 302)
    query = dict(request.query_params)
    comparison = compare(found.records[a], found.records[b], _between(found, (a, b)))
    overlap = found.overlaps.get((a, b))
    grounds = grounds_of(overlap, found.needs_of(a, b), (a, b))
    passages = overlap.evidence if overlap else comparison.passages
    shared = evidence_of(passages, grounds, (a, b), desk.language)
    chosen = _chosen(shared, query.get("stalle"))
    whole = query.get("bild") == WHOLE
    return desk.page(
        request,
        "pair.html",
        findings=found,
        a=found.document(a),
        b=found.document(b),
        overlap=overlap,
        score=score_picture(overlap, desk.language) if overlap else "",
        rank=found.ranks.get((a, b)),
        comparison=comparison,
        grounds=grounds,
        evidence=shared,
        chosen=chosen,
        section=lambda name, anchor: section_of(found.records[name], anchor),
        whole=whole,
        shown={"bild": WHOLE if whole else ""},
        pictures=_pictures(desk, found, (a, b), shared, chosen, whole),
        lost=lost(state, (found.document(a), found.document(b))),
        needs=[need for need in found.needs_of(a, b) if need.reason is not NeedReason.ASSERTED],
        reviews=state.reviews_by_pair.get((a, b), ()),
        history=[act for act in state.acts if set(act.documents) == {a, b} and act.action is None],
        undone={act.undoes for act in state.acts if act.undoes},
        verdicts=VERDICTS,
        actions=tuple(Action),
        done=query.get("klart", ""),
        filters=asked_for(query),
        **_neighbours(desk, state, (a, b), query),
    )


def _between(found: Findings, pair: Pair) -> list[Any]:
    """The references of two documents."""
    return list(chain.from_iterable(found.outgoing.get(document, ()) for document in pair))


def _chosen(shared: Sequence[Evidence], asked: str | None) -> Evidence | None:
    wanted = int(asked) if asked and asked.isdecimal() and len(asked) < 6 else 1
    return next((item for item in shared if item.number == wanted), shared[0] if shared else None)


def _pictures(
    desk: Desk, found: Findings, pair: Pair, shared: Sequence[Evidence], chosen: Evidence | None, whole: bool
) -> list[tuple[str, int, Markup]]:
    """For each side its document, page, and the page drawn with all evidence on it, the chosen one boldest.

    Unless ``whole`` is asked for, only the part of the page around the chosen words is drawn, so that it can be read.
    """
    drawings = []
    with Registry.open(desk.workspace.path, read_only=True) as registry:
        for side, document in enumerate(pair):
            boxes = chosen.sides[side].boxes if chosen else ()
            number = chosen.sides[side].page if chosen else 1
            page, _ = page_of(desk, registry, document, number)
            window = None if whole else window_on(page, boxes)
            marks = marks_on(number, side, shared, chosen)
            drawings.append((document, number, drawn(desk, found, document, page, marks, window)))
    return drawings


def _neighbours(desk: Desk, state: State, pair: Pair, query: dict[str, str]) -> dict[str, Any]:
    """The addresses of the pairs before and after this one in the list that the reviewer came from."""
    filters = asked_for(query)
    rows, overlap = matching(desk, state, query), state.findings.overlaps.get(pair)
    at = next((place for place, one in enumerate(rows) if one is overlap), None)
    before = rows[at - 1] if at else None
    after = rows[at + 1] if at is not None and at + 1 < len(rows) else None
    return {
        "at": None if at is None else at + 1,
        "of": len(rows),
        "previous": desk.url(links.pair_url(before.a, before.b, filters)) if before else None,
        "next": desk.url(links.pair_url(after.a, after.b, filters)) if after else None,
    }


async def judge(request: Request) -> Response:
    """Take a verdict and go back to the pair."""
    fields = await read_form(request, desk_of(request).token)
    return await run_in_threadpool(_judged, request, fields)


def _judged(request: Request, fields: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    found = desk.state().findings
    pair = pair_key(*(found.document(request.path_params[name]).id for name in ("a", "b")))
    opinion, who = read_opinion(fields), desk.signed(request, fields)
    with Registry.open(desk.workspace.path) as registry:
        act = registry.judge(pair, opinion, who, found.analysis.evidence_for(*pair))
    desk.workspace.forget()
    answer = RedirectResponse(desk.url(links.pair_url(*pair, {**asked_for(fields), "klart": act.id})) + "#bedom", 303)
    return with_name(desk, answer, who)


def read_opinion(fields: Mapping[str, str], action: Action | None = None) -> Opinion:
    """The opinion that a form states. Raises :class:`~styrdok.errors.UsageProblem`."""
    try:
        verdict = Verdict(fields.get("verdict", ""))
        reason = Action(fields["reason"]) if fields.get("reason") else None
    except ValueError as problem:
        raise UsageProblem(
            Sentence.of("Bedömningen eller åtgärden är okänd."), Sentence.of("Välj bland dem på sidan.")
        ) from problem
    return Opinion(verdict, reason, fields.get("comment", ""), action)
