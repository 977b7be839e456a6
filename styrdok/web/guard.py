"""What keeps other web pages and other machines out: checks of host and origin, and strict headers.

The server listens to this machine only, but a page elsewhere can still make the browser send requests here (cross-site
requests, DNS rebinding). So the host must be local by name, whatever changes something must come from here, and must
bear a token that only our own pages know.
"""

import hmac
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})
_SAFE = frozenset({"GET", "HEAD"})
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


class Guard:
    """Middleware that turns away what does not come from this machine's own pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer 400 or 403, or let the request through with strict headers on its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def strict(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        refusal = _refusal(Request(scope))
        await (refusal or self._app)(scope, receive, strict)


def _refusal(request: Request) -> PlainTextResponse | None:
    host = request.headers.get("host", "")
    if urlsplit(f"//{host}").hostname not in LOCAL:
        return PlainTextResponse("Sidan svarar bara på 127.0.0.1 och localhost.\n", 400)
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
