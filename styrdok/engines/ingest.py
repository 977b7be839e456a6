"""The main job: files into the registry, several at a time, each all or nothing.

The outcome does not depend on the number of workers, on the order of the files, or on how often the run was broken
off and begun again: what is kept of a file follows from its content alone, and what follows from all files together is
worked out at the end.
"""

import os
import sqlite3
from collections import deque
from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from pathlib import Path

from styrdok.engines.discover import discover
from styrdok.engines.lane import Known, Outcome
from styrdok.engines.outcome import failed, failure_of, limited_version, recognised_version
from styrdok.engines.pool import Claims, Engine, lanes
from styrdok.errors import ExitCode
from styrdok.language import Sentence, to_say
from styrdok.progress import Progress, Silent
from styrdok.registry.files import FileRecord, Seen
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.registry.version import reader_version
from styrdok.settings import Settings
from styrdok.vocabulary import FileStatus

_AHEAD = 4
_NOT_AS_TWIN = Sentence.of("Den kunde inte läsas under sitt andra namn. Kör igen.")


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What became of the files of a run.

    ``files`` are all that were asked for and got a turn; ``read`` the names of those that were read this time;
    ``refused`` says of each folder that could not be looked through why.
    """

    files: tuple[FileRecord, ...]
    read: tuple[str, ...]
    interrupted: bool = False
    refused: tuple[Sentence, ...] = ()

    def named(self, *statuses: FileStatus) -> tuple[FileRecord, ...]:
        """The files of these statuses."""
        return tuple(file for file in self.files if file.status in statuses)

    @property
    def exit_code(self) -> int:
        """The exit code of the command."""
        if self.interrupted:
            return ExitCode.INTERRUPTED
        if not self.named(FileStatus.QUARANTINED) and not self.refused:
            return ExitCode.DONE
        return (
            ExitCode.PARTLY_DONE
            if self.named(FileStatus.OK, FileStatus.PARTIAL, FileStatus.DUPLICATE)
            else ExitCode.UNREADABLE
        )


def ingest(
    paths: Iterable[Path],
    registry: Path,
    *,
    jobs: int | str = 0,
    settings: Settings | None = None,
    progress: Progress | None = None,
    again: bool = False,
) -> IngestSummary:
    """Read the PDF files at and below ``paths`` into the registry, which is made when there is none.

    ``jobs`` is the number of files read at a time, 0 for one per processor, or the address of a cluster that is to read
    them (:mod:`styrdok.engines.cluster`). Files that have not changed since they were
    read are passed over unless they shall be read ``again``. Ctrl-C keeps what is done. Raises
    :class:`~styrdok.errors.UnreadableInput` or :class:`~styrdok.errors.RegistryUnusable`, and before a registry is made
    :class:`~styrdok.errors.StyrdokError` when files cannot be read at all.
    """
    found = discover(paths)
    summary = take_in(found.files, registry, jobs=jobs, settings=settings, progress=progress, again=again)
    return replace(summary, refused=found.refused)


def rebuild(
    registry: Path, *, jobs: int = 0, settings: Settings | None = None, progress: Progress | None = None
) -> IngestSummary:
    """Read all files of the registry anew; what people did stays, and so does what came from files now gone.

    Parameters, interruption and errors are as for :func:`ingest`.
    """
    settings = settings or Settings()
    with Registry.open(registry) as store, _engine(jobs, settings) as opened:
        seen = [Seen(file.path, file.name) for file in store.files() if file.path.exists()]
        run = _Run(store, settings, progress or Silent(), again=True)
        return _finished(run, seen, run.go(seen, opened))


def take_in(
    seen: Sequence[Seen],
    registry: Path,
    *,
    jobs: int | str = 0,
    settings: Settings | None = None,
    progress: Progress | None = None,
    again: bool = False,
) -> IngestSummary:
    """Read these files, under the names they have, into the registry, which is made when there is none.

    Parameters, interruption and errors are as for :func:`ingest`.
    """
    settings = settings or Settings()
    with _engine(jobs, settings) as opened, Registry.open(registry, create=True) as store:
        run = _Run(store, settings, progress or Silent(), again)
        return _finished(run, seen, run.go(seen, opened))


def _engine(jobs: int | str, settings: Settings) -> AbstractContextManager[Engine]:
    if isinstance(jobs, int):
        return lanes(jobs or os.cpu_count() or 1, settings)
    from styrdok.engines.cluster import cluster

    return cluster(jobs, settings)


def _finished(run: "_Run", seen: Iterable[Seen], interrupted: bool) -> IngestSummary:
    """The summary; what follows from all files together is worked out, unless somebody wants the run to end."""
    try:
        if not interrupted and (run.again or not run.store.is_linked()):
            run.store.relink()
    except KeyboardInterrupt:
        interrupted = True
    wanted = {item.path for item in seen}
    files = tuple(file for file in run.store.files() if file.path in wanted)
    return IngestSummary(files, tuple(run.read), interrupted)


@dataclass
class _Run:
    """The state of one run; only the main thread touches the registry."""

    store: Registry
    settings: Settings
    progress: Progress
    again: bool = False
    read: list[str] = field(default_factory=list)
    waiting: deque[tuple[Seen, Future[Outcome]]] = field(default_factory=deque)
    twins: list[tuple[Seen, Known]] = field(default_factory=list)

    def go(self, seen: Sequence[Seen], opened: Engine) -> bool:
        """Take in all files; whether the run was interrupted."""
        current = frozenset({reader_version(), recognised_version(), limited_version(self.settings.limits)})
        claims = Claims({} if self.again else self.store.known_versions(), current)
        self.progress.begin(len(seen), to_say("filer"))
        try:
            with opened.pool(claims) as submit:
                for item in seen:
                    self.waiting.append((item, submit(item)))
                    if len(self.waiting) >= opened.width * _AHEAD:
                        self._take_next()
                while self.waiting:
                    self._take_next()
            self._add_twins()
        except KeyboardInterrupt:
            self._keep_done()
            return True
        finally:
            self.progress.end()
        return False

    def _take_next(self) -> None:
        item, future = self.waiting[0]
        self._take(item, future.result())
        self.waiting.popleft()

    def _take(self, item: Seen, outcome: Outcome) -> None:
        if isinstance(outcome, ReadResult):
            self._keep(item, outcome)
            self.read.append(item.name)
        elif isinstance(outcome, Known):
            self.twins.append((item, outcome))
        else:
            self.store.add_unreadable(item, outcome)
        self.progress.step(item.name)

    def _keep(self, item: Seen, result: ReadResult) -> None:
        """Take in a result, or why it cannot be kept: what a hostile file says need not fit a database."""
        try:
            self.store.add_document(item, result)
        except (ValueError, OverflowError, sqlite3.DatabaseError) as error:
            self.store.add_document(item, failed(result.sha256, self.settings.limits, failure_of(error)))

    def _keep_done(self) -> None:
        """After an interruption: take in what was read but had not had its turn."""
        for item, future in self.waiting:
            if future.done() and not future.cancelled() and future.exception() is None:
                self._take(item, future.result())
        self._add_twins()

    def _add_twins(self) -> None:
        """Note the files whose content came, or had come, with another file."""
        known = self.store.known_versions()
        self.store.add_known([(item, twin.sha256) for item, twin in self.twins if twin.sha256 in known])
        for item, twin in self.twins:
            if twin.sha256 not in known:
                self.store.add_unreadable(item, str(_NOT_AS_TWIN))
        self.twins.clear()
