"""Which steering documents a passage names, and where."""

from dataclasses import dataclass

from styrdok.models import Passage, Reference
from styrdok.overlaps.context import Context
from styrdok.overlaps.needs import found
from styrdok.vocabulary import Kind, MentionKind, ResolutionStatus


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a passage names: its id or name, and where, counted from the passage's first character."""

    name: str
    start: int
    end: int


def named_in(context: Context, source: str, passage: Passage) -> list[Named]:
    """The steering documents that a passage names, and those that may be some but are not in the registry."""
    named = []
    for reference in context.references.get(source, ()):
        place = reference.mention.anchor
        inside = place.page == passage.anchor.page and passage.start <= reference.mention.start < passage.end
        name = _name(context, reference) if inside else None
        if name is not None:
            start = reference.mention.start - passage.start
            named.append(Named(name, start, start + reference.mention.end - reference.mention.start))
    return sorted(named, key=lambda one: (one.start, -one.end))


def _name(context: Context, reference: Reference) -> str | None:
    if reference.mention.kind is not MentionKind.TITLE:
        return None
    record = context.records.get(reference.resolution.target or "")
    if record is not None:
        return record.document.id if record.document.description.kind is Kind.STEERING else None
    if reference.resolution.status is not ResolutionStatus.MISSING:
        return None
    name = found.called(reference)
    meant = context.labels.meaning(reference.source, name)
    return meant if meant in context.records and context.records[meant].steers else name
