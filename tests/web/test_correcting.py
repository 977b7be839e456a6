"""Correcting in the page: several fields as people write them, several documents at once, spellings made one."""

import re

import pytest

from styrdok.registry.store import Registry

from .conftest import token


def one(ids, name="resepolicy.pdf"):
    return f"/d/{ids[name]}"


def form_of(client, address):
    """The fields of the form as a browser would send them."""
    text = client.get(f"{address}/ratta").text
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text))
    return {**hidden, **{name.removeprefix("innan."): value for name, value in hidden.items() if "innan." in name}}


def described(client, ids, name="resepolicy.pdf"):
    return client.app.state.desk.state().findings.document(ids[name]).description


def acts(client):
    return client.app.state.desk.state().acts


def test_several_fields_are_corrected_at_once_in_ones_own_words(client, ids):
    form = form_of(client, one(ids))
    given = {**form, "adopted_on": "16 juni 2014", "status": "repealed", "valid_to": "juni 2026", "who": "Anna"}
    text = client.post(f"{one(ids)}/ratta", data=given).text
    assert "3 uppgifter rättade." in text
    found = described(client, ids)
    assert str(found.adopted_on) == "2014-06-16"
    assert found.status == "repealed"
    assert str(found.valid_to) == "2026-06-30"
    assert "rättade beslutsdatum till ”16 juni 2014”" in text
    assert "rättade status till ”upphävt”" in text
    assert {act.who for act in acts(client)} == {"Anna"}


def test_what_cannot_stand_is_said_in_place_and_nothing_typed_is_lost(client, ids):
    form = form_of(client, one(ids))
    given = {**form, "adopted_on": "midsommar", "responsible": "HR-chefen", "comment": "enligt protokoll"}
    answer = client.post(f"{one(ids)}/ratta", data=given)
    assert answer.status_code == 400
    assert "”midsommar” kan inte läsas som en dag. Skriv en dag" in answer.text
    assert 'value="midsommar"' in answer.text
    assert 'value="HR-chefen"' in answer.text
    assert 'value="enligt protokoll"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert acts(client) == ()


def test_what_another_corrected_meanwhile_is_not_set_back(client, ids):
    form = form_of(client, one(ids))
    with Registry.open(client.app.state.desk.workspace.path) as registry:
        registry.correct(ids["resepolicy.pdf"], "responsible", "HR-chefen", "Bo")
    client.app.state.desk.workspace.forget()
    client.post(f"{one(ids)}/ratta", data={**form, "title": "Resor"})
    assert described(client, ids).responsible == "HR-chefen"
    assert described(client, ids).title == "Resor"


def test_until_further_notice_is_written_in_the_field_of_the_last_day(client, ids):
    client.post(f"{one(ids)}/ratta", data={**form_of(client, one(ids)), "valid_to": "2026-12-31"})
    assert str(described(client, ids).valid_to) == "2026-12-31"
    client.post(f"{one(ids)}/ratta", data={**form_of(client, one(ids)), "valid_to": "tills vidare"})
    assert described(client, ids).open_ended
    assert described(client, ids).valid_to is None
    client.post(f"{one(ids)}/ratta", data={**form_of(client, one(ids)), "valid_to": ""})
    assert not described(client, ids).open_ended


def test_nothing_changed_is_said(client, ids):
    text = client.post(f"{one(ids)}/ratta", data=form_of(client, one(ids))).text
    assert "Inget var ändrat." in text
    assert acts(client) == ()


def test_the_form_suggests_names_and_shows_where_a_value_was_read(client, ids):
    text = client.get(f"{one(ids)}/ratta?falt=adopted_on").text
    assert '<option value="kommunfullmäktige">' in text
    assert "Beslutsdatum, läst på s. 1" in text
    assert re.search(r'<svg class="page".*<g class="chosen">', text, re.DOTALL)


def test_the_way_back_is_kept_and_never_leads_elsewhere(client, ids):
    form = {**form_of(client, one(ids)), "title": "A", "tillbaka": "/dokument?slag=steering"}
    answer = client.post(f"{one(ids)}/ratta", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/dokument?slag=steering&rattat=1"
    answer = client.post(f"{one(ids)}/ratta", data={**form, "tillbaka": "//evil.example"}, follow_redirects=False)
    assert answer.headers["location"].startswith(one(ids))


def bulk(client, ids, field, value, *names):
    data = {"token": token(client), "field": field, "value": value, "val": [ids[name] for name in names]}
    return client.post("/dokument/ratta", data=data)


def test_one_field_of_several_documents_is_set_at_once(client, ids):
    text = bulk(client, ids, "status", "upphävda", "resepolicy.pdf", "personalpolicy.pdf").text
    assert "2 dokument rättade." in text
    assert described(client, ids, "personalpolicy.pdf").status == "repealed"
    assert len(acts(client)) == 2


def test_a_wrong_value_for_several_documents_keeps_the_choice_and_saves_nothing(client, ids):
    answer = bulk(client, ids, "status", "gammal", "resepolicy.pdf", "personalpolicy.pdf")
    assert answer.status_code == 400
    assert "”gammal” är inget av dem som kan väljas." in answer.text
    assert answer.text.count("checked") == 2
    assert acts(client) == ()


@pytest.mark.parametrize("field", ["title", "colour", ""])
def test_what_is_not_set_together_is_refused(client, ids, field):
    assert bulk(client, ids, field, "x", "resepolicy.pdf").status_code == 400
    assert acts(client) == ()


def test_nothing_chosen_changes_nothing(client, ids):
    assert bulk(client, ids, "status", "upphävd").status_code == 200
    assert acts(client) == ()


def test_spellings_of_one_name_are_joined(client, ids):
    with Registry.open(client.app.state.desk.workspace.path) as registry:
        for name, spelling in (("resepolicy.pdf", "Kajchefen"), ("personalpolicy.pdf", "kajchefen")):
            registry.correct(ids[name], "responsible", spelling, "Bo")
    client.app.state.desk.workspace.forget()
    assert "skrivs på flera sätt" in client.get("/dokument").text
    assert "kajchefen" in client.get("/stavningar").text
    names = ["Kajchefen", "kajchefen"]
    form = {"token": token(client), "field": "responsible", "namn": names, "stavning": "Kajchefen"}
    assert "1 dokument rättat." in client.post("/stavningar", data=form).text
    assert described(client, ids, "personalpolicy.pdf").responsible == "Kajchefen"
    assert client.post("/stavningar", data={**form, "field": "title"}).status_code == 400
