"""Who has replaced whom: the documents of a snapshot with their references and their successors."""

import itertools
from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from styrdok.findings import Place, Record, Snapshot
from styrdok.language import Sentence
from styrdok.models import Anchor, Document, Reference
from styrdok.resolution.replacements import endings_in
from styrdok.vocabulary import UNDECIDED, WITHDRAWN, Kind


@dataclass(frozen=True, slots=True)
class Succession:
    """``successor`` took the place of ``predecessor``; ``places`` say so, none when only the editions' dates do."""

    successor: str
    predecessor: str
    places: tuple[Place, ...]


class Inventory:
    """A snapshot arranged for checking on one day."""

    def __init__(self, snapshot: Snapshot, today: date) -> None:
        self.snapshot = snapshot
        self.today = today
        self.records = snapshot.by_id
        self.references = snapshot.outgoing
        self.stated = _stated(snapshot)
        self.by_predecessor: dict[str, list[Succession]] = defaultdict(list)
        for succession in (*self.stated, *self._editions()):
            if succession.successor not in [other.successor for other in self.by_predecessor[succession.predecessor]]:
                self.by_predecessor[succession.predecessor].append(succession)

    def document(self, name: str) -> Document:
        """The document of that id."""
        return self.records[name].document

    def title(self, name: str) -> Sentence:
        """The title in quotes, or the file's name."""
        document = self.document(name)
        return Sentence.of("”{words}”", words=document.display_title)

    def steering(self) -> list[Record]:
        """The steering documents that are neither drafts nor known to be gone, by id."""
        return [
            record
            for record in self.records.values()
            if record.document.description.kind is Kind.STEERING
            and record.document.description.status not in WITHDRAWN | UNDECIDED
        ]

    def successors(self, name: str) -> list[Succession]:
        """What took the document's place, adopted documents only."""
        return [
            succession
            for succession in self.by_predecessor.get(name, [])
            if self.document(succession.successor).description.status not in UNDECIDED
        ]

    def is_live(self, name: str) -> bool:
        """Whether the document still counts today, as far as is known."""
        description = self.document(name).description
        ended = description.valid_to is not None and description.valid_to < self.today and not description.open_ended
        return not ended and description.status not in WITHDRAWN | UNDECIDED and not self.successors(name)

    def _editions(self) -> list[Succession]:
        """Later adopted editions of the same document."""
        by_line: dict[str, list[Document]] = defaultdict(list)
        for record in self.records.values():
            description = record.document.description
            if description.kind is Kind.STEERING and description.adopted_on and description.status not in UNDECIDED:
                by_line[record.document.line].append(record.document)
        found = []
        for editions in by_line.values():
            ordered = sorted(editions, key=lambda item: (item.description.adopted_on or date.min, item.id))
            for older, newer in itertools.pairwise(ordered):
                if older.description.adopted_on != newer.description.adopted_on:
                    found.append(Succession(newer.id, older.id, ()))
        return found


def place_of(reference: Reference) -> Place:
    """The words of a reference as evidence."""
    return Place(reference.source, reference.mention.anchor)


def _stated(snapshot: Snapshot) -> list[Succession]:
    """Replacements that a document states as facts, each with all the places that say so."""
    places: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for ending in endings_in(snapshot):
        if ending.succeeds:
            places[ending.by, ending.ended].append(place_of(ending.reference))
    return [Succession(*pair, tuple(found)) for pair, found in sorted(places.items())]


def front(record: Record, field: str = "title") -> tuple[Place, ...]:
    """The place where a field was read, else the title, else the document's first words."""
    for name in (field, "title"):
        found = [value for value in record.extraction.fields if value.field == name and value.anchor is not None]
        best = max(found, key=lambda value: value.confidence, default=None)
        if best is not None and best.anchor is not None:
            return (Place(record.document.id, best.anchor),)
    anchors: list[Anchor] = [passage.anchor for passage in record.extraction.passages[:1]]
    return tuple(Place(record.document.id, anchor) for anchor in anchors)
