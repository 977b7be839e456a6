"""Reports to take away."""

from starlette.requests import Request
from starlette.responses import Response

from styrdok.errors import NotFound, UsageProblem
from styrdok.language import Sentence
from styrdok.reports.compose import compose
from styrdok.reports.council import Letterhead, council_paper
from styrdok.reports.dossier import dossier as make_dossier
from styrdok.reports.formats import writer_for
from styrdok.reports.material import Material
from styrdok.vocabulary import WorkState
from styrdok.web.desk import Desk, desk_of
from styrdok.web.views.work import works_of

_MEDIA = {
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "md": "text/markdown; charset=utf-8",
}
_OWN_STYLE = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


def show(request: Request) -> Response:
    """The page from which reports are downloaded."""
    desk = desk_of(request)
    state = desk.state()
    return desk.page(request, "report.html", findings=state.findings, judged=len(state.reviews))


def report(request: Request) -> Response:
    """The report as a file."""
    desk = desk_of(request)
    form = _form(request, desk)
    state = desk.state()
    found = state.findings
    composed = compose(found.snapshot, state.files, found.analysis, found.day, state.reviews, desk.language)
    made = writer_for(f".{form}")(composed)
    return _file(made, f"styrdokument-{found.day}.{form}", _MEDIA[form])


def paper(request: Request) -> Response:
    """The paper to the council, with what the accepted verdicts propose, as a file."""
    desk, query = desk_of(request), request.query_params
    form, state = _form(request, desk), desk.state()
    found, works = state.findings, works_of(state)
    if not any(work.state in (WorkState.JUDGED, WorkState.DECIDED) for work in works):
        raise UsageProblem(
            Sentence.of("Det finns ännu ingen bedömning att föreslå något av."),
            Sentence.of("Bedöm dokument på sidan Arbetet, eller godta förslag."),
        )
    material = Material.of(found.snapshot, state.files, found.analysis, found.day, state.reviews, desk.language)
    letterhead = Letterhead(query.get("stad", found.city), query.get("fran", ""), query.get("dnr", ""))
    made = writer_for(f".{form}")(council_paper(material, works, letterhead, found.day))
    return _file(made, f"tjansteskrivelse-{found.day}.{form}", _MEDIA[form])


def _form(request: Request, desk: Desk) -> str:
    form: str = request.path_params["form"]
    if form not in _MEDIA:
        say, known = desk.language.say, ", ".join(sorted(_MEDIA))
        raise NotFound(
            say("Det finns ingen rapport i formatet {form}.", form=form), say("Välj ett av {known}.", known=known)
        )
    return form


def dossier(request: Request) -> Response:
    """One pair as a page that can be mailed."""
    desk = desk_of(request)
    state = desk.state()
    a, b = (state.findings.document(request.path_params[name]).id for name in ("a", "b"))
    found = state.findings
    made = make_dossier(desk.workspace.path, (a, b), found.snapshot, found.analysis, state.reviews, desk.language)
    return _file(made, f"par-{a}-{b}.html", _MEDIA["html"])


def _file(data: bytes, name: str, media: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Content-Security-Policy": _OWN_STYLE}
    return Response(data, media_type=media, headers=headers)
