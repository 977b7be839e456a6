"""The nearest documents, found without a table of all with all."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from styrdok.overlaps.candidates import _greatest
from styrdok.overlaps.vectors import Vectors

SPARSE = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.01, 5), max_size=6)


@settings(deadline=None)
@given(st.lists(SPARSE, min_size=1, max_size=8))
def test_products_are_those_of_the_full_table(vectors):
    kept = [dict(sorted(vector.items(), key=lambda item: (-item[1], item[0]))[:3]) for vector in vectors]
    table = np.array([[vector.get(key, 0.0) for key in "abcdefgh"] for vector in kept])
    lengths = np.sqrt((table * table).sum(axis=1, keepdims=True))
    table = table / np.where(lengths, lengths, 1.0)
    found = Vectors.of(vectors, 3)
    assert np.allclose([found.products(row) for row in range(len(vectors))], table @ table.T, atol=1e-12)


@settings(deadline=None)
@given(st.lists(st.sampled_from([-1.0, 0.0, 0.2, 0.5]), min_size=1, max_size=30), st.integers(1, 40))
def test_of_equal_values_the_first_are_taken(values, most):
    row = np.array(values)
    assert _greatest(row, most) == np.argsort(-row, kind="stable")[:most].tolist()
