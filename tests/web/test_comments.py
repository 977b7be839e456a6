"""Comments on documents and on words of a page; my queue."""

from datetime import date, timedelta

import pytest

from styrdok.registry.store import Registry
from styrdok.vocabulary import StepField

from .conftest import client_of, token
from .office import cheap_hashing, shared, signed_in
from .office import token as own_token


@pytest.fixture
def policy(ids):
    return ids["personalpolicy.pdf"]


def acts(registry):
    with Registry.open(registry, read_only=True) as opened:
        return opened.acts()


def test_a_comment_on_a_document_is_shown_told_and_taken_back(client, registry, policy):
    data = {"token": token(client), "comment": "Fråga <HR>", "who": "Bo"}
    shown = client.post(f"/d/{policy}/kommentera", data=data)
    assert shown.url.path == f"/d/{policy}"
    assert "Fråga &lt;HR&gt;" in shown.text
    assert "1 kommentar<" in shown.text
    (act,) = acts(registry)
    assert (act.kind, act.who, act.evidence) == ("comment", "Bo", ())
    client.post("/angra", data={"token": token(client), "act": act.id, "back": f"/d/{policy}"})
    assert 'class="log comments"' not in client.get(f"/d/{policy}").text
    assert [act.kind for act in acts(registry)] == ["comment", "undo"]


def test_a_comment_on_words_stands_on_their_page_with_the_words(client, registry, policy):
    with Registry.open(registry, read_only=True) as opened:
        passage = next(one for one in opened.record(policy).extraction.passages if len(one.anchor.text) > 80)
    anchor = passage.anchor
    page = client.get(f"/d/{policy}/s/{anchor.page}?fran={anchor.start}&till={anchor.end}").text
    assert f'value="{anchor.start}-{anchor.end}" lang="sv" selected' in page
    spot = f"{anchor.start}-{anchor.end}"
    data = {"token": token(client), "comment": "Gammalt", "page": str(anchor.page), "spot": spot, "who": "Bo"}
    client.post(f"/d/{policy}/kommentera", data=data)
    (quote,) = acts(registry)[0].evidence
    assert quote.page == anchor.page
    assert " ".join(quote.text.split()) == " ".join(anchor.text.split())
    assert "Gammalt" in client.get(f"/d/{policy}/s/{anchor.page}").text
    other = 1 if anchor.page > 1 else 2
    assert "Gammalt" not in client.get(f"/d/{policy}/s/{other}").text


@pytest.mark.parametrize("spot", ["0-99999999", "5-2", "a-b", "999999-9999999", "²-3"])
def test_a_spot_that_is_none_never_breaks(client, registry, policy, spot):
    data = {"token": token(client), "comment": "x", "page": "1", "spot": spot, "who": "Bo"}
    assert client.post(f"/d/{policy}/kommentera", data=data).status_code == 200
    assert acts(registry)[0].kind == "comment"


def test_an_empty_comment_is_refused(client, registry, policy):
    answer = client.post(f"/d/{policy}/kommentera", data={"token": token(client), "comment": "  ", "who": "Bo"})
    assert answer.status_code == 400
    assert "kommentaren är tom" in answer.text
    assert acts(registry) == ()


def test_readers_read_comments_and_reviewers_write_them_in_their_own_name(registry, policy, monkeypatch):
    cheap_hashing(monkeypatch)
    app = shared(registry)
    reviewer, reader = signed_in(app, "Gun Granskare"), signed_in(app, "Leo Läsare")
    data = {"token": own_token(reviewer), "comment": "Se över", "who": "Någon Annan"}
    assert reviewer.post(f"/d/{policy}/kommentera", data=data).status_code == 200
    assert acts(registry)[0].who == "Gun Granskare"
    page = reader.get(f"/d/{policy}").text
    assert "Se över" in page
    assert "/kommentera" not in page
    denied = reader.post(f"/d/{policy}/kommentera", data={"token": own_token(reader), "comment": "x"})
    assert denied.status_code == 403


def test_my_queue_holds_what_i_was_given_and_what_is_said_of_it(registry, policy, ids, monkeypatch):
    cheap_hashing(monkeypatch)
    app = shared(registry)
    with Registry.open(registry) as opened:
        opened.take_steps([policy], {StepField.ASSIGNED_TO: "gun  granskare"}, "Åsa Admin")
        opened.comment(policy, "Ring juristen", "Åsa Admin")
        opened.comment(ids["resepolicy.pdf"], "Rör ingen", "Åsa Admin")
    mine = signed_in(app, "Gun Granskare").get("/min-ko").text
    assert "Personalpolicy" in mine
    assert "Ring juristen" in mine
    assert "Rör ingen" not in mine
    assert "Personalpolicy" not in signed_in(app, "Åsa Admin").get("/min-ko").text.split("<main")[1]


def test_without_accounts_the_queue_is_of_the_name_that_was_given(registry, ids, policy):
    late = (date.today() - timedelta(days=3)).isoformat()
    with Registry.open(registry) as opened:
        opened.take_steps([ids["resepolicy.pdf"]], {StepField.ASSIGNED_TO: "Bo"}, "Åsa")
        opened.take_steps([policy], {StepField.ASSIGNED_TO: "Bo", StepField.DUE: late}, "Åsa")
    with client_of(registry, reviewer="Bo") as client:
        rows = client.get("/min-ko").text.split("<tbody")[1]
    assert rows.index("Personalpolicy") < rows.index("Resepolicy")
    assert "försenat" in rows
