"""A filled-in workbook that comes back: what it adds is shown, and then added."""

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.language import Sentence
from styrdok.reports.roundtrip import Returned, add_lines, differences, read_form
from styrdok.web import forms
from styrdok.web.desk import Desk, front_desk
from styrdok.web.views.workbook import brought


async def show(request: Request) -> Response:
    """What a workbook adds to the judgements; nothing is added yet."""
    desk = front_desk(request)
    found = await brought(request, desk, _read, Sentence.of("Välj arbetsboken från rapporten i Excel."))
    desk.intake.returned = tuple(item.line for item in found.new)
    findings = desk.state().findings
    return desk.page(request, "returned.html", findings=findings, new=found.new, known=found.known)


def _read(desk: Desk, file: Path, who: str) -> Returned:
    state = desk.state()
    return differences(read_form(file, state.findings.titles, desk.language), state.reviews, who, desk.language)


async def add(request: Request) -> Response:
    """Add what was shown last."""
    desk = front_desk(request)
    await forms.read_form(request, desk.token)
    lines, desk.intake.returned = desk.intake.returned, ()

    def added() -> None:
        with desk.workspace.changing() as registry:
            add_lines(registry, lines)

    await run_in_threadpool(added)
    return RedirectResponse("/bedomningar", 303)
