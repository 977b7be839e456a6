"""The administrator's page of accounts."""

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.accounts.passwords import suggested
from styrdok.accounts.store import Accounts
from styrdok.errors import StyrdokError, UsageProblem
from styrdok.language import Sentence
from styrdok.vocabulary import Role
from styrdok.web.desk import Desk, front_desk
from styrdok.web.forms import read_form

PLACE = "/konton"
_WRONG = 422


def show(request: Request) -> Response:
    """All accounts."""
    return _page(request)


def _page(
    request: Request, status: int = 200, wrong: str = "", given: Mapping[str, str] | None = None, told: str = ""
) -> Response:
    desk = front_desk(request)
    return desk.page(
        request,
        "accounts.html",
        status,
        accounts=_accounts(desk).everyone(),
        roles=tuple(Role),
        wrong=wrong,
        given=given or {},
        told=told,
        by_proxy=bool(desk.office and desk.office.proxy.user_header),
        done=request.query_params.get("klart", ""),
    )


def _accounts(desk: Desk) -> Accounts:
    assert desk.office is not None
    return desk.office.accounts


async def add(request: Request) -> Response:
    """Add an account; the password of its first time is shown once."""
    fields = await read_form(request, front_desk(request).token)
    return await run_in_threadpool(_done, request, fields, "add")


async def change(request: Request) -> Response:
    """Give an account another role or password, or take it away."""
    fields = await read_form(request, front_desk(request).token)
    return await run_in_threadpool(_done, request, fields, fields.get("gor", ""))


def _done(request: Request, fields: Mapping[str, str], what: str) -> Response:
    desk = front_desk(request)
    try:
        secret = _change(desk, desk.who(request), fields, what)
    except StyrdokError as problem:
        tell = desk.language.tell
        return _page(request, _WRONG, f"{tell(problem.sentence)} {tell(problem.advice)}", fields)
    if secret:
        return _page(request, told=secret, given={"of": fields.get("namn", "")})
    return RedirectResponse(f"{PLACE}?klart=ja", 303)


def _change(desk: Desk, who: str, fields: Mapping[str, str], what: str) -> str:
    """Do what is asked; the password that was made, where one was. Raises :class:`~styrdok.errors.StyrdokError`."""
    accounts, name = _accounts(desk), fields.get("namn", "")
    by_proxy = bool(desk.office and desk.office.proxy.user_header)
    secret = "" if by_proxy else suggested()
    if what == "add":
        accounts.add(name, _role(fields), secret or None, who, provisional=not by_proxy)
        return secret
    if what == "losenord" and not by_proxy:
        accounts.set_password(name, secret, who, provisional=True)
        return secret
    if what == "roll":
        accounts.set_role(name, _role(fields), who)
    elif what == "ta-bort":
        accounts.remove(name, who)
    return ""


def _role(fields: Mapping[str, str]) -> Role:
    found = {role.value: role for role in Role}.get(fields.get("roll", ""))
    if found is None:
        raise UsageProblem(Sentence.of("Det står inte vilken roll kontot ska ha."), Sentence.of("Välj en roll."))
    return found
