"""What the analysis finds: overlaps with their signals, coordination needs, proposals, and remarks on documents.

Plain frozen values like those of :mod:`styrdok.models`; documents are named by id, or by label when they are not in
the registry.
"""

from dataclasses import dataclass

from styrdok.language import Sentence
from styrdok.models import Anchor, Document, Extraction, Reference
from styrdok.vocabulary import Action, Linked, NeedReason, ReuseKind


@dataclass(frozen=True, slots=True)
class Record:
    """A document of the registry with everything that was read out of it."""

    document: Document
    extraction: Extraction


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The whole registry as plain values: the input of every analysis.

    ``records`` are sorted by document id, ``references`` by (source, index).
    """

    records: tuple[Record, ...]
    references: tuple[Reference, ...]


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
class Signal:
    """One reason why two documents overlap: its value (0–1), its weight in the score, and what it says."""

    name: str
    value: float
    weight: float
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two documents that treat the same matter; ``a`` sorts before ``b``."""

    a: str
    b: str
    score: float
    signals: tuple[Signal, ...]
    evidence: tuple[SharedPassage, ...]
    lineage: bool
    linked: Linked


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


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about one document that a reviewer should look at (``styrdok check``)."""

    code: str
    document: str
    sentence: Sentence
    evidence: tuple[Place, ...]
