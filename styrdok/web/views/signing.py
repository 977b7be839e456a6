"""Coming in and going out at a shared desk, one's own password, and what is said to who may not."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.accounts.store import Event
from styrdok.errors import StyrdokError
from styrdok.language import Sentence
from styrdok.vocabulary import AccountEvent
from styrdok.web import links
from styrdok.web.desk import Desk, front_desk
from styrdok.web.forms import FORM, MOST_BYTES, TOKEN, read_body, read_form
from styrdok.web.office.door import PASSWORD, SIGN_IN, Office

_UNKNOWN, _FORBIDDEN, _WRONG, _TOO_OFTEN = 401, 403, 422, 429
_KEPT, _KEPT_TO = "kvar", "kvar_till"
"""The fields that carry a form whose session had ended past the sign-in, and where it was to go."""


def _office(desk: Desk) -> Office:
    assert desk.office is not None
    return desk.office


def show(request: Request) -> Response:
    """The page to sign in on."""
    till = links.local_path(request.query_params.get("till", ""))
    return _form(request, {"till": till})


def _form(request: Request, given: Mapping[str, str], wrong: str = "", status: int = 200) -> Response:
    desk = front_desk(request)
    header = bool(_office(desk).proxy.user_header)
    return desk.page(request, "sign_in.html", status, given=given, wrong=wrong, by_proxy=header)


async def expired(request: Request) -> Response:
    """The page to sign in on for who sent a form too late; what it said goes along."""
    desk = front_desk(request)
    say = desk.language.say
    if not request.headers.get("content-type", "").startswith(FORM):
        said = say("Du hade loggats ut, så filerna togs inte emot. Logga in och välj dem igen.")
        return await run_in_threadpool(_form, request, {"till": "/las-in"}, said, _UNKNOWN)
    fields = [(name, value) for name, value in _pairs(await read_body(request)) if name != TOKEN]
    given = {_KEPT: urlencode(fields), _KEPT_TO: request.url.path}
    said = say("Du hade loggats ut. Det du skrev finns kvar: logga in, så kan du spara det.")
    return await run_in_threadpool(_form, request, given, said, _UNKNOWN)


async def refused(request: Request) -> Response:
    """What is said to an account that may not do what it asks for; a comment that it wrote is shown."""
    body = await read_body(request) if request.headers.get("content-type", "").startswith(FORM) else ""
    return await run_in_threadpool(_refused, request, dict(_pairs(body)).get("comment", ""))


def _refused(request: Request, typed: str) -> Response:
    desk = front_desk(request)
    say, role = desk.language.say, desk.visitor.role if desk.visitor else None
    message = say("Ditt konto får inte göra det här.")
    if role is not None:
        message = say("Ditt konto har rollen {role} och får inte göra det här.", role=desk.language.word(role))
    hint = say("Be en administratör om en annan roll.")
    return desk.page(request, "error.html", _FORBIDDEN, message=message, hint=hint, back="", typed=typed)


async def sign_in(request: Request) -> Response:
    """Let somebody in who knows the password of an account."""
    fields = dict(_pairs(await read_body(request, 4 * MOST_BYTES)))
    return await run_in_threadpool(_signed_in, request, fields)


def _signed_in(request: Request, fields: Mapping[str, str]) -> Response:
    desk = front_desk(request)
    office, say = _office(desk), desk.language.say
    name, address = fields.get("namn", "").strip(), office.address(request)
    wait = office.throttle.attempt(name, address)
    if wait:
        said = say("För många försök. Vänta {count} minuter och försök igen.", count=-(-wait // 60))
        answer = _form(request, fields, said, _TOO_OFTEN)
        answer.headers["Retry-After"] = str(wait)
        return answer
    account = office.accounts.admitted(name, fields.get("losenord", ""))
    if account is None:
        office.accounts.note(Event("", name, AccountEvent.REFUSED, "", address))
        return _form(request, fields, say("Namnet eller lösenordet stämmer inte."), _UNKNOWN)
    office.throttle.passed(name, address)
    held = office.accounts.begin(account.name, address)
    if fields.get(_KEPT_TO):
        return with_session(office, _kept(request, fields, held), held)
    return with_session(office, RedirectResponse(links.local_path(fields.get("till", "")), 303), held)


def _kept(request: Request, fields: Mapping[str, str], held: str) -> Response:
    """What was typed before the session ended, to be saved now."""
    office = _office(front_desk(request))
    office.welcome(request, held)
    desk = front_desk(request)
    kept = _pairs(fields.get(_KEPT, ""))
    return desk.page(
        request,
        "kept.html",
        action=links.local_path(fields[_KEPT_TO]),
        fields=[(name, value) for name, value in kept if name not in (TOKEN, "comment")],
        comment=dict(kept).get("comment"),
    )


def with_session(office: Office, answer: Response, held: str) -> Response:
    """The answer, which gives the browser what it is known by from now on."""
    answer.set_cookie(office.cookie, held, path="/", httponly=True, samesite="lax", secure=office.encrypted)
    return answer


async def sign_out(request: Request) -> Response:
    """End the session."""
    desk = front_desk(request)
    await read_form(request, desk.token)
    office = _office(desk)
    await run_in_threadpool(office.accounts.end, request.cookies.get(office.cookie, ""))
    answer = RedirectResponse(SIGN_IN, 303)
    answer.delete_cookie(office.cookie, path="/", httponly=True, samesite="lax", secure=office.encrypted)
    return answer


def password(request: Request) -> Response:
    """The page to choose another password on."""
    return front_desk(request).page(request, "password.html", wrong="", done="klart" in request.query_params)


async def change(request: Request) -> Response:
    """Take another password."""
    desk = front_desk(request)
    fields = await read_form(request, desk.token)
    return await run_in_threadpool(_changed, request, fields)


def _changed(request: Request, fields: Mapping[str, str]) -> Response:
    desk = front_desk(request)
    office, tell = _office(desk), desk.language.tell
    assert desk.visitor is not None
    name = desk.visitor.name
    new = fields.get("nytt", "")
    problem = ""
    if office.throttle.attempt(name, "") or office.accounts.admitted(name, fields.get("nuvarande", "")) is None:
        problem = tell(Sentence.of("Det nuvarande lösenordet stämmer inte."))
    elif new != fields.get("igen", ""):
        office.throttle.passed(name, "")
        problem = tell(Sentence.of("De två nya lösenorden är inte lika."))
    else:
        office.throttle.passed(name, "")
        try:
            office.accounts.set_password(name, new, name)
        except StyrdokError as found:
            problem = f"{tell(found.sentence)} {tell(found.advice)}"
    if problem:
        return desk.page(request, "password.html", _WRONG, wrong=problem, done=False)
    held = office.accounts.begin(name, office.address(request))
    return with_session(office, RedirectResponse(f"{PASSWORD}?klart=ja", 303), held)


def _pairs(body: str) -> list[tuple[str, str]]:
    return parse_qsl(body, keep_blank_values=True)
