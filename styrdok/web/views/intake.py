"""Bringing files: choosing and dropping them, following the reading, and what can be done with one file."""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse

from styrdok.engines.errand import Stage
from styrdok.engines.sample import sample_documents
from styrdok.errors import NotFound, UsageProblem
from styrdok.language import Sentence
from styrdok.models import Document
from styrdok.reading.readers import suffixes
from styrdok.registry.files import FileRecord
from styrdok.registry.store import Registry
from styrdok.vocabulary import FileStatus
from styrdok.web.desk import INTAKE, Desk, front_desk
from styrdok.web.errands import Progress
from styrdok.web.filed import file_key
from styrdok.web.forms import read_form
from styrdok.web.incoming import Limits, Received, Receiver
from styrdok.web.listing import leaf
from styrdok.web.views.inventory import kind_words

LIMITS = Limits()
_MOST = 50
_MINUTES = 90
"""From so many seconds on the time left is told in minutes."""

_LOOK, _PATIENCE = 0.4, 120
"""Seconds between two looks at how far the reading is, and how many looks one stream of events takes."""


def show(request: Request) -> Response:
    """Where files are chosen, how far the reading is, and what needs a person."""
    desk = front_desk(request)
    intake, progress = desk.intake, desk.intake.errands.progress()
    files = _files(desk) if progress.running else desk.state().files
    documents = {} if progress.running else _by_content(desk)
    named = set(progress.names)
    fresh = [documents[f.sha256] for f in files if f.path.name in named and f.sha256 and f.sha256 in documents]
    return desk.page(
        request,
        "intake.html",
        folder=intake.folder.name,
        limits=LIMITS,
        suffixes=suffixes(),
        progress=progress,
        said=_said(desk, progress, files),
        now=os.cpu_count() or 1,
        refused=intake.last.refused,
        known=intake.last.known,
        unread=intake.unread(files),
        trouble=[file for file in files if file.status is not FileStatus.OK],
        documents=any(file.status in (FileStatus.OK, FileStatus.PARTIAL) for file in files),
        fresh=[(document, kind_words(desk.language, document)) for document in fresh],
        leaf=leaf(files, request.query_params.get("sida")),
        query=dict(request.query_params),
        most=_MOST,
    )


def _files(desk: Desk) -> tuple[FileRecord, ...]:
    with Registry.open(desk.workspace.path, read_only=True) as registry:
        return registry.files()


def _by_content(desk: Desk) -> dict[str, Document]:
    return {record.document.sha256: record.document for record in desk.state().findings.snapshot.records}


def _said(desk: Desk, progress: Progress, files: tuple[FileRecord, ...]) -> str:
    """What is going on, in a line."""
    say, left = desk.language.say, progress.seconds_left
    if progress.stage is Stage.LINKING:
        return say("Jämför dokumenten …")
    if progress.running:
        doing = say("Tolkar bilder av sidor") if progress.stage is Stage.RECOGNISING else say("Läser filer")
        so_far = f"{doing}: " + say("{count} av {total}", count=progress.count, total=progress.total)
        if left is None:
            return so_far
        if left > _MINUTES:
            return f"{so_far}, " + say("ungefär {minutes} minuter kvar", minutes=round(left / 60))
        return f"{so_far}, " + say("ungefär {seconds} sekunder kvar", seconds=max(left, 1))
    count = len(set(progress.done))
    quarantined = sum(f.status is FileStatus.QUARANTINED and f.path.name in progress.done for f in files)
    said = say("1 fil är klar.") if count == 1 else say("{count} filer är klara.", count=count)
    return said + (" " + say("{count} av dem kunde inte läsas.", count=quarantined) if quarantined else "")


async def bring(request: Request) -> Response:
    """Take in files and read them."""
    desk = front_desk(request)
    received = await _received(request, desk)
    desk.intake.last = received
    if received.kept:
        _start(desk, tuple(received.kept))
    return RedirectResponse(INTAKE, 303)


async def _received(request: Request, desk: Desk, target: Path | None = None) -> Received:
    kind = request.headers.get("content-type", "")
    return await receive(request, Receiver(kind, desk.token, desk.intake.folder, target, LIMITS))


async def receive(request: Request, receiver: Receiver) -> Received:
    """What a form brings. All of it is taken in before an answer, so that the browser shows the answer."""
    problem: UsageProblem | None = None
    try:
        async for chunk in request.stream():
            if problem is None:
                try:
                    await run_in_threadpool(receiver.feed, chunk)
                except UsageProblem as found:
                    problem = found
        if problem is not None:
            raise problem
        return receiver.finish()
    finally:
        receiver.drop()


def _start(desk: Desk, paths: tuple[Path, ...], *, again: bool = False, recognise: bool | None = None) -> None:
    desk.workspace.hold()
    desk.intake.errands.start(paths, again=again, recognise=recognise)


async def events(request: Request) -> Response:
    """How far the reading is, as events of a server (``lage`` for news, ``klart`` at the end)."""
    errands = front_desk(request).intake.errands

    async def stream() -> AsyncIterator[str]:
        seen = -1
        for _ in range(_PATIENCE):
            version, running = errands.version, errands.progress().running
            if not running:
                yield "event: klart\ndata: \n\n"
                return
            if version != seen:
                seen = version
                yield f"event: lage\ndata: {version}\n\n"
            await asyncio.sleep(_LOOK)

    return StreamingResponse(stream(), media_type="text/event-stream")


async def stop(request: Request) -> Response:
    """End the reading; what is done stays."""
    desk = front_desk(request)
    await read_form(request, desk.token)
    desk.intake.errands.stop()
    return RedirectResponse(INTAKE, 303)


async def rest(request: Request) -> Response:
    """Read the files that were brought but not read."""
    desk = front_desk(request)
    await read_form(request, desk.token)
    unread = await run_in_threadpool(lambda: desk.intake.unread(_files(desk)))
    if unread:
        _start(desk, unread)
    return RedirectResponse(INTAKE, 303)


# ------------------------------------------------------------ one file


def one(request: Request) -> Response:
    """What is known of one file, and what can be done with it."""
    desk = front_desk(request)
    file = _file(request, desk)
    busy = desk.intake.errands.progress().running
    return desk.page(
        request,
        "file.html",
        file=file,
        key=file_key(file),
        own=desk.intake.holds(file.path),
        suffix=file.path.suffix.lower(),
        busy=busy,
        document=None if busy else _by_content(desk).get(file.sha256 or ""),
    )


def _file(request: Request, desk: Desk) -> FileRecord:
    key = request.path_params["file"]
    found = next((file for file in _files(desk) if file_key(file) == key), None)
    if found is None:
        raise NotFound(Sentence.of("Filen finns inte i registret."), Sentence.of("Leta bland alla filer."))
    return found


def _idle(desk: Desk) -> None:
    if desk.intake.errands.progress().running:
        raise UsageProblem(Sentence.of("Filer läses in just nu."), Sentence.of("Vänta tills läsningen är klar."))


async def read_again(request: Request) -> Response:
    """Read one file anew, or recognise its pages."""
    desk = front_desk(request)
    fields = await read_form(request, desk.token)
    file = await run_in_threadpool(_file, request, desk)
    _idle(desk)
    wanted = True if fields.get("tolka") else None
    desk.intake.last = Received()
    _start(desk, (file.path,), again=True, recognise=wanted)
    return RedirectResponse(INTAKE, 303)


async def exchange(request: Request) -> Response:
    """Put another file in the place of one."""
    desk = front_desk(request)
    file = await run_in_threadpool(_file, request, desk)
    _idle(desk)
    if not desk.intake.holds(file.path):
        raise UsageProblem(
            Sentence.of("Filen ligger inte bland dem som styrdok förvarar."), Sentence.of("Byt den där den ligger.")
        )
    received = await _received(request, desk, file.path)
    desk.intake.last = received
    if received.kept:
        _start(desk, (file.path,))
    return RedirectResponse(INTAKE, 303)


async def remove(request: Request) -> Response:
    """Forget a file and its document; the copy that was brought is deleted."""
    desk = front_desk(request)
    await read_form(request, desk.token)
    await run_in_threadpool(_removed, request, desk)
    return RedirectResponse(INTAKE, 303)


def _removed(request: Request, desk: Desk) -> None:
    file = _file(request, desk)
    _idle(desk)
    with desk.workspace.changing() as registry:
        registry.forget_file(file.path)
    if desk.intake.holds(file.path):
        file.path.unlink(missing_ok=True)
    desk.intake.last = Received()


# ------------------------------------------------------------ trying, and leaving


async def try_out(request: Request) -> Response:
    """Read an invented city's documents into a registry of their own and show that one."""
    desk = front_desk(request)
    await read_form(request, desk.token)
    await run_in_threadpool(_tried, request, desk)
    return RedirectResponse(INTAKE, 303)


def _tried(request: Request, desk: Desk) -> None:
    documents = tuple(sorted(sample_documents().glob("*.pdf")))
    registry = Path(tempfile.mkdtemp(prefix="styrdok-prov-")) / "prov.db"
    with Registry.open(registry, create=True):
        pass
    trial = Desk.set_up(registry, desk.language, desk.reviewer, home=desk.home or desk)
    request.app.state.desk = trial
    _start(trial, documents)


async def leave(request: Request) -> Response:
    """Go back from trying to one's own registry."""
    desk = front_desk(request)
    await read_form(request, desk.token)
    desk.intake.errands.stop()
    request.app.state.desk = desk.home or desk
    return RedirectResponse("/", 303)


async def close(request: Request) -> Response:
    """End the server; only where it was started without a terminal to end it from."""
    desk = front_desk(request)
    await read_form(request, desk.token)
    desk.intake.errands.stop()
    closing = getattr(request.app.state, "close", None)
    if closing is not None:
        closing()
    return desk.page(request, "closed.html")
