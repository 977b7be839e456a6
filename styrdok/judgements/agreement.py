"""How far reviewers agree: Cohen's kappa for every two of them, and the list of what they see differently."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from styrdok.judgements.reviews import Review
from styrdok.vocabulary import Action, Verdict

Topic = tuple[tuple[str, ...], Action | None]
"""What was judged: documents, and the action of the proposal or ``None`` for the pair itself."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two reviewers, how many topics both judged, the share they agree on, and kappa (``None``: not defined)."""

    one: str
    other: str
    common: int
    observed: float
    kappa: float | None


def verdicts(reviews: Iterable[Review]) -> dict[Topic, dict[str, Review]]:
    """The judgements by topic and reviewer; a judgement that was reset to open is none."""
    found: dict[Topic, dict[str, Review]] = defaultdict(dict)
    for review in reviews:
        if review.act.verdict not in (None, Verdict.OPEN):
            found[review.act.documents, review.act.action][review.act.who] = review
    return dict(found)


def agreements(reviews: Iterable[Review]) -> tuple[Agreement, ...]:
    """Every two reviewers who judged something in common, by name."""
    topics = verdicts(reviews)
    names = sorted({name for judged in topics.values() for name in judged})
    found = []
    for one, other in combinations(names, 2):
        both = [(judged[one], judged[other]) for judged in topics.values() if one in judged and other in judged]
        if both:
            pairs = [(str(left.act.verdict), str(right.act.verdict)) for left, right in both]
            same = sum(left == right for left, right in pairs) / len(pairs)
            found.append(Agreement(one, other, len(pairs), same, kappa(pairs)))
    return tuple(found)


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa (Cohen 1960): agreement beyond what chance would give; ``None`` when chance would always agree."""
    if not pairs:
        return None
    total = len(pairs)
    observed = sum(left == right for left, right in pairs) / total
    left, right = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    expected = sum(left[label] * right[label] for label in sorted(left)) / total**2
    return None if expected >= 1 else (observed - expected) / (1 - expected)


def disagreements(reviews: Iterable[Review]) -> tuple[tuple[Review, ...], ...]:
    """The topics on which reviewers differ, each with all its judgements by name of the reviewer."""
    found = []
    for judged in verdicts(reviews).values():
        if len({review.act.verdict for review in judged.values()}) > 1:
            found.append(tuple(judged[name] for name in sorted(judged)))
    return tuple(found)
