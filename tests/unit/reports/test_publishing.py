"""The static site of an invented city: what holds when, addresses that last, and nothing of people in it."""

import json
from dataclasses import replace
from datetime import date

import pytest

from styrdok.language import Language
from styrdok.reports.publishing.collection import collected
from styrdok.reports.publishing.site import LIST, pages_of, site
from styrdok.vocabulary import DocumentType, Kind, Status
from tests import made

DAY = date(2026, 5, 1)
SWEDISH = Language("sv")


def city():
    return made.snapshot(
        made.record(
            "d1", title="Hamnpolicy", type=DocumentType.POLICY, adopted_by="kommunfullmäktige", status=Status.IN_FORCE,
            adopted_on=date(2020, 2, 3), responsible="Kajsa Strand", organisation="Vikens kommun",
        ),
        made.record(
            "d2", title="Hamnpolicy", line="d1", adopted_on=date(2012, 1, 9), status=Status.REPLACED,
            organisation="Vikens kommun",
        ),
        made.record("d3", title="Kajplan <2024>", valid_from=date(2021, 1, 1), valid_to=date(2024, 12, 31)),
        made.record("d4", title="Bryggregler", adopted_on=date(2010, 1, 1), status=Status.REPEALED),
        made.record("d5", title="Ny strandplan", status=Status.REMITTED),
        made.record("d6", title="Tjänsteskrivelse", kind=Kind.MEMO),
        references=(made.reference("d3", "Hamnpolicyn", "d1"), made.reference("d6", "Hamnpolicyn", "d1")),
    )  # fmt: skip


def by_id():
    return collected(city(), DAY).by_id


def test_only_adopted_steering_documents_are_published():
    found = by_id()
    assert set(found) == {"d1", "d2", "d3", "d4"}
    assert found["d1"].named_by == ("d3",)
    assert found["d3"].refers_to == ("d1",)


@pytest.mark.parametrize(
    ("name", "day", "holds"),
    [
        ("d1", date(2020, 2, 3), True),
        ("d1", date(2020, 2, 2), False),
        ("d2", date(2020, 2, 2), True),
        ("d2", date(2020, 2, 3), False),
        ("d3", date(2024, 12, 31), True),
        ("d3", date(2025, 1, 1), False),
        ("d4", DAY, False),
    ],
)
def test_a_document_holds_from_its_first_day_to_its_last_or_the_next_edition(name, day, holds):
    assert by_id()[name].holds(day) is holds


def test_what_was_repealed_on_a_day_that_nobody_told_is_on_no_page_of_a_year():
    assert not any(by_id()["d4"].holds_in(year) for year in range(2005, 2030))


def test_the_address_of_a_document_is_its_title_and_day_whatever_its_content():
    places = {one.place for one in by_id().values()}
    assert "dokument/hamnpolicy-2020-02-03.html" in places
    assert len(places) == 4


def test_no_name_and_no_paper_of_a_case_is_in_any_file():
    for data in site(collected(city(), DAY), SWEDISH).values():
        assert b"Strand" not in data
        assert "Tjänsteskrivelse".encode() not in data
        assert b"<script>" not in data


def test_links_lead_to_pages_that_are_there():
    import re
    from posixpath import dirname, join, normpath

    made_files = site(collected(city(), DAY), SWEDISH)
    for place, data in made_files.items():
        if place.endswith(".html"):
            for address in re.findall(r'href="([^"#]+)"', data.decode()):
                assert normpath(join(dirname(place), address)) in made_files


def test_a_page_holds_its_facts_as_linked_data_and_no_title_ends_the_block():
    collection = replace(collected(city(), DAY), base="https://viken.example/")
    page = site(collection, SWEDISH)[collection.by_id["d3"].place].decode()
    block = page.partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    told = json.loads(block)
    assert told["name"] == "Kajplan <2024>"
    assert told["temporalCoverage"] == "2021-01-01/2024-12-31"
    assert told["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert told["citation"] == ["https://viken.example/dokument/hamnpolicy-2020-02-03.html"]
    assert "<2024>" not in page.replace(block, "")


AUTHORITY = "http://publications.europa.eu/resource/authority/"
PROFILE = {
    "dcat:Catalog": {
        "dcterms:title": "words", "dcterms:description": "words", "dcterms:publisher": "foaf:Agent",
        "dcterms:license": "https://", "dcat:dataset": "dcat:Dataset", "dcterms:language": f"{AUTHORITY}language/",
        "dcat:themeTaxonomy": f"{AUTHORITY}data-theme", "foaf:homepage": "https://", "dcterms:modified": "xsd:date",
    },
    "dcat:Dataset": {
        "dcterms:title": "words", "dcterms:description": "words", "dcterms:publisher": "foaf:Agent",
        "dcat:contactPoint": "vcard:Organization", "dcat:distribution": "dcat:Distribution", "dcat:keyword": "words",
        "dcat:theme": f"{AUTHORITY}data-theme/", "dcterms:language": f"{AUTHORITY}language/",
        "dcterms:accessRights": f"{AUTHORITY}access-right/", "dcterms:accrualPeriodicity": f"{AUTHORITY}frequency/",
        "dcat:landingPage": "https://", "dcterms:modified": "xsd:date",
    },
    "dcat:Distribution": {
        "dcat:accessURL": "https://", "dcat:downloadURL": "https://", "dcterms:license": "https://",
        "dcterms:description": "words", "dcterms:format": f"{AUTHORITY}file-type/",
        "dcat:mediaType": "https://www.iana.org/assignments/media-types/",
    },
    "foaf:Agent": {"foaf:name": "text"},
    "vcard:Organization": {"vcard:fn": "text", "vcard:hasEmail": "mailto:"},
}  # fmt: skip
"""What DCAT-AP-SE 3.0 asks for or recommends of each class, and what each value must be or lead to."""


def described(**given):
    collection = replace(collected(city(), DAY), **given)
    return json.loads(site(collection, SWEDISH)["dcat.jsonld"])


def is_value(value, wanted, kinds):
    if wanted == "words":
        said = {one["@language"] for one in value if one["@value"]}
        return {"sv", "en"} <= said
    if wanted == "text":
        return bool(value)
    if wanted == "xsd:date":
        return value["@type"] == wanted and date.fromisoformat(value["@value"])
    found = value if isinstance(value, list) else [value]
    if wanted in PROFILE:
        return all(kinds[one["@id"]] == wanted for one in found)
    return all(one["@id"].startswith(wanted) for one in found)


def test_the_description_for_harvesters_has_all_that_the_swedish_profile_asks_for():
    told = described(
        base="https://viken.example/", licence="https://licens.example/", contact="registrator@viken.example"
    )
    kinds = {one["@id"]: one["@type"] for one in told["@graph"]}
    assert sorted(kinds.values()) == sorted([*PROFILE, "dcat:Distribution"])
    for one in told["@graph"]:
        for name, wanted in PROFILE[one["@type"]].items():
            assert is_value(one[name], wanted, kinds), (one["@type"], name)
            assert name.partition(":")[0] in told["@context"]


def test_what_nobody_said_is_left_out_of_the_description_and_told():
    from styrdok.reports.publishing.linked import lacking

    told = described()
    assert "vcard:Organization" not in {one["@type"] for one in told["@graph"]}
    assert not any("dcterms:license" in one or "dcat:contactPoint" in one for one in told["@graph"])
    whole = replace(collected(city(), DAY), base="https://a.example/", licence="https://l.example/", contact="a@b.se")
    assert lacking(whole) == ()
    assert lacking(replace(whole, contact="", licence="")) == ("--licence", "--contact")


LEGISLATION = {
    "@type", "@id", "url", "name", "inLanguage", "legislationType", "legislationDate", "legislationPassedBy",
    "legislationIdentifier", "legislationLegalForce", "temporalCoverage", "spatialCoverage", "publisher", "citation",
}  # fmt: skip
"""Properties of schema.org ``Legislation`` and of what it is a kind of."""


def test_every_document_is_legislation_as_schema_org_knows_it():
    collection = replace(collected(city(), DAY), base="https://viken.example/")
    told = json.loads(site(collection, SWEDISH)[LIST])
    assert told["@context"] == "https://schema.org"
    assert len(told["@graph"]) == len(collection.documents)
    for one in told["@graph"]:
        assert one["@type"] == "Legislation"
        assert {"@type", "@id", "name", "legislationLegalForce"} <= one.keys() <= LEGISLATION
        assert one["url"].startswith("https://viken.example/dokument/")
        assert one["legislationLegalForce"] in {"https://schema.org/InForce", "https://schema.org/NotInForce"}
        assert all(
            body["@type"] == "Organization" for key, body in one.items() if key in ("publisher", "legislationPassedBy")
        )


def test_a_page_that_is_not_published_any_more_says_so_at_its_old_address():
    first = site(collected(city(), DAY), SWEDISH)
    smaller = city().without({"d3"})
    second = site(collected(smaller, DAY), SWEDISH, pages_of(first[LIST]))
    gone = "dokument/kajplan-2024-2021-01-01.html"
    assert "finns inte i samlingen" in second[gone].decode()
    assert gone in pages_of(second[LIST])


def test_the_same_registry_gives_the_same_bytes():
    assert site(collected(city(), DAY), SWEDISH) == site(collected(city(), DAY), SWEDISH)
