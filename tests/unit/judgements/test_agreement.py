"""Agreement between reviewers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.judgements.acts import Act, ActKind, Subject
from styrdok.judgements.agreement import agreements, disagreements, kappa
from styrdok.judgements.reviews import Review
from styrdok.vocabulary import Freshness, Verdict


def review(who, verdict, *documents):
    subjects = tuple(Subject(name) for name in documents)
    return Review(Act(ActKind.JUDGEMENT, "2025-01-01", who, subjects, verdict=verdict), Freshness.FRESH)


def test_kappa_of_a_known_table():
    # 20 both yes, 5 yes/no, 10 no/yes, 15 both no: observed 0.7, expected 0.5, kappa 0.4
    pairs = [("y", "y")] * 20 + [("y", "n")] * 5 + [("n", "y")] * 10 + [("n", "n")] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_is_not_defined_when_chance_always_agrees():
    assert kappa([("y", "y")] * 3) is None
    assert kappa([]) is None


@given(st.lists(st.tuples(st.sampled_from("adu"), st.sampled_from("adu")), min_size=1))
def test_kappa_is_the_same_both_ways_and_at_most_one(pairs):
    value, turned = kappa(pairs), kappa([(b, a) for a, b in pairs])
    assert value == turned
    assert value is None or value <= 1


def test_two_reviewers_are_held_against_each_other_where_both_judged():
    found = [
        review("Anna", Verdict.ACCEPT, "a", "b"),
        review("Bo", Verdict.DISMISS, "a", "b"),
        review("Anna", Verdict.ACCEPT, "a", "c"),
        review("Bo", Verdict.ACCEPT, "a", "c"),
        review("Bo", Verdict.OPEN, "a", "d"),
        review("Anna", Verdict.ACCEPT, "a", "d"),
    ]
    (one,) = agreements(found)
    assert (one.one, one.other, one.common, one.observed) == ("Anna", "Bo", 2, 0.5)
    assert [[r.act.who for r in group] for group in disagreements(found)] == [["Anna", "Bo"]]
