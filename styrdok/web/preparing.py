"""The first reading of a registry, which goes on while the page answers already."""

import logging
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from styrdok.errors import RegistryUnusable, StyrdokError
from styrdok.language import Sentence
from styrdok.registry.store import Registry
from styrdok.web.office.rights import OPEN
from styrdok.web.workspace import Workspace, kept_from_the_collector

_LOG = logging.getLogger(__name__)
_READS = Sentence.of("Registret läses och dokumenten jämförs.")
_LINKS = Sentence.of("Hänvisningar och utgåvor räknas om: läsningen avbröts sist, eller styrdok har bytt version.")
_LEFT = Sentence.of(
    "OBS Hänvisningar och utgåvor är inte uppdaterade och kunde inte räknas om. Kör styrdok ingest igen."
)
_WITHOUT_A_WORD = 2.0
"""So many seconds a page may take before it says why."""
_TURN = 0.0005
"""So many seconds somebody waits for a thread that works before the next has its turn."""

_ALSO = ("/avsluta", "/logga-ut")
"""What can be asked for meanwhile besides what needs no account."""


class Preparation:
    """Brings the links of a registry up to date where they are not, reads it, and then looks up what pages ask for."""

    def __init__(self, workspace: Workspace, patience: float = _WITHOUT_A_WORD) -> None:
        self.doing = _READS
        self._workspace, self._over, self._patience = workspace, Event(), patience

    def begin(self) -> None:
        """Begin, in a thread of its own."""
        Thread(target=self.run, name="preparing", daemon=True).start()

    def run(self) -> None:
        """Do it; what is wrong with the registry is told by the pages."""
        try:
            self._bring_up_to_date()
            self.doing = _READS
            found = self._workspace.first().findings
        except StyrdokError:
            return
        finally:
            self._over.set()
        with kept_from_the_collector(), _giving_way():
            found.made_ready()

    @property
    def over(self) -> bool:
        """Whether pages can be shown."""
        return self._over.is_set()

    def wait(self) -> bool:
        """Whether pages can be shown, now or soon."""
        return self._over.wait(self._patience)

    def _bring_up_to_date(self) -> None:
        with Registry.open(self._workspace.path, read_only=True) as registry:
            if registry.is_linked() or not registry.documents():
                return
        self.doing = _LINKS
        try:
            with self._workspace.changing() as registry:
                registry.relink()
        except RegistryUnusable:
            _LOG.warning(self._workspace.language.tell(_LEFT))


@contextmanager
def _giving_way() -> Iterator[None]:
    """What is worked out inside hardly holds up those who ask for pages meanwhile: each of their many steps would wait
    for the usual turn to end.
    """
    usual = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


class Meanwhile:
    """Middleware that answers for the pages until they can be shown."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._app, self._answer = app, answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Wait a little, then say what goes on."""
        if scope["type"] == "http" and not str(scope["path"]).startswith((*OPEN, *_ALSO)):
            preparation: Preparation | None = scope["app"].state.desk.preparation
            if preparation and not preparation.over and not await run_in_threadpool(preparation.wait):
                await (await self._answer(Request(scope, receive)))(scope, receive, send)
                return
        await self._app(scope, receive, send)
