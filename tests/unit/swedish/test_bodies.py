"""One table of bodies: names, abbreviations and nouns, each with what it is used for."""

import pytest

from styrdok import tables
from styrdok.swedish import bodies as owner
from styrdok.swedish.bodies import bodies, body_names, body_pattern, body_words, ranks, sort_of


def test_an_abbreviation_stands_for_one_body_wherever_it_is_read():
    for use in ("decision", "field", "cell"):
        assert body_names(use)["KF"] == "kommunfullmäktige"
    assert "KF" in body_words("told")


def test_a_name_stands_once_in_the_table():
    forms = [body.form for body in bodies()]
    assert len(forms) == len(set(forms))
    assert len(forms) > 100


@pytest.mark.parametrize(
    ("name", "sort"),
    [
        ("Kommunfullmäktige", "assembly"),
        ("kommunstyrelsen", "board"),
        ("kommunstyrelsens arbetsutskott", "committee"),
        ("kultur- och fritidsnämnden", "committee"),
        ("Fastighetskontoret", "office"),
        ("rotary", None),
    ],
)
def test_who_adopts_is_of_one_sort(name, sort):
    assert sort_of(name) == sort


def test_the_decision_of_an_assembly_outdoes_that_of_a_board():
    assert ranks()["kommunfullmäktige"] > ranks()["kommunstyrelsen"]


def test_a_pattern_keeps_to_the_signs_of_its_forms():
    part = body_pattern("part")
    assert part.search("kulturnämnden")
    assert part.search("norrby hamn ab")
    assert not part.search("abborrföreningen")


def test_a_row_of_an_unknown_sort_is_refused(tmp_path, monkeypatch):
    (tmp_path / "bodies.tsv").write_text("*gillet\t-\t-\tguild\te\n", encoding="utf-8")
    monkeypatch.setenv(tables.VARIABLE, str(tmp_path))
    owner.bodies.cache_clear()
    try:
        with pytest.raises(ValueError, match=r"bodies\.tsv: \*gillet"):
            bodies()
    finally:
        monkeypatch.undo()
        owner.bodies.cache_clear()
