"""The run's side of a worker: start it, give it files, end it."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from styrdok import system
from styrdok.engines import budget, frames
from styrdok.errors import INSTALL, StyrdokError
from styrdok.registry.intake import ReadResult
from styrdok.sentence import Sentence
from styrdok.settings import Settings

_PATIENCE = 10.0
_START = 120.0
_LAST_WORDS = 300
_TRIES = 2
_PROGRAM = (sys.executable, "-P", "-m", "styrdok.engines.worker")
"""Nothing is imported from the current folder, which may be anybody's."""


@dataclass(frozen=True, slots=True)
class Known:
    """A file whose content has been read before, or is being read in this run under another name."""

    sha256: str


Outcome = ReadResult | Known | str
"""What a file's turn gave; a string says why it could not be read, now: the next run tries again."""


class Lane:
    """One worker at a time, started when there is work and again when it has ended. For one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._worker: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._swap = threading.Lock()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Have a worker that waits for files.

        Raises :class:`LaneClosed` after :meth:`close`, and :class:`~styrdok.errors.StyrdokError` with the last words
        of a worker that does not start.
        """
        self._started()

    def read(self, path: Path, claim: Callable[[str], bool] = lambda sha256: True) -> Outcome:
        """What reading the file gave, or why it could not be read for no fault of its content.

        ``claim`` is asked with the SHA-256 of the content whether it is wanted. Raises what :meth:`start` raises, and
        a :class:`~styrdok.errors.StyrdokError` when the program itself is at fault.
        """
        talk = _Talk(frames.Job(os.fsencode(path), self._settings), cache(claim))
        for _ in range(_TRIES):
            worker = self._started()
            try:
                with _clock(worker, self._longest()):
                    outcome = talk.outcome(worker)
            except (OSError, ValueError, frames.BadFrame) as error:
                self._end()
                if self._closed:
                    raise LaneClosed from error
                outcome = str(
                    Sentence.of("Processen som läste filen gav inget resultat ({why}). Kör igen.", why=str(error))
                )
                continue
            if not (system.FORKS or isinstance(outcome, Known)):
                self._end()  # such a worker reads one file
            return outcome
        return outcome

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._worker is not None and self._worker.poll() is None:
            return self._worker
        self._end()
        with tempfile.TemporaryFile() as words:
            with self._swap:
                if self._closed:
                    raise LaneClosed
                worker = self._worker = system.started(_PROGRAM, subprocess.PIPE, subprocess.PIPE, words)
            self._wait(worker, words)
        return worker

    def _wait(self, worker: "subprocess.Popen[bytes]", words: IO[bytes]) -> None:
        """Until the worker has said that it is ready; only until then its errors go to ``words``."""
        try:
            with _clock(worker, _START):
                if isinstance(frames.receive_answer(_stream(worker.stdout)), frames.Ready):
                    return
            reason = "it said something else than that it is ready"
        except (OSError, ValueError, frames.BadFrame) as error:
            reason = str(error)
        self._end()
        if self._closed:
            raise LaneClosed
        words.seek(0)
        last = words.read().decode(errors="replace").strip().splitlines()[-1:] or [reason]
        raise StyrdokError(
            Sentence.of("Programmet som läser filer startar inte: {last}", last=last[0][:_LAST_WORDS]),
            Sentence.of("Installera styrdok på nytt: {install}.", install=INSTALL),
        )

    def _longest(self) -> float:
        """The seconds after which even the longest file should be done, where a worker cannot watch its own time."""
        limits = self._settings.limits
        if system.FORKS or not limits.seconds:
            return 0.0
        return _START + _PATIENCE * budget.seconds(limits, limits.pages)

    def _end(self) -> None:
        with self._swap:
            worker, self._worker = self._worker, None
        if worker is None:
            return
        system.end(worker)
        worker.wait()
        for stream in (worker.stdin, worker.stdout):
            with suppress(OSError):
                _stream(stream).close()

    def close(self) -> None:
        """End the worker, also when another thread waits for it."""
        with self._swap:
            self._closed = True
        self._end()


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    return cast(IO[bytes], stream)


@contextmanager
def _clock(worker: "subprocess.Popen[bytes]", seconds: float) -> Iterator[None]:
    """End the worker when it is not done after so many seconds; 0 means that it may take for ever."""
    if not seconds:
        yield
        return
    timer = threading.Timer(seconds, system.end, [worker])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


class _Talk:
    """What is said about one file."""

    def __init__(self, job: frames.Job, claim: Callable[[str], bool]) -> None:
        self._job, self._claim = job, claim

    def outcome(self, worker: "subprocess.Popen[bytes]") -> Outcome:
        """Give the job to the worker and hear what becomes of it.

        Raises :class:`~styrdok.engines.frames.BadFrame` when the worker ends or says what it must not, and
        :class:`~styrdok.errors.StyrdokError` when the program is at fault.
        """
        jobs, answers = _stream(worker.stdin), _stream(worker.stdout)
        frames.send(jobs, self._job)
        sha256 = ""
        while isinstance(answer := frames.receive_answer(answers), frames.Hashed):
            sha256 = answer.sha256
            wanted = self._claim(sha256)
            frames.send(jobs, frames.Go(wanted))
            if not wanted:
                return Known(sha256)
        if isinstance(answer, frames.Fault):
            raise StyrdokError(answer.message, answer.hint)
        if isinstance(answer, frames.Unopened):
            return answer.reason
        if not isinstance(answer, frames.Done) or answer.result.sha256 != sha256:
            raise frames.BadFrame("its answer is about something else")
        return answer.result


class LaneClosed(Exception):
    """The run has been stopped."""
