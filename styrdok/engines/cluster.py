"""Reading files on a Dask cluster: the same stage as on one machine, in the workers of the machines that have joined.

Every machine has styrdok installed in the same version and sees the files under the same path. A file goes to a worker
by its path, and what reading it gave comes back as a frame, so that a worker can say nothing but values of the types
that are expected. A worker that is lost has its files read by another; a file that ends its process ends only the
process that a lane keeps for it, as on one machine.
"""

import hashlib
import io
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from styrdok import system
from styrdok.engines import frames
from styrdok.engines.answer import unopened
from styrdok.engines.lane import Known, Lane, Outcome
from styrdok.engines.pool import Claims
from styrdok.errors import MissingDependency, StyrdokError, UsageProblem
from styrdok.registry.files import Seen
from styrdok.registry.intake import ReadResult
from styrdok.registry.version import reader_version
from styrdok.sentence import Sentence
from styrdok.settings import Settings

_PATIENCE = 15
"""Seconds within which a cluster answers."""
_AGAIN = 3
"""So many more times is a file read whose worker was lost."""
_LISTEN = 15
"""Seconds after which whoever waits for an answer looks whether anybody is left to give it."""
_WITHOUT = 4
"""So many looks may find no worker: one that is lost starts anew."""
_CLOSED = ("closing", "closed")
_INSTALL = Sentence.of("Installera det med: pip install 'styrdok[cluster]'")
_mine = threading.local()
"""The lane of each thread of a worker; it stays open, and warm, from file to file."""


def read_there(job: bytes) -> bytes:
    """What a worker of the cluster does: read the file of a job, both as frames."""
    asked = frames.receive_job(io.BytesIO(job))
    if getattr(_mine, "lane", None) is None or _mine.settings != asked.settings:
        _mine.lane, _mine.settings = Lane(asked.settings), asked.settings
    try:
        found = _mine.lane.read(Path(os.fsdecode(asked.path)))
    except StyrdokError as error:
        return frames.encode(frames.Fault(error.message, error.hint))
    return frames.encode(frames.Done(found) if isinstance(found, ReadResult) else frames.Unopened(str(found)))


class Cluster:
    """A cluster that has answered and whose workers have this version of the program."""

    def __init__(self, client: Any, settings: Settings) -> None:
        self._client, self._settings = client, settings
        self.width = max(1, sum(client.nthreads().values()))

    @contextmanager
    def pool(self, claims: Claims) -> Iterator[Callable[[Seen], Future[Outcome]]]:
        """Gives the function that puts a file in line; on leaving, what is still in line is dropped."""
        threads = ThreadPoolExecutor(2 * self.width, thread_name_prefix="cluster")
        try:
            yield lambda item: threads.submit(self._turn, item, claims)
        finally:
            threads.shutdown(wait=False, cancel_futures=True)

    def _turn(self, item: Seen, claims: Claims) -> Outcome:
        """Read one file unless its content is known, which is found out here: a cluster reads nothing in vain."""
        try:
            with system.open_file(str(item.path)) as stream:
                sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
        except OSError as error:
            return str(unopened(f"{error.strerror or error}."))
        return self._read(item, sha256) if claims.claim(sha256) else Known(sha256)

    def _read(self, item: Seen, sha256: str) -> Outcome:
        from distributed import CancelledError, KilledWorker

        job = frames.encode(frames.Job(os.fsencode(item.path), self._settings))
        try:
            answer = frames.receive_answer(io.BytesIO(self._heard(job)))
        except (KilledWorker, CancelledError, OSError, frames.BadFrame) as error:
            self._check_there()
            return str(_lost(error))
        if isinstance(answer, frames.Fault):
            raise StyrdokError(answer.message, answer.hint)
        if isinstance(answer, frames.Done):
            return answer.result if answer.result.sha256 == sha256 else str(_lost("innehållet är ett annat där"))
        return answer.reason if isinstance(answer, frames.Unopened) else str(_lost(type(answer).__name__))

    def _heard(self, job: bytes) -> bytes:
        """The answer to a job, waited for as long as there is somebody who can give it."""
        from distributed import TimeoutError as Late

        task, alone = self._client.submit(read_there, job, retries=_AGAIN, pure=False), 0
        while alone < _WITHOUT:
            try:
                answer: bytes = task.result(timeout=_LISTEN)
                return answer
            except Late:
                self._check_there()
                if self._client.status == "running":
                    alone = 0 if self._client.nthreads() else alone + 1
        raise _ended(Sentence.of("Klustret har inga arbetare längre."))

    def _check_there(self) -> None:
        if self._client.status in _CLOSED:
            raise _ended(Sentence.of("Klustrets samordnare svarar inte längre."))


def _ended(what: Sentence) -> StyrdokError:
    return StyrdokError(what, Sentence.of("Det som hann läsas är sparat. Starta klustret och kör kommandot igen."))


def _lost(why: object) -> Sentence:
    return Sentence.of("Klustret gav inget resultat för filen ({why}). Kör om.", why=str(why))


@contextmanager
def cluster(address: str, settings: Settings) -> Iterator[Cluster]:
    """The cluster whose scheduler has that address, such as ``tcp://server:8786``.

    Raises :class:`~styrdok.errors.MissingDependency`, or :class:`~styrdok.errors.StyrdokError` for one that does not
    answer, has no workers or has workers of another version of the program.
    """
    client = _client(address)
    try:
        _check(client, address)
        yield Cluster(client, settings)
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
        from distributed.comm.addressing import resolve_address
    except ImportError as error:
        raise MissingDependency(Sentence.of("Läsning på kluster behöver Dask distributed."), _INSTALL) from error
    made: Any = Client
    resolve: Any = resolve_address
    try:
        resolve(address)  # a client that cannot be made says so half a minute later, in words of its own
    except ValueError as error:
        raise UsageProblem(
            Sentence.of("”{address}” är ingen adress till ett kluster.", address=address),
            Sentence.of("Skriv den som tcp://server:8786."),
        ) from error
    except OSError as error:
        raise _silent(address) from error
    try:
        return made(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise _silent(address) from error


def _silent(address: str) -> StyrdokError:
    return StyrdokError(
        Sentence.of("Klustret på {address} svarar inte.", address=address),
        Sentence.of("Starta det med dask scheduler och dask worker, eller utelämna --engine."),
    )


def _check(client: Any, address: str) -> None:
    from distributed import TimeoutError as Late

    with suppress(Late):  # those that have been lost are about to come back
        client.wait_for_workers(1, timeout=_PATIENCE)
    found: dict[str, Any] = client.run(_version_there, on_error="return")
    if not found:
        raise StyrdokError(
            Sentence.of("Klustret på {address} har inga arbetare.", address=address),
            Sentence.of("Starta minst en: dask worker {address} --nthreads 1", address=address),
        )
    others = sorted(worker for worker, version in found.items() if version != reader_version())
    if others:
        raise StyrdokError(
            Sentence.of("Dessa arbetare har en annan version av styrdok: {workers}", workers=", ".join(others)),
            Sentence.of("Installera samma version på alla maskiner."),
        )


def _version_there() -> str:
    return reader_version()
