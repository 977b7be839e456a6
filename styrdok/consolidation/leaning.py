"""What leans on a document, what it rests on, and its other editions."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from styrdok.extraction.statutes import by_number
from styrdok.findings import Record, Snapshot
from styrdok.models import Mention, Reference
from styrdok.overlaps.statutory import required_by
from styrdok.vocabulary import (
    ABOUT_THE_PAST,
    CASE_PAPERS,
    WITHDRAWN,
    Kind,
    MentionKind,
    Modality,
    Relation,
    ResolutionStatus,
)

_NEED_NO_CHANGE = CASE_PAPERS | {Kind.REPORT}
_ACTS = (MentionKind.LAW, MentionKind.EU_ACT)


@dataclass(frozen=True, slots=True)
class Leaning:
    """A sentence of another document that names the document and must be changed when it goes.

    ``certain`` is false where the name fits no other document but the sentence may mean an earlier edition.
    """

    source: str
    page: int
    words: str
    relation: Relation
    certain: bool = True


def leaning(snapshot: Snapshot, record: Record) -> tuple[Leaning, ...]:
    """The sentences of other documents in use that name a document, by document and page.

    Those that tell its history, papers of a case and its own other editions need no change.
    """
    grouped: dict[tuple[str, int, str], list[Reference]] = defaultdict(list)
    for reference in (*snapshot.incoming[record.document.id], *_perhaps(snapshot, record)):
        source = snapshot.by_id[reference.source]
        if _is_in_use(source) and source.document.line != record.document.line:
            mention = reference.mention
            grouped[source.document.id, mention.anchor.page, mention.sentence or mention.text].append(reference)
    found = [
        (group[0].mention.start, Leaning(source, page, words, _relation(group), any(map(_is_certain, group))))
        for (source, page, words), group in grouped.items()
        if not any(_is_history(one.mention) for one in group)
    ]
    return tuple(one for _, one in sorted(found, key=lambda row: (row[1].source, row[1].page, row[0], row[1].words)))


def _perhaps(snapshot: Snapshot, record: Record) -> Iterator[Reference]:
    """The references that are left open though their name fits this document alone, and names no year."""
    name = record.document.id
    for reference in snapshot.references:
        found, mention = reference.resolution, reference.mention
        alone = found.status is ResolutionStatus.AMBIGUOUS and [one for one, _ in found.candidates] == [name]
        open_yet = mention.kind is MentionKind.TITLE and mention.year is None
        if alone and open_yet and not _told_closer(snapshot, reference):
            yield reference


def _told_closer(snapshot: Snapshot, reference: Reference) -> bool:
    """Whether the sentence says itself which edition it means: "the vision, Vision 2020"."""
    mention, beginning = reference.mention, f"{reference.mention.label} "
    others = (one.mention for one in snapshot.outgoing[reference.source])
    return any(one.sentence == mention.sentence and one.label.startswith(beginning) for one in others)


def _is_certain(reference: Reference) -> bool:
    return reference.resolution.status is ResolutionStatus.RESOLVED


def _is_in_use(record: Record) -> bool:
    described = record.document.description
    return described.kind not in _NEED_NO_CHANGE and described.status not in WITHDRAWN


def _is_history(mention: Mention) -> bool:
    """Whether words tell of what was; what is only to be done some day is yet to come."""
    return mention.relation in ABOUT_THE_PAST and mention.modality is Modality.FACT


def _relation(group: list[Reference]) -> Relation:
    """The most telling relation of a sentence."""
    telling = (one.mention.relation for one in group if one.mention.relation is not Relation.REFERS_TO)
    return next(telling, Relation.REFERS_TO)


def requiring(record: Record) -> str | None:
    """The act that requires a document of this title, ``None`` if none is known."""
    return required_by(record.document.description.title)


def laws_under(snapshot: Snapshot, record: Record) -> Iterator[tuple[str, Mention]]:
    """The acts that a document says it rests on, each with the first place that says so."""
    told: set[str] = set()
    for reference in snapshot.outgoing[record.document.id]:
        mention = reference.mention
        if mention.kind in _ACTS and mention.relation is Relation.BASED_ON and mention.label not in told:
            told.add(mention.label)
            act = by_number().get(mention.label.removeprefix("SFS "))
            yield (f"{act.title} ({act.sfs})" if act else mention.label), mention


def editions(snapshot: Snapshot, record: Record) -> tuple[Record, ...]:
    """The other editions of a document, oldest first."""
    others = (
        one
        for one in snapshot.records
        if one.document.line == record.document.line and one.document.id != record.document.id
    )
    return tuple(sorted(others, key=lambda one: (one.document.description.adopted_on or date.max, one.document.id)))
