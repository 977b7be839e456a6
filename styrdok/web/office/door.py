"""The door of a shared desk: finds out whose request it is, and turns away what that account may not do."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from ipaddress import ip_address, ip_network

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from styrdok.accounts.store import Account, Accounts, Event
from styrdok.vocabulary import AccountEvent, Role
from styrdok.web.links import with_query
from styrdok.web.office.basic import credentials, for_programs
from styrdok.web.office.presence import Presence
from styrdok.web.office.rights import OPEN, needed
from styrdok.web.office.throttle import Throttle

SIGN_IN, PASSWORD = "/logga-in", "/losenord"
_VISITOR = "styrdok.visitor"
_STATUS_AFTER_LOOK = 303
_UNKNOWN = {
    "error": "This needs the name and the password of an account.",
    "hint": "A password that somebody else chose is to be changed first, on the page.",
}
_TAKEN_AWAY = re.compile(r"(/per/[^/]+)?/([a-z]+\.[a-z]+|api/[a-z]+|par/[^/]+/[^/]+/underlag\.html)")
"""Addresses of files that leave the desk, which the log tells."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whose request it is. ``token`` is what the forms of the session bear."""

    name: str
    role: Role
    token: str
    provisional: bool = False

    @property
    def may_change(self) -> bool:
        """Whether judging, correcting and commenting is allowed."""
        return self.role.covers(Role.REVIEWER)

    @property
    def may_rule(self) -> bool:
        """Whether accounts, the log and removing are allowed."""
        return self.role.covers(Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Proxy:
    """A reverse proxy that is trusted: from where it calls, and the header in which it names who is signed in."""

    networks: tuple[str, ...] = ()
    user_header: str = ""

    def trusts(self, peer: str) -> bool:
        """Whether a peer is the proxy."""
        try:
            found = ip_address(peer)
        except ValueError:
            return False
        return any(found in ip_network(network, strict=False) for network in self.networks)


@dataclass
class Office:
    """A desk that an office shares. ``encrypted``: browsers reach it through TLS, here or in the proxy."""

    accounts: Accounts
    encrypted: bool = True
    names: frozenset[str] = frozenset()
    proxy: Proxy = field(default_factory=Proxy)
    throttle: Throttle = field(default_factory=Throttle)
    presence: Presence = field(default_factory=Presence)
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    @property
    def cookie(self) -> str:
        """The name of the cookie; with TLS one that no other host or unencrypted page can set."""
        return "__Host-styrdok" if self.encrypted else "styrdok"

    def address(self, request: Request) -> str:
        """Where a request comes from: through a trusted proxy, what that says."""
        peer = request.client.host if request.client else ""
        if self.proxy.trusts(peer):
            # A proxy may add a line of its own below the one that the browser sent.
            lines = ",".join(request.headers.getlist("x-forwarded-for"))
            passed = [part.strip() for part in lines.split(",") if part.strip()]
            outside = [part for part in passed if not self.proxy.trusts(part)]
            return (outside or passed or [peer])[-1]
        return peer

    def visitor(self, request: Request) -> Visitor | None:
        """Whose request it is, by session or by what the proxy says."""
        peer = request.client.host if request.client else ""
        if self.proxy.user_header and self.proxy.trusts(peer):
            said = request.headers.getlist(self.proxy.user_header)
            # Of two names one comes from the browser, and nothing tells which.
            account = self.accounts.find(said[0]) if len(said) == 1 else None
            return self._visitor(account, account.name) if account else None
        held = request.cookies.get(self.cookie, "")
        account = self.accounts.session(held) if held else None
        return self._visitor(account, held) if account else None

    def program(self, request: Request) -> Visitor | None:
        """Whose request it is by the name and password that it bears, which no page is reached with."""
        given = credentials(request)
        if given is None:
            return None
        (name, password), address = given, self.address(request)
        if self.throttle.attempt(name, address):
            return None
        account = self.accounts.admitted(name, password)
        if account is None:
            self.accounts.note(Event("", name, AccountEvent.REFUSED, "", address))
            return None
        self.throttle.passed(name, address)
        return self._visitor(account, account.name)

    def welcome(self, request: Request, held: str) -> None:
        """Have a request be that of who has just come in with ``held``."""
        account = self.accounts.session(held)
        request.scope[_VISITOR] = self._visitor(account, held) if account else None

    def _visitor(self, account: Account, of: str) -> Visitor:
        token = hmac.new(self._secret, of.encode(), hashlib.sha256).hexdigest()
        return Visitor(account.name, account.role, token, account.provisional and not self.proxy.user_header)


def visitor_of(request: Request) -> Visitor | None:
    """Whose request it is; ``None`` at a desk that is not shared."""
    found: Visitor | None = request.scope.get(_VISITOR)
    return found


Answer = Callable[[Request], Awaitable[Response]]


class Door:
    """Middleware of a shared desk.

    ``expired`` answers a form whose session has ended, so that what was typed is not lost; ``refused`` answers what an
    account may not do.
    """

    def __init__(self, app: ASGIApp, office: Office, expired: Answer, refused: Answer) -> None:
        self._app, self._office, self._expired, self._refused = app, office, expired, refused

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for the door, or let the request through with whose it is."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        visitor = self._office.visitor(request)
        if visitor is None and for_programs(request.url.path):
            visitor = await run_in_threadpool(self._office.program, request)
        scope[_VISITOR] = visitor
        answer = await self._answer(request, visitor)
        await (answer or self._app)(scope, receive, send)

    async def _answer(self, request: Request, visitor: Visitor | None) -> Response | None:
        # What the routes go by; ``request.url`` is put together with the host that the browser names, and read anew.
        method, path = request.method, str(request.scope["path"])
        if path.startswith(OPEN):
            return None
        if for_programs(path) and (visitor is None or visitor.provisional):
            return JSONResponse(_UNKNOWN, 401, {"WWW-Authenticate": 'Basic realm="styrdok", charset="UTF-8"'})
        if visitor is None:
            return _to_sign_in(request) if method in ("GET", "HEAD") else await self._expired(request)
        if visitor.provisional and path not in (PASSWORD, "/logga-ut"):
            return RedirectResponse(PASSWORD, _STATUS_AFTER_LOOK)
        if _TAKEN_AWAY.fullmatch(path.rstrip("\n")):
            self._office.accounts.note(
                Event("", visitor.name, AccountEvent.DOWNLOADED, path, self._office.address(request))
            )
        least = needed(method, path)
        if least is None or not visitor.role.covers(least):
            return await self._refused(request)
        return None


def _to_sign_in(request: Request) -> Response:
    """To the page to sign in on, and from there back; a part of a page that is asked for makes the whole page go."""
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": SIGN_IN})
    return RedirectResponse(with_query(SIGN_IN, {"till": wanted if wanted != "/" else ""}), _STATUS_AFTER_LOOK)
