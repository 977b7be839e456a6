"""The web application: which address leads to which page, and what happens to errors."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from styrdok.errors import NotAllowed, StyrdokError
from styrdok.graph.explorer import STATIC as GRAPH_STATIC
from styrdok.language import Language
from styrdok.web import links
from styrdok.web.desk import Desk, front_desk
from styrdok.web.forms import typed_in
from styrdok.web.guard import LOCAL, Entry, Guard
from styrdok.web.office.basic import for_programs
from styrdok.web.office.door import Door, Office
from styrdok.web.preparing import Meanwhile, Preparation
from styrdok.web.views import (
    accounts,
    api,
    chain,
    city,
    comments,
    consequences,
    corrections,
    documents,
    downloads,
    exports,
    findings,
    intake,
    inventory,
    judgements,
    ledgers,
    overlaps,
    pages,
    pair,
    questions,
    queue,
    returned,
    rounds,
    saved,
    search,
    signing,
    start,
    surroundings,
    trail,
    work,
    worksheets,
)

_STATIC = Path(__file__).parent / "static"
_STATUS = {2: 400, 3: 422, 4: 404, 5: 503, 6: 501}


def create_app(
    registry: Path, lang: str = "sv", reviewer: str = "", entry: Entry | None = None, office: Office | None = None
) -> Starlette:
    """The pages of a registry.

    ``reviewer`` is who judges when the form does not say; ``entry`` keeps other accounts of the machine out; an
    ``office`` shares the desk and signs in. Raises :class:`~styrdok.errors.UsageProblem` for a language that is not
    there.
    """
    app = Starlette(
        routes=[
            *(_sharing() if office is not None else ()),
            *_pages(),
            *_bringing(),
            Mount("/per/{day}", routes=_pages()),
            Mount("/static/graph", StaticFiles(directory=GRAPH_STATIC)),
            Mount("/static", StaticFiles(directory=_STATIC)),
        ],
        middleware=_kept_out(entry, office),
        exception_handlers={StyrdokError: _told, HTTPException: _missing},
    )
    app.state.desk = replace(Desk.set_up(registry, Language(lang), reviewer), office=office)
    return app


def prepare(app: Starlette) -> None:
    """Begin to read the registry; until that is done the pages say so."""
    preparation = Preparation(app.state.desk.workspace)
    app.state.desk = replace(app.state.desk, preparation=preparation)
    preparation.begin()


def _kept_out(entry: Entry | None, office: Office | None) -> list[Middleware]:
    meanwhile = Middleware(Meanwhile, answer=start.preparing)
    if office is None:
        return [Middleware(Guard, entry=entry), meanwhile]
    names = LOCAL | office.names
    return [
        Middleware(Guard, names=names, encrypted=office.encrypted),
        Middleware(Door, office=office, expired=signing.expired, refused=signing.refused),
        meanwhile,
    ]


def _sharing() -> list[BaseRoute]:
    """What there is only at a desk that an office shares."""
    get, post = ["GET"], ["POST"]
    return [
        Route("/logga-in", signing.show, methods=get),
        Route("/logga-in", signing.sign_in, methods=post),
        Route("/logga-ut", signing.sign_out, methods=post),
        Route("/losenord", signing.password, methods=get),
        Route("/losenord", signing.change, methods=post),
        Route("/konton", accounts.show, methods=get),
        Route("/konton", accounts.add, methods=post),
        Route("/konton/andra", accounts.change, methods=post),
        Route("/logg", trail.show, methods=get),
        Route("/logg.csv", trail.download, methods=get),
    ]


def _pages() -> list[BaseRoute]:
    """Every page; they are there once as of today and once below ``/per/DATE/`` as on that date."""
    get, post = ["GET"], ["POST"]
    return [
        Route("/", start.show, methods=get),
        Route("/dokument", inventory.show, methods=get),
        Route("/d/{document}", documents.show, methods=get),
        Route("/d/{document}/foljder", consequences.show, methods=get),
        Route("/d/{document}/ratta", corrections.show, methods=get),
        Route("/d/{document}/ratta", corrections.correct, methods=post),
        Route("/dokument/ratta", corrections.together, methods=post),
        Route("/stavningar", corrections.spellings, methods=get),
        Route("/stavningar", corrections.join, methods=post),
        Route("/d/{document}/kommentera", comments.comment, methods=post),
        Route("/d/{document}/s/{page:int}.png", pages.picture, methods=get),
        Route("/d/{document}/s/{page:int}", pages.show, methods=get),
        Route("/overlapp", overlaps.show, methods=get),
        Route("/par/{a}/{b}", pair.show, methods=get),
        Route("/par/{a}/{b}/bedom", pair.judge, methods=post),
        Route("/par/{a}/{b}/underlag.html", downloads.dossier, methods=get),
        Route("/behov", findings.needs, methods=get),
        Route("/forslag", findings.proposals, methods=get),
        Route("/forslag/bedom", judgements.judge_proposal, methods=post),
        Route("/arbete", work.show, methods=get),
        Route("/arbete/ark.xlsx", worksheets.download, methods=get),
        Route("/arbete/ark", worksheets.bring, methods=post),
        Route("/arbete/foljder", consequences.show_all, methods=get),
        Route("/arbete/foljder", work.weigh, methods=post),
        Route("/arbete/bedom", work.judge, methods=post),
        Route("/arbete/tilldela", work.assign, methods=post),
        *(Route(f"/{name}", ledgers.show, methods=get) for name in ledgers.KEPT),
        Route(chain.PLACE, chain.show, methods=get),
        *(Route(f"{chain.PLACE}.{form}", chain.drawing, methods=get) for form in ("svg", "png")),
        Route("/min-ko", queue.show, methods=get),
        Route("/remiss", rounds.show, methods=get),
        Route("/remiss/{document:path}", rounds.one, methods=get),
        Route("/teman", findings.themes, methods=get),
        Route("/karta", surroundings.show, methods=get),
        Route("/karta/hela", city.show, methods=get),
        Route("/karta/fragor", questions.show, methods=get),
        Route("/karta.{form}", surroundings.download, methods=get),
        Route("/sok", search.show, methods=get),
        Route("/bedomningar", judgements.show, methods=get),
        Route("/angra", judgements.undo, methods=post),
        Route("/rapport", downloads.show, methods=get),
        Route("/rapport.{form}", downloads.report, methods=get),
        Route("/tjansteskrivelse.{form}", downloads.paper, methods=get),
        *(Route(one.about.path, one.answer, methods=get) for one in api.ROUTES),
        Route("/{list}.{form}", exports.download, methods=get),
        Route("/lage", start.seen_on, methods=get),
        Route("/las-in", intake.show, methods=get),
        Route("/las-in/fil/{file}", intake.one, methods=get),
    ]


def _bringing() -> list[BaseRoute]:
    """What brings files into the registry, and what is kept beside it: not as on a date."""
    get, post = ["GET"], ["POST"]
    return [
        Route("/las-in", intake.bring, methods=post),
        Route("/las-in/handelser", intake.events, methods=get),
        Route("/las-in/avbryt", intake.stop, methods=post),
        Route("/las-in/resten", intake.rest, methods=post),
        Route("/las-in/fil/{file}/om", intake.read_again, methods=post),
        Route("/las-in/fil/{file}/byt", intake.exchange, methods=post),
        Route("/las-in/fil/{file}/ta-bort", intake.remove, methods=post),
        Route("/rapport/bedomningar", returned.show, methods=post),
        Route("/rapport/bedomningar/lagg-till", returned.add, methods=post),
        Route("/vyer", saved.save, methods=post),
        Route("/prov", intake.try_out, methods=post),
        Route("/prov/avsluta", intake.leave, methods=post),
        Route("/avsluta", intake.close, methods=post),
    ]


def _told(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, StyrdokError)
    status = 403 if isinstance(problem, NotAllowed) else _STATUS.get(problem.exit_code, 500)
    desk = front_desk(request)
    tell = desk.language.tell
    if for_programs(request.url.path):
        return api.problem(status, tell(problem.sentence), tell(problem.advice))
    said = {"message": tell(problem.sentence), "hint": tell(problem.advice), "back": _from(request)}
    return desk.page(request, "error.html", status, **said, typed=typed_in(request))


def _missing(request: Request, problem: Exception) -> Response:
    assert isinstance(problem, HTTPException)
    desk = front_desk(request)
    said = desk.language.say("Sidan finns inte.") if problem.status_code == 404 else problem.detail
    if for_programs(request.url.path):
        return api.problem(problem.status_code, said)
    hint = desk.language.say("Leta i förteckningen.")
    return desk.page(request, "error.html", problem.status_code, message=said, hint=hint, back=_from(request))


def _from(request: Request) -> str:
    """The page of ours that the visitor came from, where what was typed still stands; empty for none."""
    came = urlsplit(request.headers.get("referer", ""))
    if came.netloc != request.headers.get("host"):
        return ""
    return links.local_path(came.path + (f"?{came.query}" if came.query else ""), "")
