"""Who is looking at the same thing right now."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

PRESENT = 75.0
"""For how many seconds somebody is taken to be at a page after it was last asked for; pages ask again sooner."""


@dataclass
class Presence:
    """Where everybody was last, and when."""

    clock: Callable[[], float] = time.monotonic
    _seen: dict[str, tuple[str, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def at(self, who: str, place: str) -> tuple[str, ...]:
        """Note that somebody is at a place; the others who are there, by name."""
        now = self.clock()
        with self._lock:
            self._seen[who] = (place, now)
            return tuple(
                sorted(
                    name
                    for name, (where, when) in self._seen.items()
                    if name != who and where == place and now - when < PRESENT
                )
            )
