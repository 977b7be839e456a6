"""What the analysis finds: overlaps with their signals, coordination needs, proposals, and remarks on documents.

Plain frozen values like those of :mod:`styrdok.models`; documents are named by id, or by label when they are not in
the registry.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from styrdok.language import Sentence
from styrdok.models import Anchor, Document, Extraction, Reference
from styrdok.vocabulary import ON_ALL, UNDECIDED, WITHDRAWN, Action, Kind, Linked, NeedReason, ReuseKind


@dataclass(frozen=True, slots=True)
class Record:
    """A document of the registry with everything that was read out of it."""

    document: Document
    extraction: Extraction

    @property
    def steers(self) -> bool:
        """Whether this is a steering document that nobody has put out of use; it may have run out."""
        described = self.document.description
        return described.kind is Kind.STEERING and described.status not in WITHDRAWN

    @property
    def adopted(self) -> bool:
        """Whether nothing says that the document is only a proposal, or was put out of use undecided."""
        return self.document.description.status not in UNDECIDED


@dataclass(frozen=True)
class Snapshot:
    """The whole registry as plain values: the input of every analysis.

    ``records`` are sorted by document id, ``references`` by (source, index). The look-ups are worked out when first
    asked for and kept.
    """

    records: tuple[Record, ...]
    references: tuple[Reference, ...]
    kept: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was made of it :func:`~styrdok.once.once`; a changed snapshot begins anew."""

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """The records by document id, in order."""
        return {record.document.id: record for record in self.records}

    @cached_property
    def outgoing(self) -> Mapping[str, Sequence[Reference]]:
        """The references by the document that makes them, none for those that make none."""
        found: dict[str, list[Reference]] = {name: [] for name in self.by_id}
        for reference in self.references:
            found[reference.source].append(reference)
        return found

    @cached_property
    def incoming(self) -> Mapping[str, Sequence[Reference]]:
        """The references of other documents by the document that they point at, none for those that nobody names."""
        found: dict[str, list[Reference]] = {name: [] for name in self.by_id}
        for reference in self.references:
            target = reference.resolution.target
            if target is not None and target in found and target != reference.source:
                found[target].append(reference)
        return found

    @cached_property
    def titles(self) -> Mapping[str, str]:
        """The title, or the file name where none was read, by document id."""
        return {name: record.document.display_title for name, record in self.by_id.items()}

    @cached_property
    def steering(self) -> tuple[Record, ...]:
        """The steering documents that nobody has put out of use."""
        return tuple(record for record in self.records if record.steers)

    def without(self, names: Collection[str]) -> "Snapshot":
        """The registry as it would be without some documents and what they say."""
        return Snapshot(
            tuple(record for record in self.records if record.document.id not in names),
            tuple(reference for reference in self.references if reference.source not in names),
        )

    def title(self, name: str) -> str:
        """What a document is called; the name itself, which is then a label, where it is not in the registry."""
        return self.titles.get(name, name)


@dataclass(frozen=True, slots=True)
class Place:
    """Words in one document that bear witness to something."""

    document: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """The same matter in two documents: the words on both sides and how alike they are (0–1).

    ``bits`` is how surprising the shared wording is: about one chance in ``2 ** bits`` between strangers.
    """

    a: Anchor
    b: Anchor
    similarity: float
    bits: float
    kind: ReuseKind


@dataclass(frozen=True, slots=True)
class Stretch:
    """Shared passages that follow on each other in both documents with few words between.

    ``a`` and ``b`` are the places on each side, in the order that they stand there; there are at least two, and they
    may lie on several pages. ``a_words`` and ``b_words`` count from the first word to the last, what stands between
    with them; ``similarity`` relates the words in common to those of both sides (0–1).
    """

    a: tuple[Anchor, ...]
    b: tuple[Anchor, ...]
    a_words: int
    b_words: int
    similarity: float


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason why two documents overlap: its value (0–1), its weight in the score, and what it says."""

    name: str
    value: float
    weight: float
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two documents that treat the same matter; ``a`` sorts before ``b``.

    ``evidence`` are the most telling passages, ``stretches`` what all shared passages come to, the longest first;
    ``coverage`` is the part of the smaller document's words that stands in shared passages (0–1).
    """

    a: str
    b: str
    score: float
    signals: tuple[Signal, ...]
    evidence: tuple[SharedPassage, ...]
    lineage: bool
    linked: Linked
    stretches: tuple[Stretch, ...] = ()
    coverage: float = 0.0


@dataclass(frozen=True, slots=True)
class Need:
    """Two or more documents that need to be coordinated, why, and where that can be seen."""

    documents: tuple[str, ...]
    reason: NeedReason
    score: float
    sentence: Sentence
    evidence: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """An action that people may decide on; ``against`` says what speaks against it.

    ``decision_text`` is the draft of a Swedish decision and stays Swedish.
    """

    action: Action
    documents: tuple[str, ...]
    rationale: Sentence
    evidence: tuple[Place, ...]
    against: tuple[Sentence, ...] = ()
    decision_text: str = ""

    @property
    def acted_on(self) -> tuple[str, ...]:
        """The documents that are decided on, by id: all that are merged or seen to together, else the first."""
        return self.documents if self.action in ON_ALL else self.documents[:1]

    @property
    def besides(self) -> tuple[str, ...]:
        """The documents, by id, that only have to do with it: what takes over a part, or holds the same."""
        return self.documents[len(self.acted_on) :]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one document that a reviewer should look at (``styrdok check``)."""

    code: str
    document: str
    sentence: Sentence
    evidence: tuple[Place, ...]
