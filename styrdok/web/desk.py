"""What every page needs at hand: the registry, the pictures, the language, and the templates."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from starlette.requests import Request
from starlette.responses import HTMLResponse

from styrdok.errors import NotFound
from styrdok.language import SIGNS, Language, to_say
from styrdok.pages.pictures import PictureShelf
from styrdok.web import links
from styrdok.web.forms import TOKEN
from styrdok.web.workspace import State, Workspace

TEMPLATES = Path(__file__).parent / "templates"
NAME_COOKIE = "styrdok_namn"
NO_DATE = to_say("Det datumet finns inte.")
HOW_A_DATE_IS_WRITTEN = to_say("Skriv datumet som 2024-12-31.")
MENU = (
    ("/", to_say("Start")),
    ("/dokument", to_say("Dokument")),
    ("/overlapp", to_say("Överlapp")),
    ("/behov", to_say("Behov")),
    ("/forslag", to_say("Förslag")),
    ("/teman", to_say("Teman")),
    ("/karta", to_say("Karta")),
    ("/bedomningar", to_say("Bedömningar")),
    ("/rapport", to_say("Rapport")),
)


_ADDRESSES = (
    links.document_url,
    links.page_url,
    links.anchor_url,
    links.place_url,
    links.pair_url,
    links.with_query,
)


@dataclass(frozen=True)
class Desk:
    """The reviewer's desk.

    ``reviewer`` is who judges when nobody says otherwise. ``day`` is the date that the registry is seen as on, ``None``
    for today; ``root`` is what every address of a page begins with then, so that the date is part of the address.
    """

    workspace: Workspace
    language: Language
    reviewer: str
    templates: Environment
    token: str
    shelf: PictureShelf = field(default_factory=PictureShelf)
    root: str = ""
    day: date | None = None

    @classmethod
    def set_up(cls, registry: Path, language: Language, reviewer: str) -> "Desk":
        """A desk for a registry, with a token that only its own forms bear."""
        token = secrets.token_urlsafe(24)
        return cls(Workspace(registry, language), language, reviewer, _templates(language, token), token)

    def url(self, address: str) -> str:
        """The address of a page, seen as on the day of this desk."""
        return self.root + address

    def state(self) -> State:
        """The registry as it is now."""
        return self.workspace.state(self.day)

    def who(self, request: Request) -> str:
        """The name that the reviewer gave last."""
        return unquote(request.cookies.get(NAME_COOKIE, "")) or self.reviewer

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page made from a template."""
        made = self.templates.get_template(template).render(
            root=self.root,
            day=self.day,
            path=request.url.path,
            address=_address(request),
            who=self.who(request),
            **values,
        )
        return HTMLResponse(made, status)


def _templates(language: Language, token: str) -> Environment:
    """The templates; whatever is put into them is escaped."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        say=language.say,
        tell=language.tell,
        tell_all=language.tell_all,
        word=language.word,
        verdict=language.verdict,
        theme=language.theme,
        lang=language.code,
        signs=SIGNS,
        token=token,
        token_field=TOKEN,
        menu=MENU,
    )
    environment.globals.update({address.__name__: _rooted(address) for address in _ADDRESSES})
    return environment


def _rooted(address: Callable[..., str]) -> Callable[..., str]:
    """The same address for templates, beginning with the root that the page is shown under."""

    @pass_context
    def rooted(context: Context, *parts: Any) -> str:
        return str(context["root"]) + address(*parts)

    return rooted


def _address(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def front_desk(request: Request) -> Desk:
    """The desk as of today, whatever a request asks for."""
    desk: Desk = request.app.state.desk
    return desk


def desk_of(request: Request) -> Desk:
    """The desk that a request is put to, as on the date that its address names.

    Raises :class:`~styrdok.errors.NotFound` for what is no date.
    """
    desk = front_desk(request)
    day = request.path_params.get("day")
    if day is None:
        return desk
    try:
        return replace(desk, root=request.scope["root_path"], day=date.fromisoformat(day))
    except ValueError as problem:
        raise NotFound(NO_DATE, HOW_A_DATE_IS_WRITTEN) from problem
