"""The run's side of a worker: start it, give it files, end it."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self, cast

from styrdok.engines import budget, frames
from styrdok.errors import StyrdokError
from styrdok.registry.intake import ProgramFault, ReadResult
from styrdok.settings import Settings

_PATIENCE = 10.0
_START = 60.0
_WATCHES_ITSELF = hasattr(os, "fork")
_PROGRAM = (sys.executable, "-P", "-m", "styrdok.engines.worker")
"""Nothing is imported from the current folder, which may be anybody's."""


class Lane:
    """One worker at a time, started when there is work and again when it has ended. For one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._worker: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._proven = False
        self._swap = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, path: Path) -> ReadResult | str:
        """What reading the file gave, or why it could not even be opened.

        Raises :class:`LaneClosed` after :meth:`close`, and :class:`~styrdok.errors.StyrdokError` when the program
        itself is at fault.
        """
        worker = self._started()
        try:
            with self._clock(worker):
                frames.send(cast(BinaryIO, worker.stdin), (path, self._settings))
                answer = frames.receive(cast(BinaryIO, worker.stdout))
        except (OSError, ValueError, frames.BadFrame) as error:
            self._end()
            if self._closed:
                raise LaneClosed from error
            if _WATCHES_ITSELF and not self._proven:
                raise StyrdokError("The program that reads files does not start.", "Install styrdok anew.") from error
            return f"The process that read it ended ({error})."
        self._proven = True
        if isinstance(answer, ProgramFault):
            raise StyrdokError(answer.message, answer.hint)
        if not isinstance(answer, ReadResult | str):
            self._end()
            return "The process that read it gave no result."
        return answer

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._closed:
            raise LaneClosed
        if self._worker is None or self._worker.poll() is not None:
            self._end()
            self._worker = subprocess.Popen(
                _PROGRAM,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        return self._worker

    @contextmanager
    def _clock(self, worker: "subprocess.Popen[bytes]") -> Iterator[None]:
        """End the worker when even the longest file should be done, where it cannot watch its own time."""
        limits = self._settings.limits
        if _WATCHES_ITSELF or not limits.seconds:
            yield
            return
        timer = threading.Timer(_START + _PATIENCE * budget.seconds(limits, limits.pages), _kill, [worker])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _end(self) -> None:
        with self._swap:
            worker, self._worker = self._worker, None
        if worker is None:
            return
        _kill(worker)
        worker.wait()
        for stream in (worker.stdin, worker.stdout):
            with suppress(OSError):
                cast(BinaryIO, stream).close()

    def close(self) -> None:
        """End the worker, also when another thread waits for it."""
        self._closed = True
        self._end()


def _kill(worker: "subprocess.Popen[bytes]") -> None:
    """End the worker and the process that it has forked: they are a group of their own."""
    if sys.platform == "win32":
        worker.kill()
    elif worker.poll() is None:
        with suppress(ProcessLookupError):
            os.killpg(worker.pid, signal.SIGKILL)


class LaneClosed(Exception):
    """The run has been stopped."""
