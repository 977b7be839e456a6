"""Coordination needs: documents that ought to be looked at together, why, and where that can be seen.

A need that somebody has asked for outranks every inferred one. Needs are found between steering documents of one
organisation; documents of two organisations may resemble each other without any need to coordinate.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from styrdok.findings import Need, Overlap, Place, Snapshot
from styrdok.ids import pair_key
from styrdok.language import Sentence, in_turn
from styrdok.overlaps.asserted import Assertion, order, spoken
from styrdok.overlaps.context import Context, context_of
from styrdok.overlaps.labels import plain
from styrdok.overlaps.lineage import same_organisation
from styrdok.overlaps.needs.found import names_outside, of_company
from styrdok.overlaps.needs.references import expired, missing, repealed_acts, stale
from styrdok.overlaps.needs.substance import (
    competing_goals,
    contradictions,
    differing_definitions,
    differing_intervals,
    double_responsibilities,
    mismatches,
)
from styrdok.overlaps.needs.told import told
from styrdok.overlaps.tables import weights
from styrdok.vocabulary import Linked, NeedReason, Status


def find_needs(snapshot: Snapshot, overlaps: Sequence[Overlap], today: date) -> tuple[Need, ...]:
    """Every need for coordination, most pressing first; equal scores by reason and documents."""
    return needs_of(context_of(snapshot, wording={}), overlaps, today)


def needs_of(context: Context, overlaps: Sequence[Overlap], today: date) -> tuple[Need, ...]:
    """The same of a context; its shared wording is not asked for."""
    circle = Circle.of(context, overlaps)
    claimed = list(_asserted(context, circle))
    inferred = [
        *_unlinked(context, circle, overlaps),
        *contradictions(context, circle.both_apply, overlaps),
        *(need for finder in _FINDERS for need in finder(context, circle.apart, today)),
        *(need for finder in _COLLISIONS for need in finder(context, circle.both_apply, today)),
    ]
    inferred += told(context, circle.apart, today)
    return tuple(sorted(claimed + _once(inferred), key=lambda need: (-need.score, need.reason, need.documents)))


def _once(needs: Sequence[Need]) -> list[Need]:
    """One need for each reason and set of documents: the first, with the evidence and the best score of all."""
    found: dict[tuple[NeedReason, frozenset[str]], Need] = {}
    for need in needs:
        key = need.reason, frozenset(need.documents)
        first = found.get(key, need)
        more = tuple(place for place in need.evidence if place not in first.evidence)
        found[key] = replace(first, evidence=first.evidence + more, score=max(first.score, need.score))
    return list(found.values())


_FINDERS: tuple[Callable[[Context, Callable[[str, str], bool], date], Iterator[Need]], ...] = (
    differing_definitions,
    stale,
    repealed_acts,
    expired,
    missing,
    mismatches,
)
"""Every inferred reason that asks about the context and whether two documents are apart."""

_COLLISIONS = (competing_goals, differing_intervals, double_responsibilities)
"""The same of what only collides as long as both documents apply; what people say of them holds all the same."""


@dataclass(frozen=True, slots=True)
class Circle:
    """Which pairs of documents may need coordination at all."""

    context: Context
    lineage: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, context: Context, overlaps: Sequence[Overlap]) -> "Circle":
        """With the lineage that the overlaps were found to have."""
        return cls(context, frozenset((one.a, one.b) for one in overlaps if one.lineage))

    def apart(self, a: str, b: str) -> bool:
        """Whether two documents are live steering documents of one organisation and of different lines."""
        x, y = self.context.records[a], self.context.records[b]
        if x.document.line == y.document.line or pair_key(a, b) in self.lineage:
            return False
        return x.steers and y.steers and same_organisation(x, y)

    def both_apply(self, a: str, b: str) -> bool:
        """Whether two documents are apart and neither has run out."""
        described = (self.context.records[name].document.description for name in (a, b))
        return self.apart(a, b) and not any(one.status is Status.EXPIRED for one in described)


_HARD, _HARD_FROM = frozenset({"passages", "asserted"}), 0.2
_SAYS_LITTLE = frozenset({"asserted", "matter"})
"""Reasons for an overlap that tell a reader of it nothing: themes and words that agree stand among the others."""


def _asserted(context: Context, circle: Circle) -> Iterator[Need]:
    """What somebody has asked for: one need for each set of documents, with all voices."""
    voices: dict[tuple[str, ...], list[Assertion]] = defaultdict(list)
    names = names_outside(context.snapshot)
    for said in context.said:
        called = {_name(context, said.source, name, names) for name in said.documents}
        voices[tuple(sorted(called))].append(said)
    scale = weights().need
    for documents, heard in sorted(voices.items()):
        if len(documents) == 2 and pair_key(*documents) in circle.lineage:
            continue
        heard.sort(key=order)
        sources = {one.source for one in heard}
        score = min(1.0, scale["asserted"] * heard[0].strength + scale["again"] * (len(sources) - 1))
        sentence = spoken(heard[0], context.title(heard[0].source))
        if len(sources) > 1:
            more = Sentence.of("Sammanlagt {count} dokument säger detta.", count=len(sources))
            sentence = in_turn((sentence, more))
        evidence = tuple(Place(one.source, one.anchor) for one in heard)
        yield Need(documents, NeedReason.ASSERTED, round(score, 4), sentence, evidence)


def _name(context: Context, source: str, name: str, names: Mapping[str, str]) -> str:
    """The id of a document, or the fullest name of one that is not in the registry, as ``source`` means it."""
    if name in context.records:
        return name
    return of_company(context.snapshot, source, names.get(plain(name), name)) or name


def _unlinked(context: Context, circle: Circle, overlaps: Sequence[Overlap]) -> Iterator[Need]:
    """Overlapping documents neither of which mentions the other."""
    scale = weights().need
    for one in overlaps:
        pair = (one.a, one.b)
        hard = any(signal.name in _HARD and signal.value >= _HARD_FROM for signal in one.signals)
        least = scale["least_overlap" if hard else "least_likeness"]
        if one.score < least or one.linked is not Linked.NONE or not circle.apart(*pair):
            continue
        why = [signal.sentence for signal in one.signals if signal.weight and signal.name not in _SAYS_LITTLE]
        sentence = Sentence.of(
            "”{a}” och ”{b}” behandlar samma sak men ingen av dem hänvisar till den andra. {why}",
            a=context.title(one.a),
            b=context.title(one.b),
            why=in_turn(why),
        )
        evidence = tuple(
            place for passage in one.evidence for place in (Place(one.a, passage.a), Place(one.b, passage.b))
        )
        score = round(scale["unlinked_overlap"] * one.score, 4)
        yield Need(pair, NeedReason.UNLINKED_OVERLAP, score, sentence, evidence)
