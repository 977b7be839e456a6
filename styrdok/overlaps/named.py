"""Which steering documents a passage names, and where."""

import re
from dataclasses import dataclass

from styrdok.models import Passage, Reference
from styrdok.overlaps.context import Context
from styrdok.overlaps.labels import plain
from styrdok.overlaps.needs import found
from styrdok.vocabulary import Kind, MentionKind, ResolutionStatus, Status

_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Named:
    """A document that a passage names: its id or name, and where, counted from the passage's first character.

    ``now`` is what has replaced it, where it is called by a short name that both may bear.
    """

    name: str
    start: int
    end: int
    now: str | None = None


def named_in(context: Context, source: str, passage: Passage) -> list[Named]:
    """The steering documents that a passage names, and those that may be some but are not in the registry."""
    named = []
    for reference in context.references.get(source, ()):
        place = reference.mention.anchor
        inside = place.page == passage.anchor.page and passage.start <= reference.mention.start < passage.end
        name = _name(context, reference) if inside else None
        if name is not None:
            start, end = _place(reference, passage)
            named.append(Named(name, start, end, _now(context, reference, name)))
    return sorted(named, key=lambda one: (one.start, -one.end))


def _place(reference: Reference, passage: Passage) -> tuple[int, int]:
    """Where the words of a mention stand in a passage, which may have lost signs between its blocks."""
    words, text = reference.mention.text, passage.anchor.text
    start = reference.mention.start - passage.start
    if text[start : start + len(words)] != words:
        places = [match.start() for match in re.finditer(re.escape(words), text)]
        start = min(places, key=lambda place: abs(place - start), default=start)
    return start, start + reference.mention.end - reference.mention.start


def _now(context: Context, reference: Reference, name: str) -> str | None:
    record = context.records.get(name)
    if record is None or record.document.description.status is not Status.REPLACED:
        return None
    written = reference.mention.text
    by_title = plain(written) == plain(record.document.description.title or "") or _YEAR.search(written)
    return None if by_title else context.labels.living(name)


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
    if meant in context.records and context.records[meant].steers:
        return meant
    return found.of_company(context.snapshot, reference.source, name)
