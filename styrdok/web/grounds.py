"""What speaks for coordinating documents, sorted by who says it: a body that asks, a clash, the same words, the same
matter, something that is missing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from styrdok.findings import Need, Overlap, Place, Signal
from styrdok.models import Anchor
from styrdok.vocabulary import NeedReason, ReuseKind

_CLASHES = frozenset({NeedReason.COMPETING_GOAL, NeedReason.DIFFERING_DEFINITION, NeedReason.DOUBLE_RESPONSIBILITY})
_MISSING = frozenset({NeedReason.MISSING_DOCUMENT})
_MOST_TELLING = ("passages", "definitions", "commitments", "terms", "themes", "references", "audience")


@dataclass(frozen=True, slots=True)
class Grounds:
    """The grounds of one pair.

    ``asked`` holds the places where a third document speaks of the two, ``clashes`` the needs whose evidence stands in
    both; ``words`` and ``matter`` count the passages that they share word for word, or only in substance.
    """

    asked: tuple[Place, ...] = ()
    clashes: tuple[Need, ...] = ()
    words: int = 0
    matter: int = 0

    @property
    def askers(self) -> tuple[Place, ...]:
        """The first place of each document that asks."""
        return tuple({place.document: place for place in reversed(self.asked)}.values())[::-1]


def grounds_of(overlap: Overlap | None, needs: Iterable[Need], pair: tuple[str, str]) -> Grounds:
    """The grounds of a pair, from its overlap and the needs that concern both documents."""
    asked: dict[tuple[str, Anchor], Place] = {}
    clashes: list[Need] = []
    for need in needs:
        if need.reason in _CLASHES and both_sides(need, pair):
            clashes.append(need)
        elif need.reason in _CLASHES or need.reason is NeedReason.ASSERTED:
            asked |= {(place.document, place.anchor): place for place in need.evidence if place.document not in pair}
    shared = overlap.evidence if overlap else ()
    matter = sum(passage.kind is ReuseKind.TOPICAL for passage in shared)
    return Grounds(tuple(asked.values()), tuple(clashes), len(shared) - matter, matter)


def both_sides(need: Need, pair: tuple[str, str]) -> tuple[Anchor, Anchor] | None:
    """The first words of each document that a need rests on, where it rests on both."""
    first: dict[str, Anchor] = {}
    for place in need.evidence:
        first.setdefault(place.document, place.anchor)
    return (first[pair[0]], first[pair[1]]) if set(pair) <= set(first) else None


def look_of(need: Need) -> str:
    """What kind of claim a need is: asked, clash, miss or calc (computed)."""
    if need.reason in _MISSING:
        return "miss"
    if need.reason is NeedReason.ASSERTED:
        return "asked"
    if need.reason in _CLASHES:
        told_by_others = not any(place.document in need.documents for place in need.evidence)
        return "asked" if told_by_others else "clash"
    return "calc"


def most_telling(overlap: Overlap) -> Signal | None:
    """The computed reason that tells a reader most: shared words before likeness, what others ask for not at all."""
    known = {signal.name: signal for signal in overlap.signals}
    return next((known[name] for name in _MOST_TELLING if name in known), None)
