"""Programs that come in with name and password at each request (HTTP Basic), since they hold no session."""

import re
from base64 import b64decode

from starlette.requests import Request

_PROGRAMS = re.compile(r"(/per/[^/]+)?/api/")


def for_programs(path: str) -> bool:
    """Whether programs ask for the address, which get their errors as JSON."""
    return _PROGRAMS.match(path) is not None


def credentials(request: Request) -> tuple[str, str] | None:
    """The name and the password that a request bears."""
    scheme, _, given = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        name, colon, password = b64decode(given, validate=True).decode("utf-8").partition(":")
    except ValueError:
        return None
    return (name, password) if colon else None
