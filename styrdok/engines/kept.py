"""What follows from a registry, kept beside it and brought up to date by the least work.

Five things are kept. What each document *says*, a file for each (:mod:`styrdok.engines.said`). The *pairs*: what was
found of them, a file for each document (:mod:`styrdok.registry.pairs`). The *texts*: references and the order of the
overlaps, found by what the documents are on any day. The *day*: needs and proposals, found by what the documents are on
that day as well. And a *memory* of what was worked out for single documents (:mod:`styrdok.overlaps.memory`), by which
the analysis after a change works out only what the change brought. Who analyses again in the same process gives what
the analysis before has in hand, so that it is not even unpacked. What people judge changes nothing of it. What hangs on
the day is worked out when it is first asked for. A registry whose references are out of date is analysed anew each
time.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

import msgspec

from styrdok.engines.said import Said
from styrdok.findings import Need, Overlap, Place, Proposal, Record, Snapshot
from styrdok.ids import pair_key
from styrdok.models import Document, Extraction, Reference, Resolution
from styrdok.registry.beside import PAIRS, Damaged, Drawer, Shelf
from styrdok.registry.pairs import NO_PAIRS, KeptPairs, Pairs
from styrdok.registry.store import Registry
from styrdok.registry.version import adds_signals, analysis_version
from styrdok.system import without_collecting
from styrdok.vocabulary import Status

if TYPE_CHECKING:  # importing what analyses takes longer than reading what is kept
    from styrdok.engines.analyse import Analysis, Outlook
    from styrdok.overlaps.memory import Kept

_DIGITS = 20
_DOCUMENTS = "documents"
_Pointing = tuple[str, int, Resolution]
"""A reference without its mention, which stands at that place in the extraction of the document."""
_Findings = tuple[tuple[Need, ...], tuple[Proposal, ...]]


class Listed(msgspec.Struct, frozen=True, array_like=True):
    """An overlap in the order of all: its documents, its score, whether they are editions of one, where it is kept."""

    a: str
    b: str
    score: float
    lineage: bool
    name: bytes


_Order = tuple[Listed, ...]


class _Texts(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """What is the same on every day but the overlaps; the references packed, as not every command shows them."""

    references: bytes
    homes: dict[str, str]


_Same = tuple[_Texts, _Order]
"""What is the same on every day; the overlaps in order."""


@dataclass(frozen=True, slots=True)
class _Making:
    """How to work out what is not kept: the overlaps, and what hangs on the day."""

    overlaps: Callable[["Analysed"], tuple[Overlap, ...]]
    findings: Callable[["Analysed"], _Findings]


@dataclass(frozen=True, slots=True)
class InHand:
    """What one analysis has unpacked and the next takes over where it is the same.

    What documents say, with their seals, by id; overlaps, with the names that they are kept under, by pair.
    """

    said: Mapping[str, tuple[bytes, Extraction]]
    overlaps: Mapping[tuple[str, str], tuple[bytes, Overlap]]


NOTHING_IN_HAND = InHand({}, {})


class Analysed:
    """A registry as on a day and what follows from it; every part is there when it is asked for."""

    def __init__(self, documents: tuple[Document, ...], same: _Same, pairs: Pairs, said: Said, making: _Making) -> None:
        self.documents = documents
        self._texts, self.listed = same
        self.said = said
        self._pairs = pairs
        self._making = making

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title, or the file name where none was read, by document id."""
        return {document.id: document.display_title for document in self.documents}

    @cached_property
    def snapshot(self) -> Snapshot:
        """Everything that was read out of the documents."""
        with without_collecting():
            return _snapshot(self.documents, self.said.extractions(), self._texts)

    @cached_property
    def overlaps(self) -> tuple[Overlap, ...]:
        """The overlaps, ranked."""
        with without_collecting():
            by_document = sorted(self.listed, key=lambda one: one.a)
            found = {(one.a, one.b): self._pairs.overlap((one.a, one.b), one.name) for one in by_document}
            kept = tuple(one for one in (found[listed.a, listed.b] for listed in self.listed) if one)
        return kept if len(kept) == len(found) else self._making.overlaps(self)

    def overlap(self, listed: Listed) -> Overlap:
        """One of those that are listed."""
        return self._pairs.overlap((listed.a, listed.b), listed.name) or self._by_pair[listed.a, listed.b]

    @cached_property
    def _by_pair(self) -> dict[tuple[str, str], Overlap]:
        return {(one.a, one.b): one for one in self.overlaps}

    @property
    def in_hand(self) -> InHand:
        """What the analysis after this one need not unpack again."""
        seals, by_id = self.said.seals, self.snapshot.by_id
        said = {name: (seal, by_id[name].extraction) for name, seal in seals.items() if seal and name in by_id}
        names = {(one.a, one.b): one.name for one in self.listed if one.name}
        found = {pair: one for one in self.overlaps if (pair := (one.a, one.b)) in names}
        return InHand(said, {pair: (names[pair], one) for pair, one in found.items()})

    @property
    def homes(self) -> Mapping[str, str]:
        """The body that each document belongs to: a place, another organisation, or nothing that is known."""
        return self._texts.homes

    def made_ready(self) -> None:
        """Work out what hangs on the day now, so that it is kept."""
        self.__dict__["_findings"] = self._making.findings(self)

    @cached_property
    def _findings(self) -> _Findings:
        return self._making.findings(self)

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

        pair = pair_key(a, b)
        overlaps = [self.overlap(one) for one in self.listed if (one.a, one.b) == pair]
        return evidence_for(a, b, overlaps, self.needs)


def analysed(
    registry: Registry,
    day: date,
    mended: Callable[[], object] = lambda: None,
    in_hand: InHand = NOTHING_IN_HAND,
) -> Analysed:
    """The registry as on a day and what follows from it, by the least work.

    ``mended`` is called once, now or when a part is asked for, if what was kept was damaged and is made anew.
    ``in_hand`` is what the analysis before had.
    """
    kept = _Keeping(Shelf(registry.path), mended, in_hand)
    with registry.steady():
        documents = registry.documents(day)
        names = _Names.of(registry, documents, day)
        said = Said(registry, kept.shelf if names else None, kept.note_damage, in_hand.said)
        same = kept.same(names) if names else None
        found = kept.get(names.day) if names else None
        if same is None:
            with without_collecting():
                snapshot = registry.snapshot(day, said.extractions(registry))
    work = _Work(day, kept, names)
    if same is None:
        made = work.all(snapshot, said)
    else:
        making = _Making(work.overlaps_again, work.another_day if found is None else lambda _: _findings(found))
        made = Analysed(documents, same, kept.pairs(), said, making)
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

    def __init__(self, shelf: Shelf, tell: Callable[[], object], in_hand: InHand) -> None:
        self.shelf = shelf
        self._in_hand = in_hand
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
            if texts is None or overlaps is None:
                return None
            return _decoder(_Texts).decode(texts), _unpacked(_Order, overlaps)
        except msgspec.DecodeError:
            self.note_damage()
            return None

    def memory(self, said: Said, names: _Names, pairs: Pairs = NO_PAIRS) -> "Kept":
        """What was worked out for single documents, and for ``pairs`` of them."""
        from styrdok.overlaps.memory import Kept

        beside = names.texts.encode() if adds_signals() else b""
        return Kept(self._reader(_DOCUMENTS), pairs, said.seals, beside)

    def pairs(self) -> KeptPairs:
        """What was found of pairs of documents."""
        return KeptPairs(self._reader(PAIRS), self._in_hand.overlaps)

    def _reader(self, ending: str) -> Callable[[str], memoryview | None]:
        drawer = self._drawer(ending)

        def read(owner: str) -> memoryview | None:
            try:
                return drawer.get(owner)
            except Damaged:
                self.note_damage()
                return None

        return read

    def remember(self, memory: "Kept") -> None:
        """Keep what was worked out for single documents."""
        self._put(_DOCUMENTS, memory.changed())

    def remember_pairs(self, pairs: KeptPairs, documents: Iterable[str]) -> None:
        """Keep what was found of the pairs of documents."""
        self._put(PAIRS, pairs.changed(documents))

    def _put(self, ending: str, changed: Iterable[tuple[str, bytes]]) -> None:
        drawer = self._drawer(ending)
        for owner, pieces in changed:
            drawer.put(owner, pieces)

    def _drawer(self, ending: str) -> Drawer:
        return self.shelf.drawer(f"{analysis_version()}.{ending}")


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

        pairs = self.kept.pairs()
        memory = self.kept.memory(said, self.names, pairs) if self.names else None
        with without_collecting():
            outlook = Outlook(snapshot, self.day, memory or NOTHING_KEPT)
            pointing = tuple((one.source, one.index, one.resolution) for one in snapshot.references)
            texts = _Texts(_packed(pointing), dict(outlook.homes))
            overlaps = outlook.overlaps
            listed = tuple(_listed(one, pairs) for one in overlaps)
            if self.names and memory:
                self.kept.remember(memory)
                self.kept.remember_pairs(pairs, snapshot.by_id)
                self.kept.shelf.put(self.names.overlaps, [_packed(listed)])
                self.kept.shelf.put(self.names.texts, [_packed(texts)])
        documents = tuple(record.document for record in snapshot.records)
        making = _Making(lambda _: overlaps, lambda _: self._findings(outlook, memory))
        made = Analysed(documents, (texts, listed), NO_PAIRS, said, making)
        made.__dict__.update(snapshot=snapshot, overlaps=overlaps)
        return made

    def overlaps_again(self, made: Analysed) -> tuple[Overlap, ...]:
        """The overlaps, of which some are not kept any more."""
        return self.all(made.snapshot, made.said).overlaps

    def another_day(self, made: Analysed) -> _Findings:
        """What hangs on the day, worked out from what does not."""
        from styrdok.engines.analyse import Outlook
        from styrdok.overlaps.memory import NOTHING_KEPT

        memory = self.kept.memory(made.said, self.names) if self.names else None
        return self._findings(Outlook(made.snapshot, self.day, memory or NOTHING_KEPT, made.overlaps), memory)

    def _findings(self, outlook: "Outlook", memory: "Kept | None") -> _Findings:
        with without_collecting():
            found = outlook.findings
            if self.names and memory:
                self.kept.remember(memory)
                self.kept.shelf.put(self.names.day, [_packed(found)])
        return found


def _listed(one: Overlap, pairs: KeptPairs) -> Listed:
    return Listed(one.a, one.b, one.score, one.lineage, pairs.named((one.a, one.b)))


def _snapshot(documents: tuple[Document, ...], said: Mapping[str, Extraction], texts: _Texts) -> Snapshot:
    pointing: tuple[_Pointing, ...] = _unpacked(tuple[_Pointing, ...], texts.references)
    records = tuple(Record(document, said[document.id]) for document in documents)
    return Snapshot(records, tuple(Reference(name, at, said[name].mentions[at], to) for name, at, to in pointing))


def _findings(packed: memoryview) -> _Findings:
    found: _Findings = _unpacked(_Findings, packed)
    return found


_packed = msgspec.msgpack.encode


def _unpacked(kind: Any, packed: bytes | memoryview) -> Any:
    with without_collecting():
        return _decoder(kind).decode(packed)


@cache
def _decoder(kind: Any) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
