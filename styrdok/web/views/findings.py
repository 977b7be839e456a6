"""Coordination needs, proposals, themes."""

from collections import Counter
from collections.abc import Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from styrdok.findings import Proposal
from styrdok.ids import pair_key
from styrdok.models import Document
from styrdok.vocabulary import Action, DocumentType, Kind, NeedReason, Verdict
from styrdok.web.desk import Desk, desk_of
from styrdok.web.found import Findings
from styrdok.web.listing import (
    ByName,
    Facet,
    Narrowing,
    Sets,
    all_of,
    leaf,
    matching_bits,
    places_by,
    sets_of,
    sorted_out,
)
from styrdok.web.once import beforehand, once
from styrdok.web.views.overlaps import View, judged_sets, verdict_word, verdicts_on, view_of
from styrdok.web.views.pair import VERDICTS
from styrdok.web.workspace import State

_PER_PAGE = 20
"""Needs are longer than the rows of other lists: 25 of them fill more than six screens of a phone."""


def needs(request: Request) -> Response:
    """Coordination needs, those that somebody asked for first."""
    desk = desk_of(request)
    state = desk.state()
    query = dict(request.query_params)
    rows, choices = sorted_out(state.findings.analysis.needs, need_facets(desk, state, query), query)
    return desk.page(
        request,
        "needs.html",
        findings=state.findings,
        facets=choices,
        leaf=leaf(rows, query.get("sida"), _PER_PAGE),
        query=query,
        views=_need_views(desk, state, query),
        reviews=state.reviews_by_pair,
    )


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


@beforehand
def _need_reasons(found: Findings) -> Sets:
    return sets_of(found.analysis.needs, lambda need: (need.reason.value,))


@beforehand
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


def _need_views(desk: Desk, state: State, query: Mapping[str, str]) -> list[View]:
    say, needs = desk.language.say, state.findings.analysis.needs
    views: list[tuple[str, dict[str, str]]] = [
        (say("Alla"), {}),
        (say("Begärda"), {"skal": NeedReason.ASSERTED.value}),
        (say("Begärda, ej bedömda"), {"skal": NeedReason.ASSERTED.value, "bedomning": Verdict.OPEN.value}),
        (say("Inaktuella hänvisningar"), {"skal": NeedReason.STALE_REFERENCE.value}),
        (say("Dokument som saknas"), {"skal": NeedReason.MISSING_DOCUMENT.value}),
    ]
    return [
        view_of(name, "/behov", view, _count(needs, need_facets(desk, state, view), view), query)
        for name, view in views
    ]


def _count(items: Sequence[object], narrowing: list[Narrowing], query: Mapping[str, str]) -> int:
    return matching_bits(narrowing, query, all_of(len(items))).bit_count()


def _word(word, codes, value: str) -> str:  # type: ignore[no-untyped-def]
    return word(codes(value)) if value in set(codes) else value


def proposals(request: Request) -> Response:
    """What may be decided, with what speaks for and against."""
    desk = desk_of(request)
    state = desk.state()
    found, query = state.findings, dict(request.query_params)
    facets = proposal_facets(desk, state)
    listed, choices = sorted_out(found.analysis.proposals, facets, query)
    rows = leaf(listed, query.get("sida"))
    return desk.page(
        request,
        "proposals.html",
        findings=found,
        facets=choices,
        leaf=rows,
        query=query,
        given=[state.verdict_on(proposal) for proposal in rows.items],
        verdicts=VERDICTS,
        actions=tuple(Action),
        done=query.pop("klart", ""),
        views=_proposal_views(desk, state, query),
    )


def proposal_facets(desk: Desk, state: State) -> list[Narrowing]:
    """The ways to narrow the proposals."""
    say, found = desk.language.say, state.findings
    return [
        Facet("atgard", say("Åtgärd"), _proposed_actions(found), lambda v: _word(desk.language.word, Action, v)),
        ByName("dokument", say("Dokument"), _proposal_places(found), len(found.analysis.proposals), found.names),
        Facet("bedomning", say("Bedömning"), _proposal_verdicts(state), verdict_word(desk)),
    ]


@beforehand
def _proposed_actions(found: Findings) -> Sets:
    return sets_of(found.analysis.proposals, lambda proposal: (proposal.action.value,))


@beforehand
def _proposal_places(found: Findings) -> Mapping[str, Sequence[int]]:
    return places_by(proposal.documents for proposal in found.analysis.proposals)


@once
def _proposal_verdicts(state: State) -> Sets:
    return sets_of(state.findings.analysis.proposals, lambda proposal: (_given(state, proposal),))


def _given(state: State, proposal: Proposal) -> str:
    """The newest verdict on a proposal."""
    act = state.verdict_on(proposal)
    return str(act.verdict if act and act.verdict else Verdict.OPEN)


def _proposal_views(desk: Desk, state: State, query: Mapping[str, str]) -> list[View]:
    """All, those that nobody has judged, and one for each action that is proposed."""
    proposals, facets = state.findings.analysis.proposals, proposal_facets(desk, state)
    word = desk.language.word
    actions = [action for action in Action if action.value in _proposed_actions(state.findings)]
    views: list[tuple[str, dict[str, str]]] = [
        (desk.language.say("Alla"), {}),
        (desk.language.say("Ej bedömda"), {"bedomning": Verdict.OPEN.value}),
        *((word(action).capitalize(), {"atgard": action.value}) for action in actions),
    ]
    return [view_of(name, "/forslag", view, _count(proposals, facets, view), query) for name, view in views]


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


@beforehand
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
