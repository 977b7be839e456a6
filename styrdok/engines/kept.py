"""The analysis of a registry, kept beside it: worked out once for each content and day, read by every command.

It is found by the documents (their content, what they are taken to be on the day, their lines) and the program. What
people judge changes nothing of it. A registry whose references are out of date is analysed anew each time.
"""

import gc
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from styrdok.findings import Need, Overlap, Place, Proposal, Record, Snapshot
from styrdok.models import Document, Reference, Resolution
from styrdok.registry.beside import Shelf
from styrdok.registry.store import Registry
from styrdok.registry.version import analysis_version

if TYPE_CHECKING:  # importing what analyses takes longer than reading what is kept
    from styrdok.engines.analyse import Analysis

_FAST = 1
_DIGITS = 20
_Pointing = tuple[str, int, Resolution]
"""A reference without its mention, which stands at that place in the record of the document."""


class _Parts(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What is kept, each part packed by itself so that a command unpacks only what it shows."""

    records: bytes
    references: bytes
    overlaps: bytes
    needs: bytes
    proposals: bytes


class Analysed:
    """A registry as on a day and what follows from it; every part is there when it is asked for."""

    def __init__(self, documents: tuple[Document, ...], parts: _Parts) -> None:
        self.documents = documents
        self._parts = parts

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title, or the file name where none was read, by document id."""
        return {document.id: document.display_title for document in self.documents}

    @cached_property
    def snapshot(self) -> Snapshot:
        """Everything that was read out of the documents."""
        records: tuple[Record, ...] = _unpacked(tuple[Record, ...], self._parts.records)
        pointing: tuple[_Pointing, ...] = _unpacked(tuple[_Pointing, ...], self._parts.references)
        mentions = {record.document.id: record.extraction.mentions for record in records}
        return Snapshot(records, tuple(Reference(name, at, mentions[name][at], to) for name, at, to in pointing))

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """The overlaps, ranked."""
        found: tuple[Overlap, ...] = _unpacked(tuple[Overlap, ...], self._parts.overlaps)
        return found

    @cached_property
    def needs(self) -> tuple[Need, ...]:
        """The needs, ranked."""
        found: tuple[Need, ...] = _unpacked(tuple[Need, ...], self._parts.needs)
        return found

    @cached_property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals, sorted."""
        found: tuple[Proposal, ...] = _unpacked(tuple[Proposal, ...], self._parts.proposals)
        return found

    @cached_property
    def analysis(self) -> "Analysis":
        """Overlaps, needs and proposals together."""
        from styrdok.engines.analyse import Analysis

        return Analysis(self.overlaps, self.needs, self.proposals)

    def evidence_for(self, a: str, b: str) -> tuple[Place, ...]:
        """The words that a verdict on this pair rests on."""
        from styrdok.overlaps.evidence import evidence_for

        return evidence_for(a, b, self.overlaps, self.needs)


def analysed(registry: Registry, day: date) -> Analysed:
    """The registry as on a day and what follows from it, from what is kept where that is of the same content."""
    shelf = Shelf(registry.path)
    with registry.steady():
        documents = registry.documents(day)
        name = _name(registry, documents, day)
        kept = _read(shelf, name)
        if kept is not None:
            return Analysed(documents, kept)
        snapshot = registry.snapshot(day)
    from styrdok.engines.analyse import analyse

    with _without_collecting():
        found = analyse(snapshot, day)
        parts = _packed(snapshot, found)
    if name is not None:
        shelf.put(name, msgspec.msgpack.encode(parts))
    made = Analysed(documents, parts)
    made.__dict__.update(
        snapshot=snapshot, overlaps=found.overlaps, needs=found.needs, proposals=found.proposals, analysis=found
    )
    return made


def _name(registry: Registry, documents: tuple[Document, ...], day: date) -> str | None:
    """What the analysis is kept under; ``None`` for a registry that is not up to date."""
    if not registry.is_linked():
        return None
    known = registry.known_versions()
    content = (analysis_version(), documents, [known[document.sha256] for document in documents])
    return f"{hashlib.sha256(msgspec.msgpack.encode(content)).hexdigest()[:_DIGITS]}-{day.isoformat()}"


def _read(shelf: Shelf, name: str | None) -> _Parts | None:
    found = shelf.get(name) if name is not None else None
    try:
        return None if found is None else msgspec.msgpack.decode(found, type=_Parts)
    except msgspec.DecodeError:
        return None


def _packed(snapshot: Snapshot, found: "Analysis") -> _Parts:
    pointing = tuple((one.source, one.index, one.resolution) for one in snapshot.references)
    whole = (snapshot.records, pointing, found.overlaps, found.needs, found.proposals)
    return _Parts(*(zlib.compress(msgspec.msgpack.encode(part), _FAST) for part in whole))


def _unpacked(kind: Any, packed: bytes) -> Any:
    with _without_collecting():
        return _decoder(kind).decode(zlib.decompress(packed))


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Many values that all stay: looking for circles among them takes several times as long as making them."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
