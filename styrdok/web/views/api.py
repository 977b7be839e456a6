"""What programs get: the lists of the export as JSON, a feed of changes, a calendar, and their description."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from styrdok.consolidation.calendar import calendar
from styrdok.consolidation.due import due_of, months_of
from styrdok.errors import UsageProblem
from styrdok.language import Sentence
from styrdok.reports.export import FORMAT, LISTS, Material, export
from styrdok.web.desk import desk_of, front_desk
from styrdok.web.feed import feed
from styrdok.web.links import with_query
from styrdok.web.openapi import Endpoint, Parameter, description, rows_of
from styrdok.web.workspace import State

_ROOT = "/api/"
_MOST, _USUAL, _ENTRIES = 10_000, 1000, 100
_ENDS = ("id", "document", "documents", "source", "target", "a", "b")
"""The keys by which a row says which documents it is about."""


@dataclass(frozen=True, slots=True)
class Programs:
    """An address for programs: how it is described, and what answers."""

    about: Endpoint
    answer: Callable[[Request], Response]


def problem(status: int, message: str, hint: str = "") -> JSONResponse:
    """An error as programs get it."""
    return JSONResponse({"error": message, "hint": hint}, status)


def rows(request: Request, name: str) -> Response:
    """A list of the export, or a part of it."""
    desk, query = desk_of(request), request.query_params
    start, count = _number(query, "offset", 0, None), _number(query, "limit", _USUAL, _MOST)
    found = LISTS[name](_material(desk.state()))
    if document := query.get("document"):
        found = [row for row in found if _concerns(row, document)]
    more = start + count < len(found)
    following = with_query(request.url.path, {**query, "offset": start + count, "limit": count}) if more else None
    return JSONResponse(
        {
            "format": FORMAT,
            "list": name,
            "total": len(found),
            "offset": start,
            "next": following,
            "rows": found[start : start + count],
        }
    )


def whole(request: Request) -> Response:
    """The export."""
    state = desk_of(request).state()
    found, passages = state.findings, request.query_params.get("passages") == "true"
    return JSONResponse(export(found.snapshot, state.files, found.analysis, state.acts, passages=passages))


def changes(request: Request) -> Response:
    """The feed of what people did, newest first."""
    desk = desk_of(request)
    encrypted = desk.office is not None and desk.office.encrypted
    root = f"{'https' if encrypted else request.url.scheme}://{request.url.netloc}{desk.root}"
    made = feed(desk.state(), desk.language, root, _ENTRIES)
    return Response(made, media_type="application/atom+xml")


def due(request: Request) -> Response:
    """The calendar of what falls due."""
    desk, query = desk_of(request), request.query_params
    found = desk.state().findings
    months = months_of(query["within"]) if query.get("within") else None
    listed = due_of(found.snapshot, found.day, months, query.get("body") or None)
    return Response(calendar(listed, found.titles, found.day, desk.language), media_type="text/calendar")


def described(request: Request) -> Response:
    """The description of all this."""
    return JSONResponse(description([route.about for route in ROUTES], front_desk(request).office is not None))


def _material(state: State) -> Material:
    return Material(state.findings.snapshot, state.files, state.findings.analysis, state.acts)


def _concerns(row: Mapping[str, Any], document: str) -> bool:
    named = (row.get(key) for key in _ENDS)
    return any(document == name or (isinstance(name, list) and document in name) for name in named)


def _number(query: Mapping[str, str], name: str, usual: int, most: int | None) -> int:
    written = query.get(name, str(usual))
    if written.isascii() and written.isdecimal() and len(written) < 9 and (most is None or 0 < int(written) <= most):
        return int(written)
    raise UsageProblem(
        Sentence.of("”{written}” kan inte vara {name}.", written=written[:40], name=name),
        Sentence.of("Ange ett helt tal, för limit från 1 till {most}.", most=_MOST),
    )


_PART = (
    Parameter("document", "string", "Only rows about the document of this id."),
    Parameter("limit", "integer", f"At most so many rows; {_USUAL} where none is given, {_MOST} at most."),
    Parameter("offset", "integer", "How many rows to leave out before the first."),
)
_WITHIN = (
    Parameter("within", "string", "Only so far ahead: 24m, 2y."),
    Parameter("body", "string", "Only what this body adopted, answers for or is to do."),
)
_PASSAGES = (Parameter("passages", "boolean", "With the text of every passage."),)

ROUTES = (
    *(
        Programs(
            Endpoint(_ROOT + name, f"The list {name} of the export.", rows_of(name), _PART), partial(rows, name=name)
        )
        for name in LISTS
    ),
    Programs(Endpoint(f"{_ROOT}export", "The whole export.", {"type": "object"}, _PASSAGES), whole),
    Programs(
        Endpoint(
            f"{_ROOT}changes.atom", "What people did, newest first, as an Atom feed.", media="application/atom+xml"
        ),
        changes,
    ),
    Programs(Endpoint(f"{_ROOT}due.ics", "What falls due, as a calendar.", None, _WITHIN, "text/calendar"), due),
    Programs(Endpoint(f"{_ROOT}openapi.json", "This description.", {"type": "object"}), described),
)
"""Every address for programs: the application answers at these, and the description tells of these."""
