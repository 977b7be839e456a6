"""What every page needs at hand: the registry, the pictures, the language, and the templates."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from styrdok.errors import NotFound, StyrdokError
from styrdok.judgements.told import field_words, value_words
from styrdok.language import Language, to_say
from styrdok.overlaps.signals import meaning_of
from styrdok.pages.pictures import PictureShelf
from styrdok.reports.wording import unbulleted
from styrdok.sentence import Sentence
from styrdok.vocabulary import Verdict
from styrdok.web import links
from styrdok.web.filed import LOOKS, file_key, what_to_do, why_not
from styrdok.web.forms import TOKEN
from styrdok.web.grounds import look_of
from styrdok.web.intake import Intake
from styrdok.web.office.door import Office, Visitor, visitor_of
from styrdok.web.preparing import Preparation
from styrdok.web.saved import SavedViews, same_view
from styrdok.web.wording import lead, plainly
from styrdok.web.workspace import State, Workspace

TEMPLATES = Path(__file__).parent / "templates"
_NAME_COOKIE = "styrdok_namn"
_YEAR = 365 * 24 * 3600
NO_DATE = Sentence.of("Det datumet finns inte.")
HOW_A_DATE_IS_WRITTEN = Sentence.of("Skriv datumet som 2024-12-31.")
INTAKE = "/las-in"
"""The page where files are brought."""

MENU = (
    ("/", to_say("Start")),
    ("/dokument", to_say("Dokument")),
    ("/overlapp", to_say("Överlapp")),
    ("/behov", to_say("Behov")),
    ("/forslag", to_say("Förslag")),
    ("/karta/hela", to_say("Karta")),
)
"""The places of the menu that are always in sight; more of them than six have no room beside the search field."""
MORE = (
    ("/min-ko", to_say("Min kö")),
    ("/arbete", to_say("Arbetet")),
    ("/styrkedjan", to_say("Styrkedjan")),
    ("/kalender", to_say("Kalender")),
    ("/ansvar", to_say("Ansvar")),
    ("/begrepp", to_say("Begrepp")),
    ("/mal", to_say("Mål")),
    ("/lagar", to_say("Lagar att byta")),
    ("/remiss", to_say("Remisser")),
    ("/teman", to_say("Teman")),
    ("/karta", to_say("Runt ett dokument")),
    ("/karta/fragor", to_say("Frågor till kartan")),
    ("/bedomningar", to_say("Bedömningar")),
    ("/rapport", to_say("Rapport")),
    (INTAKE, to_say("Läs in filer")),
)
"""The places that the menu opens to."""
_WITHIN = {f"{INTAKE}/": INTAKE, "/d/": "/dokument", "/par/": "/overlapp", "/remiss/": "/remiss"}
"""The place of the menu that pages belong to which are not in it."""

_ADDRESSES = (
    links.document_url,
    links.page_url,
    links.anchor_url,
    links.place_url,
    links.pair_url,
    links.round_url,
    links.with_query,
)


@dataclass(frozen=True)
class Desk:
    """The reviewer's desk.

    ``reviewer`` is who judges when nobody says otherwise. ``day`` is the date that the registry is seen as on, ``None``
    for today; ``root`` is what every address of a page begins with then, so that the date is part of the address.
    ``home`` is the desk to go back to from one that is only for trying. ``office`` is who shares it, ``visitor`` whose
    request it is at a shared desk. ``preparation`` is the first reading of the registry, where that goes on meanwhile.
    """

    workspace: Workspace
    language: Language
    reviewer: str
    templates: Environment
    token: str
    intake: Intake
    saved: SavedViews
    home: "Desk | None" = None
    shelf: PictureShelf = field(default_factory=PictureShelf)
    root: str = ""
    day: date | None = None
    office: Office | None = None
    visitor: Visitor | None = None
    preparation: Preparation | None = None

    @classmethod
    def set_up(cls, registry: Path, language: Language, reviewer: str, home: "Desk | None" = None) -> "Desk":
        """A desk for a registry, with a token that only its own forms bear."""
        workspace = Workspace(registry, language)
        intake = Intake.of(workspace, language)
        return cls(
            workspace,
            language,
            reviewer,
            _templates(language.code),
            secrets.token_urlsafe(24),
            intake,
            SavedViews.beside(registry),
            home,
        )

    def url(self, address: str) -> str:
        """The address of a page, seen as on the day of this desk."""
        return self.root + address

    def state(self) -> State:
        """The registry as it is now."""
        return self.workspace.state(self.day)

    def who(self, request: Request) -> str:
        """The name of the account, or else the one that the reviewer gave last."""
        if self.visitor is not None:
            return self.visitor.name
        return unquote(request.cookies.get(_NAME_COOKIE, "")) or self.reviewer

    def signed(self, request: Request, fields: Mapping[str, str]) -> str:
        """Who does what a form asks for: at a shared desk the account, whatever the form says."""
        if self.visitor is not None:
            return self.visitor.name
        return fields.get("who") or self.who(request)

    @property
    def may_change(self) -> bool:
        """Whether who asks may judge, correct and comment."""
        return self.visitor is None or self.visitor.may_change

    def whose(self) -> str:
        """Whose documents these are: the organisation of most of them, or else the name of the registry file."""
        if self.preparation is not None and not self.preparation.over:
            return self.workspace.path.stem
        try:
            return self.state().findings.city or self.workspace.path.stem
        except StyrdokError:
            return self.workspace.path.stem

    def page(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page made from a template."""
        made = self.templates.get_template(template).render(
            root=self.root,
            whose=self.whose(),
            day=self.day,
            path=request.url.path,
            address=_address(request),
            who=self.who(request),
            asked_now=request.url.query,
            named_views=self.saved.of(request.url.path.removeprefix(self.root)),
            trying=self.home is not None,
            reading=self.intake.errands.progress().running,
            closable=hasattr(request.app.state, "close"),
            token=self.token,
            visitor=self.visitor,
            shared=self.office is not None,
            may_change=self.may_change,
            **values,
        )
        return HTMLResponse(made, status)


@cache
def _templates(code: str) -> Environment:
    """The templates in a language, all of them compiled; whatever is put into them is escaped."""
    language = Language(code)
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        say=language.say,
        tell=partial(plainly, language),
        lead=partial(lead, language),
        word=language.word,
        field_words=partial(field_words, language),
        value_words=partial(value_words, language),
        look_of=look_of,
        meaning_of=meaning_of,
        unbulleted=unbulleted,
        theme=language.theme,
        why_not=partial(why_not, language),
        what_to_do=partial(what_to_do, language),
        file_key=file_key,
        same_view=same_view,
        file_looks=LOOKS,
        number=language.number,
        lang=language.code,
        unjudged=Verdict.OPEN,
        token_field=TOKEN,
        menu=MENU,
        more=MORE,
        here=_here,
        today=date.today,
    )
    environment.globals.update({address.__name__: _rooted(address) for address in _ADDRESSES})
    for name in environment.list_templates():
        environment.get_template(name)
    return environment


def _rooted(address: Callable[..., str]) -> Callable[..., str]:
    """The same address for templates, beginning with the root that the page is shown under."""

    @pass_context
    def rooted(context: Context, *parts: Any) -> str:
        return str(context["root"]) + address(*parts)

    return rooted


@pass_context
def _here(context: Context, place: str) -> Markup:
    """The attribute that marks a place of the menu as the one that the page is, or belongs to."""
    return _marked(place, context["path"].removeprefix(context["root"]))


@lru_cache(maxsize=1 << 12)
def _marked(place: str, path: str) -> Markup:
    within = next((home for start, home in _WITHIN.items() if path.startswith(start)), None)
    said = "page" if path == place else "true" if within == place else ""
    return Markup(f' aria-current="{said}"') if said else Markup("")


def _address(request: Request) -> str:
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")


def front_desk(request: Request) -> Desk:
    """The desk as of today, whatever a request asks for."""
    desk: Desk = request.app.state.desk
    visitor = visitor_of(request)
    return desk if visitor is None else replace(desk, visitor=visitor, token=visitor.token)


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


def with_name(desk: Desk, answer: Response, who: str) -> Response:
    """The answer, which has the browser remember who signs; a shared desk knows that anyway."""
    if desk.visitor is None:
        answer.set_cookie(_NAME_COOKIE, quote(who), max_age=_YEAR, httponly=True, samesite="strict")
    return answer
