"""How often a name or an address may try to come in."""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock

from styrdok.accounts.store import LONGEST_NAME, key_of

WINDOW = 15 * 60.0
"""For how many seconds a failure counts."""

_MOST_KEPT = 10_000


@dataclass
class Throttle:
    """Counts failures: few of a name from one address, more from an address, yet more of a name from anywhere.

    The last keeps guessing from many addresses slow, yet high enough that a stranger cannot easily lock somebody out.
    """

    of_name_here: int = 5
    of_address: int = 30
    of_name: int = 100
    clock: Callable[[], float] = time.monotonic
    _failures: dict[Hashable, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _lock: Lock = field(default_factory=Lock)

    def wait(self, name: str, address: str) -> int:
        """How many seconds to wait before the next attempt; 0 for none."""
        with self._lock:
            return max(self._left(key, most) for key, most in self._limits(name, address))

    def attempt(self, name: str, address: str) -> int:
        """Count an attempt, as a failure until it has :meth:`passed`; the seconds to wait when it may not be made.

        Attempts that are made at once are all counted before the first of them is judged.
        """
        with self._lock:
            if len(self._failures) > _MOST_KEPT:
                self._forget_some()
            limits = self._limits(name, address)
            left = max(self._left(key, most) for key, most in limits)
            for key, _ in limits if not left else ():
                self._failures[key].append(self.clock())
            return left

    def passed(self, name: str, address: str) -> None:
        """Take back an attempt that was right, and forget the failures of that name from that address."""
        with self._lock:
            here, *others = (key for key, _ in self._limits(name, address))
            self._failures.pop(here, None)
            for key in others:
                if self._failures.get(key):
                    self._failures[key].pop()

    def _limits(self, name: str, address: str) -> tuple[tuple[Hashable, int], ...]:
        key = key_of(name[:LONGEST_NAME])
        return (((key, address), self.of_name_here), (("", address), self.of_address), ((key, ""), self.of_name))

    def _left(self, key: Hashable, most: int) -> int:
        known, now = self._failures.get(key), self.clock()
        while known and known[0] <= now - WINDOW:
            known.popleft()
        return int(known[-most] + WINDOW - now) + 1 if known and len(known) >= most else 0

    def _forget_some(self) -> None:
        """Forget what counts no more and, in a flood, what has failed least, oldest first."""
        known = self._failures
        for key in [key for key, times in known.items() if not times or times[-1] <= self.clock() - WINDOW]:
            del known[key]
        if len(known) > _MOST_KEPT:
            for key in sorted(known, key=lambda key: len(known[key]))[: -_MOST_KEPT // 2]:
                del known[key]
