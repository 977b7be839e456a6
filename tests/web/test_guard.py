"""Other machines and other web pages are kept out; nothing on a page runs that is not ours."""

import re

import pytest
from starlette.testclient import TestClient

from styrdok.web.app import create_app
from styrdok.web.guard import KEY, Entry
from tests.web.conftest import BASE

from .conftest import token

FORM = {"verdict": "accept", "comment": "x", "who": "Anna"}


def test_only_local_hosts_are_answered(reader):
    assert reader.get("/", headers={"host": "evil.example"}).status_code == 400
    assert reader.get("/", headers={"host": "evil.example:8710"}).status_code == 400
    assert reader.get("/", headers={"host": "localhost:1"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
    ],
    ids=["other host", "none", "other port", "cross-site"],
)
def test_forms_from_elsewhere_change_nothing(client, pair, headers):
    answer = client.post(f"{pair}/bedom", data={**FORM, "token": token(client)}, headers=headers)
    assert answer.status_code == 403
    assert client.app.state.desk.state().acts == ()


@pytest.mark.parametrize("given", [None, "", "wrong", "å"])
def test_forms_without_the_token_change_nothing(client, pair, given):
    answer = client.post(f"{pair}/bedom", data={**FORM, **({"token": given} if given is not None else {})})
    assert answer.status_code == 400
    assert "inget sparades" in answer.text
    assert client.app.state.desk.state().acts == ()


def test_a_huge_form_is_turned_away(client, pair):
    answer = client.post(f"{pair}/bedom", data={**FORM, "token": token(client), "comment": "x" * 100_000})
    assert answer.status_code == 400


def test_nothing_is_changed_by_looking(client, pair):
    for path in (f"{pair}/bedom", "/angra", "/forslag/bedom"):
        assert client.get(path).status_code == 405


def test_pages_carry_strict_headers_and_nothing_inline(reader, pair):
    for path in ("/", pair, "/karta", "/teman", "/nope"):
        answer = reader.get(path)
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert not re.search(r"<style|\bstyle=|<script>|\bon\w+=", answer.text)
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', answer.text)


def test_the_way_back_never_leads_elsewhere(client, pair):
    client.post(f"{pair}/bedom", data={**FORM, "token": token(client)})
    act = client.app.state.desk.state().acts[0]
    form = {"token": token(client), "act": act.id, "back": "//evil.example/"}
    answer = client.post("/angra", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/bedomningar"


def test_only_the_first_who_opens_the_start_address_gets_in(corpus_registry):
    entry = Entry()
    app = create_app(corpus_registry, entry=entry)
    start = f"/dokument?{KEY}={entry.start}&sida=1"
    with TestClient(app, base_url=BASE) as first, TestClient(app, base_url=BASE) as other:
        assert other.get("/dokument").status_code == 403
        assert other.get(f"/dokument?{KEY}=guess").status_code == 403
        assert other.get("/static/desk.css").status_code == 403
        assert first.get(start).url.query == b"sida=1"
        assert first.get("/overlapp").status_code == 200
        assert other.get(start).status_code == 403
