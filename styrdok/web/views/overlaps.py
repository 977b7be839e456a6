"""The ranked pairs, with filters."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from starlette.requests import Request
from starlette.responses import Response

from styrdok.findings import Overlap
from styrdok.ids import pair_key
from styrdok.language import Language
from styrdok.vocabulary import Linked, Verdict
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of
from styrdok.web.grounds import Grounds, most_telling
from styrdok.web.listing import Facet, leaf, narrowed, sorted_out
from styrdok.web.wording import lead, plainly
from styrdok.web.workspace import Findings, State

FILTERS = ("dokument", "tema", "lankade", "bedomning", "begart", "krock", "minst", "arenden", "utgavor", "ordning")
_NO_FILTERS = frozenset({"sida", "ordning"})
_NUMBER = re.compile(r"[01]?(?:\.\d{1,4})?")
_UNJUDGED = (Verdict.OPEN.value,)


def asked_for(query: Mapping[str, str]) -> dict[str, str]:
    """The part of a query that narrows the pairs."""
    return {name: query[name] for name in FILTERS if query.get(name)}


def facets(desk: Desk, state: State) -> list[Facet[Overlap]]:
    """The ways to narrow the pairs."""
    say, found = desk.language.say, state.findings
    answer = {"ja": say("ja"), "nej": say("nej")}.get
    column = found.overlap_columns
    return [
        Facet("dokument", say("Dokument"), column["dokument"], lambda d: found.names.get(d, d)),
        Facet("tema", say("Gemensamt tema"), column["tema"], desk.language.theme),
        Facet("lankade", say("Hänvisar till varandra"), column["lankade"], _linked(desk)),
        Facet("bedomning", say("Bedömning"), state.overlap_verdicts, verdict_word(desk)),
        Facet("begart", say("Någon har bett om det"), column["begart"], lambda v: answer(v, v)),
        Facet("krock", say("Texterna krockar"), column["krock"], lambda v: answer(v, v)),
        Facet("arenden", say("Remissvar och protokoll"), column["arenden"], lambda v: answer(v, v), default="nej"),
        Facet("utgavor", say("Utgåvor"), column["utgavor"], lambda v: answer(v, v), default="nej"),
    ]


def _linked(desk: Desk) -> Callable[[str], str]:
    return lambda value: desk.language.word(Linked(value)) if value in set(Linked) else value


def verdict_word(desk: Desk) -> Callable[[str], str]:
    """What a verdict in an address is called."""
    return lambda value: desk.language.word(Verdict(value)) if value in set(Verdict) else value


def verdicts_on(state: State, documents: Sequence[str]) -> Collection[str]:
    """Every verdict that reviewers have given on a pair; open where there is none."""
    given = state.reviews_by_pair.get(pair_key(*documents)) if len(documents) == 2 else None
    return {str(review.act.verdict) for review in given} if given else _UNJUDGED


_ORDERS: dict[str, Callable[[Grounds], int]] = {
    "begart": lambda ground: len(ground.askers),
    "krockar": lambda ground: len(ground.clashes),
    "ord": lambda ground: ground.words,
    "sak": lambda ground: ground.matter,
}


def ordered(found: Findings, pairs: Sequence[Overlap], query: Mapping[str, str]) -> list[Overlap]:
    """The pairs that score at least what a query asks for, in the order it asks for or else strongest first."""
    least = least_of(query)
    kept = [pair for pair in pairs if pair.score >= least]
    key = _ORDERS.get(query.get("ordning", ""))
    return sorted(kept, key=lambda pair: -key(found.grounds[pair.a, pair.b])) if key else kept


def least_of(query: Mapping[str, str]) -> float:
    """The least score that a query asks for, written with a comma or a point; 0 for what is no number."""
    written = query.get("minst", "").strip().replace(",", ".")
    return float(written) if written and _NUMBER.fullmatch(written) else 0.0


def matching(desk: Desk, state: State, query: Mapping[str, str]) -> list[Overlap]:
    """The pairs that a query asks for, in its order; editions, replies and minutes only when asked for."""
    found = state.findings
    return ordered(found, narrowed(found.analysis.overlaps, facets(desk, state), query), query)


def reason_line(language: Language, found: Findings, overlap: Overlap) -> str:
    """The one reason that tells most about a pair: a clash, or else what the two share."""
    clashes = found.grounds[overlap.a, overlap.b].clashes
    if clashes:
        return lead(language, clashes[0].sentence)
    signal = most_telling(overlap)
    return plainly(language, signal.sentence) if signal else ""


def next_open(desk: Desk, state: State, query: Mapping[str, str]) -> str | None:
    """The address of the strongest pair that a query asks for and nobody has judged."""
    unjudged = {**asked_for(query), "bedomning": Verdict.OPEN.value}
    first = next(iter(matching(desk, state, unjudged)), None)
    return desk.url(links.pair_url(first.a, first.b, unjudged)) if first else None


View = tuple[str, str, int, bool]
"""A view that is asked for often: its name, address and count, and whether it is the one shown."""


def view_of(name: str, page: str, view: Mapping[str, str], count: int, query: Mapping[str, str]) -> View:
    """A view of a list, shown when the query asks for the same."""
    asked = {field: value for field, value in query.items() if value and field not in _NO_FILTERS}
    return name, links.with_query(page, view), count, asked == view


def _views(desk: Desk, state: State, query: Mapping[str, str]) -> list[View]:
    say = desk.language.say
    views: list[tuple[str, dict[str, str]]] = [
        (say("Alla"), {}),
        (say("Ej bedömda"), {"bedomning": Verdict.OPEN.value}),
        (say("Begärda"), {"begart": "ja"}),
        (say("Krockar"), {"krock": "ja"}),
        (say("Begärda utan att nämna varandra"), {"begart": "ja", "lankade": Linked.NONE.value}),
    ]
    return [view_of(name, "/overlapp", view, len(matching(desk, state, view)), query) for name, view in views]


def show(request: Request) -> Response:
    """The pairs as a list that can be narrowed."""
    desk = desk_of(request)
    state = desk.state()
    found, query = state.findings, dict(request.query_params)
    rows, choices = sorted_out(found.analysis.overlaps, facets(desk, state), query)
    rows = ordered(found, rows, query)
    return desk.page(
        request,
        "overlaps.html",
        findings=found,
        facets=choices,
        leaf=leaf(rows, query.get("sida")),
        query=query,
        filters=asked_for(query),
        views=_views(desk, state, query),
        next=next_open(desk, state, query),
        grounds=found.grounds,
        reason=lambda overlap: reason_line(desk.language, found, overlap),
        reviews=state.reviews_by_pair,
    )
