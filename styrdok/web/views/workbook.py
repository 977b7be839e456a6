"""A filled-in workbook that a form brings."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from styrdok.errors import UsageProblem
from styrdok.language import Sentence
from styrdok.web.desk import Desk
from styrdok.web.incoming import Limits, Receiver
from styrdok.web.views.intake import receive

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LIMITS = Limits(file_bytes=20 << 20, total_bytes=20 << 20, files=1, endings=(".xlsx",))
Made = TypeVar("Made")


async def brought(request: Request, desk: Desk, read: Callable[[Desk, Path, str], Made], advice: Sentence) -> Made:
    """What ``read`` makes of the workbook and of who sends it.

    Raises :class:`~styrdok.errors.UsageProblem` with the advice where none came, and what ``read`` raises.
    """
    with tempfile.TemporaryDirectory() as folder:
        kind = request.headers.get("content-type", "")
        received = await receive(request, Receiver(kind, desk.token, Path(folder), limits=_LIMITS))
        if not received.kept:
            why = received.refused[0].why if received.refused else Sentence.of("Välj ett ifyllt ark.")
            raise UsageProblem(why, advice)
        return await run_in_threadpool(read, desk, received.kept[0], desk.who(request))
