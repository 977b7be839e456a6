"""Coordination needs, proposals, themes."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from styrdok.findings import Need, Proposal
from styrdok.ids import pair_key
from styrdok.models import Document
from styrdok.once import once
from styrdok.vocabulary import Action, DocumentType, Kind, NeedReason, Verdict
from styrdok.web.desk import Desk, desk_of
from styrdok.web.found import Findings
from styrdok.web.listing import (
    PER_PAGE,
    ByName,
    Facet,
    Leaf,
    Narrowing,
    Sets,
    all_of,
    leaf,
    matching_bits,
    places_by,
    sets_of,
    sorted_out,
)
from styrdok.web.once import at_once, beforehand
from styrdok.web.views.overlaps import View, judged_sets, verdict_word, verdicts_on, view_of
from styrdok.web.views.pair import VERDICTS
from styrdok.web.workspace import State

_PER_PAGE = 20
"""Needs are longer than the rows of other lists: 25 of them fill more than six screens of a phone."""


Row = TypeVar("Row", Need, Proposal)
Query = Mapping[str, str]


def _listed(
    desk: Desk, items: Sequence[Row], facets: Callable[[Query], list[Narrowing]], query: dict[str, str], size: int
) -> tuple[Leaf[Row], dict[str, Any]]:
    """The page asked for of a list with filters, and what its template shows of it."""
    rows, choices = sorted_out(items, facets(query), query)
    one = leaf(rows, query.get("sida"), size)
    return one, {"findings": desk.state().findings, "facets": choices, "leaf": one, "query": query}


def _views(
    address: str,
    named: Sequence[tuple[str, Query]],
    facets: Callable[[Query], list[Narrowing]],
    count: int,
    query: Query,
) -> list[View]:
    """The views of a list, each with how many of all ``count`` rows it leaves."""
    every = all_of(count)
    left = [matching_bits(facets(view), view, every).bit_count() for _, view in named]
    return [view_of(name, address, dict(view), n, query) for (name, view), n in zip(named, left, strict=True)]


def needs(request: Request) -> Response:
    """Coordination needs, those that somebody asked for first."""
    desk, query = desk_of(request), dict(request.query_params)
    state = desk.state()
    items, facets = state.findings.analysis.needs, partial(need_facets, desk, state)
    _, shown = _listed(desk, items, facets, query, _PER_PAGE)
    views = _views("/behov", _need_views(desk), facets, len(items), query)
    return desk.page(request, "needs.html", views=views, reviews=state.reviews_by_pair, **shown)


def need_facets(desk: Desk, state: State, query: Mapping[str, str]) -> list[Narrowing]:
    """The ways to narrow the needs; documents that are missing are many and only shown when asked for."""
    say, found = desk.language.say, state.findings
    answer = {"ja": say("ja"), "nej": say("nej")}.get
    asks_for_missing = query.get("skal") == NeedReason.MISSING_DOCUMENT or query.get("dokument")
    reasons, count = _need_reasons(found), len(found.analysis.needs)
    missing = reasons.get(NeedReason.MISSING_DOCUMENT.value, 0)
    absent = {"ja": missing, "nej": all_of(count) ^ missing}
    return [
        Facet("skal", say("Skäl"), reasons, lambda v: _word(desk.language.word, NeedReason, v)),
        ByName("dokument", say("Dokument"), _need_places(found), count, found.names),
        Facet("bedomning", say("Bedömning"), _need_verdicts(state), verdict_word(desk)),
        Facet(
            "saknade",
            say("Dokument som saknas"),
            absent,
            lambda v: answer(v, v),
            default="" if asks_for_missing else "nej",
        ),
    ]


@at_once
def _need_reasons(found: Findings) -> Sets:
    return sets_of(found.analysis.needs, lambda need: (need.reason.value,))


@at_once
def _need_places(found: Findings) -> Mapping[str, Sequence[int]]:
    return places_by(need.documents for need in found.analysis.needs)


@once
def _need_verdicts(state: State) -> Sets:
    """The needs by the verdicts on their pair."""
    needs, places = state.findings.analysis.needs, _need_places(state.findings)
    judged = (
        (place, verdicts_on(state, needs[place].documents))
        for pair in state.reviews_by_pair
        for place in places.get(pair[0], ())
        if len(needs[place].documents) == 2 and pair_key(*needs[place].documents) == pair
    )
    return judged_sets(len(needs), judged)


def _need_views(desk: Desk) -> list[tuple[str, Query]]:
    say = desk.language.say
    return [
        (say("Alla"), {}),
        (say("Begärda"), {"skal": NeedReason.ASSERTED.value}),
        (say("Begärda, ej bedömda"), {"skal": NeedReason.ASSERTED.value, "bedomning": Verdict.OPEN.value}),
        (say("Inaktuella hänvisningar"), {"skal": NeedReason.STALE_REFERENCE.value}),
        (say("Dokument som saknas"), {"skal": NeedReason.MISSING_DOCUMENT.value}),
    ]


def _word(word, codes, value: str) -> str:  # type: ignore[no-untyped-def]
    return word(codes(value)) if value in set(codes) else value


def proposals(request: Request) -> Response:
    """What may be decided, with what speaks for and against."""
    desk, query = desk_of(request), dict(request.query_params)
    state, done = desk.state(), query.pop("klart", "")
    items, facets = state.findings.analysis.proposals, partial(proposal_facets, desk, state)
    rows, shown = _listed(desk, items, facets, query, PER_PAGE)
    return desk.page(
        request,
        "proposals.html",
        given=[state.verdict_on(proposal) for proposal in rows.items],
        verdicts=VERDICTS,
        actions=tuple(Action),
        done=done,
        views=_views("/forslag", _proposal_views(desk, state.findings), facets, len(items), query),
        **shown,
    )


def proposal_facets(desk: Desk, state: State, query: Query) -> list[Narrowing]:
    """The ways to narrow the proposals, whatever is asked for."""
    say, found = desk.language.say, state.findings
    return [
        Facet("atgard", say("Åtgärd"), _proposed_actions(found), lambda v: _word(desk.language.word, Action, v)),
        ByName("dokument", say("Dokument"), _proposal_places(found), len(found.analysis.proposals), found.names),
        Facet("bedomning", say("Bedömning"), _proposal_verdicts(state), verdict_word(desk)),
    ]


@at_once
def _proposed_actions(found: Findings) -> Sets:
    return sets_of(found.analysis.proposals, lambda proposal: (proposal.action.value,))


@at_once
def _proposal_places(found: Findings) -> Mapping[str, Sequence[int]]:
    return places_by(proposal.documents for proposal in found.analysis.proposals)


@once
def _proposal_verdicts(state: State) -> Sets:
    return sets_of(state.findings.analysis.proposals, lambda proposal: (_given(state, proposal),))


def _given(state: State, proposal: Proposal) -> str:
    """The newest verdict on a proposal."""
    act = state.verdict_on(proposal)
    return str(act.verdict if act and act.verdict else Verdict.OPEN)


def _proposal_views(desk: Desk, found: Findings) -> list[tuple[str, Query]]:
    """All, those that nobody has judged, and one for each action that is proposed."""
    say, word = desk.language.say, desk.language.word
    actions = [action for action in Action if action.value in _proposed_actions(found)]
    return [
        (say("Alla"), {}),
        (say("Ej bedömda"), {"bedomning": Verdict.OPEN.value}),
        *((word(action).capitalize(), {"atgard": action.value}) for action in actions),
    ]


def themes(request: Request) -> Response:
    """Which types of document speak of which themes, and how many pairs overlap in each."""
    desk = desk_of(request)
    found = desk.state().findings
    counts, spoken = _theme_counts(found), Counter[str]()
    for (theme, _), count in counts.items():
        spoken[theme] += count
    used = {column for _, column in counts}
    word = desk.language.word
    return desk.page(
        request,
        "themes.html",
        findings=found,
        themes=sorted(spoken.items(), key=lambda item: (-item[1], item[0])),
        counts=counts,
        columns=[("typ", one.value, word(one)) for one in DocumentType if one.value in used]
        + [("slag", f"{one.value}", word(one)) for one in Kind if one is not Kind.STEERING and f"{one.value}*" in used],
        most=max(counts.values(), default=1),
        chosen=request.query_params.get("tema", ""),
        pairs=_theme_pairs(found),
    )


@at_once
def _theme_counts(found: Findings) -> Counter[tuple[str, str]]:
    """How many documents of each column speak of each theme."""
    records = found.snapshot.records
    return Counter((one.theme, _column(record.document)) for record in records for one in record.extraction.themes)


@beforehand
def _theme_pairs(found: Findings) -> Counter[str]:
    """How many pairs overlap in each theme."""
    return Counter(name for pair in found.ranks for name in found.shared_themes[pair])


def _column(document: Document) -> str:
    """The type of a steering document; the kind of any other, marked with a star since both have an ``other``."""
    description = document.description
    return description.type.value if description.kind is Kind.STEERING else f"{description.kind.value}*"
