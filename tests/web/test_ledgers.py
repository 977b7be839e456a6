"""The lists that a city keeps: narrowed by their address, with words and page, and as files with the same rows."""

import csv
import io
import re

import pytest


def rows(page):
    return re.findall(r'<tr role="row"><th role="rowheader".*?</tr>', page, re.DOTALL)


@pytest.mark.parametrize("place", ["/ansvar", "/begrepp", "/mal", "/kalender", "/lagar"])
def test_each_row_leads_to_the_page_that_says_it(reader, place):
    found = rows(reader.get(place).text)
    assert found
    address = next(match[1] for row in found if (match := re.search(r'href="(/d/[^"]+/s/\d+)"', row)))
    assert reader.get(address).status_code == 200


def test_the_duties_of_one_body_are_the_same_on_the_page_and_in_the_file(reader):
    shown = rows(reader.get("/ansvar?organ=tekniska+nämnden").text)
    told = reader.get("/ansvar.csv?organ=tekniska+nämnden").content.decode("utf-8-sig")
    listed = list(csv.DictReader(io.StringIO(told), delimiter=";"))
    assert 0 < len(shown) == len(listed)
    assert {row["Organ"] for row in listed} == {"Tekniska nämnden"}
    assert all(row["Sida"].isdigit() and row["Ordalydelse"] for row in listed)


def test_what_a_body_owns_and_expires_in_a_year_is_one_address(reader):
    everything = list(
        csv.DictReader(io.StringIO(reader.get("/kalender.csv").content.decode("utf-8-sig")), delimiter=";")
    )
    one = next(row for row in everything if row["Vad"] == "slutar gälla" and row["Organ"])
    body, year = one["Organ"].split(", ")[0].casefold(), one["Datum"][:4]
    address = f"/kalender.csv?vad=expires&organ={body}&ar={year}"
    kept = list(csv.DictReader(io.StringIO(reader.get(address).content.decode("utf-8-sig")), delimiter=";"))
    assert one in kept
    assert all(row["Datum"].startswith(year) and body in row["Organ"].casefold() for row in kept)


def test_a_filter_that_nothing_meets_says_so(reader):
    assert "Ingen rad svarar mot filtren." in reader.get("/mal?ar=1850").text


def test_the_calendar_shows_every_year_from_the_first_to_the_last_on_a_line(reader):
    page = reader.get("/kalender").text
    line = page[page.index('class="timeline"') : page.index("</ol>", page.index('class="timeline"'))]
    years = [int(year) for year in re.findall(r'aria-label="(\d{4}):', line)]
    assert years == list(range(years[0], years[-1] + 1))
    found = re.search(r'href="([^"]*ar=\d{4})"[^<]*>\d{4}</a> <meter[^>]*value="(\d+)"', line)
    assert len(rows(reader.get(found[1].replace("&amp;", "&")).text)) == int(found[2])
    assert 'class="timeline"' not in reader.get("/mal").text


def test_acts_to_replace_are_told_by_place_with_what_took_over_and_those_in_force_when_asked_for(reader):
    def listed(query=""):
        text = reader.get(f"/lagar.csv{query}").content.decode("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text), delimiter=";"))

    worn, every = listed(), listed("?lage=alla")
    assert worn
    assert {row["Läge"] for row in worn} <= {"upphävd", "upphör"}
    assert any(row["Ersatt av"] for row in worn)
    assert any(row["Kap. och §"] for row in every)
    assert "gäller" in {row["Läge"] for row in every}
    assert len(rows(reader.get("/lagar").text)) == min(len(worn), 25)
