"""Reading beside the server: one errand after another in a process of its own, whatever pages are open meanwhile."""

import subprocess
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock, Thread

import msgspec

from styrdok import system
from styrdok.engines.errand import PROGRAM, Errand, News, Stage
from styrdok.language import IN_SWEDISH, Language

_LEAST_TOLD = 2
"""So many files must be done before it can be told how long the others take."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading is: the files asked for and those done, by name; ``problem`` is why it ended too early."""

    stage: Stage | None = None
    names: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    total: int = 0
    count: int = 0
    seconds_left: int | None = None
    problem: str = ""

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.stage not in (None, Stage.DONE, Stage.FAILED)

    @property
    def waiting(self) -> tuple[str, ...]:
        """The files whose turn has not come or that are being read, in their order."""
        done = set(self.done)
        return tuple(name for name in self.names if name not in done)


@dataclass
class Errands:
    """The errands of one registry. ``ended`` is called after each, from another thread."""

    registry: Path
    language: Language = IN_SWEDISH
    ended: Callable[[], object] = lambda: None
    _waiting: deque[Errand] = field(default_factory=deque)
    _lock: Lock = field(default_factory=Lock)
    _progress: Progress = Progress()
    _began: float = 0.0
    _process: "subprocess.Popen[bytes] | None" = None
    _version: int = 0
    _stopped: bool = False

    def start(self, paths: tuple[Path, ...], *, again: bool = False, recognise: bool | None = None) -> None:
        """Read files, now or when those before them are done."""
        asked = Errand(str(self.registry), tuple(map(str, paths)), again, recognise, self.language.code)
        with self._lock:
            self._waiting.append(asked)
            if self._progress.running:
                names = tuple(dict.fromkeys((*self._progress.names, *(path.name for path in paths))))
                self._change(replace(self._progress, names=names))
                return
            names = tuple(dict.fromkeys(path.name for path in paths))
            self._change(Progress(Stage.READING, names, total=len(names)))
            self._stopped = False
        Thread(target=self._work, name="errands", daemon=True).start()

    def stop(self) -> None:
        """Ask the reading to end; what is done stays."""
        with self._lock:
            self._waiting.clear()
            self._stopped = True
            if self._process is not None and self._process.stdin is not None:
                self._process.stdin.close()

    @property
    def version(self) -> int:
        """A number that grows when something has happened."""
        return self._version

    def progress(self) -> Progress:
        """How far the reading is."""
        with self._lock:
            found, passed = self._progress, time.monotonic() - self._began
        if found.stage not in (Stage.READING, Stage.RECOGNISING) or found.count < _LEAST_TOLD:
            return found
        return replace(found, seconds_left=round(passed / found.count * (found.total - found.count)))

    def _change(self, progress: Progress) -> None:
        self._progress = progress
        self._version += 1

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    failed = self._progress.problem and not self._stopped
                    self._change(replace(self._progress, stage=Stage.FAILED if failed else Stage.DONE))
                    break
                errand = self._waiting.popleft()
            self._do(errand)
            self.ended()
        self.ended()

    def _do(self, errand: Errand) -> None:
        """Have one errand done by a process and note what it tells; one that ends without a word has failed."""
        with self._lock:
            if self._stopped:
                return
            process = system.started(PROGRAM, subprocess.PIPE, subprocess.PIPE, subprocess.DEVNULL)
            self._process, self._began = process, time.monotonic()
        last = None
        try:
            with process:
                last = self._heard(process, errand)
        except (OSError, msgspec.MsgspecError):
            system.end(process)
            process.wait()
        with self._lock:
            self._process = None
            if not self._stopped and (last is None or last.stage not in (Stage.DONE, Stage.FAILED)):
                said = self.language.say("Läsningen avbröts innan den var klar. Det som hann läsas är sparat.")
                self._change(replace(self._progress, problem=said))

    def _heard(self, process: "subprocess.Popen[bytes]", errand: Errand) -> News | None:
        """The last news of a process that is given an errand."""
        assert process.stdin is not None
        assert process.stdout is not None
        last = None
        process.stdin.write(msgspec.json.encode(errand) + b"\n")
        process.stdin.flush()
        for line in process.stdout:
            last = msgspec.json.decode(line, type=News)
            self._note(last)
        return last

    def _note(self, news: News) -> None:
        with self._lock:
            found = self._progress
            if news.problem:
                found = replace(found, problem=news.problem)
            elif news.name:
                name = news.name.rsplit("/", 1)[-1]
                found = replace(found, done=(*found.done, name), count=found.count + 1)
            elif news.total:
                self._began = time.monotonic()
                found = replace(found, stage=news.stage, total=news.total, count=0)
            elif news.stage is Stage.LINKING:
                found = replace(found, stage=news.stage)
            self._change(found)
