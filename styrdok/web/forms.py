"""What a form says."""

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.requests import Request

from styrdok.errors import UsageProblem
from styrdok.language import Sentence
from styrdok.web.guard import same_token

_MOST_BYTES = 64 * 1024
TOKEN = "token"


async def read_form(request: Request, token: str) -> Mapping[str, str]:
    """The fields of a posted form, the last of each name, stripped; raises as :func:`read_fields` does."""
    return {name: values[-1] for name, values in (await read_fields(request, token)).items()}


async def read_fields(request: Request, token: str) -> Mapping[str, list[str]]:
    """The fields of a posted form, all of each name, stripped.

    Raises :class:`~styrdok.errors.UsageProblem` when it is too large or does not come from a page of this run.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise UsageProblem(Sentence.of("Formuläret är för stort."), Sentence.of("Korta kommentaren."))
    parsed = parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True)
    fields = {name: [value.strip() for value in values] for name, values in parsed.items()}
    check_token({name: values[-1] for name, values in fields.items()}, token)
    return fields


def check_token(fields: Mapping[str, str], token: str) -> None:
    """Raises :class:`~styrdok.errors.UsageProblem` when a form does not come from a page of this run."""
    if not same_token(fields.get(TOKEN, ""), token):
        raise UsageProblem(
            Sentence.of("Formuläret kommer från en tidigare körning och inget sparades."),
            Sentence.of("Gå tillbaka, ladda om sidan och försök igen."),
        )
