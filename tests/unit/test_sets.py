from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.sets import Sets

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)))


@settings(deadline=None)
@given(PAIRS)
def test_what_is_joined_by_any_way_is_one_set_named_by_its_lowest(pairs):
    sets = Sets(range(10))
    for a, b in pairs:
        sets.join(a, b)
    naive = {number: {number} for number in range(10)}
    for a, b in pairs:
        both = naive[a] | naive[b]
        naive |= dict.fromkeys(both, both)
    assert [sets.root(number) for number in range(10)] == [min(naive[number]) for number in range(10)]


def test_strangers_are_passed_over():
    sets = Sets("ab")
    sets.join("a", "z")
    sets.join("a", "b")
    assert sets.root("b") == "a"
