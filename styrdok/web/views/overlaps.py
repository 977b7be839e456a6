"""The ranked pairs, with filters."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from styrdok.findings import Overlap
from styrdok.ids import pair_key
from styrdok.language import Language
from styrdok.once import once
from styrdok.vocabulary import Linked, Verdict
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of
from styrdok.web.found import Findings, Pair
from styrdok.web.grounds import Grounds, most_telling
from styrdok.web.listing import (
    Bits,
    ByName,
    Facet,
    Narrowing,
    Sets,
    all_of,
    bits_of,
    leaf,
    matching_bits,
    picked,
    places_by,
    sets_of,
    sorted_out,
)
from styrdok.web.once import at_once
from styrdok.web.wording import lead, plainly
from styrdok.web.workspace import State

FILTERS = (
    "dokument",
    "tema",
    "lankade",
    "bedomning",
    "begart",
    "krock",
    "minst",
    "arenden",
    "utgavor",
    "mellan",
    "ordning",
)
_NO_FILTERS = frozenset({"sida", "ordning"})
_NUMBER = re.compile(r"[01]?(?:\.\d{1,4})?")
_UNJUDGED = (Verdict.OPEN.value,)


def asked_for(query: Mapping[str, str]) -> dict[str, str]:
    """The part of a query that narrows the pairs."""
    return {name: query[name] for name in FILTERS if query.get(name)}


def facets(desk: Desk, state: State) -> list[Narrowing]:
    """The ways to narrow the pairs."""
    say, found = desk.language.say, state.findings
    answer = {"ja": say("ja"), "nej": say("nej")}.get
    sets, count = overlap_sets(found), len(found.analysis.overlaps)
    narrowing: list[Narrowing] = [
        ByName("dokument", say("Dokument"), overlap_places(found), count, found.names),
        Facet("tema", say("Gemensamt tema"), sets["tema"], desk.language.theme),
        Facet("lankade", say("Hänvisar till varandra"), sets["lankade"], _linked(desk)),
        Facet("bedomning", say("Bedömning"), _verdict_sets(state), verdict_word(desk)),
        Facet("begart", say("Någon har bett om det"), sets["begart"], lambda v: answer(v, v)),
        Facet("krock", say("Texterna krockar"), sets["krock"], lambda v: answer(v, v)),
        Facet("arenden", say("Remissvar och protokoll"), sets["arenden"], lambda v: answer(v, v), default="nej"),
        Facet("utgavor", say("Utgåvor"), sets["utgavor"], lambda v: answer(v, v), default="nej"),
    ]
    if len(found.bodies) > 1:
        narrowing.append(
            Facet("mellan", say("Mellan organisationer"), sets["mellan"], lambda v: answer(v, v), default="nej")
        )
    return narrowing


@at_once
def overlap_places(found: Findings) -> Mapping[str, Sequence[int]]:
    """Where the overlaps of each document stand among all."""
    return places_by((one.a, one.b) for one in found.analysis.overlaps)


def overlaps_of(found: Findings, documents: Iterable[str]) -> list[Overlap]:
    """The overlaps of some documents, strongest first."""
    places = {place for name in documents for place in overlap_places(found).get(name, ())}
    return [found.analysis.overlaps[place] for place in sorted(places)]


@at_once
def overlap_sets(found: Findings) -> Mapping[str, Sets]:
    """What the overlaps are narrowed by that no judgement changes, by the name of the facet."""

    def answered(holds: Callable[[Overlap], object]) -> Sets:
        return sets_of(found.analysis.overlaps, lambda one: ("ja" if holds(one) else "nej",))

    return {
        "tema": sets_of(found.analysis.overlaps, lambda one: found.shared_themes[one.a, one.b]),
        "lankade": sets_of(found.analysis.overlaps, lambda one: (one.linked.value,)),
        "begart": answered(lambda one: found.grounds[one.a, one.b].asked),
        "krock": answered(lambda one: found.grounds[one.a, one.b].clashes),
        "arenden": answered(lambda one: (one.a, one.b) not in found.document_pairs),
        "utgavor": answered(lambda one: one.lineage),
        "mellan": answered(found.is_across),
    }


@once
def _verdict_sets(state: State) -> Sets:
    """The overlaps by every verdict that reviewers have given on them; open where there is none."""
    where, count = state.findings.places, len(state.findings.analysis.overlaps)
    judged = [(where[pair], given) for pair, given in state.reviews_by_pair.items() if pair in where]
    return judged_sets(count, ((place, {str(review.act.verdict) for review in given}) for place, given in judged))


def judged_sets(count: int, judged: Iterable[tuple[int, Iterable[str]]]) -> Sets:
    """The items of a list of ``count`` by their verdicts: those judged stand with theirs, all others are open."""
    places: dict[str, list[int]] = defaultdict(list)
    seen = []
    for place, verdicts in judged:
        seen.append(place)
        for verdict in verdicts:
            places[verdict].append(place)
    sets = {verdict: bits_of(found, count) for verdict, found in places.items()}
    return sets | {Verdict.OPEN.value: all_of(count) ^ bits_of(seen, count)}


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


def _ordered(found: Findings, pairs: list[Overlap], query: Mapping[str, str]) -> list[Overlap]:
    """The pairs in the order that a query asks for, or else strongest first."""
    key = _ORDERS.get(query.get("ordning", ""))
    return sorted(pairs, key=lambda pair: -key(found.grounds[pair.a, pair.b])) if key else pairs


def least_of(query: Mapping[str, str]) -> float:
    """The least score that a query asks for, written with a comma or a point; 0 for what is no number."""
    written = query.get("minst", "").strip().replace(",", ".")
    return float(written) if written and _NUMBER.fullmatch(written) else 0.0


def matching(desk: Desk, state: State, query: Mapping[str, str]) -> list[Overlap]:
    """The pairs that a query asks for, in its order; editions, replies and minutes only when asked for."""
    found = state.findings
    return _ordered(found, picked(found.analysis.overlaps, _wanted(desk, state, query)), query)


@dataclass(frozen=True, slots=True)
class Beside:
    """Where a pair stands in a list, from 1, of how many, and the pairs before and after it; none where it is not."""

    at: int | None
    count: int
    before: Overlap | None = None
    after: Overlap | None = None


def beside_of(desk: Desk, state: State, query: Mapping[str, str], pair: Pair) -> Beside:
    """Where a pair stands among those that a query asks for."""
    found, wanted = state.findings, _wanted(desk, state, query)
    overlaps, place = found.analysis.overlaps, found.places.get(pair)
    if place is None or not wanted >> place & 1:
        return Beside(None, wanted.bit_count())
    if query.get("ordning") in _ORDERS:
        rows = matching(desk, state, query)
        at = rows.index(overlaps[place])
        above, below = rows[at - 1] if at else None, rows[at + 1] if at + 1 < len(rows) else None
        return Beside(at + 1, len(rows), above, below)
    stronger, weaker = wanted & all_of(place), wanted >> place + 1
    nearest = stronger.bit_length() - 1, place + (weaker & -weaker).bit_length()
    above, below = overlaps[nearest[0]] if stronger else None, overlaps[nearest[1]] if weaker else None
    return Beside(stronger.bit_count() + 1, wanted.bit_count(), above, below)


def _wanted(desk: Desk, state: State, query: Mapping[str, str]) -> Bits:
    return matching_bits(facets(desk, state), query, _strong(state.findings, query))


def _strong(found: Findings, query: Mapping[str, str]) -> Bits:
    """The pairs that score at least what a query asks for: they stand first."""
    return all_of(bisect_right(found.analysis.overlaps, -least_of(query), key=lambda one: -one.score))


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
    counts = [_wanted(desk, state, view).bit_count() for _, view in views]
    return [view_of(name, "/overlapp", view, n, query) for (name, view), n in zip(views, counts, strict=True)]


def show(request: Request) -> Response:
    """The pairs as a list that can be narrowed."""
    desk = desk_of(request)
    state = desk.state()
    found, query = state.findings, dict(request.query_params)
    rows, choices = sorted_out(found.analysis.overlaps, facets(desk, state), query, _strong(found, query))
    rows = _ordered(found, rows, query)
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
