"""One process for each file: one that crashes, hangs or swells takes only its own process with it."""

import os
import select
import time
from collections.abc import Callable, Iterator
from functools import cache, partial

from styrdok import system
from styrdok.engines import budget, frames
from styrdok.engines.answer import answer_to, unopened
from styrdok.engines.outcome import MORE_MEMORY, OUT_OF_MEMORY, failed
from styrdok.engines.warm import warm
from styrdok.registry.intake import Failure, failure
from styrdok.sentence import Sentence
from styrdok.settings import ReadLimits

_CHUNK = 1 << 16
_PATIENCE = 5.0
_TRIES = 2
_TOO_LONG = failure(
    "limit",
    Sentence.of("Att läsa filen tog längre tid än vad som är tillåtet."),
    Sentence.of("Är filen hel, höj limits.seconds (’styrdok settings’)."),
)
_TOO_MUCH = failure(
    "limit",
    Sentence.of("Att läsa filen gav mer utdata än vad som är tillåtet."),
    Sentence.of("Kontrollera originalet."),
)
_LARGEST = 1 << 28
"""Bytes of a result; more can only be an attack or a fault."""
_YES = b"1"


class _Tables:
    """What all files need, loaded before the second: one file alone asks for half of it, a known one for nothing."""

    def __init__(self) -> None:
        self._files, self._loaded = 0, False

    def lacking(self) -> bool:
        """Whether a file that is about to be read should wait for them."""
        self._files += 1
        return self._files > 1 and not self._loaded

    def load(self) -> None:
        """Load them."""
        warm()
        self._loaded = True


_tables = _Tables()


def read_apart(job: frames.Job, run: frames.Line) -> bytes | None:
    """The answer of a process of its own, as a frame, or ``None`` when the content is not wanted.

    A process that somebody else ends is started once more. Raises :class:`~styrdok.engines.frames.BadFrame` when the
    run is gone.
    """
    asked = cache(run.ask)
    tries = 0
    while tries < _TRIES:
        reader = _Reader(job, run)
        try:
            answer = reader.answer(asked)
        finally:
            ending = reader.end()
        if reader.early:
            _tables.load()
            continue
        tries += 1
        if answer is not None or reader.unwanted:
            return answer
        if reader.failure is not None or not _from_outside(ending, job.settings.limits):
            return frames.encode(_lost(job, reader, ending))
    stopped = Sentence.of("Processen som läste den avslutades utifrån ({ending}). Kör igen.", ending=str(ending))
    return frames.encode(frames.Unopened(str(stopped)))


def _from_outside(ending: system.Ending, limits: ReadLimits) -> bool:
    """Whether the file is not to blame: one that takes much memory is, when the system ends its process for that."""
    return ending.from_outside and not _swollen(ending, limits)


def _swollen(ending: system.Ending, limits: ReadLimits) -> bool:
    return bool(limits.memory_bytes) and ending.peak > limits.memory_bytes // 2


def _lost(job: frames.Job, reader: "_Reader", ending: system.Ending) -> frames.Answer:
    """The answer for a process that ended, or was ended, before it had answered."""
    why = reader.failure or _failure(ending, job.settings.limits)
    if not reader.sha256:
        return frames.Unopened(str(unopened(why.message)))
    return frames.Done(failed(reader.sha256, job.settings.limits, why))


def _failure(ending: system.Ending, limits: ReadLimits) -> Failure:
    """Why a process ended; libraries abort when they get no more memory, so having had much of it counts."""
    if ending.out_of_time:
        return _TOO_LONG
    if _swollen(ending, limits):
        return failure("limit", OUT_OF_MEMORY, MORE_MEMORY)
    return failure(
        "crashed",
        Sentence.of("Processen som läste filen dog ({ending}).", ending=str(ending)),
        Sentence.of("Kontrollera originalet: det kan vara skadat."),
    )


def _work(job: frames.Job, go: int, outlet: int) -> None:
    """What the process does: tell the hash, wait for the word, tell the number of pages, then the answer."""
    limits = job.settings.limits
    budget.confine(limits, job.path)
    with os.fdopen(outlet, "wb") as stream:

        def ask(sha256: str) -> bool:
            frames.send(stream, frames.Hashed(sha256))
            return os.read(go, 1) == _YES

        def opened(pages: int) -> None:
            budget.allow(limits, pages)
            frames.send(stream, frames.Counted(pages))

        stream.write(answer_to(job, ask, opened) or b"")


class _Reader:
    """The worker's side of such a process: gathers what it says, within bounds."""

    def __init__(self, job: frames.Job, run: frames.Line) -> None:
        self.sha256 = ""
        self.failure: Failure | None = None
        self.unwanted = False
        self.early = False
        self._pages = 0
        self._jobs, self._limits = run.jobs, job.settings.limits
        self._gathered = bytearray()
        self._ended = False
        self._began = time.monotonic()
        theirs_go, self._go = os.pipe()
        self._inlet, theirs_out = os.pipe()
        ours = (self._go, self._inlet, *run.ends)
        self._fork = system.Fork(partial(_alone, ours, partial(_work, job, theirs_go, theirs_out)))
        os.close(theirs_go)
        os.close(theirs_out)

    def answer(self, ask: Callable[[str], bool]) -> bytes | None:
        """Its answer; without one, :attr:`failure` says what was wrong, unless it ended by itself or is too early."""
        for frame in self._frames():
            said = frames.small(frame)
            if isinstance(said, frames.Hashed):
                if self.sha256:  # it was told before anything was read; now a hostile file speaks
                    return None
                self.sha256 = said.sha256
                self.unwanted = not ask(said.sha256)
                self.early = not self.unwanted and _tables.lacking()
                if self.unwanted or self.early:
                    return None
                os.write(self._go, _YES)
            elif isinstance(said, frames.Counted):
                self._pages = said.pages
            else:
                return frame
        return None

    def end(self) -> system.Ending:
        """End the process unless it has ended, and say how."""
        os.close(self._inlet)
        os.close(self._go)
        if not self._ended:
            self._fork.kill()
        return self._fork.wait()

    def _frames(self) -> Iterator[bytes]:
        """Whole frames until the process has ended; sooner when it takes too long, or says too much."""
        while not self._ended and self.failure is None:
            while (length := frames.length(self._gathered)) <= len(self._gathered):
                yield bytes(self._gathered[:length])
                del self._gathered[:length]
            self._listen()

    def _listen(self) -> None:
        ready, _, _ = select.select([self._inlet, self._jobs], [], [], self._left())
        if self._inlet in ready:
            chunk = os.read(self._inlet, _CHUNK)
            self._gathered += chunk
            self._ended = not chunk
            if len(self._gathered) > _LARGEST:
                self.failure = _TOO_MUCH
        elif ready:
            raise frames.BadFrame("the run ended")
        else:
            self.failure = _TOO_LONG

    def _left(self) -> float | None:
        """The seconds that may still pass: a multiple of the processor time allowed, for the machine may be busy."""
        if not self._limits.seconds:
            return None
        allowed = _PATIENCE * budget.seconds(self._limits, self._pages)
        return max(0.0, self._began + allowed - time.monotonic())


def _alone(others: tuple[int, ...], work: Callable[[], None]) -> None:
    """Do the work without what belongs to the worker: nothing can be said in its name, and its end is noticed."""
    for number in others:
        os.close(number)
    work()
