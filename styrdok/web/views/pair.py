"""A pair of documents: why they overlap, both passages on their pages, and the reviewer's verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.errors import UsageProblem
from styrdok.findings import Overlap
from styrdok.ids import pair_key
from styrdok.judgements.acts import Opinion
from styrdok.language import Sentence
from styrdok.overlaps.compare import Comparison, compare
from styrdok.overlaps.stretches import sentence_of
from styrdok.registry.store import Registry
from styrdok.reports.score import score_picture
from styrdok.vocabulary import Action, NeedReason, Verdict
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of, with_name
from styrdok.web.evidence import Evidence, evidence_of, marks_on, section_of, window_on
from styrdok.web.forms import read_form
from styrdok.web.found import Findings, Pair
from styrdok.web.grounds import Grounds, grounds_of
from styrdok.web.once import lately
from styrdok.web.views.overlaps import asked_for, beside_of
from styrdok.web.views.pages import drawn, lost, page_of
from styrdok.web.workspace import State

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
    overlap, beheld = found.overlaps.get((a, b)), _beheld(found, (a, b))
    chosen = _chosen(beheld.evidence, query.get("stalle"))
    whole = query.get("bild") == WHOLE
    return desk.page(
        request,
        "pair.html",
        findings=found,
        a=found.document(a),
        b=found.document(b),
        overlap=overlap,
        score=beheld.score,
        rank=found.ranks.get((a, b)),
        comparison=beheld.comparison,
        grounds=beheld.grounds,
        stretches=overlap.stretches if overlap else beheld.comparison.stretches,
        sentence_of=sentence_of,
        evidence=beheld.evidence,
        chosen=chosen,
        section=lambda name, anchor: section_of(found.records[name], anchor),
        whole=whole,
        shown={"bild": WHOLE if whole else ""},
        pictures=_pictures(found, (a, b), chosen.number if chosen else None, whole, desk.workspace.path),
        lost=lost(state, (found.document(a), found.document(b))),
        needs=[need for need in found.needs_of(a, b) if need.reason is not NeedReason.ASSERTED],
        reviews=state.reviews_by_pair.get((a, b), ()),
        history=state.spoken.acts_by_pair.get((a, b), ()),
        undone=state.spoken.undone,
        verdicts=VERDICTS,
        actions=tuple(Action),
        done=query.get("klart", ""),
        filters=asked_for(query),
        **_neighbours(desk, state, (a, b), query),
    )


@dataclass(frozen=True, slots=True)
class _Beheld:
    """What there is to see of a pair, whatever people did: how it compares, what speaks for it, and in what words."""

    comparison: Comparison
    grounds: Grounds
    evidence: Sequence[Evidence]
    score: str


@lately
def _beheld(found: Findings, pair: Pair) -> _Beheld:
    overlap, between = found.overlaps.get(pair), chain.from_iterable(found.outgoing.get(name, ()) for name in pair)
    comparison = compare(found.records[pair[0]], found.records[pair[1]], list(between))
    grounds = grounds_of(overlap, found.needs_of(*pair), pair)
    passages = overlap.evidence if overlap else comparison.passages
    score = score_picture(overlap, found.language) if overlap else ""
    return _Beheld(comparison, grounds, evidence_of(passages, grounds, pair, found.language), score)


def _chosen(shared: Sequence[Evidence], asked: str | None) -> Evidence | None:
    wanted = int(asked) if asked and asked.isdecimal() and len(asked) < 6 else 1
    return next((item for item in shared if item.number == wanted), shared[0] if shared else None)


@lately
def _pictures(
    found: Findings, pair: Pair, chosen: int | None, whole: bool, registry: Path
) -> list[tuple[str, int, Markup]]:
    """For each side its document, page, and the page drawn with all evidence on it, the chosen one boldest.

    Unless ``whole`` is asked for, only the part of the page around the chosen words is drawn, so that it can be read.
    """
    shared, drawings = _beheld(found, pair).evidence, []
    item = shared[chosen - 1] if chosen else None
    with Registry.open(registry, read_only=True) as opened:
        for side, document in enumerate(pair):
            boxes = item.sides[side].boxes if item else ()
            number = item.sides[side].page if item else 1
            page, _ = page_of(found.language, opened, document, number)
            window = None if whole else window_on(page, boxes)
            marks = marks_on(number, side, shared, item)
            drawings.append((document, number, drawn(found, document, page, marks, window)))
    return drawings


def _neighbours(desk: Desk, state: State, pair: Pair, query: dict[str, str]) -> dict[str, Any]:
    """The addresses of the pairs before and after this one in the list that the reviewer came from."""
    filters, beside = asked_for(query), beside_of(desk, state, query, pair)

    def address(one: Overlap | None) -> str | None:
        return desk.url(links.pair_url(one.a, one.b, filters)) if one else None

    return {
        "at": beside.at,
        "of": beside.count,
        "previous": address(beside.before),
        "next": address(beside.after),
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
    evidence = found.evidence_for(pair)
    act = desk.workspace.change(lambda registry: registry.judge(pair, opinion, who, evidence))
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
