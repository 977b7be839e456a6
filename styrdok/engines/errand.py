"""Reading that goes on in a process of its own beside whoever asked for it, which hears how far it has come.

``python -m styrdok.engines.errand`` takes one :class:`Errand` as a line of JSON on its input and says one
:class:`News` a line on its output. When its input ends it ends as well, and keeps what is done.
"""

import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec

from styrdok import system
from styrdok.configuration import load
from styrdok.engines.ingest import IngestSummary, ingest
from styrdok.engines.kept import analysed
from styrdok.engines.recognise import recognise
from styrdok.errors import MissingDependency, StyrdokError
from styrdok.language import Language, Sentence
from styrdok.reading.ocr import recogniser
from styrdok.registry.store import Registry

PROGRAM = (sys.executable, "-P", "-m", "styrdok.engines.errand")
"""Nothing is imported from the current folder, which may be anybody's."""


class Stage(StrEnum):
    """How far an errand has come."""

    READING = "reading"
    RECOGNISING = "recognising"
    LINKING = "linking"
    DONE = "done"
    FAILED = "failed"


class Errand(msgspec.Struct, frozen=True):
    """What is to be read into which registry; ``again`` reads also what has not changed since it was read."""

    registry: str
    paths: tuple[str, ...]
    again: bool = False
    recognise: bool | None = None
    lang: str = "sv"


class News(msgspec.Struct, frozen=True):
    """One thing that has happened: a stage begun with so many files, a file done, or why the errand failed."""

    stage: Stage
    total: int = 0
    name: str = ""
    problem: str = ""


class _Teller:
    """A :class:`~styrdok.progress.Progress` that says its news on the output."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    def begin(self, total: int, what: str) -> None:
        _say(News(self._stage, total))

    def step(self, name: str) -> None:
        _say(News(self._stage, name=name))

    def end(self) -> None:
        _say(News(Stage.LINKING))


def _say(news: News) -> None:
    sys.stdout.buffer.write(msgspec.json.encode(news) + b"\n")
    sys.stdout.buffer.flush()


def do(errand: Errand) -> None:
    """Read, recognise what has no text where that can be done, and work out what follows.

    Raises what :func:`~styrdok.engines.ingest.ingest` raises.
    """
    found = load(os.environ, Path.cwd())
    registry = Path(errand.registry)
    paths = [Path(path) for path in errand.paths]
    jobs = int(str(found.values["jobs"]))
    told = _Teller(Stage.READING)
    summary = ingest(paths, registry, jobs=jobs, settings=found.stages, progress=told, again=errand.again)
    wanted = errand.recognise if errand.recognise is not None else found.values["ocr"]
    if not summary.interrupted and wanted is not False:
        _recognised(summary, registry, asked_for=errand.recognise is True)
    if not summary.interrupted:
        with Registry.open(registry, read_only=True) as opened:
            analysed(opened, date.today())


def _recognised(summary: IngestSummary, registry: Path, *, asked_for: bool) -> None:
    try:
        tool = recogniser()
    except MissingDependency:
        if asked_for:
            raise
        return
    recognise(summary, registry, tool, progress=_Teller(Stage.RECOGNISING))


def main() -> None:
    """Do the errand on the input and tell how it went."""
    errand = msgspec.json.decode(sys.stdin.buffer.readline(), type=Errand)
    try:
        system.interrupt_when_closed(sys.stdin.buffer)
        do(errand)
        _say(News(Stage.DONE))
    except StyrdokError as problem:
        lang = Language(errand.lang)
        _say(News(Stage.FAILED, problem=f"{lang.tell(problem.sentence)} {lang.tell(problem.advice)}".strip()))
    except OSError as problem:
        lang, why = Language(errand.lang), problem.strerror or str(problem)
        said = Sentence.of("Läsningen avbröts: {why}. Det som hann läsas är sparat.", why=why)
        _say(News(Stage.FAILED, problem=lang.tell(said)))
    except KeyboardInterrupt:
        _say(News(Stage.DONE))


if __name__ == "__main__":
    main()
