"""Naming the view of a list, and taking such a name away."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.web.desk import front_desk
from styrdok.web.forms import read_form


async def save(request: Request) -> Response:
    """Name a view of a list, or take the name away, and go back to the list."""
    desk = front_desk(request)
    fields = await read_form(request, desk.token)
    place, name = fields.get("lista", ""), fields.get("namn", "")
    if fields.get("bort"):
        await run_in_threadpool(desk.saved.forget, place, name)
        return RedirectResponse(place if place.startswith("/") and place[1:].isalpha() else "/", 303)
    view = await run_in_threadpool(desk.saved.save, place, name, fields.get("fraga", ""))
    return RedirectResponse(f"{view.list}?{view.query}" if view.query else view.list, 303)
