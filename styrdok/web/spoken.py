"""What people did, as the pages look it up; after a new act only what it changes is looked up anew."""

from collections import defaultdict
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from styrdok.ids import pair_key
from styrdok.judgements.acts import Act, ActKind, latest, topic_of
from styrdok.judgements.reviews import Review, reviews_on
from styrdok.vocabulary import Action

Pair = tuple[str, str]


@dataclass(frozen=True)
class Spoken:
    """All acts and the judgements that count, by time.

    ``acts_by_pair`` holds all that was said of pairs as pairs, oldest first, ``reviews_by_pair`` what counts of it;
    ``undone`` are the acts that were taken back, by id.
    """

    acts: tuple[Act, ...]
    reviews: tuple[Review, ...]
    acts_by_pair: Mapping[Pair, tuple[Act, ...]]
    reviews_by_pair: Mapping[Pair, tuple[Review, ...]]
    undone: frozenset[str]

    @classmethod
    def of(cls, acts: tuple[Act, ...], reviews: tuple[Review, ...]) -> Self:
        """What is to be looked up of acts and the judgements that count of them."""
        said: dict[Pair, list[Act]] = defaultdict(list)
        for act in acts:
            if pair := _pair_of(act):
                said[pair].append(act)
        counting: dict[Pair, list[Review]] = defaultdict(list)
        for review in reviews:
            if pair := _judged(review):
                counting[pair].append(review)
        return cls(
            acts,
            reviews,
            {pair: tuple(items) for pair, items in said.items()},
            {pair: tuple(items) for pair, items in counting.items()},
            frozenset(act.undoes for act in acts if act.undoes),
        )

    def and_then(self, acts: tuple[Act, ...], documents: Container[str]) -> Self | None:
        """The same with what has been done since; ``None`` where more has happened than that judgements came."""
        reviews = reviews_on(self.reviews, self.acts, acts, documents)
        if reviews is None:
            return None
        added = acts[len(self.acts) :]
        said, counting = dict(self.acts_by_pair), dict(self.reviews_by_pair)
        for act in added:
            if pair := _pair_of(act):
                said[pair] = (*said.get(pair, ()), act)
        fresh = {act.id for act in added}
        for review in reviews[max(0, len(reviews) - len(added)) :]:
            if review.act.id in fresh and (pair := _judged(review)):
                before = [one for one in counting.get(pair, ()) if topic_of(one.act) != topic_of(review.act)]
                counting[pair] = (*before, review)
        return type(self)(acts, reviews, said, counting, self.undone)

    @cached_property
    def verdicts(self) -> Mapping[tuple[tuple[str, ...], Action], Act]:
        """The newest judgement that counts of each proposal, by its documents and its action."""
        judged = (act for act in latest(self.acts) if act.kind is ActKind.JUDGEMENT)
        return {(act.documents, act.action): act for act in judged if act.action}


def _pair_of(act: Act) -> Pair | None:
    """The pair that an act speaks of as a pair."""
    if act.action is not None or len(documents := set(act.documents)) != 2:
        return None
    return pair_key(*documents)


def _judged(review: Review) -> Pair | None:
    """The pair that a judgement is about."""
    return _pair_of(review.act) if len(review.act.documents) == 2 else None
