"""Who did what when: what people did with the documents and what happened at the door, in one log."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from styrdok.accounts.store import Event
from styrdok.judgements.acts import Act
from styrdok.judgements.told import act_words
from styrdok.language import Language
from styrdok.reports.sheets import Sheet, as_csv
from styrdok.vocabulary import Role
from styrdok.web.desk import Desk, front_desk
from styrdok.web.found import Findings
from styrdok.web.listing import Facet, leaf, narrowed, sets_of, sorted_out

_PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that was done."""

    at: str
    who: str
    what: str
    about: str
    comment: str = ""
    address: str = ""


def show(request: Request) -> Response:
    """The log, newest first."""
    desk, query = front_desk(request), dict(request.query_params)
    listed = _rows(desk)
    rows, choices = sorted_out(listed, _facets(desk, listed), query)
    return desk.page(request, "trail.html", facets=choices, leaf=leaf(rows, query.get("sida"), _PER_PAGE), query=query)


def download(request: Request) -> Response:
    """The log as a file, the same rows."""
    desk, say = front_desk(request), front_desk(request).language.say
    listed = _rows(desk)
    rows = narrowed(listed, _facets(desk, listed), dict(request.query_params))
    head = (say("När (UTC)"), say("Vem"), say("Vad"), say("Om"), say("Kommentar"), say("Från"))
    sheet = Sheet(say("Logg"), head, [[r.at, r.who, r.what, r.about, r.comment, r.address] for r in rows])
    name = {"Content-Disposition": 'attachment; filename="styrdok-logg.csv"'}
    return Response(as_csv(sheet, ","), media_type="text/csv; charset=utf-8", headers=name)


def _facets(desk: Desk, rows: Sequence[Row]) -> list[Facet]:
    say = desk.language.say
    return [
        Facet("vem", say("Vem"), sets_of(rows, lambda row: (row.who,))),
        Facet("dag", say("Dag"), sets_of(rows, lambda row: (row.at[:10],))),
    ]


def _rows(desk: Desk) -> list[Row]:
    state, language = desk.state(), desk.language
    known = {act.id: act for act in state.acts}
    rows = [_act_row(act, known, state.findings, language) for act in state.acts]
    rows += _event_rows(desk)
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _event_rows(desk: Desk) -> Iterator[Row]:
    if desk.office is not None:
        for event in desk.office.accounts.events():
            yield Row(
                event.at, event.who, desk.language.word(event.kind), _about(event, desk.language), "", event.address
            )


def _about(event: Event, language: Language) -> str:
    """Whom an event is about, a role in words."""
    for role in Role:
        if event.about.endswith(f"({role.value})"):
            return f"{event.about.removesuffix(f'({role.value})')}({language.word(role)})"
    return event.about


def _act_row(act: Act, known: Mapping[str, Act], found: Findings, language: Language) -> Row:
    about = " × ".join(found.titles.get(one.id, one.title or one.file) for one in act.subjects)
    return Row(act.at, act.who, act_words(language, act, known), about, act.comment)
