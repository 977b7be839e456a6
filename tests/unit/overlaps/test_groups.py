import random

from hypothesis import given
from hypothesis import strategies as st

from styrdok.findings import Overlap
from styrdok.overlaps.groups import find_groups, partition
from styrdok.vocabulary import Linked

edges = st.dictionaries(
    st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")).filter(lambda pair: pair[0] < pair[1]),
    st.integers(1, 100).map(lambda n: n / 100),
)


def pair(a, b, score, lineage=False):
    return Overlap(a, b, score, (), (), lineage, Linked.NONE)


def test_tight_groups_and_a_weak_bridge():
    tight = [pair("a", "b", 0.9), pair("a", "c", 0.8), pair("b", "c", 0.7), pair("d", "e", 0.6), pair("c", "d", 0.35)]
    found = find_groups(tight)
    assert [group.documents for group in found] == [("a", "b", "c"), ("d", "e")]
    assert found[0].mean == 0.8
    assert found[0].weakest == "c"


def test_lineage_does_not_bind():
    assert find_groups([pair("a", "b", 0.9, lineage=True)]) == ()


@given(edges)
def test_every_node_is_in_one_group_and_nobody_wants_to_move(weights):
    groups = partition(weights, 0.3)
    nodes = sorted({name for edge in weights for name in edge})
    assert sorted(name for group in groups for name in group) == nodes

    def worth(name, group):
        others = [other for other in group if other != name]
        return sum(weights.get((min(name, o), max(name, o)), 0.0) for o in others) - 0.3 * len(others)

    for group in groups:
        for name in group:
            assert all(worth(name, other) <= worth(name, group) + 1e-9 for other in groups if other is not group)


def test_a_node_leaves_the_group_that_bears_its_number():
    weights = {
        **{("a", "b"): 0.36, ("a", "c"): 0.61, ("a", "f"): 0.08, ("b", "c"): 0.61, ("b", "d"): 0.45},
        **{("b", "e"): 0.57, ("c", "d"): 0.48, ("c", "e"): 0.36, ("d", "e"): 0.27},
    }
    assert ("b", "c", "d", "e") in [tuple(sorted(group)) for group in partition(weights, 0.3)]


def test_planted_groups_are_found_whatever_they_are_called():
    rng = random.Random(4)
    names = [f"n{k:03}" for k in range(60)]
    planted = [frozenset(names[k : k + 4]) for k in range(0, 60, 4)]
    weights = {}
    for a in names:
        for b in names:
            if a < b:
                together = any({a, b} <= group for group in planted)
                if together or rng.random() < 0.02:
                    weights[a, b] = rng.uniform(0.5, 0.9) if together else rng.uniform(0.05, 0.4)
    assert {frozenset(group) for group in partition(weights, 0.3)} == set(planted)
    renamed = {name: f"m{rng.random()}" for name in names}
    again = {tuple(sorted((renamed[a], renamed[b]))): weight for (a, b), weight in weights.items()}
    assert {frozenset(group) for group in partition(again, 0.3)} == {
        frozenset(renamed[name] for name in group) for group in planted
    }
