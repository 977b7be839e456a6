"""The lists that a city keeps: who is to do what, what terms mean, what is aimed at, what falls due, acts."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from styrdok.consolidation.aims import Aim, aims_of
from styrdok.consolidation.calendar import NAMES
from styrdok.consolidation.due import Due, due_of
from styrdok.consolidation.glossary import Meaning, Term, glossary_of
from styrdok.consolidation.laws import TO_CHANGE, Cited, LawUse, laws_of
from styrdok.consolidation.responsibilities import Duty, matrix_of
from styrdok.language import to_say
from styrdok.marks import DueKind, DutyMark, GoalMark, TermMark
from styrdok.reports.ledgers import Ledger, aims_ledger, due_ledger, duties_ledger, law_named, laws_ledger, terms_ledger
from styrdok.reports.sheets import Sheet
from styrdok.vocabulary import Bindingness, LawState
from styrdok.web.desk import Desk, desk_of
from styrdok.web.found import Findings
from styrdok.web.listing import ByName, Choices, Facet, Narrowing, Sets, leaf, places_by, sets_of, sorted_out
from styrdok.web.once import beforehand
from styrdok.web.workspace import State

Query = Mapping[str, str]
_NO_YEAR = "-"
Written = Callable[[Sequence[Any]], Ledger]
Sorted = tuple[list[Any], Choices, Written]
"""The rows that a query leaves, the choices, and what writes rows down."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A list of the city: what its page says of it, and how its rows and choices are made."""

    title: str
    told: str
    made: Callable[[Desk, State, Query], Sorted]


def show(request: Request) -> Response:
    """The list that the address names, narrowed by its query."""
    desk, query = desk_of(request), dict(request.query_params)
    name = request.url.path.rpartition("/")[2]
    kept, state = KEPT[name], desk.state()
    rows, choices, written = kept.made(desk, state, query)
    shown = leaf(rows, query.get("sida"))
    return desk.page(
        request,
        "ledger.html",
        findings=state.findings,
        title=desk.language.say(kept.title),
        told=desk.language.say(kept.told),
        place=f"/{name}",
        ledger=written(shown.items),
        facets=choices,
        leaf=shown,
        years=_years(rows) if name == "kalender" else (),
        query=query,
    )


def _years(rows: Sequence[Due]) -> tuple[tuple[str, int], ...]:
    """How much falls due in each year, from the first to the last; what has no day is left out."""
    counts = Counter(row.on.year for row in rows if row.on)
    return tuple((str(year), counts[year]) for year in range(min(counts), max(counts) + 1)) if counts else ()


def sheet(name: str) -> Callable[[Desk, State, Query], Sheet]:
    """What makes the sheet of a list: the rows that its page shows."""

    def made(desk: Desk, state: State, query: Query) -> Sheet:
        rows, _, written = KEPT[name].made(desk, state, query)
        return written(rows).sheet(state.findings.names, desk.language)

    return made


def _duties(desk: Desk, state: State, query: Query) -> Sorted:
    say, word = desk.language.say, desk.language.word
    rows, sets = _duty_rows(state.findings)
    facets = [
        Facet("organ", say("Organ"), sets["organ"], _capital),
        Facet("bindande", say("Hur bindande"), sets["bindande"], lambda code: word(Bindingness(code))),
        Facet("se", say("Att se på"), sets["se"], lambda code: word(DutyMark(code))),
    ]
    kept, choices = sorted_out(rows, facets, query)
    return kept, choices, lambda shown: duties_ledger(shown, state.findings.names, desk.language)


def _terms(desk: Desk, state: State, query: Query) -> Sorted:
    say, word = desk.language.say, desk.language.word
    rows, sets = _term_rows(state.findings)
    facets = [Facet("se", say("Att se på"), sets["se"], lambda code: word(TermMark(code)))]
    kept, choices = sorted_out(rows, facets, query)
    return kept, choices, lambda shown: terms_ledger(shown, state.findings.names, desk.language)


def _aims(desk: Desk, state: State, query: Query) -> Sorted:
    say, word = desk.language.say, desk.language.word
    rows, sets = _aim_rows(state.findings)
    facets = [
        Facet("tema", say("Tema"), sets["tema"], desk.language.theme),
        Facet("ar", say("År"), sets["ar"]),
        Facet("se", say("Att se på"), sets["se"], lambda code: word(GoalMark(code))),
    ]
    kept, choices = sorted_out(rows, facets, query)
    return kept, choices, lambda shown: aims_ledger(shown, state.findings.names, desk.language)


def _due(desk: Desk, state: State, query: Query) -> Sorted:
    say = desk.language.say
    rows, sets = _due_rows(state.findings)
    facets = [
        Facet("vad", say("Vad"), sets["vad"], lambda code: say(NAMES[DueKind(code)])),
        Facet("organ", say("Organ"), sets["organ"], _capital),
        Facet("ar", say("År"), sets["ar"], lambda year: say("utan datum") if year == _NO_YEAR else year),
    ]
    kept, choices = sorted_out(rows, facets, query)
    return kept, choices, lambda shown: due_ledger(shown, desk.language)


_OUTDATED = "byts"
"""The value of the filter for acts whose places must be changed."""


def _laws(desk: Desk, state: State, query: Query) -> Sorted:
    say, word, found = desk.language.say, desk.language.word, state.findings
    rows, sets, places = _law_rows(found)
    named = {use.number: law_named(use) for use, _ in rows}

    def state_word(code: str) -> str:
        return say("upphävd eller upphör") if code == _OUTDATED else word(LawState(code))

    facets: list[Narrowing] = [
        Facet("lage", say("Läge"), sets["lage"], state_word, _OUTDATED),
        Facet("lag", say("Lag"), sets["lag"], lambda number: named.get(number, number)),
        ByName("dokument", say("Dokument"), places, len(rows), found.names),
    ]
    kept, choices = sorted_out(rows, facets, query)
    return kept, choices, lambda shown: laws_ledger(shown, desk.language)


@beforehand
def _duty_rows(found: Findings) -> tuple[tuple[Duty, ...], dict[str, Sets]]:
    rows = matrix_of(found.snapshot).duties
    return rows, {
        "organ": sets_of(rows, lambda one: (one.body,)),
        "bindande": sets_of(rows, lambda one: (one.bindingness.value,)),
        "se": sets_of(rows, lambda one: one.marks),
    }


@beforehand
def _term_rows(found: Findings) -> tuple[list[tuple[Term, Meaning]], dict[str, Sets]]:
    terms = glossary_of(found.snapshot)
    marks = {id(term): term.marks for term in terms}
    rows = [(term, meaning) for term in terms for meaning in term.meanings]
    return rows, {"se": sets_of(rows, lambda row: marks[id(row[0])])}


@beforehand
def _aim_rows(found: Findings) -> tuple[tuple[Aim, ...], dict[str, Sets]]:
    rows = aims_of(found.snapshot)
    return rows, {
        "tema": sets_of(rows, lambda one: (one.theme,) if one.theme else ()),
        "ar": sets_of(rows, lambda one: (str(one.year),) if one.year else ()),
        "se": sets_of(rows, lambda one: one.marks),
    }


@beforehand
def _due_rows(found: Findings) -> tuple[tuple[Due, ...], dict[str, Sets]]:
    rows = due_of(found.snapshot, found.day)
    return rows, {
        "vad": sets_of(rows, lambda row: (row.kind.value,)),
        "organ": sets_of(rows, lambda row: map(str.casefold, row.bodies)),
        "ar": sets_of(rows, lambda row: (str(row.on.year) if row.on else _NO_YEAR,)),
    }


@beforehand
def _law_rows(found: Findings) -> tuple[list[tuple[LawUse, Cited]], dict[str, Sets], dict[str, list[int]]]:
    rows = [(use, cited) for use in laws_of(found.snapshot, found.day) for cited in use.places]
    sets = {
        "lage": sets_of(rows, lambda row: (row[0].state.value, *([_OUTDATED] if row[0].state in TO_CHANGE else []))),
        "lag": sets_of(rows, lambda row: (row[0].number,)),
    }
    return rows, sets, places_by((cited.document,) for _, cited in rows)


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


KEPT = {
    "ansvar": Kept(
        to_say("Ansvar"),
        to_say("Vem som ska göra vad enligt de styrdokument som gäller, ordagrant och med sida."),
        _duties,
    ),
    "begrepp": Kept(
        to_say("Begrepp"),
        to_say("Vad begreppen betyder i varje styrdokument, och vem som använder dem utan att säga det."),
        _terms,
    ),
    "mal": Kept(to_say("Mål"), to_say("Alla mål efter tema, med indikator, värde och år."), _aims),
    "kalender": Kept(
        to_say("Kalender"), to_say("Vad som slutar gälla, ska ses över eller ska vara gjort, dag för dag."), _due
    ),
    "lagar": Kept(
        to_say("Lagar att byta"),
        to_say("Var styrdokumenten vilar på en lag som har upphört eller ska upphöra, och vad som gäller i stället."),
        _laws,
    ),
}
"""The lists by the last part of their address."""
