import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.extraction.numbers.case_numbers import diary_key, find_diary_numbers, shapes

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "diary_numbers.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["case"], ids=lambda case: case["text"])
def test_finds_what_the_text_holds(case):
    assert [number.text for number in find_diary_numbers(case["text"])] == case["found"]


@pytest.mark.parametrize("case", CASES["key"], ids=lambda case: case["text"])
def test_key(case):
    assert diary_key(case["text"]) == case["key"]


@given(
    st.lists(
        st.sampled_from(["KS 2019/40", "dnr ", "12, ", "271/99", " och ", "\n", "§ 5", "2019-05-06", "Å", "/"]),
        max_size=40,
    )
)
def test_spans_hold_the_words(parts):
    text = "".join(parts)
    last = 0
    for number in find_diary_numbers(text):
        assert last <= number.start < number.end
        assert " ".join(text[number.start : number.end].split()) == number.text
        last = number.end


def test_every_shape_has_examples():
    assert all(shape.pattern.pattern for shape in shapes().shapes)
