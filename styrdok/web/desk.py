"""What every page needs at hand: the registry, the pictures, the language, and the templates."""

import secrets
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from styrdok.language import SIGNS, Language, to_say
from styrdok.pages.pictures import PictureShelf
from styrdok.web import links
from styrdok.web.forms import TOKEN
from styrdok.web.workspace import State, Workspace

TEMPLATES = Path(__file__).parent / "templates"
NAME_COOKIE = "styrdok_namn"
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


@dataclass(frozen=True)
class Desk:
    """The reviewer's desk; ``reviewer`` is who judges when nobody says otherwise."""

    workspace: Workspace
    language: Language
    reviewer: str
    shelf: PictureShelf = field(default_factory=PictureShelf)
    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    @cached_property
    def templates(self) -> Environment:
        """The templates; whatever is put into them is escaped."""
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.globals.update(
            say=self.language.say,
            tell=self.language.tell,
            tell_all=self.language.tell_all,
            word=self.language.word,
            verdict=self.language.verdict,
            theme=self.language.theme,
            lang=self.language.code,
            signs=SIGNS,
            token=self.token,
            token_field=TOKEN,
            menu=MENU,
            document_url=links.document_url,
            page_url=links.page_url,
            anchor_url=links.anchor_url,
            place_url=links.place_url,
            pair_url=links.pair_url,
            with_query=links.with_query,
        )
        return environment

    def state(self) -> State:
        """The registry as it is now."""
        return self.workspace.state()

    def who(self, request: Request) -> str:
        """The name that the reviewer gave last."""
        return unquote(request.cookies.get(NAME_COOKIE, "")) or self.reviewer

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page made from a template."""
        made = self.templates.get_template(template).render(
            path=request.url.path,
            address=_address(request),
            who=self.who(request),
            **values,
        )
        return HTMLResponse(made, status)


def _address(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def desk_of(request: Request) -> Desk:
    """The desk that a request is put to."""
    desk: Desk = request.app.state.desk
    return desk
