"""What was found of pairs of documents, kept until something that a pair hangs on is another.

It is kept by the first document of each pair and has words of both, so that all of it goes when a document does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Literal

import msgspec

from styrdok.findings import Overlap

Row = tuple[int, int, float]
"""A passage of either document, by their numbers in running text, and how alike they are."""

Pair = tuple[str, str]


class Found(msgspec.Struct, frozen=True, array_like=True):
    """What was found of a pair, packed, under the ``name`` of all that it hangs on.

    ``overlap`` is that of the pair, or nothing where it is none. ``rows`` are its passages on one matter in other
    words, under a name of their own, as they hang on less.
    """

    name: bytes
    overlap: msgspec.Raw
    rows_name: bytes = b""
    rows: tuple[Row, ...] = ()


class Pairs:
    """Nothing is known of any pair, and nothing is kept."""

    keeping = False

    def overlap(self, pair: Pair, name: bytes) -> "Overlap | Literal[False] | None":
        """The overlap of a pair, ``False`` where it is none, ``None`` where that is not known under that name."""
        return None

    def rows(self, pair: Pair, name: bytes) -> tuple[Row, ...] | None:
        """The passages of a pair on one matter; ``None`` where they are not known under that name."""
        return None

    def keep(self, pair: Pair, name: bytes, overlap: Overlap | None) -> None:
        """Keep the overlap of a pair, or that it is none."""

    def keep_rows(self, pair: Pair, name: bytes, rows: tuple[Row, ...]) -> None:
        """Keep the passages of a pair on one matter."""


class KeptPairs(Pairs):
    """What is known of pairs from before; ``read`` gives what :meth:`changed` told to keep of a document.

    Pairs are best asked for by their first document: of one at a time what is kept lies in memory. ``known`` are
    overlaps that need not be unpacked, each with its name.
    """

    keeping = True

    def __init__(
        self,
        read: Callable[[str], bytes | memoryview | None],
        known: Mapping[Pair, tuple[bytes, Overlap]] = MappingProxyType({}),
    ) -> None:
        self._read = read
        self._unpacked = known
        self._last: tuple[str, dict[str, Found]] = "", {}
        self._known: dict[str, dict[str, bytes] | None] = {}
        self._used: dict[str, dict[str, bytes]] = {}
        self._new: dict[Pair, tuple[bytes, Overlap | None, bytes, tuple[Row, ...]]] = {}
        self._rows: dict[Pair, tuple[bytes, tuple[Row, ...]]] = {}

    def overlap(self, pair: Pair, name: bytes) -> "Overlap | Literal[False] | None":
        """The overlap of a pair, ``False`` where it is none, ``None`` where that is not known under that name."""
        found = self._of(pair[0]).get(pair[1])
        if found is None or found.name != name:
            return None
        self._used.setdefault(pair[0], {})[pair[1]] = name
        known = self._unpacked.get(pair)
        return known[1] if known and known[0] == name else _overlap().decode(found.overlap) or False

    def rows(self, pair: Pair, name: bytes) -> tuple[Row, ...] | None:
        """The passages of a pair on one matter; ``None`` where they are not known under that name."""
        found = self._of(pair[0]).get(pair[1])
        return found.rows if found is not None and found.rows_name == name else None

    def keep(self, pair: Pair, name: bytes, overlap: Overlap | None) -> None:
        """Keep the overlap of a pair, or that it is none."""
        self._used.setdefault(pair[0], {})[pair[1]] = name
        self._new[pair] = name, overlap, *self._rows.pop(pair, (b"", ()))

    def keep_rows(self, pair: Pair, name: bytes, rows: tuple[Row, ...]) -> None:
        """Keep the passages of a pair on one matter, with its overlap."""
        self._rows[pair] = name, rows

    def named(self, pair: Pair) -> bytes:
        """The name under which the overlap of a pair was last found or kept; empty where it was neither."""
        return self._used.get(pair[0], {}).get(pair[1], b"")

    def changed(self, documents: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """What is to be kept of each of the documents of which it is not the same as before, be it nothing."""
        for document in documents:
            used = self._used.get(document, {})
            if document not in self._known:
                self._of(document)
            if self._known[document] != used:
                known = self._of(document)
                kept = {other: self._new.get((document, other)) or known[other] for other in used}
                yield document, msgspec.msgpack.encode(kept)

    def _of(self, document: str) -> dict[str, Found]:
        if self._last[0] != document:
            packed = self._read(document)
            try:
                found = _found().decode(packed) if packed is not None else None
            except msgspec.DecodeError:
                found = None
            self._known[document] = None if found is None else {other: one.name for other, one in found.items()}
            self._last = document, found or {}
        return self._last[1]


NO_PAIRS = Pairs()


@cache
def _overlap() -> msgspec.msgpack.Decoder[Overlap | None]:
    return msgspec.msgpack.Decoder(Overlap | None)


@cache
def _found() -> msgspec.msgpack.Decoder[dict[str, Found]]:
    return msgspec.msgpack.Decoder(dict[str, Found])
