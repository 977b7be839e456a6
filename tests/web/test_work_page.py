"""The work on each document, many at once, and what follows from an action; both work without scripts."""

import re

from .conftest import token

QUALITY, STAFF, SAFETY = "kvalitetsprogram-2021.pdf", "personalpolicy.pdf", "trygghetsprogram-2019-2022.pdf"


def send(client, address, *documents, **fields):
    chosen = {f"d.{name}": "on" for name in documents}
    return client.post(f"/arbete/{address}", data={"token": token(client), "who": "Anna Ek", **chosen, **fields})


def acts(client):
    return client.app.state.desk.state().acts


def test_several_documents_are_judged_at_once_and_shown_with_the_comment(client, ids):
    answer = send(client, "bedom", ids[QUALITY], ids[STAFF], action="revise", comment="Ses över")
    assert answer.status_code == 200
    assert "Sparat för 2 dokument." in answer.text
    assert {act.documents for act in acts(client)} == {(ids[QUALITY],), (ids[STAFF],)}
    assert answer.text.count("”Ses över”") == 2
    assert "2 av " in answer.text


def test_a_merger_is_one_act_on_all_that_are_chosen(client, ids):
    send(client, "bedom", ids[QUALITY], ids[STAFF], action="merge")
    (act,) = acts(client)
    assert act.documents == tuple(sorted((ids[QUALITY], ids[STAFF])))
    assert act.evidence


def test_documents_are_given_to_somebody_and_found_by_that_name(client, ids):
    answer = send(client, "tilldela", ids[QUALITY], assigned_to="Lo", due="2199-01-31")
    assert "2199-01-31" in answer.text
    listed = client.get("/arbete?vem=Lo").text
    rows = listed[listed.index("<tbody") : listed.index("</tbody>")]
    assert rows.count('scope="row"') == 1
    assert ids[QUALITY] in rows


def test_what_does_not_fit_is_told_and_nothing_is_kept(client, ids):
    wrong = [
        send(client, "bedom", action="revise"),
        send(client, "bedom", ids[QUALITY]),
        send(client, "bedom", ids[QUALITY], action="merge"),
        send(client, "bedom", "d0", action="revise"),
        send(client, "tilldela", ids[QUALITY]),
        send(client, "tilldela", ids[QUALITY], due="2020-01-01"),
        client.post("/arbete/bedom", data={"token": "fel", f"d.{ids[QUALITY]}": "on", "action": "revise"}),
    ]
    assert [answer.status_code for answer in wrong] == [400, 400, 400, 404, 400, 400, 400]
    assert acts(client) == ()


def test_the_consequences_of_a_repeal_lead_to_the_words_that_must_change(reader, ids):
    page = reader.get(f"/d/{ids[SAFETY]}").text
    address = f"/d/{ids[SAFETY]}/foljder"
    assert f'href="{address}"' in page
    shown = reader.get(address).text
    assert "att upphäva ”Trygghetsprogram 2019–2022”" in shown
    link = re.search(
        r'class="said" lang="sv">[^<]+</q> <span class="fact"><a href="[^"]+">.*?</a>, <a href="([^"]+)"', shown
    )
    assert reader.get(link[1]).status_code == 200


def test_a_merger_asks_with_what_and_a_conversion_to_what(reader, ids):
    for asked in ("sla-samman", "omvandla"):
        assert "Välj vad dokumentet slås samman med" in reader.get(f"/d/{ids[SAFETY]}/foljder?atgard={asked}").text
    told = reader.get(f"/d/{ids[SAFETY]}/foljder?atgard=omvandla&till=policy").text
    assert "ska omvandlas till policy" in told
    merged = reader.get(f"/d/{ids[SAFETY]}/foljder?atgard=sla-samman&in={ids[STAFF]}").text
    assert "arbetats in i ”Personalpolicy för Ekhamns stad”" in merged
    typed = reader.get(f"/d/{ids[SAFETY]}/foljder?atgard=sla-samman&in=personalpolicy").text
    assert "arbetats in i ”Personalpolicy för Ekhamns stad”" in typed
    for path in (f"/d/{ids[SAFETY]}/foljder?atgard=sla-samman&in=policy", "/karta?dokument=policy"):
        several = reader.get(path)
        assert several.status_code == 400
        assert "Flera dokument har de orden i namnet." in several.text
    assert "Personalpolicy" in reader.get("/karta?dokument=personalpolicy").text


def test_documents_that_are_ticked_are_weighed_together(client, ids):
    page = send(client, "foljder", ids[SAFETY], ids[STAFF])
    assert page.url.path == "/arbete/foljder"
    assert page.url.query.decode() == f"dokument={ids[SAFETY]}&dokument={ids[STAFF]}"
    assert page.text.count("att upphäva") == 2
    assert "Inget dokument är valt" in client.get("/arbete/foljder").text


def test_several_documents_are_merged_into_one_on_the_page(reader, ids):
    ticked = f"dokument={ids[SAFETY]}&dokument={ids[STAFF]}"
    assert "Välj vad dokumenten slås samman med" in reader.get(f"/arbete/foljder?{ticked}&atgard=sla-samman").text
    into = ids["miljoprogram-2020-2030.pdf"]
    page = reader.get(f"/arbete/foljder?{ticked}&dokument={into}&atgard=sla-samman&in={into}").text
    assert page.count('name="dokument"') == 3
    draft = page[page.index('class="draft"') : page.index("</section>", page.index('class="draft"'))]
    assert "Trygghetsprogram" in draft
    assert "Personalpolicy" in draft
    assert draft.count("Miljöprogram 2020–2030") >= 2
    converted = reader.get(f"/arbete/foljder?{ticked}&atgard=omvandla&till=guideline").text
    assert "riktlinje" in converted[converted.index('class="draft"') :]
