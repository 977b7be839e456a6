"""What was worked out before, found by what it was worked out from.

Most of an analysis hangs on single documents and pairs of them. A memory holds that between two analyses, so that the
second works out only what is new to it. What comes out is the same with and without: a memory only saves work.
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, TypeVar

import msgspec

Value = TypeVar("Value")
Pieces = dict[bytes, bytes]
_DIGITS = 16
NOBODY = ""
"""The owner of what has no words of any document in it."""


def digest(*parts: Any) -> bytes:
    """A short name for some values: equal for equal values only."""
    return hashlib.blake2b(msgspec.msgpack.encode(parts), digest_size=_DIGITS).digest()


class Memory:
    """A memory that keeps nothing: everything is worked out."""

    def recall(self, owner: str, of: tuple[Any, ...], kind: type[Value], make: Callable[[], Value]) -> Value:
        """What ``make`` gives: a value of that kind, which hangs on ``of`` alone.

        ``owner`` is the document whose words it holds, or :data:`NOBODY`.
        """
        return make()


class Kept(Memory):
    """A memory that knows what was of use before; ``read`` gives what :meth:`changed` told to keep of an owner."""

    def __init__(self, read: Callable[[str], bytes | memoryview | None]) -> None:
        self._read = read
        self._known: dict[str, Pieces] = {}
        self._used: dict[str, Pieces] = {}

    def recall(self, owner: str, of: tuple[Any, ...], kind: type[Value], make: Callable[[], Value]) -> Value:
        """What ``make`` gives, or gave before."""
        name, mine = digest(*of), self._used.setdefault(owner, {})
        packed = self._of(owner).get(name)
        if packed is not None:
            mine[name] = packed
            decoder: Any = _decoder
            found: Value = decoder(kind).decode(packed)
            return found
        value = make()
        mine[name] = msgspec.msgpack.encode(value)
        return value

    def _of(self, owner: str) -> Pieces:
        if owner not in self._known:
            packed = self._read(owner)
            try:
                self._known[owner] = _decoder(Pieces).decode(packed) if packed is not None else {}
            except msgspec.DecodeError:
                self._known[owner] = {}
        return self._known[owner]

    def changed(self) -> Iterator[tuple[str, bytes]]:
        """What is to be kept of each owner of whom something else was of use this time than before."""
        for owner, pieces in self._used.items():
            if pieces.keys() != self._known[owner].keys():
                yield owner, msgspec.msgpack.encode(pieces)


NOTHING_KEPT = Memory()


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
