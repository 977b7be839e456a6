"""Spots that have a text have most of it."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from styrdok.overlaps.windows import each_once, found_in, likenesses

spots = st.lists(st.sets(st.integers(0, 12), min_size=1), max_size=12)


def had(sets):
    windows = [window for one in sets for window in sorted(one)]
    texts, owners = likenesses(np.cumsum([0, *map(len, sets)]), np.array(windows, np.int64))
    return list(zip(texts.tolist(), owners.tolist(), strict=True))


def has(one, text):
    return 5 * len(one & text) >= 3 * len(text)


@given(spots)
def test_exactly_those_that_have_most_of_a_text_have_it(sets):
    found = had(sets)
    for text in {text for text, _ in found}:
        assert {spot for one, spot in found if one == text} == {
            spot for spot, one in enumerate(sets) if has(one, sets[text])
        }


@given(spots)
def test_each_spot_names_a_text_or_is_like_one_that_does(sets):
    texts = {text for text, _ in had(sets)}
    assert all(any(has(one, sets[text]) and has(sets[text], one) for text in texts) for one in sets)


@given(spots)
def test_no_two_texts_are_alike(sets):
    texts = sorted({text for text, _ in had(sets)})
    for one in texts:
        assert not any(has(sets[one], sets[two]) and has(sets[two], sets[one]) for two in texts if one < two)


@given(st.lists(st.integers(0, 30)), st.lists(st.integers(0, 30)))
def test_values_are_found_in_order(held, asked):
    ordered = each_once(np.array(held, np.uint64))
    assert ordered.tolist() == sorted(set(held))
    places = found_in(ordered, np.array(asked, np.uint64)).tolist()
    assert places == [sorted(set(held)).index(value) if value in held else -1 for value in asked]
