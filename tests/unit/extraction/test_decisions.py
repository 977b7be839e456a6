import tomllib
from pathlib import Path

import pytest

from styrdok.extraction.numbers.decisions import find_decisions, normal_body

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "decisions.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_finds_what_the_text_holds(case):
    found = find_decisions(case["text"])
    assert [[item.label, item.text] for item in found] == case["found"]
    assert all(" ".join(case["text"][item.start : item.end].split()) == item.text for item in found)


def test_a_guessed_paragraph_is_less_certain():
    guessed, sure = find_decisions("KF 2017-12-04 149 och KF 2017-12-04 § 149")
    assert guessed.confidence < sure.confidence


@pytest.mark.parametrize(
    ("written", "body"),
    [
        ("KF", "kommunfullmäktige"),
        ("Kommunfullmäktiges", "kommunfullmäktige"),
        ("fullmäktige", "kommunfullmäktige"),
        ("Ks", "kommunstyrelsen"),
        ("KSAU", "kommunstyrelsens arbetsutskott"),
        ("Miljönämnden", "miljönämnden"),
        ("miljönämnd", "miljönämnden"),
        ("Vård- och omsorgsnämndens", "vård- och omsorgsnämnden"),
    ],
)
def test_body_names(written, body):
    assert normal_body(written) == body
