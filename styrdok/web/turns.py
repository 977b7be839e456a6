"""Changes by people who work at once: those that wait for the file meanwhile are made in one transaction."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from styrdok.errors import RegistryUnusable
from styrdok.registry.store import Registry

Made = TypeVar("Made")


class _Wish:
    """A change that somebody waits for, and what came of it."""

    def __init__(self, change: Callable[[Registry], Any]) -> None:
        self._change = change
        self._made: Any = None
        self._problem: Exception | None = None
        self.told: Future[Any] = Future()

    def make(self, registry: Registry) -> None:
        """Make the change; what is wrong with the change itself is only told to who wished it."""
        self._made = self._problem = None
        try:
            with registry.together():
                self._made = self._change(registry)
        except RegistryUnusable:
            raise
        except Exception as problem:
            self._problem = problem

    def tell(self, problem: Exception | None = None) -> None:
        """Tell who waits."""
        problem = problem or self._problem
        if problem is not None:
            self.told.set_exception(problem)
        else:
            self.told.set_result(self._made)


@dataclass
class Turns:
    """Makes changes in the order they come. ``opened`` opens the registry to change it.

    Waiting for the disk takes longer than a change, so whoever comes while it is waited for goes with the next.
    """

    opened: Callable[[], AbstractContextManager[Registry]]
    _waiting: deque[_Wish] = field(default_factory=deque)
    _writer: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "writer"))

    @property
    def waiting(self) -> int:
        """How many changes wait for their turn."""
        return len(self._waiting)

    def make(self, change: Callable[[Registry], Made]) -> Made:
        """Make a change and wait until it is kept; raises what the change does, or why the registry cannot be used."""
        wish = _Wish(change)
        self._waiting.append(wish)
        self._writer.submit(self._grant)
        made: Made = wish.told.result()
        return made

    def _grant(self) -> None:
        wishes = []
        while self._waiting:
            wishes.append(self._waiting.popleft())
        if self._kept(wishes, alone=len(wishes) < 2):
            return
        for wish in wishes:
            self._kept([wish], alone=True)

    def _kept(self, wishes: list[_Wish], *, alone: bool) -> bool:
        """Whether changes were made together; one that is alone is told what was wrong with the registry."""
        if not wishes:
            return True
        try:
            with self.opened() as registry, registry.together():
                for wish in wishes:
                    wish.make(registry)
        except Exception as problem:
            if alone:
                wishes[0].tell(problem)
            return False
        for wish in wishes:
            wish.tell()
        return True
