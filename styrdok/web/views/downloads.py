"""Reports to take away."""

from starlette.requests import Request
from starlette.responses import Response

from styrdok.errors import NotFound
from styrdok.reports.compose import compose
from styrdok.reports.dossier import dossier as make_dossier
from styrdok.reports.formats import writer_for
from styrdok.web.desk import desk_of

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
    form = request.path_params["form"]
    if form not in _MEDIA:
        say, known = desk.language.say, ", ".join(sorted(_MEDIA))
        raise NotFound(
            say("Det finns ingen rapport i formatet {form}.", form=form), say("Välj ett av {known}.", known=known)
        )
    state = desk.state()
    found = state.findings
    composed = compose(found.snapshot, state.files, found.analysis, found.day, state.reviews, desk.language)
    made = writer_for(f".{form}")(composed)
    return _file(made, f"styrdokument-{found.day}.{form}", _MEDIA[form])


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
