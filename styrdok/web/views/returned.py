"""A filled-in workbook that comes back: what it adds is shown, and then added."""

import tempfile
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.errors import UsageProblem
from styrdok.language import Sentence
from styrdok.registry.store import Registry
from styrdok.reports.roundtrip import Returned, add_lines, differences, read_form
from styrdok.web import forms
from styrdok.web.desk import Desk, front_desk
from styrdok.web.incoming import Limits, Receiver
from styrdok.web.views.intake import receive

_LIMITS = Limits(file_bytes=20 << 20, total_bytes=20 << 20, files=1, endings=(".xlsx",))


async def show(request: Request) -> Response:
    """What a workbook adds to the judgements; nothing is added yet."""
    desk = front_desk(request)
    with tempfile.TemporaryDirectory() as folder:
        kind = request.headers.get("content-type", "")
        received = await receive(request, Receiver(kind, desk.token, Path(folder), limits=_LIMITS))
        if not received.kept:
            raise UsageProblem(
                received.refused[0].why if received.refused else Sentence.of("Välj ett ifyllt ark."),
                Sentence.of("Välj arbetsboken från rapporten i Excel."),
            )
        found = await run_in_threadpool(_read, desk, received.kept[0], desk.who(request))
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
        with Registry.open(desk.workspace.path) as registry:
            add_lines(registry, lines)
        desk.workspace.forget()

    await run_in_threadpool(added)
    return RedirectResponse("/bedomningar", 303)
