"""What a form says."""

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.requests import Request

from styrdok.errors import UsageProblem
from styrdok.language import Sentence
from styrdok.web.guard import same_token

MOST_BYTES = 64 * 1024
"""So large a form may be."""

TOKEN = "token"
FORM = "application/x-www-form-urlencoded"
"""The type of a form without files."""

_TYPED = "styrdok.typed"


def typed_in(request: Request) -> str:
    """The comment of the form that was read of a request, empty for none: what goes wrong shows it again."""
    return str(request.scope.get(_TYPED, ""))


async def read_form(request: Request, token: str) -> Mapping[str, str]:
    """The fields of a posted form, the last of each name, stripped; raises as :func:`read_fields` does."""
    return {name: values[-1] for name, values in (await read_fields(request, token)).items()}


async def read_fields(request: Request, token: str) -> Mapping[str, list[str]]:
    """The fields of a posted form, all of each name, stripped.

    Raises :class:`~styrdok.errors.UsageProblem` when it is too large or does not come from a page of this run.
    """
    parsed = parse_qs(await read_body(request), keep_blank_values=True)
    fields = {name: [value.strip() for value in values] for name, values in parsed.items()}
    request.scope[_TYPED] = fields.get("comment", [""])[-1]
    check_token({name: values[-1] for name, values in fields.items()}, token)
    return fields


async def read_body(request: Request, most: int = MOST_BYTES) -> str:
    """The body of a posted form as it came. Raises :class:`~styrdok.errors.UsageProblem` when it is too large."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise UsageProblem(Sentence.of("Formuläret är för stort."), Sentence.of("Korta kommentaren."))
    return body.decode("utf-8", "replace")


def check_token(fields: Mapping[str, str], token: str) -> None:
    """Raises :class:`~styrdok.errors.UsageProblem` when a form does not come from a page of this run."""
    if not same_token(fields.get(TOKEN, ""), token):
        raise UsageProblem(
            Sentence.of("Formuläret kommer från en tidigare körning och inget sparades."),
            Sentence.of("Gå tillbaka, ladda om sidan och försök igen."),
        )
