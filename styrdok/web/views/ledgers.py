"""The lists that a city keeps: who is to do what, what terms mean, what is aimed at, what falls due, acts."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from styrdok.consolidation.aims import Aim, aims_of
from styrdok.consolidation.calendar import NAMES
from styrdok.consolidation.due import Due, due_of
from styrdok.consolidation.glossary import Term, glossary_of
from styrdok.consolidation.laws import TO_CHANGE, Cited, LawUse, laws_of
from styrdok.consolidation.responsibilities import Duty, matrix_of
from styrdok.language import to_say
from styrdok.marks import DueKind, DutyMark, GoalMark, TermMark
from styrdok.reports.ledgers import Ledger, aims_ledger, due_ledger, duties_ledger, law_named, laws_ledger, terms_ledger
from styrdok.reports.sheets import Sheet
from styrdok.vocabulary import Bindingness, LawState
from styrdok.web.desk import Desk, desk_of
from styrdok.web.listing import Choices, Facet, leaf, sorted_out
from styrdok.web.workspace import State

Query = Mapping[str, str]
Sorted = tuple[Ledger, Choices[Any]]


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
    ledger, choices = kept.made(desk, state, query)
    return desk.page(
        request,
        "ledger.html",
        findings=state.findings,
        title=desk.language.say(kept.title),
        told=desk.language.say(kept.told),
        place=f"/{name}",
        ledger=ledger,
        facets=choices,
        leaf=leaf(ledger.lines, query.get("sida")),
        years=_years(ledger) if name == "kalender" else (),
        query=query,
    )


def _years(ledger: Ledger) -> tuple[tuple[str, int], ...]:
    """How much falls due in each year, from the first to the last; what has no day is left out."""
    counts = Counter(line.head[:4] for line in ledger.lines if line.head[:4].isdecimal())
    return tuple((str(y), counts[str(y)]) for y in range(int(min(counts)), int(max(counts)) + 1)) if counts else ()


def sheet(name: str) -> Callable[[Desk, State, Query], Sheet]:
    """What makes the sheet of a list: the rows that its page shows."""

    def made(desk: Desk, state: State, query: Query) -> Sheet:
        return KEPT[name].made(desk, state, query)[0].sheet(state.findings.names, desk.language)

    return made


def _duties(desk: Desk, state: State, query: Query) -> Sorted:
    say, word = desk.language.say, desk.language.word
    facets: list[Facet[Duty]] = [
        Facet("organ", say("Organ"), lambda one: (one.body,), _capital),
        Facet(
            "bindande", say("Hur bindande"), lambda one: (one.bindingness.value,), lambda code: word(Bindingness(code))
        ),
        Facet("se", say("Att se på"), lambda one: tuple(one.marks), lambda code: word(DutyMark(code))),
    ]
    kept, choices = sorted_out(matrix_of(state.findings.snapshot).duties, facets, query)
    return duties_ledger(kept, state.findings.names, desk.language), choices


def _terms(desk: Desk, state: State, query: Query) -> Sorted:
    say, word = desk.language.say, desk.language.word
    facets: list[Facet[Term]] = [
        Facet("se", say("Att se på"), lambda one: tuple(one.marks), lambda code: word(TermMark(code))),
    ]
    kept, choices = sorted_out(glossary_of(state.findings.snapshot), facets, query)
    return terms_ledger(kept, state.findings.names, desk.language), choices


def _aims(desk: Desk, state: State, query: Query) -> Sorted:
    say, word = desk.language.say, desk.language.word
    facets: list[Facet[Aim]] = [
        Facet("tema", say("Tema"), lambda one: (one.theme,) if one.theme else (), desk.language.theme),
        Facet("ar", say("År"), lambda one: (str(one.year),) if one.year else ()),
        Facet("se", say("Att se på"), lambda one: tuple(one.marks), lambda code: word(GoalMark(code))),
    ]
    kept, choices = sorted_out(aims_of(state.findings.snapshot), facets, query)
    return aims_ledger(kept, state.findings.names, desk.language), choices


def _due(desk: Desk, state: State, query: Query) -> Sorted:
    say = desk.language.say
    facets: list[Facet[Due]] = [
        Facet("vad", say("Vad"), lambda row: (row.kind.value,), lambda code: say(NAMES[DueKind(code)])),
        Facet("organ", say("Organ"), lambda row: tuple(name.casefold() for name in row.bodies), _capital),
        Facet(
            "ar",
            say("År"),
            lambda row: (str(row.on.year) if row.on else "-",),
            lambda y: say("utan datum") if y == "-" else y,
        ),
    ]
    kept, choices = sorted_out(due_of(state.findings.snapshot, desk.day or date.today()), facets, query)
    return due_ledger(kept, desk.language), choices


_OUTDATED = "byts"
"""The value of the filter for acts whose places must be changed."""


def _laws(desk: Desk, state: State, query: Query) -> Sorted:
    say, word, found = desk.language.say, desk.language.word, state.findings
    uses = laws_of(found.snapshot, desk.day or date.today())
    named = {use.number: law_named(use) for use in uses}
    facets: list[Facet[tuple[LawUse, Cited]]] = [
        Facet(
            "lage",
            say("Läge"),
            lambda row: (row[0].state.value, *([_OUTDATED] if row[0].state in TO_CHANGE else [])),
            lambda code: say("upphävd eller upphör") if code == _OUTDATED else word(LawState(code)),
            _OUTDATED,
        ),
        Facet("lag", say("Lag"), lambda row: (row[0].number,), lambda number: named.get(number, number)),
        Facet("dokument", say("Dokument"), lambda row: (row[1].document,), lambda name: found.names.get(name, name)),
    ]
    kept, choices = sorted_out([(use, cited) for use in uses for cited in use.places], facets, query)
    return laws_ledger(kept, desk.language), choices


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
