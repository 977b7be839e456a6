"""Two documents side by side."""

from collections.abc import Sequence
from dataclasses import dataclass

from styrdok.findings import Record, SharedPassage, Snapshot, Stretch
from styrdok.models import Commitment, Definition, Goal, Reference
from styrdok.overlaps.context import Context, context_of
from styrdok.overlaps.lineage import is_lineage
from styrdok.overlaps.scoring import linked
from styrdok.overlaps.signals import same_meaning, shared_definitions
from styrdok.vocabulary import Bindingness, Linked


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two documents have in common and where they differ.

    ``themes`` holds (theme, weight in a, weight in b); ``commitments`` and ``goals`` hold pairs on the same matter with
    their likeness (0–1), those that collide first; ``stretches`` are what the passages come to, the longest first;
    ``a_to_b`` and ``b_to_a`` are the references between the two.
    """

    a: str
    b: str
    passages: tuple[SharedPassage, ...]
    stretches: tuple[Stretch, ...]
    coverage: float
    themes: tuple[tuple[str, float, float], ...]
    definitions: tuple[tuple[Definition, Definition], ...]
    differing: tuple[str, ...]
    commitments: tuple[tuple[Commitment, Commitment, float], ...]
    goals: tuple[tuple[Goal, Goal, float], ...]
    a_to_b: tuple[Reference, ...]
    b_to_a: tuple[Reference, ...]
    linked: Linked
    lineage: bool


def compare(a: Record, b: Record, references: Sequence[Reference] = ()) -> Comparison:
    """Compare two documents; ``references`` may be those of the whole registry.

    The order of the arguments is kept: ``passages`` have the words of ``a`` on the left. Raises :class:`ValueError`
    when both are the same document.
    """
    x, y = a.document.id, b.document.id
    if x == y:
        raise ValueError(x)
    low, high = (a, b) if x < y else (b, a)
    context = context_of(Snapshot((low, high), tuple(one for one in references if one.source in (x, y))))
    wording = context.wording.get((low.document.id, high.document.id))
    found = sorted(wording.passages, key=lambda p: (p.a.page, p.a.start)) if wording else []
    runs = context.stretches(low.document.id, high.document.id)
    definitions = shared_definitions(context, x, y)
    return Comparison(
        a=x,
        b=y,
        passages=tuple(found if x < y else sorted(map(_turned, found), key=lambda p: (p.a.page, p.a.start))),
        stretches=tuple(runs if x < y else map(_turned_stretch, runs)),
        coverage=wording.coverage if wording else 0.0,
        themes=_themes(context, x, y),
        definitions=tuple(definitions),
        differing=tuple(p.term for p, q in definitions if not same_meaning(p, q)),
        commitments=_commitments(context, x, y),
        goals=_goals(context, x, y),
        a_to_b=_pointing(context, x, y),
        b_to_a=_pointing(context, y, x),
        linked=linked(context, x, y),
        lineage=is_lineage(context, low.document.id, high.document.id),
    )


def _turned(passage: SharedPassage) -> SharedPassage:
    return SharedPassage(passage.b, passage.a, passage.similarity, passage.bits, passage.kind)


def _turned_stretch(one: Stretch) -> Stretch:
    return Stretch(one.b, one.a, one.b_words, one.a_words, one.similarity)


def _themes(context: Context, a: str, b: str) -> tuple[tuple[str, float, float], ...]:
    left, right = context.themes[a], context.themes[b]
    shared = [(theme, left[theme], right[theme]) for theme in left.keys() & right.keys()]
    return tuple(sorted(shared, key=lambda row: (-min(row[1], row[2]), row[0])))


def _commitments(context: Context, a: str, b: str) -> tuple[tuple[Commitment, Commitment, float], ...]:
    pairs = context.promises.commitments.get((min(a, b), max(a, b)), ())
    turned = [(x, y, likeness) if a < b else (y, x, likeness) for x, y, likeness in pairs]
    return tuple(sorted(turned, key=lambda row: (not _collide(row[0], row[1]), -row[2])))


def _collide(x: Commitment, y: Commitment) -> bool:
    binding = Bindingness.MAY not in (x.bindingness, y.bindingness)
    return binding and (x.actor.lower() != y.actor.lower() or x.deadline != y.deadline)


def _goals(context: Context, a: str, b: str) -> tuple[tuple[Goal, Goal, float], ...]:
    pairs = context.promises.goals.get((min(a, b), max(a, b)), ())
    return tuple((x, y, likeness) if a < b else (y, x, likeness) for x, y, likeness in pairs)


def _pointing(context: Context, source: str, target: str) -> tuple[Reference, ...]:
    return tuple(one for one in context.references.get(source, ()) if one.resolution.target == target)
