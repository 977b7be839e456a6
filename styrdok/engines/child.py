"""One process for each file: one that crashes, hangs or swells takes only its own process with it."""

import hashlib
import os
import select
import struct
import time
from functools import partial
from pathlib import Path
from typing import IO

from styrdok import system
from styrdok.engines import budget, frames
from styrdok.engines.answer import answer_to
from styrdok.engines.read_one import MORE_MEMORY, OUT_OF_MEMORY, failed
from styrdok.reading.source import open_source
from styrdok.registry.intake import Failure
from styrdok.settings import ReadLimits, Settings

_CHUNK = 1 << 16
_PAGES = struct.Struct(">I")
_PATIENCE = 5.0
_MORE_TIME = "Raise the time limit if the file is sound."
_LARGEST = 1 << 28
"""Bytes of a result; more can only be an attack or a fault."""


def read_apart(job: frames.Job, jobs: IO[bytes]) -> bytes:
    """The answer of a process of its own, as a frame. ``jobs`` says by its end that the run is gone."""
    inlet, outlet = os.pipe()
    fork = system.Fork(partial(_read, job, inlet, outlet))
    os.close(outlet)
    watch = _Watch(inlet, jobs, job.settings.limits)
    try:
        watch.gather()
    finally:
        os.close(inlet)
        if not watch.ended:
            fork.kill()
        ending = fork.wait()
    answer = bytes(watch.gathered[_PAGES.size :])
    if _whole(answer):
        return answer
    return frames.encode(_failed(job, watch.failure or _failure(ending, job.settings.limits)))


def _read(job: frames.Job, inlet: int, outlet: int) -> None:
    """The work of the process: tell the number of pages, then the answer."""
    os.close(inlet)
    budget.confine(job.settings.limits)
    with os.fdopen(outlet, "wb") as stream:
        pages = _pages(Path(os.fsdecode(job.path)), job.settings)
        budget.allow(job.settings.limits, pages)
        stream.write(_PAGES.pack(pages))
        stream.flush()
        stream.write(answer_to(job))


def _pages(path: Path, settings: Settings) -> int:
    """How many pages will be read, 0 when the file cannot be opened."""
    try:
        with open_source(path.read_bytes()) as source:
            return min(source.count, settings.limits.pages or source.count)
    except Exception:
        return 0


class _Watch:
    """Gathers what the child writes: the number of pages, then the answer."""

    def __init__(self, inlet: int, jobs: IO[bytes], limits: ReadLimits) -> None:
        self.gathered = bytearray()
        self.ended = False
        self.failure: Failure | None = None
        self._inlet, self._jobs, self._limits = inlet, jobs, limits
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


def _failed(job: frames.Job, failure: Failure) -> frames.Answer:
    """The answer for a process that ended before it had answered."""
    try:
        with Path(os.fsdecode(job.path)).open("rb") as stream:
            sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        return frames.Unopened(error.strerror or str(error))
    return frames.Done(failed(sha256, job.settings.limits, failure))


def _failure(ending: system.Ending, limits: ReadLimits) -> Failure:
    """Why a process ended; libraries abort when they get no more memory, so having had much of it counts."""
    swollen = bool(limits.memory_bytes) and ending.peak > limits.memory_bytes // 2
    if swollen and not ending.out_of_time:
        return Failure("limit", OUT_OF_MEMORY, MORE_MEMORY)
    if ending.out_of_time:
        return Failure("limit", "Reading the file took more time than is allowed.", _MORE_TIME)
    return Failure(
        "crashed", f"Reading the file ended its process ({ending}).", "Check the original: it may be damaged."
    )
