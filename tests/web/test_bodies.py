"""A registry of two bodies in the page: narrowed by whose a document is, pairs within a body by default."""

import re
from pathlib import Path

import pytest

from styrdok.engines.read_one import read_one
from styrdok.registry.files import Seen
from styrdok.registry.store import Registry
from styrdok.settings import Settings
from tests.cli.test_bodies import TEXTS
from tests.faults.hostile import sound
from tests.web.conftest import client_of


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    folder = tmp_path_factory.mktemp("two")
    with Registry.open(folder / "r.db", create=True) as registry:
        for name, text in TEXTS.items():
            registry.add_document(Seen(Path(folder, name), name), read_one(sound(text), Settings()))
        registry.relink()
    with client_of(folder / "r.db") as client:
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
