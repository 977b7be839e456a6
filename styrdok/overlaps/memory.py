"""What was worked out before, found by what it was worked out from.

Most of an analysis hangs on single documents and pairs of them. A memory holds that between two analyses, so that the
second works out only what is new to it. What comes out is the same with and without: a memory only saves work.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, TypeVar

import msgspec

from styrdok.findings import Record
from styrdok.registry.pairs import NO_PAIRS, Pairs

Value = TypeVar("Value")
Pieces = dict[bytes, tuple[str, bytes]]
"""What is kept of one owner: by its name the sort of thing that it is, and itself packed."""

_DIGITS = 16
NOBODY = ""
"""The owner of what has no words of any document in it."""


def digest(*parts: Any) -> bytes:
    """A short name for some values: equal for equal values only."""
    return hashlib.blake2b(msgspec.msgpack.encode(parts), digest_size=_DIGITS).digest()


class Memory:
    """A memory that keeps nothing: everything is worked out."""

    pairs: Pairs = NO_PAIRS
    """What was found of pairs of documents."""
    beside = b""
    """A short name for what else the overlap of a pair may hang on."""

    def recall(self, owner: str, of: tuple[Any, ...], kind: type[Value], make: Callable[[], Value]) -> Value:
        """What ``make`` gives: a value of that kind, which hangs on ``of`` alone.

        ``owner`` is the document whose words it holds, or :data:`NOBODY`; ``of`` begins with the sort of thing it is.
        """
        return make()

    def name_of(self, record: Record) -> bytes:
        """A short name for all that was read out of a document."""
        return digest(record.extraction)


class Kept(Memory):
    """A memory that knows what was of use before; ``read`` gives what :meth:`changed` told to keep of an owner.

    What is new takes the place of what is of its sort and was not asked for; what is of a sort that nobody asked for
    stays. ``seals`` are short names for what was read out of the documents, where they are known.
    """

    def __init__(
        self,
        read: Callable[[str], bytes | memoryview | None],
        pairs: Pairs = NO_PAIRS,
        seals: Mapping[str, bytes | None] | None = None,
        beside: bytes = b"",
    ) -> None:
        self.pairs, self.beside = pairs, beside
        self._read = read
        self._seals = seals or {}
        self._known: dict[str, Pieces] = {}
        self._used: dict[str, Pieces] = {}

    def recall(self, owner: str, of: tuple[Any, ...], kind: type[Value], make: Callable[[], Value]) -> Value:
        """What ``make`` gives, or gave before."""
        name, mine = digest(*of), self._used.setdefault(owner, {})
        piece = mine.get(name) or self._of(owner).get(name)
        if piece is not None:
            mine[name] = piece
            decoder: Any = _decoder
            found: Value = decoder(kind).decode(piece[1])
            return found
        value = make()
        mine[name] = (of[0], msgspec.msgpack.encode(value))
        return value

    def name_of(self, record: Record) -> bytes:
        """A short name for all that was read out of a document."""
        return self._seals.get(record.document.id) or super().name_of(record)

    def _of(self, owner: str) -> Pieces:
        if owner not in self._known:
            packed = self._read(owner)
            try:
                self._known[owner] = _decoder(Pieces).decode(packed) if packed is not None else {}
            except msgspec.DecodeError:
                self._known[owner] = {}
        return self._known[owner]

    def changed(self) -> Iterator[tuple[str, bytes]]:
        """What is to be kept of each owner of whom it is not the same as before, or as when this was last asked."""
        for owner, used in self._used.items():
            known, sorts = self._known[owner], {sort for sort, _ in used.values()}
            pieces = used | {name: piece for name, piece in known.items() if piece[0] not in sorts}
            if pieces.keys() != known.keys():
                self._known[owner] = pieces
                yield owner, msgspec.msgpack.encode(pieces)


NOTHING_KEPT = Memory()


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
