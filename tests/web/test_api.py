"""What programs get: every list as the export has it, described by OpenAPI; a feed, a calendar; roles respected."""

import base64
import re
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from styrdok.accounts.store import Accounts, accounts_beside
from styrdok.reports.export import LISTS
from styrdok.vocabulary import AccountEvent, Role

from .conftest import BASE, token
from .office import SECRET, cheap_hashing, shared, signed_in

jsonschema = pytest.importorskip("jsonschema")
ATOM = "{http://www.w3.org/2005/Atom}"


def resolved(part, description):
    """A schema that can be checked by itself."""
    return {**part, "components": description["components"]}


@pytest.fixture(scope="session")
def description(reader):
    return reader.get("/api/openapi.json").json()


@pytest.fixture(scope="session")
def exported(reader):
    return reader.get("/api/export?passages=true").json()


def test_the_description_tells_of_every_address_and_of_no_other(reader, description):
    routes = {route.path for route in reader.app.routes if getattr(route, "path", "").startswith("/api/")}
    assert set(description["paths"]) == routes
    assert description["openapi"].startswith("3.1")
    names = [operation["get"]["operationId"] for operation in description["paths"].values()]
    assert len(names) == len(set(names))
    pointed = set(re.findall(r"#/components/schemas/(\w+)", str(description)))
    assert pointed <= set(description["components"]["schemas"])


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_that_of_the_export_and_as_it_is_described(reader, description, exported, name):
    answer = reader.get(f"/api/{name}?limit=10000").json()
    assert answer["rows"] == exported[name][:10000]
    assert answer["total"] == len(exported[name])
    told = description["paths"][f"/api/{name}"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(answer, resolved(told, description))


def test_a_long_list_is_read_part_by_part(reader, exported):
    rows, address = [], "/api/references?limit=50"
    while address:
        answer = reader.get(address).json()
        rows += answer["rows"]
        address = answer["next"]
    assert rows == exported["references"]


def test_only_rows_about_one_document(reader, ids):
    name = ids["personalpolicy.pdf"]
    assert [row["id"] for row in reader.get(f"/api/documents?document={name}").json()["rows"]] == [name]
    overlaps = reader.get(f"/api/overlaps?document={name}").json()["rows"]
    assert overlaps
    assert all(name in (row["a"], row["b"]) for row in overlaps)


@pytest.mark.parametrize("query", ["limit=0", "limit=10001", "limit=-1", "offset=x", "limit=²", "offset=999999999"])
def test_what_cannot_be_a_part_is_said(reader, description, query):
    answer = reader.get(f"/api/documents?{query}")
    assert answer.status_code == 400
    jsonschema.validate(answer.json(), description["components"]["schemas"]["error"])


def test_an_address_that_is_not_there_and_a_day_that_is_none(reader):
    for path in ("/api/nothing", "/per/2022-02-31/api/documents"):
        answer = reader.get(path)
        assert answer.status_code == 404, path
        assert answer.json()["error"]
    assert reader.post("/api/documents").status_code == 405


def test_the_lists_of_another_day(reader):
    before = {row["id"]: row["status"] for row in reader.get("/per/2015-01-01/api/documents").json()["rows"]}
    now = {row["id"]: row["status"] for row in reader.get("/api/documents").json()["rows"]}
    assert before != now


def test_the_feed_tells_what_people_did(client, pair):
    client.post(
        f"{pair}/bedom", data={"token": token(client), "verdict": "accept", "comment": "a\x0b <b>", "who": "Bo"}
    )
    answer = client.get("/api/changes.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.text)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "Bo"
    assert "bedömde: godtas" in entry.find(f"{ATOM}title").text
    assert entry.find(f"{ATOM}content").text == "a <b>"
    assert entry.find(f"{ATOM}link").get("href") == BASE + pair
    assert feed.find(f"{ATOM}updated").text == entry.find(f"{ATOM}updated").text


def test_an_empty_feed_is_a_feed(reader):
    feed = ElementTree.fromstring(reader.get("/api/changes.atom").text)
    assert feed.find(f"{ATOM}id").text
    assert feed.findall(f"{ATOM}entry") == []


def test_the_calendar_is_that_of_due(reader):
    answer = reader.get("/per/2018-01-01/api/due.ics")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert answer.text.count("BEGIN:VEVENT") > 1
    near = reader.get("/per/2018-01-01/api/due.ics?within=1y").text
    assert near.count("BEGIN:VEVENT") < answer.text.count("BEGIN:VEVENT")
    assert reader.get("/api/due.ics?within=soon").status_code == 400


def basic(name, password):
    return {"Authorization": "Basic " + base64.b64encode(f"{name}:{password}".encode()).decode()}


@pytest.fixture
def office(registry, monkeypatch):
    cheap_hashing(monkeypatch)
    return shared(registry)


def test_a_shared_desk_lets_programs_in_by_name_and_password(office, registry):
    program = TestClient(office, base_url=BASE, follow_redirects=False)
    refused = program.get("/api/documents")
    assert refused.status_code == 401
    assert refused.headers["www-authenticate"].startswith("Basic")
    assert program.get("/api/documents", headers=basic("Leo Läsare", "fel lösenord")).status_code == 401
    assert program.get("/api/documents", headers={"Authorization": "Basic åäö".encode()}).status_code == 401
    assert program.get("/api/documents", headers=basic("Leo Läsare", SECRET)).json()["total"] > 0
    assert program.get("/api/changes.atom", headers=basic("Leo Läsare", SECRET)).status_code == 200
    assert program.get("/dokument", headers=basic("Leo Läsare", SECRET)).status_code == 303
    described = program.get("/api/openapi.json", headers=basic("Leo Läsare", SECRET)).json()
    assert described["security"] == [{"account": []}]
    with Accounts(accounts_beside(registry)) as accounts:
        noted = [(event.who, event.about) for event in accounts.events() if event.kind is AccountEvent.DOWNLOADED]
    assert noted == [("Leo Läsare", "/api/documents")]


def test_guessing_through_the_door_of_programs_is_slowed_too(office):
    program = TestClient(office, base_url=BASE)
    for _ in range(5):
        program.get("/api/documents", headers=basic("Leo Läsare", "gissning"))
    assert program.get("/api/documents", headers=basic("Leo Läsare", SECRET)).status_code == 401


def test_a_password_that_somebody_else_chose_opens_nothing(office, registry):
    with Accounts(accounts_beside(registry)) as accounts:
        accounts.add("Ny", Role.READER, SECRET, "root", provisional=True)
    program = TestClient(office, base_url=BASE)
    assert program.get("/api/documents", headers=basic("Ny", SECRET)).status_code == 401


def test_a_session_is_enough_too(office):
    assert signed_in(office, "Leo Läsare").get("/api/overlaps").json()["total"] > 0
