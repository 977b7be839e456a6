"""Every page answers, links lead somewhere, and every number leads to its page."""

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest

from styrdok.vocabulary import Action
from styrdok.web.views.pages import lost

from .conftest import client_of, token

PAGES = (
    "/",
    "/dokument",
    "/dokument?slag=steering&typ=policy&status=in_force&ar=2019&ordning=nyast&titel=policy",
    "/dokument?typ=nonsense&sida=99",
    "/overlapp",
    "/overlapp?tema=personnel&lankade=none&bedomning=open&utgavor=ja",
    "/behov?skal=asserted",
    "/forslag?atgard=merge",
    "/remiss",
    "/arbete",
    "/ansvar",
    "/begrepp",
    "/mal",
    "/kalender",
    "/styrkedjan",
    "/karta/fragor?fraga=unreachable",
    "/lagar",
    "/teman",
    "/karta",
    "/karta/hela",
    "/karta/hela?minst=0.7&sida=2",
    "/sok?q=ledarskap",
    "/sok?q=%22%2A%28",
    "/sok",
    "/bedomningar",
    "/rapport",
)


@pytest.mark.parametrize("path", PAGES)
def test_pages_answer_in_swedish_with_one_heading(reader, path):
    answer = reader.get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1
    assert '<html lang="sv">' in answer.text


def test_english_is_whole(corpus_registry, pair):
    with client_of(corpus_registry, lang="en") as client:
        for path in (*PAGES, pair):
            text = client.get(path).text
            assert '<html lang="en">' in text
            outside = re.sub(
                r"<script.*?</script>|<(\w+)[^>]* lang=\"sv\"[^>]*>.*?</\1>|<option.*?</option>", " ", text, flags=re.S
            )
            assert "Överlapp" not in outside
            assert "Bedöm<" not in outside


def test_reports_are_downloaded_in_the_language_of_the_page(corpus_registry, reader):
    with client_of(corpus_registry, lang="en") as client:
        text = client.get("/rapport.html").text
        assert '<html lang="en">' in text
        assert "<h1>Steering documents: overlaps and coordination needs</h1>" in text
        assert "## Overlaps with evidence" in client.get("/rapport.md").text
    assert "## Överlapp med belägg" in reader.get("/rapport.md").text


def test_the_inventory_sorts_in_swedish_and_narrows(reader):
    leaves = [reader.get(f"/dokument?sida={number}").text for number in (1, 2)]
    rows = [title for text in leaves for title in re.findall(r'<a class="name" href="/d/\w+" lang="sv">([^<]+)', text)]
    assert len(rows) == 36
    assert rows.index("Översyn av stadens styrdokument 2024") > rows.index("Vision 2035 – Staden vid öppet hav")
    policies = reader.get("/dokument?typ=policy").text
    assert "Personalpolicy för Ekhamns stad" in policies
    assert "Klimathandlingsplan 2023–2026</a>" not in policies


def test_every_inner_link_of_the_main_pages_leads_somewhere(reader, pair, ids):
    seen = set()
    for path in (
        "/",
        "/overlapp",
        pair,
        f"/d/{ids['personalpolicy.pdf']}",
        "/karta",
        "/teman",
        "/bedomningar",
        "/rapport",
    ):
        for target in re.findall(r'href="([^"]+)"', reader.get(path).text):
            seen.add(urljoin(path, unescape(target)).split("#")[0])
    reports = {target for target in seen if target.startswith("/rapport.")}
    assert len(seen) > 100
    assert {target: reader.get(target).status_code for target in sorted(seen - reports)} == dict.fromkeys(
        sorted(seen - reports), 200
    )


def test_a_document_shows_where_each_value_was_read(reader, ids):
    text = reader.get(f"/d/{ids['kvalitetsprogram-2021.pdf']}").text
    place = unescape(re.search(r'Diarienummer</dt>.*?href="([^"]+)"', text, re.S)[1])
    page = reader.get(place)
    assert '<mark id="belagg">' in page.text
    assert re.search(r"<rect x=", page.text)


def test_a_page_picture_is_kept_by_the_browser(reader, ids):
    answer = reader.get(f"/d/{ids['personalpolicy.pdf']}/s/1.png")
    assert answer.content[:4] == b"\x89PNG"
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path", ["/nope", "/d/dnone", "/d/dnone/s/1", "/par/a/b", "/karta?dokument=dnone", "/rapport.odt", "/karta.exe"]
)
def test_what_is_not_there_is_told_on_a_page_of_its_own(reader, path):
    answer = reader.get(path)
    assert answer.status_code == 404
    assert "Det gick inte" in answer.text


def test_pages_beyond_the_document_are_told(reader, ids):
    one = ids["personalpolicy.pdf"]
    assert [reader.get(f"/d/{one}/s/{n}{end}").status_code for n in (0, 99) for end in ("", ".png")] == [404] * 4
    assert reader.get(f"/d/{one}/s/1?fran=9999999999999&till=x").status_code == 200
    assert reader.get(f"/par/{one}/{one}").status_code == 400


def test_a_pair_has_one_address(reader, pair):
    first, second = pair.split("/")[2:]
    answer = reader.get(f"/par/{second}/{first}?stalle=2")
    assert answer.url.path == pair
    assert answer.url.query == b"stalle=2"


def test_the_pair_of_the_story_is_explained(reader, pair):
    text = reader.get(pair).text
    assert "behöver samordnas" in text
    assert re.search(r"\d+ ord i följd är till \d+ procent desamma", text).start() > text.index('id="textstallen"')
    assert text.count('<svg class="page"') == 2
    assert 'class="chosen clash"' in text
    assert "<mark>" in text
    assert "dokumenten nämner inte varandra" in text


@pytest.mark.parametrize("form", ["html", "docx", "xlsx", "md"])
def test_reports_can_be_taken_away(reader, form):
    answer = reader.get(f"/rapport.{form}")
    assert answer.status_code == 200
    assert f".{form}" in answer.headers["content-disposition"]
    assert len(answer.content) > 10_000


def test_the_map_can_be_taken_away(reader, ids):
    one = ids["personalpolicy.pdf"]
    for form in ("svg", "graphml", "gexf", "json"):
        assert reader.get(f"/karta.{form}?dokument={one}").status_code == 200
    assert "<style>" in reader.get(f"/karta.svg?dokument={one}").text


def test_a_pair_to_mail_is_one_small_page_with_pictures(reader, pair):
    answer = reader.get(f"{pair}/underlag.html")
    assert len(answer.content) <= 1_000_000
    assert answer.text.count("data:image/png;base64,") >= 2
    assert not re.search(r'(?:src|href)="(?!data:|#)', answer.text)


def test_the_registry_is_seen_as_on_another_date_and_the_date_stays_in_every_address(reader, pair):
    answer = reader.get("/lage", params={"per": "2022-06-01", "sida": "/dokument?slag=steering"})
    assert answer.url.path == "/per/2022-06-01/dokument"
    assert "slag=steering" in str(answer.url)
    text = answer.text
    assert "Registret visas som det var 2022-06-01" in text
    links = [link for link in re.findall(r'href="(/[^"]*)"', text) if not link.startswith("/static/")]
    back = [link for link in links if not link.startswith("/per/2022-06-01/")]
    assert back == ["/dokument?slag=steering"]
    assert reader.get(f"/per/2022-06-01{pair}").status_code == 200
    seen = {unescape(link).split("#")[0] for link in links if "rapport." not in link}
    assert {link: reader.get(link).status_code for link in sorted(seen)} == dict.fromkeys(sorted(seen), 200)


def test_status_follows_the_date(reader, ids):
    program = f"/d/{ids['trygghetsprogram-2019-2022.pdf']}"
    assert "utgånget" in reader.get(program).text
    assert "utgånget" not in reader.get(f"/per/2020-01-01{program}").text


def test_a_judgement_on_another_date_comes_back_to_that_date(client, pair):
    secret = token(client)
    answer = client.post(f"/per/2022-06-01{pair}/bedom", data={"token": secret, "verdict": "accept", "who": "Anna"})
    assert answer.url.path == f"/per/2022-06-01{pair}"
    assert "Bedömningen är sparad" in answer.text


@pytest.mark.parametrize("path", ["/per/2022-02-31/dokument", "/per/nu/", "/lage?per=nu"])
def test_what_is_no_date_is_told(reader, path):
    answer = reader.get(path)
    assert answer.status_code in (400, 404)
    assert "Det datumet finns inte." in answer.text


def test_no_date_leads_to_today(reader):
    assert reader.get("/lage", params={"per": "", "sida": "/teman"}).url.path == "/teman"
    assert (
        reader.get("/lage", params={"per": "2022-06-01", "sida": "//elsewhere.example/"}).url.path == "/per/2022-06-01/"
    )


def test_the_reasons_are_told_in_the_language_of_the_page(corpus_registry, pair, reader):
    with client_of(corpus_registry, lang="en") as client:
        said = (
            (pair, "Themes in common: "),
            ("/overlapp", "Words in common: "),
            ("/behov?skal=stale_reference", "Refers to “"),
        )
        for path, english in (*said, ("/forslag", "Speaks against:"), ("/forslag", "Documents that refer to it: ")):
            assert english in client.get(path).text
        assert "There is no such document in the registry." in client.get("/d/dnone").text
    assert "Gemensamma teman: " in reader.get(pair).text
    assert "Det finns inget sådant dokument i registret." in reader.get("/d/dnone").text


def test_documents_of_one_title_are_told_apart(reader, ids):
    found = reader.app.state.desk.state().findings
    assert len(set(found.names.values())) == len(found.names)
    assert found.names[ids["kvalitetsprogram-2021.pdf"]] == "Ekhamns stads kvalitetsprogram – Bättre varje dag"
    minutes = [found.names[d.id] for d in found.by_title if d.description.kind == "minutes"]
    assert all("protokoll" in name for name in minutes)


def test_the_table_of_the_map_begins_with_the_strongest_overlaps(reader):
    rows = re.findall(r'<td role="cell">([^<]+)</td>', reader.get("/karta/hela").text)
    scores = [float(row.split()[1].replace(",", ".")) for row in rows if row.startswith("överlapp")]
    assert scores == sorted(scores, reverse=True)
    assert [row.startswith("överlapp") for row in rows] == sorted(
        (row.startswith("överlapp") for row in rows), reverse=True
    )
    assert len(scores) > 5


def test_a_page_without_a_picture_says_why(client, reader, pair, ids, tmp_path):
    moved = [replace(file, path=tmp_path / file.path.name) for file in client.app.state.desk.state().files]
    state = replace(client.app.state.desk.state(), files=tuple(moved))
    documents = state.findings.by_title[:2]
    assert lost(state, documents) == [one.file for one in documents]
    (tmp_path / documents[0].file).touch()
    assert lost(state, documents) == [documents[1].file]
    page = f"/d/{ids['personalpolicy.pdf']}/s/1"
    said = "Filen personalpolicy.pdf ligger inte kvar, så dess sidor saknar bild."
    for path in (page, pair):
        assert said not in reader.get(path).text
    workspace = client.app.state.desk.workspace
    workspace._states = {day: replace(one, files=tuple(moved)) for day, one in workspace._states.items()}
    for path in (page, pair):
        assert said in client.get(path).text


def test_a_document_page_says_everything_once_and_in_words(reader, ids):
    for document in ids.values():
        page = reader.get(f"/d/{document}").text
        facts = page[page.index('id="uppgifter"') : page.index("</dl>", page.index('id="uppgifter"'))]
        assert re.search(r'<dt>Språk</dt><dd><span(?:>svenska| class="none">saknas)</span>', facts)
        quoted = re.findall(r"<q [^>]*>([^<]+)</q>", facts)
        assert len(quoted) == len(set(quoted)), facts
        if 'id="teman"' in page:
            for theme in page[page.index('id="teman"') :].split("<li>")[1:]:
                pages = re.findall(r">(s\. \d+)</a>", theme.partition("</li>")[0])
                assert len(pages) == len(set(pages)), theme


def test_a_language_is_chosen_by_its_name_and_an_unknown_one_stays_unknown(client, ids):
    document = ids["personalpolicy.pdf"]
    form = client.get(f"/d/{document}/ratta").text
    chosen = form[form.index('id="f-language"') :].partition("</select>")[0]
    assert '<option value="sv" selected>svenska</option>' in chosen
    assert "okänt" not in chosen
    name = token(client)
    taken = {"token": name, "who": "Test", "innan.language": "sv", "language": ""}
    assert client.post(f"/d/{document}/ratta", data=taken).status_code == 200
    form = client.get(f"/d/{document}/ratta").text
    assert '<option value="" selected>okänt</option>' in form[form.index('id="f-language"') :].partition("</select>")[0]


def test_where_nothing_is_yet_one_place_says_so_and_where_to_begin(reader):
    judged = reader.get("/bedomningar").text
    assert judged.count("<h2") == 1
    assert 'href="/overlapp"' in judged[judged.index("Inget har bedömts ännu.") :]
    assert "kvalit*" in reader.get("/sok").text


def test_one_viewpoint_is_not_several(reader):
    (held,) = set(re.findall(r'href="(/remiss/[^"?]+)"', reader.get("/remiss").text))
    assert not re.search(r"\b1 synpunkter", reader.get(held).text)


def test_the_terminal_is_told_when_what_was_kept_of_the_analysis_was_damaged(registry, caplog):
    with client_of(registry) as client:
        client.app.state.desk.state()
    for place in Path(f"{registry}.analysis").rglob("*"):
        if place.is_file():
            place.write_bytes(place.read_bytes()[:-9])
    with client_of(registry) as client:
        assert client.get("/").status_code == 200
    assert [record.message for record in caplog.records if "skadat" in record.message] == [
        "OBS Det som sparats av analysen bredvid registret var skadat och har gjorts om."
    ]


def test_what_a_reference_came_to_stands_apart_from_how_it_refers(reader, ids):
    found = [reader.get(f"/d/{document}").text for document in ids.values()]
    assert any('<span class="none">saknas i registret</span> <span class="fact">' in page for page in found)
    assert not any(re.search(r'class="none">[^<]*</span><span class="fact"', page) for page in found)
    assert not any(re.search(r"\b1 ställen", page) for page in found)


def test_a_repeal_names_what_is_repealed_and_apart_from_it_what_else_it_concerns(reader):
    found = reader.app.state.desk.state().findings
    two = [one for one in found.analysis.proposals if one.besides and one.action is Action.REPEAL]
    assert two

    def words(path):
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", reader.get(path).text)).split())

    listed = words("/forslag?atgard=repeal")
    for one in two:
        repealed, other = (found.names[name] for name in one.documents[:2])
        assert f"upphävs {repealed} berör också {other}" in listed
        assert f"upphävs {other}" not in words(f"/d/{one.documents[0]}")
        assert f"upphävs {repealed}" in words(f"/d/{one.documents[1]}")
