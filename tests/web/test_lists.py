"""Lists: ranges, order, views, taking away exactly what is shown; and search with its help."""

import csv
import io
import re
from html import unescape

import pytest

from styrdok.web.views.overlaps import beside_of, matching


def rows(answer):
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")
    head, *found = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")
    assert {len(row) for row in found} <= {len(head)}
    return [dict(zip(head, row, strict=True)) for row in found]


def count(text):
    return int(re.search(r'role="status">(\d+)', text)[1])


@pytest.mark.parametrize(
    "query",
    [
        "",
        "typ=policy",
        "galler_fran=2025&galler_till=2026",
        "slag=steering&ansvarig=-",
        "titel=policy&ordning=nyast",
        "beslut_till=16+juni+2014",
    ],
)
def test_the_inventory_is_taken_away_as_it_is_shown(reader, query):
    text = reader.get(f"/dokument?{query}").text
    found = rows(reader.get(f"/dokument.csv?{query}"))
    assert len(found) == count(text)
    first = re.findall(r'<a class="name" href="/d/\w+" lang="sv">([^<]+)', text)
    assert [row["Titel"] for row in found][: len(first)] == [unescape(title) for title in first]
    assert f"/dokument.csv{'?' if query else ''}" in text


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("overlapp", "minst=0,3&ordning=ord"),
        ("overlapp", "begart=ja"),
        ("behov", "skal=asserted"),
        ("behov", ""),
        ("forslag", "atgard=merge"),
        ("sok", "q=ledarskap&slag=steering"),
    ],
)
def test_every_list_is_taken_away_with_the_rows_it_has(reader, name, query):
    found = rows(reader.get(f"/{name}.csv?{query}"))
    assert len(found) == count(reader.get(f"/{name}?{query}").text) > 0


@pytest.mark.parametrize("name", ["dokument", "overlapp", "behov", "forslag", "bedomningar", "teman", "sok"])
def test_every_list_is_a_workbook(reader, name):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(reader.get(f"/{name}.xlsx?q=policy").content))
    (sheet,) = book.worksheets
    assert sheet.freeze_panes == "A2"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_what_expires_in_a_range_is_found_and_the_range_stays_in_the_form(reader):
    text = reader.get("/dokument?galler_fran=2026&galler_till=2026&slag=steering").text
    assert "Klimathandlingsplan 2023–2026" in text
    assert "Biblioteksplan" not in re.search(r"<tbody.*?</tbody>", text, re.S)[0]
    assert 'name="galler_fran" hx-preserve aria-label="Gäller till från"' in text
    assert "Gäller till från: 2026" in text


def test_what_is_no_date_is_told_at_the_field_and_kept(reader):
    text = reader.get("/dokument?galler_till=snart").text
    assert 'value="snart"' in text
    assert "Skriv ett datum" in text


def test_the_inventory_is_sorted_by_the_end_with_unknown_ends_last(reader):
    found = [row["Gäller till"] for row in rows(reader.get("/dokument.csv?ordning=galler&slag=steering"))]
    days = [day for day in found if re.fullmatch(r"\d{4}-\d\d-\d\d", day)]
    assert found[: len(days)] == days == sorted(days)
    assert "tills vidare" in found[len(days) :]


def test_a_pair_follows_the_order_and_the_least_score_of_its_list(reader):
    found = rows(reader.get("/overlapp.csv?minst=0.4&ordning=krockar"))
    assert all(float(row["Poäng"].replace(",", ".")) >= 0.4 for row in found)
    assert [int(row["Krockar"]) for row in found] == sorted((int(row["Krockar"]) for row in found), reverse=True)
    first = unescape(re.search(r'href="(/par/[^"]+)"', reader.get("/overlapp?minst=0.4&ordning=krockar").text)[1])
    assert f"nr 1 av {len(found)}" in reader.get(first).text


def test_owners_that_differ_in_capitals_are_one_and_those_who_replied_are_none(reader):
    options = re.search(r'<select id="f-ansvarig".*?</select>', reader.get("/dokument").text, re.S)[0]
    names = [name.casefold() for name in re.findall(r">([^<]+) \(\d+\)<", options)]
    assert len(names) == len(set(names)) > 5
    assert "petra almqvist" not in names


def test_views_of_the_needs_leave_missing_documents_to_a_view_of_their_own(reader):
    assert "dokument som saknas" not in " ".join(row["Skäl"] for row in rows(reader.get("/behov.csv")))
    missing = rows(reader.get("/behov.csv?skal=missing_document"))
    assert {row["Skäl"] for row in missing} == {"dokument som saknas"}


def test_words_that_would_be_formulas_stay_words():
    from styrdok.reports.sheets import Sheet, as_csv

    made = as_csv(Sheet("x", ("a", "b"), [["=1+1", 0.5], [None, -3]]), ",").decode("utf-8-sig")
    assert made.splitlines() == ["a;b", "'=1+1;0,5", ";-3"]


def test_search_shows_headings_by_document_and_narrows(reader):
    text = reader.get("/sok?q=ledarskap").text
    assert '<span class="tag">rubrik</span>' in text
    assert text.count('class="card hits"') > 3
    narrowed = reader.get("/sok?q=ledarskap&typ=policy").text
    assert 0 < narrowed.count('class="card hits"') < text.count('class="card hits"')
    assert "Personalpolicy för Ekhamns stad" in narrowed


def test_a_search_without_hits_helps(reader):
    text = reader.get("/sok?q=ledarskapp+resor").text
    assert "Menade du" in text
    assert 'href="/sok?q=ledarskap+resor"' in text
    assert 'href="/sok?q=resor"' in text
    assert "Det finns träffar som filtren tar bort." in reader.get("/sok?q=ledarskap&typ=fees").text


def test_no_word_is_glued_to_the_verdict_before_it(reader, pair):
    for path in ("/", "/overlapp", "/behov", "/forslag", pair):
        assert not re.search(
            r'<span class="(?:verdict|kind|tag)[^>]*>(?:(?!</span>).)*</span>\w', reader.get(path).text
        )


def test_decimals_have_a_comma(reader, pair):
    for path in ("/", "/overlapp", pair):
        shown = re.sub(r"<[^>]*>", " ", reader.get(path).text)
        assert re.search(r"\b0,\d\d\b", shown)
        assert not re.search(r"\b0\.\d\d\b", shown)


def test_a_list_is_narrowed_to_a_document_by_words_of_its_name(reader, ids):
    found = rows(reader.get("/overlapp.csv?dokument=kvalitetsprogram"))
    assert found
    assert all("kvalitetsprogram" in (row["Dokument"] + row["Och"]).casefold() for row in found)
    one = ids["personalpolicy.pdf"]
    name = reader.app.state.desk.state().findings.names[one]
    page = reader.get(f"/overlapp?dokument={one}").text
    field = re.search(r'<input id="f-dokument"[^>]*>', page)[0]
    assert f'value="{name}"' in unescape(field)
    assert count(page) == count(reader.get("/overlapp", params={"dokument": name}).text) > 0
    assert count(reader.get("/behov?dokument=personalpolicy").text) > 0
    assert "Inget par svarar mot filtren" in reader.get("/overlapp?dokument=finns+inte").text


@pytest.mark.parametrize("query", [{}, {"arenden": "ja"}, {"bedomning": "open", "minst": "0,2"}, {"ordning": "ord"}])
def test_the_neighbours_of_a_pair_are_those_of_its_list(reader, query):
    desk = reader.app.state.desk
    state = desk.state()
    rows = matching(desk, state, query)
    for place in (0, 1, len(rows) // 2, len(rows) - 1):
        beside = beside_of(desk, state, query, (rows[place].a, rows[place].b))
        around = [rows[at] if 0 <= at < len(rows) else None for at in (place - 1, place + 1)]
        assert (beside.at, beside.count, [beside.before, beside.after]) == (place + 1, len(rows), around)


def test_a_pair_that_a_query_leaves_out_has_no_neighbours(reader):
    desk = reader.app.state.desk
    state = desk.state()
    weakest = state.findings.analysis.overlaps[-1]
    beside = beside_of(desk, state, {"minst": "0,9"}, (weakest.a, weakest.b))
    assert (beside.at, beside.before, beside.after) == (None, None, None)


def test_no_need_or_proposal_says_that_themes_and_words_agree(reader):
    """They agree in most pairs, so it tells nothing of any."""
    for place in ("/behov", "/forslag", "/dokument"):
        assert "Både teman och ord" not in reader.get(place).text
    needs = reader.app.state.desk.state().findings.analysis.needs
    assert any("ingen av dem hänvisar" in str(need.sentence) for need in needs)
    assert not any("Både teman och ord" in str(need.sentence) for need in needs)
