"""The program of a worker: reads jobs from its input, answers on its output, and can do nothing else.

Where processes can be forked it stays warm and forks one process for each file, so that a file that crashes, hangs or
swells takes only its own process with it. Elsewhere it reads one file and ends. It ends by itself when the run that
started it is gone.
"""

import hashlib
import os
import select
import signal
import struct
import sys
import time
from pathlib import Path
from typing import BinaryIO

from styrdok.engines import budget, frames
from styrdok.engines.read_one import MORE_MEMORY, OUT_OF_MEMORY, failed, read_one
from styrdok.engines.warm import warm
from styrdok.errors import StyrdokError
from styrdok.reading.source import open_source
from styrdok.registry.intake import Failure, ProgramFault, ReadResult
from styrdok.settings import Settings

if sys.platform != "win32":
    import resource

_CHUNK = 1 << 16
_PAGES = struct.Struct(">I")
_PATIENCE = 5.0
_MORE_TIME = "Raise the time limit if the file is sound."
_LARGEST = 1 << 28
"""Bytes of a result; more can only be an attack or a fault."""


def serve() -> None:
    """Answer jobs until the input ends."""
    jobs, answers = _streams()
    warm()
    while True:
        try:
            path, settings = frames.receive(jobs)
        except frames.BadFrame:
            return
        if not hasattr(os, "fork"):
            frames.send(answers, _run(path, settings))
            return
        answers.write(_forked(path, settings, jobs))
        answers.flush()


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the run; what libraries print goes nowhere."""
    jobs, answers = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
    return jobs, answers


def _run(path: Path, settings: Settings) -> ReadResult | ProgramFault | str:
    try:
        data = path.read_bytes()
    except OSError as error:
        return error.strerror or str(error)
    try:
        return read_one(data, settings)
    except StyrdokError as error:
        return ProgramFault(error.message, error.hint)


def _forked(path: Path, settings: Settings, jobs: BinaryIO) -> bytes:
    """The answer of a process of its own, as a frame."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        _child(path, settings, inlet, outlet)
    os.close(outlet)
    watch = _Watch(inlet, jobs, settings)
    try:
        watch.gather()
    finally:
        os.close(inlet)
        if not watch.ended:
            os.kill(child, signal.SIGKILL)
        _, status, used = os.wait4(child, 0)
    answer = bytes(watch.gathered[_PAGES.size :])
    if _whole(answer):
        return answer
    failure = watch.failure or _failure(status, _swollen(used, settings))
    return frames.encode(_failed(path, settings, failure))


def _child(path: Path, settings: Settings, inlet: int, outlet: int) -> None:
    """Read the file and leave; never returns."""
    try:
        os.close(inlet)
        budget.confine(settings.limits)
        with os.fdopen(outlet, "wb") as stream:
            pages = _pages(path, settings)
            budget.allow(settings.limits, pages)
            stream.write(_PAGES.pack(pages))
            stream.flush()
            frames.send(stream, _run(path, settings))
        os._exit(0)
    except BaseException:
        os._exit(3)


def _pages(path: Path, settings: Settings) -> int:
    """How many pages will be read, 0 when the file cannot be opened."""
    try:
        with open_source(path.read_bytes()) as source:
            return min(source.count, settings.limits.pages or source.count)
    except Exception:
        return 0


class _Watch:
    """Gathers what the child writes: the number of pages, then the answer."""

    def __init__(self, inlet: int, jobs: BinaryIO, settings: Settings) -> None:
        self.gathered = bytearray()
        self.ended = False
        self.failure: Failure | None = None
        self._inlet, self._jobs, self._limits = inlet, jobs, settings.limits
        self._began = time.monotonic()

    def gather(self) -> None:
        """Read until the child ends; stop early when it takes too long, writes too much, or the run is gone."""
        while not self.ended and self.failure is None:
            ready, _, _ = select.select([self._inlet, self._jobs.fileno()], [], [], self._left())
            if self._inlet in ready:
                self._read()
            elif ready:
                self.failure = Failure("interrupted", "The run ended.")
            else:
                self.failure = Failure("limit", "Reading the file took more time than is allowed.", _MORE_TIME)

    def _read(self) -> None:
        chunk = os.read(self._inlet, _CHUNK)
        self.gathered += chunk
        self.ended = not chunk
        if len(self.gathered) > _LARGEST:
            self.failure = Failure("limit", "Reading the file gave more output than is allowed.", "Check the original.")

    def _left(self) -> float | None:
        """The seconds that may still pass: a multiple of the processor time allowed, for the machine may be busy."""
        if not self._limits.seconds:
            return None
        known = len(self.gathered) >= _PAGES.size
        pages = _PAGES.unpack_from(self.gathered)[0] if known else 0
        return max(0.0, self._began + _PATIENCE * budget.seconds(self._limits, pages) - time.monotonic())


def _whole(answer: bytes) -> bool:
    return len(answer) > frames.HEAD.size and frames.HEAD.unpack_from(answer)[0] == len(answer) - frames.HEAD.size


def _failed(path: Path, settings: Settings, failure: Failure) -> ReadResult | str:
    """The result for a child that ended before it had answered."""
    try:
        with path.open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return error.strerror or str(error)
    return failed(sha256, settings.limits, failure)


def _swollen(used: "resource.struct_rusage", settings: Settings) -> bool:
    """Whether the child had taken most of the memory it was allowed; libraries abort when they get no more."""
    peak = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return bool(settings.limits.memory_bytes) and peak > settings.limits.memory_bytes // 2


def _failure(status: int, swollen: bool) -> Failure:
    number = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if swollen and number != signal.SIGXCPU:
        return Failure("limit", OUT_OF_MEMORY, MORE_MEMORY)
    if number == signal.SIGXCPU:
        return Failure("limit", "Reading the file took more time than is allowed.", _MORE_TIME)
    name = signal.Signals(number).name if number else f"exit code {os.waitstatus_to_exitcode(status)}"
    return Failure("crashed", f"Reading the file ended its process ({name}).", "Check the original: it may be damaged.")


if __name__ == "__main__":
    sys.stdin = None
    serve()
