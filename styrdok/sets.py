"""Sets that grow together (union–find)."""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

T = TypeVar("T", bound=Any)


class Sets(Generic[T]):
    """Disjoint sets; each is named by its lowest member. What belongs to none is left alone."""

    def __init__(self, members: Iterable[T]) -> None:
        self._above: dict[T, T] = {member: member for member in members}

    def root(self, member: T) -> T:
        """The lowest member of the set that it belongs to."""
        above = self._above
        root = member
        while above[root] != root:
            root = above[root]
        while above[member] != root:
            above[member], member = root, above[member]
        return root

    def join(self, a: T, b: T) -> None:
        """Make one set of two; members that are not known are passed over."""
        if a in self._above and b in self._above:
            low, high = sorted((self.root(a), self.root(b)))
            self._above[high] = low
