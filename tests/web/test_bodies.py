"""A registry of two bodies in the page: narrowed by whose a document is, pairs within a body by default."""

import re

import pytest

from tests.cli.test_bodies import TEXTS
from tests.made import registry_of
from tests.web.conftest import client_of


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    with client_of(registry_of(tmp_path_factory.mktemp("two") / "r.db", TEXTS)) as client:
        yield client


def choices(page, name):
    select = re.search(rf'<select id="f-{name}".*?</select>', page, re.DOTALL)
    return re.findall(r'<option value="([^"]*)"[^>]*>([^<]*)', select[0])[1:] if select else []


def rows(page):
    return re.search(r'<div class="result"><p role="status">(.*?)</p>', page, re.DOTALL)[1]


@pytest.mark.parametrize("place", ["/dokument", "/sok?q=bryggor"])
def test_documents_are_narrowed_by_whose_they_are(two, place):
    found = dict(choices(two.get(place).text, "hos"))
    assert sorted(found.values()) == ["Alviks kommun (1)", "Ekhamns kommun (2)"]
    (alvik,) = [value for value, label in found.items() if label.startswith("Alvik")]
    narrowed = two.get(place, params={"hos": alvik, **({"q": "bryggor"} if "sok" in place else {})}).text
    assert "Badplan för Alviks kommun" in narrowed
    assert "Bryggprogram för Ekhamns kommun" not in re.sub(r"<select.*?</select>", "", narrowed, flags=re.DOTALL)


def test_pairs_are_those_within_a_body_unless_others_are_asked_for(two):
    assert rows(two.get("/overlapp").text).startswith("1 ")
    assert rows(two.get("/overlapp?mellan=ja").text).startswith("2 ")
    assert rows(two.get("/overlapp?mellan=alla").text).startswith("3 ")


def test_one_body_is_no_choice(reader):
    page = reader.get("/overlapp").text
    assert not choices(page, "mellan")
    assert not choices(reader.get("/dokument").text, "hos")
