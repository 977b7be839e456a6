"""Comments on a document, or on words of one of its pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.judgements.acts import Act, Quote, comments
from styrdok.registry.store import Registry
from styrdok.web import links
from styrdok.web.desk import desk_of, with_name
from styrdok.web.forms import read_form
from styrdok.web.workspace import State

LONGEST_QUOTE = 2000
"""So much of what is commented on is kept with the comment."""
_SHORT = 70


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of a page that can be commented on: how a form names it, and its first words."""

    value: str
    words: str
    marked: bool = False


def comments_on(state: State, document: str, page: int | None = None) -> list[Act]:
    """The comments on a document that count, oldest first; of a ``page`` those on words of it."""
    said = [act for act in comments(state.acts) if act.documents == (document,)]
    return [act for act in said if page is None or any(quote.page == page for quote in act.evidence)]


def spots(text: str, blocks: Sequence[tuple[int, int]], marked: tuple[int, int]) -> list[Spot]:
    """What a form lets one choose from on a page: the marked words, then block after block."""
    places = [(place, place == marked) for place in dict.fromkeys([marked, *blocks]) if text[slice(*place)].strip()]
    return [Spot(f"{start}-{end}", _beginning(text[start:end]), is_marked) for (start, end), is_marked in places]


def _beginning(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= _SHORT else f"{plain[:_SHORT].rsplit(' ', 1)[0]} …"


async def comment(request: Request) -> Response:
    """Take a comment and go back to where it was written."""
    fields = await read_form(request, desk_of(request).token)
    return await run_in_threadpool(_commented, request, fields)


def _commented(request: Request, fields: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    document = desk.state().findings.document(request.path_params["document"])
    who = desk.signed(request, fields)
    said = fields.get("comment", "")
    desk.workspace.change(
        lambda registry: registry.comment(document.id, said, who, _quote(registry, document.id, fields))
    )
    back = links.local_path(fields.get("back", ""), desk.url(links.document_url(document.id))).split("#")[0]
    return with_name(desk, RedirectResponse(f"{back}#kommentarer", 303), who)


def _quote(registry: Registry, document: str, fields: Mapping[str, str]) -> Quote | None:
    """The words that a form points at, ``None`` for the whole document."""
    page, (start, dash, end) = fields.get("page", ""), fields.get("spot", "").partition("-")
    if not (dash and all(part.isascii() and part.isdecimal() and len(part) < 9 for part in (page, start, end))):
        return None
    found = next((one for one in registry.pages(document) if one.number == int(page)), None)
    words = registry.text(document)[found.start : found.end][int(start) : int(end)].strip() if found else ""
    return Quote(document, int(page), words[:LONGEST_QUOTE]) if words else None
