import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok import edges

PLACES = st.lists(st.integers(-(1 << 40), 1 << 40) | st.integers(-500, 70_000), max_size=60)


@given(PLACES)
def test_what_is_packed_comes_back(places: list[int]) -> None:
    packed = edges.pack(places)
    assert edges.unpack(packed) == places
    assert edges.count(packed) == len(places)
    assert edges.points(packed) == [edges.point(packed, index) for index in range(len(places))]
    assert edges.points(packed) == [place / 100 for place in places]


@given(st.integers(-500, 60_000), st.lists(st.integers(0, 900), min_size=1, max_size=80))
def test_a_line_takes_two_bytes_a_letter(first: int, steps: list[int]) -> None:
    places = [first + sum(steps[:count]) for count in range(len(steps) + 1)]
    if places[-1] - first < 1 << 16:
        assert len(edges.pack(places)) == 5 + 2 * len(places)


def test_points_are_kept_to_a_hundredth() -> None:
    assert edges.points(edges.pack_points([72.0, 77.254, 80.006, 1200.5])) == [72.0, 77.25, 80.01, 1200.5]
    assert edges.unpack(b"") == []
    assert edges.count(b"") == 0


@pytest.mark.parametrize("strange", [b"H", b"x" * 20, b"H" + b"\0" * 7, b"q" + b"\0" * 10])
def test_bytes_of_another_kind_are_refused(strange: bytes) -> None:
    with pytest.raises(ValueError, match=r"letters stand|bytes length"):
        edges.unpack(strange)
