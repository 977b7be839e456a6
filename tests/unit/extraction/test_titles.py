import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from styrdok.extraction.titles.heads import find_head
from styrdok.extraction.titles.keys import title_key, without_year
from styrdok.extraction.titles.matching import LINK, has_unknown_word, similarity, tier, typing_score
from styrdok.extraction.titles.owners import owner_key, owners_agree
from styrdok.extraction.titles.variants import variants
from styrdok.swedish.heads import heads

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "titles.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("mention", "title"), CASES["same"])
def test_same(mention: str, title: str) -> None:
    assert similarity(title_key(mention), title_key(title)) >= LINK


@pytest.mark.parametrize(("mention", "title"), CASES["other"])
def test_other(mention: str, title: str) -> None:
    assert similarity(title_key(mention), title_key(title)) < LINK


@pytest.mark.parametrize("title", sorted({title for _, title in CASES["same"]}))
def test_a_title_is_itself(title: str) -> None:
    key = title_key(title)
    assert similarity(key, key) == 1.0
    assert tier(key, key) == 0


@pytest.mark.parametrize("title", sorted({title for _, title in CASES["same"]}))
def test_variants_name_their_title(title: str) -> None:
    key = title_key(title)
    listed = variants(title)
    assert listed[0].tier == 0
    for variant in (item for item in listed if item.tier and "ekhamn" not in item.text):
        assert similarity(title_key(variant.text), key) >= LINK, variant
    assert "programmet" not in {variant.text for variant in listed}


def test_variants_by_tier() -> None:
    listed = {variant.text: variant.tier for variant in variants("Program för kvalitetsutveckling i Ekhamns stad")}
    assert listed["program för kvalitetsutveckling i ekhamns stad"] == 0
    assert listed["stadens program för kvalitetsutveckling"] == 2
    assert listed["kvalitetsutvecklingsprogrammet"] == 3
    slogan = {variant.text: variant.tier for variant in variants("Grönare Ekhamn – Riktlinjer för parker 2020–2023")}
    assert slogan["grönare ekhamn"] == 4
    assert slogan["riktlinjerna för parker"] == 4


def test_typing_errors() -> None:
    title, typed = title_key("Personalpolicy för Ekhamns kommun"), title_key("personalpolcy för Ekhamns kommun")
    assert has_unknown_word(typed.plain)
    assert typing_score(typed, title) >= LINK
    assert typing_score(title_key("Personalplan för Ekhamns kommun"), title) == 0.0
    assert typing_score(title_key("personalpolcy för Alviks kommun"), title) == 0.0
    assert not has_unknown_word("personalpolicyn för resor")


def test_key_parts() -> None:
    key = title_key("Förslag till Ekhamns stads trygghets- och säkerhetsprogram 2020–23")
    assert (key.genre, key.owner, key.years) == ("program", owner_key("Ekhamns stad"), ("2020-2023",))
    assert key.units == (("trygg",), ("säker",))
    assert title_key("programmet").bare
    assert not title_key("kvalitetsprogrammet").bare


@pytest.mark.parametrize("word", ["television", "provision", "revision", "planet", "stadgad", "reglerad", "avtala"])
def test_no_head(word: str) -> None:
    assert find_head(word) is None


def test_every_form_finds_its_head() -> None:
    for lemma, head in heads().items():
        for form in head.forms:
            found = find_head(form)
            assert found is not None
            assert found[1].lemma == lemma or form not in {f for f in heads()[found[1].lemma].forms if f != form}


def test_owners() -> None:
    assert owner_key("Ekhamns kommun") == owner_key("EKHAMNS KOMMUN") == owner_key("Ekhamns stad")
    assert owner_key("Region Ekhamn") != owner_key("Ekhamns kommun")
    assert owners_agree(owner_key("Borås Stad"), title_key("Borås stads kvalitetsprogram").owner) is True
    assert owners_agree(None, "x") is None


@given(st.text(max_size=60))
def test_any_text_has_a_key(text: str) -> None:
    key = title_key(text)
    assert 0.0 <= similarity(key, key) <= 1.0


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("strategin från 2019", ("strategin", "2019")),
        ("Hamnplan 2031", ("Hamnplan 2031", None)),
        ("strategin från 2019 om kajer", ("strategin från 2019 om kajer", None)),
    ],
)
def test_the_year_a_title_is_said_to_be_from_is_no_part_of_it(text, parts):
    assert without_year(text) == parts
