"""Views of lists that people name."""

import json

import pytest

from .conftest import client_of, token


def save(client, name, query="typ=policy&sida=2", place="/dokument", **more):
    return client.post("/vyer", data={"token": token(client), "lista": place, "namn": name, "fraga": query, **more})


def test_a_view_is_named_shown_to_whoever_opens_the_registry_and_taken_away(client, registry):
    page = save(client, "Våra policyer")
    assert page.url.query == b"typ=policy"
    assert '<a class="own" href="/dokument?typ=policy" aria-current="page">Våra policyer</a>' in page.text
    with client_of(registry) as other:
        assert "Våra policyer" in other.get("/dokument").text
        assert "Våra policyer" not in other.get("/overlapp").text
    assert "Våra policyer" not in save(client, "Våra policyer", bort="ja").text


def test_the_same_name_stands_for_the_newest_view(client):
    save(client, "Mina")
    save(client, "Mina", "typ=plan")
    assert client.get("/dokument").text.count(">Mina</a>") == 1
    assert "typ=plan" in client.get("/dokument").text


@pytest.mark.parametrize(
    ("name", "place"), [("", "/dokument"), ("x" * 61, "/dokument"), ("a\x00b", "/dokument"), ("a", "/nope")]
)
def test_what_is_no_view_is_refused(client, name, place):
    assert save(client, name, place=place).status_code == 400


def test_a_name_is_shown_as_words(client):
    assert "<b>x</b>" not in save(client, "<b>x</b>").text


def test_a_file_that_is_not_ours_is_no_trouble(client, registry):
    client.app.state.desk.saved.path.write_text(json.dumps({"a": 1}), encoding="utf-8")
    assert client.get("/dokument?typ=policy").status_code == 200
    assert "Mina" in save(client, "Mina").text


def test_views_are_bounded(client):
    saved = client.app.state.desk.saved
    for number in range(40):
        saved.save("/dokument", f"Vy {number}", "typ=policy")
    assert save(client, "En till").status_code == 400
    assert save(client, "Vy 3", "typ=plan").status_code == 200
