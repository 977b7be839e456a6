"""How far reviewers agree with each other."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from styrdok.registry.acts import Act, ActKind, latest
from styrdok.vocabulary import Action, Verdict

Topic = tuple[tuple[str, ...], Action | None]
"""What is judged: some documents, or a proposal about them."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers over all that both have judged.

    ``kappa`` is Cohen's (1960): 1 for full agreement, 0 for as much as chance would give; ``None`` when nothing was
    judged by both or both always gave the same one verdict, where chance explains everything.
    """

    a: str
    b: str
    judged: int
    same: int
    kappa: float | None


def judgements(acts: Sequence[Act]) -> dict[Topic, dict[str, Act]]:
    """Each reviewer's newest judgement that counts, by what is judged; those reset to open are left out."""
    found: dict[Topic, dict[str, Act]] = defaultdict(dict)
    for act in latest(acts):
        if act.kind is ActKind.JUDGEMENT and act.verdict not in (None, Verdict.OPEN):
            found[act.documents, act.action][act.who] = act
    return dict(sorted(found.items(), key=lambda item: (item[0][0], item[0][1] or "")))


def disagreements(acts: Sequence[Act]) -> tuple[tuple[Act, ...], ...]:
    """The judgements of everything on which reviewers differ, each group by reviewer."""
    groups = (tuple(by_reviewer[who] for who in sorted(by_reviewer)) for by_reviewer in judgements(acts).values())
    return tuple(group for group in groups if len({act.verdict for act in group}) > 1)


def agreements(acts: Sequence[Act]) -> tuple[Agreement, ...]:
    """Every two reviewers who have judged something both, by name."""
    topics = judgements(acts).values()
    reviewers = sorted({who for by_reviewer in topics for who in by_reviewer})
    found = []
    for a, b in combinations(reviewers, 2):
        pairs = [(by[a].verdict, by[b].verdict) for by in topics if a in by and b in by]
        if pairs:
            found.append(Agreement(a, b, len(pairs), sum(x is y for x, y in pairs), _kappa(pairs)))
    return tuple(found)


def _kappa(pairs: Sequence[tuple[Verdict | None, Verdict | None]]) -> float | None:
    total = len(pairs)
    observed = sum(x is y for x, y in pairs) / total
    of_a, of_b = Counter(x for x, _ in pairs), Counter(y for _, y in pairs)
    chance = sum(of_a[verdict] * of_b[verdict] for verdict in Verdict) / total**2
    return None if chance == 1 else (observed - chance) / (1 - chance)
