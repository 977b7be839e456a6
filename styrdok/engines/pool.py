"""Several workers side by side, each fed by a thread that waits for it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from queue import SimpleQueue
from threading import Lock
from typing import Protocol

from styrdok.engines.lane import Lane, Outcome
from styrdok.registry.files import Seen
from styrdok.settings import Settings


class Claims:
    """Sees to it that no content is read twice, by this run or after one before it."""

    def __init__(self, versions: Mapping[str, str], current: frozenset[str]) -> None:
        self._taken = {sha256 for sha256, version in versions.items() if version in current}
        self._lock = Lock()

    def claim(self, sha256: str) -> bool:
        """Whether the caller shall read this content; from now on nobody else shall."""
        with self._lock:
            if sha256 in self._taken:
                return False
            self._taken.add(sha256)
            return True


Submit = Callable[[Seen], Future[Outcome]]
"""Puts a file in line to be read."""


class Engine(Protocol):
    """What reads files: this machine or a cluster."""

    @property
    def width(self) -> int:
        """How many files are read at a time."""

    def pool(self, claims: Claims) -> AbstractContextManager[Submit]:
        """Gives the function that puts a file in line; on leaving, reading ends, also when it is not done."""


class Lanes:
    """The lanes of this machine."""

    def __init__(self, opened: Sequence[Lane]) -> None:
        self._opened = opened

    @property
    def width(self) -> int:
        """How many files are read at a time."""
        return len(self._opened)

    def pool(self, claims: Claims) -> AbstractContextManager[Submit]:
        """Gives the function that puts a file in line; on leaving, reading ends, also when it is not done."""
        return pool(self._opened, claims)


@contextmanager
def lanes(jobs: int, settings: Settings) -> Iterator[Lanes]:
    """So many lanes, the first with its worker started: when that is not possible, nothing has happened yet.

    Raises :class:`~styrdok.errors.StyrdokError` when the worker does not start.
    """
    opened = [Lane(settings) for _ in range(jobs)]
    try:
        opened[0].start()
        yield Lanes(opened)
    finally:
        for lane in opened:
            lane.close()


@contextmanager
def pool(lanes: Sequence[Lane], claims: Claims) -> Iterator[Submit]:
    """Gives the function that puts a file in line; on leaving, all workers end, also when they are not done."""
    free: SimpleQueue[Lane] = SimpleQueue()
    for lane in lanes:
        free.put(lane)
    threads = ThreadPoolExecutor(len(lanes), thread_name_prefix="lane")

    def turn(item: Seen) -> Outcome:
        lane = free.get()
        try:
            return lane.read(item.path, claims.claim)
        finally:
            free.put(lane)

    try:
        yield lambda item: threads.submit(turn, item)
    finally:
        threads.shutdown(wait=False, cancel_futures=True)
        for lane in lanes:
            lane.close()
        threads.shutdown(wait=True)
