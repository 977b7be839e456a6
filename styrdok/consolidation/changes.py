"""What differs between two registries of one city, and which verdicts that touches."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from styrdok.judgements.acts import Act, ActKind, latest
from styrdok.models import Description, Document
from styrdok.vocabulary import Change

_FIELDS = tuple(field.name for field in fields(Description) if field.name != "open_ended")


@dataclass(frozen=True, slots=True)
class Changed:
    """One document: what it was, what it is now, the fields that differ, and the verdicts that rest on it."""

    change: Change
    before: Document | None
    after: Document | None
    fields: Mapping[str, tuple[object, object]]
    touched: tuple[Act, ...]

    @property
    def document(self) -> Document:
        """The document as it is now, or as it was where it is gone."""
        found = self.after or self.before
        assert found is not None
        return found


def changes(before: Sequence[Document], after: Sequence[Document], acts: Sequence[Act]) -> tuple[Changed, ...]:
    """What is new, gone, has another content or is described otherwise, in that order and by title.

    A document is the same when its content is, else when its file is. ``acts`` are those of the older registry.
    """
    judged = [act for act in latest(acts) if act.kind not in (ActKind.CORRECTION, ActKind.COMMENT)]
    found = [_changed(one, other, judged) for one, other in _paired(before, after)]
    order = list(Change)
    told = [one for one in found if one is not None]
    return tuple(sorted(told, key=lambda one: (order.index(one.change), one.document.display_title, one.document.id)))


def _paired(before: Sequence[Document], after: Sequence[Document]) -> list[tuple[Document | None, Document | None]]:
    by_id = {one.id: one for one in before}
    by_file = {one.file: one for one in before if one.file}
    same = {one.id for one in after if one.id in by_id}
    pairs: list[tuple[Document | None, Document | None]] = []
    taken: set[str] = set()
    for one in after:
        old = by_id.get(one.id)
        if old is None:
            at_its_place = by_file.get(one.file)
            old = at_its_place if at_its_place and at_its_place.id not in same | taken else None
        if old is not None:
            taken.add(old.id)
        pairs.append((old, one))
    return pairs + [(one, None) for one in before if one.id not in taken]


def _changed(before: Document | None, after: Document | None, judged: Sequence[Act]) -> Changed | None:
    touched = tuple(act for act in judged if before is not None and before.id in act.documents)
    if before is None or after is None:
        return Changed(Change.NEW if before is None else Change.GONE, before, after, {}, touched)
    differing = _differing(before.description, after.description)
    if before.id != after.id:
        return Changed(Change.CONTENT, before, after, differing, touched)
    return Changed(Change.DESCRIPTION, before, after, differing, touched) if differing else None


def _differing(before: Description, after: Description) -> dict[str, tuple[object, object]]:
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in _FIELDS}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
