"""From signals to the ranked list of overlaps.

``score = factor × curbed sum of weight × value``: the weights and the factor, which depends on what kinds of files the
two are, stand in ``data/weights.toml``; every term of the sum is a line of the result.
"""

from collections.abc import Callable, Iterable

from styrdok.findings import Overlap, SharedPassage, Signal, Snapshot
from styrdok.language import Sentence
from styrdok.models import Description
from styrdok.overlaps.candidates import candidates
from styrdok.overlaps.context import Context, Pair, context_of
from styrdok.overlaps.grounds import Grounds
from styrdok.overlaps.lineage import is_lineage, same_organisation
from styrdok.overlaps.signals import Reason, signals
from styrdok.overlaps.tables import weights
from styrdok.overlaps.topical import Topics, topics_of, with_topical_rows
from styrdok.vocabulary import DocumentType, Kind, Linked

_WITH_STEERING = {Kind.STEERING: "steering", Kind.OTHER: "steering", Kind.REPORT: "reports"}
_OVERALL = frozenset({DocumentType.VISION, DocumentType.BUDGET})
_KINDS = {
    "reports": Sentence.of("Det ena dokumentet är inget styrdokument; poängen räknas ned något."),
    "overall": Sentence.of("En vision eller en budget berör det mesta; poängen räknas ned något."),
    "about": Sentence.of("Det ena dokumentet handlar om styrdokument utan att vara ett; poängen räknas ned."),
    "case": Sentence.of("Två svar i samma ärende."),
    "others": Sentence.of("Inget av dokumenten är ett styrdokument; poängen räknas ned."),
}


def find_overlaps(snapshot: Snapshot) -> tuple[Overlap, ...]:
    """Every pair of documents that treats the same matter, strongest first, each with its reasons and evidence."""
    return ranked(context_of(snapshot))


def ranked(context: Context, wanted: Callable[[str, str], bool] = lambda a, b: True) -> tuple[Overlap, ...]:
    """The overlaps of a context, of the pairs that are wanted, strongest first; equal scores by document ids.

    Those that the memory holds are taken from there.
    """
    topics, pairs = topics_of(context.records, context.standard, context.memory), context.memory.pairs
    grounds = Grounds(context, topics.source)
    named = {pair: grounds.of(pair) if pairs.keeping else b"" for pair in candidates(context) if wanted(*pair)}
    known = {pair: pairs.overlap(pair, name) for pair, name in named.items()}
    made = {(one.a, one.b): one for one in _scored(context, topics, [pair for pair in named if known[pair] is None])}
    for pair, name in named.items():
        if known[pair] is None:
            pairs.keep(pair, name, made.get(pair))
    return in_order([*(one for one in known.values() if one), *made.values()])


def _scored(context: Context, topics: Topics, pairs: Iterable[Pair]) -> tuple[Overlap, ...]:
    """The overlaps among some pairs, worked out anew."""
    asked = ((pair, _reasons(context, *pair)) for pair in pairs)
    found = [_overlap(context, a, b, reasons) for (a, b), reasons in asked if reasons]
    return with_topical_rows(topics, in_order(one for one in found if one.score >= weights().least))


def in_order(overlaps: Iterable[Overlap]) -> tuple[Overlap, ...]:
    """Overlaps, strongest first; equal scores by document ids."""
    return tuple(sorted(overlaps, key=lambda one: (-one.score, one.a, one.b)))


def curbed(total: float) -> float:
    """A sum as a score of at most 1: what exceeds ``knee`` counts in part, so that the strongest still differ."""
    scale = weights()
    return min(1.0, total if total <= scale.knee else scale.knee + (total - scale.knee) / scale.excess)


def _reasons(context: Context, a: str, b: str) -> dict[str, Reason]:
    asked = ((name, rule.function(context, a, b)) for name, rule in signals().items())
    return {name: reason for name, reason in asked if reason is not None and reason.value > 0}


def _overlap(context: Context, a: str, b: str, reasons: dict[str, Reason]) -> Overlap:
    scale, rules = weights(), signals()
    relation = _kinds(context, a, b)
    factor = scale.factor[relation]
    total = curbed(sum(rules[name].weight * reason.value for name, reason in reasons.items()))
    lines = [
        Signal(name, round(reason.value, 4), rules[name].weight, reason.sentence) for name, reason in reasons.items()
    ]
    if relation in _KINDS:
        lines.append(Signal("kinds", factor, 0.0, _KINDS[relation]))
    score = round(factor * total, 4)
    listed, wording = score >= scale.least, context.wording.get((a, b))
    return Overlap(
        a,
        b,
        score,
        tuple(lines),
        _evidence(reasons) if listed else (),
        is_lineage(context, a, b),
        linked(context, a, b),
        context.stretches(a, b) if listed else (),
        wording.coverage if wording else 0.0,
    )


def _kinds(context: Context, a: str, b: str) -> str:
    """Which factor a pair gets."""
    described = [context.records[name].document.description for name in (a, b)]
    x, y = (one.kind for one in described)
    if x is y is Kind.STEERING and any(one.type in _OVERALL for one in described):
        return "overall"
    if Kind.STEERING in (x, y):
        other = y if x is Kind.STEERING else x
        own = same_organisation(context.records[a], context.records[b])
        return _WITH_STEERING.get(other, "about" if own else "reports")
    return "case" if all(_answers(one) for one in described) and _one_case(context, a, b) else "others"


def _answers(described: Description) -> bool:
    """Whether a file is a consulted body's answer: a reply, or minutes of a body that is not the council."""
    if described.kind is Kind.MINUTES:
        return "fullmäktige" not in (described.adopted_by or "").lower()
    return described.kind is Kind.REPLY


def _one_case(context: Context, a: str, b: str) -> bool:
    """Whether two answers concern the same case: the case number or document that both answer to."""
    return bool(context.cases(a) & context.cases(b))


def _evidence(reasons: dict[str, Reason]) -> tuple[SharedPassage, ...]:
    """What the reasons rest on, in their order: what collides, then shared wording."""
    found = [passage for reason in reasons.values() for passage in reason.evidence]
    return tuple(found[: weights().evidence])


def linked(context: Context, a: str, b: str) -> Linked:
    """Whether two documents refer to each other."""
    return (Linked.NONE, Linked.ONE_WAY, Linked.MUTUAL)[((a, b) in context.links) + ((b, a) in context.links)]
