"""What the grammars hand over: a mention without its place on the page."""

from dataclasses import dataclass
from functools import cached_property

from styrdok.swedish.fold import fold, plain
from styrdok.vocabulary import MentionKind


@dataclass(frozen=True, slots=True)
class Found:
    """A mention at ``text[start:end]``; ``rank`` decides between overlapping finds (higher wins).

    ``name`` are the words that name an act, without number, chapter and section.
    """

    kind: MentionKind
    start: int
    end: int
    label: str
    rule: str
    tier: int = 0
    owner: str | None = None
    year: str | None = None
    pinpoint: str | None = None
    confidence: float = 1.0
    rank: int = 0
    name: str = ""


@dataclass(frozen=True)
class Source:
    """A text with its folded copies, each made once."""

    text: str

    @cached_property
    def folded(self) -> str:
        """Lower case, plain spaces and dashes."""
        return fold(self.text)

    @cached_property
    def plain(self) -> str:
        """Case kept, plain spaces and dashes."""
        return plain(self.text)


def settle(found: list[Found]) -> list[Found]:
    """The finds that stay, in order: of two that overlap, the one of higher rank, then the longer, then the earlier.

    A law or a case number inside the quoted or printed title of a work is kept beside it.
    """
    groups: list[list[Found]] = []
    end = -1
    for item in sorted(found, key=lambda item: item.start):
        if item.start >= end:
            groups.append([])
        groups[-1].append(item)
        end = max(end, item.end)
    kept = [item for group in groups for item in (_best(group) if len(group) > 1 else group)]
    return sorted(kept, key=lambda item: (item.start, -item.end, item.rule))


def _best(group: list[Found]) -> list[Found]:
    """Those of a group of touching finds that stay."""
    kept: list[Found] = []
    for item in sorted(group, key=lambda item: (-item.rank, item.start - item.end, item.start, item.rule)):
        others = [other for other in kept if other.start < item.end and item.start < other.end]
        if all(_may_nest(item, other) for other in others):
            kept.append(item)
    return kept


def _may_nest(inner: Found, outer: Found) -> bool:
    inside = outer.start <= inner.start and inner.end <= outer.end
    return inside and outer.kind is MentionKind.TITLE and inner.kind in (MentionKind.LAW, MentionKind.DIARY_NUMBER)
