"""What keeps other web pages and other machines out: checks of host and origin, and strict headers.

The server listens to this machine only, or at a shared desk to an office, but a page elsewhere can still make the
browser send requests here (cross-site requests, DNS rebinding). So the host must be one of the names that the desk has,
whatever changes something must come from here, and must bear a token that only our own pages know. Other accounts on
the same machine reach the port too: where an :class:`Entry` is given, only who was told the start address gets in, and
only the first who opens it.
"""

import hmac
import re
import secrets
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
_SAFE = frozenset({"GET", "HEAD"})
_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]{1,5})?")
"""A name or an address with a port; addresses that are put together with more than that say something else."""

_POLICY = (
    "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_ENCRYPTED = {"Strict-Transport-Security": "max-age=31536000"}


KEY = "nyckel"
"""The name of the start address's secret in the query."""

_COOKIE = "styrdok_nyckel"
_MONTH = 30 * 24 * 3600


@dataclass(slots=True)
class Entry:
    """Who may come in: the start address's secret works once and is exchanged for a cookie of that browser."""

    start: str | None = field(default_factory=lambda: secrets.token_urlsafe(24))
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(24))

    def answer(self, request: Request) -> Response | None:
        """A refusal, the way in, or nothing for who is in already."""
        if hmac.compare_digest(request.cookies.get(_COOKIE, "").encode(), self.cookie.encode()):
            return None
        given = request.query_params.get(KEY, "")
        if self.start is None or not hmac.compare_digest(given.encode(), self.start.encode()):
            return PlainTextResponse("Öppna adressen som styrdok skrev när det startade; den gäller en gång.\n", 403)
        self.start = None
        rest = urlencode([(name, value) for name, value in request.query_params.multi_items() if name != KEY])
        way_in = RedirectResponse(request.url.path + (f"?{rest}" if rest else ""), 303)
        way_in.set_cookie(_COOKIE, self.cookie, max_age=_MONTH, httponly=True, samesite="strict")
        return way_in


class Guard:
    """Middleware that turns away what does not come from our own pages.

    ``names`` are the hosts by which a shared desk is reached; ``encrypted`` tells browsers never to come without TLS.
    """

    def __init__(
        self, app: ASGIApp, entry: Entry | None = None, names: frozenset[str] = LOCAL, encrypted: bool = False
    ) -> None:
        self._app = app
        self._entry = entry
        self._names = names
        self._headers = {**_HEADERS, **_ENCRYPTED} if encrypted else _HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 400 or 403, or let the request through with strict headers on its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def strict(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        request = Request(scope)
        refusal = _refusal(request, self._names) or (self._entry.answer(request) if self._entry else None)
        await (refusal or self._app)(scope, receive, strict)


def _refusal(request: Request, names: frozenset[str]) -> PlainTextResponse | None:
    host = request.headers.get("host", "")
    if not _HOST.fullmatch(host) or urlsplit(f"//{host}").hostname not in names:
        return PlainTextResponse(f"Sidan svarar bara på {', '.join(sorted(names))}.\n", 400)
    if request.method in _SAFE:
        return None
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != host:
        return PlainTextResponse("Begäran kom från en annan webbplats och utfördes inte.\n", 403)
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return PlainTextResponse("Begäran kom från en annan webbplats och utfördes inte.\n", 403)
    return None


def same_token(given: str, expected: str) -> bool:
    """Whether a form bears the token of this run."""
    return hmac.compare_digest(given.encode(), expected.encode())
