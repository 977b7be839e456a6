"""What follows from a registry, kept beside it and brought up to date by the least work.

Four things are kept. What each document *says*, a file for each (:mod:`styrdok.engines.said`). The *texts*: references
and overlaps, found by what the documents are on any day. The *day*: needs and proposals, found by what the documents
are on that day as well. And a *memory* of what was worked out for single documents and pairs
(:mod:`styrdok.overlaps.memory`), by which the analysis after a change works out only what the change brought. What
people judge changes nothing of it. What hangs on the day is worked out when it is first asked for. A registry whose
references are out of date is analysed anew each time.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from styrdok.engines.said import Said
from styrdok.findings import Need, Overlap, Place, Proposal, Record, Snapshot
from styrdok.models import Document, Extraction, Reference, Resolution
from styrdok.registry.beside import Damaged, Drawer, Shelf
from styrdok.registry.store import Registry
from styrdok.registry.version import adds_signals, analysis_version
from styrdok.system import without_collecting
from styrdok.vocabulary import Status

if TYPE_CHECKING:  # importing what analyses takes longer than reading what is kept
    from styrdok.engines.analyse import Analysis, Outlook
    from styrdok.overlaps.memory import Kept

_DIGITS = 20
_Pointing = tuple[str, int, Resolution]
"""A reference without its mention, which stands at that place in the extraction of the document."""
_Findings = tuple[tuple[Need, ...], tuple[Proposal, ...]]
_TOGETHER = 1000
_LENGTH = 8
T = TypeVar("T")


class _Texts(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What is the same on every day but the overlaps; the references packed, as not every command shows them."""

    references: bytes
    homes: dict[str, str]


_Same = tuple[_Texts, memoryview]
"""What is the same on every day; the overlaps packed."""


class Analysed:
    """A registry as on a day and what follows from it; every part is there when it is asked for."""

    def __init__(
        self, documents: tuple[Document, ...], same: _Same, said: Said, find: Callable[["Analysed"], _Findings]
    ) -> None:
        self.documents = documents
        self._texts, self._overlaps = same
        self._said = said
        self._find = find

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title, or the file name where none was read, by document id."""
        return {document.id: document.display_title for document in self.documents}

    @cached_property
    def snapshot(self) -> Snapshot:
        """Everything that was read out of the documents."""
        with without_collecting():
            return _snapshot(self.documents, self._said.extractions(), self._texts)

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """The overlaps, ranked."""
        found, self._overlaps = tuple(_in_parts(Overlap, self._overlaps)), memoryview(b"")
        return found

    @property
    def homes(self) -> Mapping[str, str]:
        """The body that each document belongs to: a place, another organisation, or nothing that is known."""
        return self._texts.homes

    def made_ready(self) -> None:
        """Work out what hangs on the day now, so that it is kept."""
        self.__dict__["_findings"] = self._find(self)

    @cached_property
    def _findings(self) -> _Findings:
        return self._find(self)

    @property
    def needs(self) -> tuple[Need, ...]:
        """The needs, ranked."""
        return self._findings[0]

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """The proposals, sorted."""
        return self._findings[1]

    @cached_property
    def analysis(self) -> "Analysis":
        """Overlaps, needs and proposals together."""
        from styrdok.engines.analyse import Analysis

        return Analysis(self.overlaps, self.needs, self.proposals, self.homes)

    def evidence_for(self, a: str, b: str) -> tuple[Place, ...]:
        """The words that a verdict on this pair rests on."""
        from styrdok.overlaps.evidence import evidence_for

        return evidence_for(a, b, self.overlaps, self.needs)


def analysed(registry: Registry, day: date, mended: Callable[[], object] = lambda: None) -> Analysed:
    """The registry as on a day and what follows from it, by the least work.

    ``mended`` is called once, now or when a part is asked for, if what was kept was damaged and is made anew.
    """
    kept = _Keeping(Shelf(registry.path), mended)
    with registry.steady():
        documents = registry.documents(day)
        names = _Names.of(registry, documents, day)
        said = Said(registry, kept.shelf if names else None, kept.note_damage)
        same = kept.same(names) if names else None
        found = kept.get(names.day) if names else None
        if same is None:
            with without_collecting():
                snapshot = registry.snapshot(day, said.extractions(registry))
    work = _Work(day, kept, names)
    if same is None:
        made = work.all(snapshot, said)
    elif found is None:
        made = Analysed(documents, same, said, work.another_day)
    else:
        made = Analysed(documents, same, said, lambda _: _findings(found))
    if kept.damaged:
        made.made_ready()
    return made


@dataclass(frozen=True, slots=True)
class _Names:
    """What is kept under which name."""

    texts: str
    overlaps: str
    day: str

    @classmethod
    def of(cls, registry: Registry, documents: tuple[Document, ...], day: date) -> "_Names | None":
        """``None`` for a registry that is not up to date: nothing is kept of it."""
        if not registry.is_linked():
            return None
        known = registry.known_versions()
        always = documents if adds_signals() else tuple(map(_on_no_day, documents))
        later = [one.id for one in documents if (one.description.adopted_on or day) > day]
        content = (analysis_version(), [known[document.sha256] for document in documents])
        same = _short(content, always, later)
        return cls(f"{same}.texts", f"{same}.overlaps", f"{_short(content, documents)}-{day.isoformat()}.day")


def _on_no_day(document: Document) -> Document:
    return replace(document, description=replace(document.description, status=Status.UNKNOWN))


def _short(*values: Any) -> str:
    return hashlib.sha256(msgspec.msgpack.encode(values)).hexdigest()[:_DIGITS]


class _Keeping:
    """The shelf with what is kept on it; remembers whether something of it was damaged, and tells so once."""

    def __init__(self, shelf: Shelf, tell: Callable[[], object]) -> None:
        self.shelf = shelf
        self.damaged = False
        self._tell = tell

    def note_damage(self) -> None:
        """Something was damaged."""
        if not self.damaged:
            self.damaged = True
            self._tell()

    def get(self, name: str) -> memoryview | None:
        """What is kept under a name; ``None`` when nothing is, or it is damaged."""
        try:
            return self.shelf.get(name)
        except Damaged:
            self.note_damage()
            return None

    def same(self, names: _Names) -> "_Same | None":
        """What is the same on every day, unless a part of it is missing."""
        texts, overlaps = self.get(names.texts), self.get(names.overlaps)
        try:
            return None if texts is None or overlaps is None else (_decoder(_Texts).decode(texts), overlaps)
        except msgspec.DecodeError:
            self.note_damage()
            return None

    def memory(self) -> "Kept":
        """What was worked out for single documents and pairs."""
        from styrdok.overlaps.memory import Kept

        return Kept(self._remembered)

    def _remembered(self, owner: str) -> memoryview | None:
        try:
            return self._drawer().get(owner)
        except Damaged:
            self.note_damage()
            return None

    def remember(self, memory: "Kept") -> None:
        """Keep what was worked out."""
        drawer = self._drawer()
        for owner, pieces in memory.changed():
            drawer.put(owner, pieces)

    def _drawer(self) -> Drawer:
        return self.shelf.drawer(f"{analysis_version()}.documents")


@dataclass(frozen=True, slots=True)
class _Work:
    """Working out what is not kept, and keeping it where it has a name."""

    day: date
    kept: _Keeping
    names: _Names | None

    def all(self, snapshot: Snapshot, said: Said) -> Analysed:
        """Everything, with the help of what was worked out before."""
        from styrdok.engines.analyse import Outlook
        from styrdok.overlaps.memory import NOTHING_KEPT

        memory = self.kept.memory() if self.names else None
        with without_collecting():
            outlook = Outlook(snapshot, self.day, memory or NOTHING_KEPT)
            pointing = tuple((one.source, one.index, one.resolution) for one in snapshot.references)
            texts = _Texts(_packed(pointing), dict(outlook.homes))
            if self.names and memory:
                self.kept.shelf.put(self.names.overlaps, _parts(outlook.overlaps))
                self.kept.shelf.put(self.names.texts, [_packed(texts)])
                self.kept.remember(memory)
            overlaps = outlook.overlaps
        documents = tuple(record.document for record in snapshot.records)
        made = Analysed(documents, (texts, memoryview(b"")), said, lambda _: self._findings(outlook))
        made.__dict__.update(snapshot=snapshot, overlaps=overlaps)
        return made

    def another_day(self, made: Analysed) -> _Findings:
        """What hangs on the day, worked out from what does not."""
        from styrdok.engines.analyse import Outlook

        return self._findings(Outlook(made.snapshot, self.day, self.kept.memory(), made.overlaps))

    def _findings(self, outlook: "Outlook") -> _Findings:
        with without_collecting():
            found = outlook.findings
            if self.names:
                self.kept.shelf.put(self.names.day, [_packed(found)])
        return found


def _snapshot(documents: tuple[Document, ...], said: Mapping[str, Extraction], texts: _Texts) -> Snapshot:
    pointing: tuple[_Pointing, ...] = _unpacked(tuple[_Pointing, ...], texts.references)
    records = tuple(Record(document, said[document.id]) for document in documents)
    return Snapshot(records, tuple(Reference(name, at, said[name].mentions[at], to) for name, at, to in pointing))


def _findings(packed: memoryview) -> _Findings:
    found: _Findings = _unpacked(_Findings, packed)
    return found


_packed = msgspec.msgpack.encode


def _parts(values: Sequence[Any]) -> Iterator[bytes]:
    """Values packed some at a time, each part after its length."""
    for at in range(0, len(values), _TOGETHER):
        part = _packed(values[at : at + _TOGETHER])
        yield len(part).to_bytes(_LENGTH, "big")
        yield part


def _in_parts(kind: type[T], packed: memoryview) -> Iterator[T]:
    """The values of a kind out of their parts."""
    at = 0
    while at < len(packed):
        end = at + _LENGTH + int.from_bytes(packed[at : at + _LENGTH], "big")
        yield from _unpacked(tuple[kind, ...], packed[at + _LENGTH : end])  # type: ignore[valid-type]
        at = end


def _unpacked(kind: Any, packed: bytes | memoryview) -> Any:
    with without_collecting():
        return _decoder(kind).decode(packed)


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
