"""The collection as linked data: schema.org for search engines, DCAT-AP-SE 3.0 for the portals of open data.

Akoma Ntoso is left out: it marks up the text of a rule, and what we have of that was read from a PDF.
"""

from datetime import date
from typing import Any
from urllib.parse import urljoin

from styrdok.language import IN_SWEDISH, Language, languages, to_say
from styrdok.language.words import TYPE
from styrdok.reports.publishing.collection import Collection, Published

_PROPERTIES = "http://publications.europa.eu/resource/authority/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_FILES = (("register.json", "JSON_LD", "application/ld+json"), ("register.csv", "CSV", "text/csv"))


def legislation(one: Published, collection: Collection) -> dict[str, Any]:
    """A document as schema.org ``Legislation``."""
    described, base = one.document.description, collection.base
    span = "/".join([one.begins.isoformat() if one.begins else "..", one.until.isoformat() if one.until else ".."])
    values = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": urljoin(base, one.place),
        "url": urljoin(base, one.place),
        "name": one.document.display_title,
        "inLanguage": described.language or "sv",
        "legislationType": TYPE[described.type],
        "legislationDate": _day(described.adopted_on),
        "legislationPassedBy": _body(described.adopted_by),
        "legislationIdentifier": " ".join(described.diary_numbers) or None,
        "legislationLegalForce": f"https://schema.org/{'InForce' if one.holds(collection.day) else 'NotInForce'}",
        "temporalCoverage": span if one.begins or one.until else None,
        "spatialCoverage": described.organisation,
        "publisher": _body(collection.publisher or None),
        "citation": [urljoin(base, collection.by_id[name].place) for name in one.refers_to] or None,
    }
    return {key: value for key, value in values.items() if value}


def register(collection: Collection) -> dict[str, Any]:
    """All documents as one list."""
    items = [legislation(one, collection) for one in collection.documents]
    for item in items:
        del item["@context"]
    return {"@context": "https://schema.org", "@graph": items}


def dcat(collection: Collection) -> dict[str, Any]:
    """The description of the collection for harvesters: catalogue, data set, distributions, publisher, contact.

    What people read in it is said in every language, as DIGG recommends.
    """
    base, day = collection.base, _typed(collection.day)
    licence = {"dcterms:license": {"@id": collection.licence}} if collection.licence else {}
    publisher = {"@id": urljoin(base, "#utgivare")}
    contact = {"@id": urljoin(base, "#kontakt")} if collection.contact else None
    told = _said(to_say("Antagna styrdokument med typ, beslut, giltighetstid och hänvisningar till varandra."))
    name = collection.publisher or IN_SWEDISH.say("okänd utgivare")
    dataset = {
        "@id": urljoin(base, "#datamangd"),
        "@type": "dcat:Dataset",
        "dcterms:title": _said(to_say("Styrdokument")),
        "dcterms:description": told,
        "dcterms:publisher": publisher,
        **({"dcat:contactPoint": contact} if contact else {}),
        "dcterms:language": _authority("language/SWE"),
        "dcterms:accessRights": _authority("access-right/PUBLIC"),
        "dcterms:accrualPeriodicity": _authority("frequency/IRREG"),
        "dcterms:modified": day,
        "dcat:theme": _authority("data-theme/GOVE"),
        "dcat:keyword": [*_said(to_say("styrdokument")), *_said(to_say("författningssamling"))],
        "dcat:landingPage": {"@id": urljoin(base, "index.html")},
        "dcat:distribution": [{"@id": urljoin(base, f"#{file}")} for file, _, _ in _FILES],
    }
    catalogue = {
        "@id": urljoin(base, "#katalog"),
        "@type": "dcat:Catalog",
        "dcterms:title": _said(to_say("Styrdokument, {publisher}"), publisher=name),
        "dcterms:description": told,
        "dcterms:publisher": publisher,
        "dcterms:language": _authority("language/SWE"),
        "dcterms:modified": day,
        **licence,
        "foaf:homepage": {"@id": urljoin(base, "index.html")},
        "dcat:themeTaxonomy": _authority("data-theme"),
        "dcat:dataset": {"@id": dataset["@id"]},
    }
    agent = {**publisher, "@type": "foaf:Agent", "foaf:name": name}
    files = [{**_distribution(*file, base), **licence} for file in _FILES]
    asked = [_contact(contact, name, collection.contact)] if contact else []
    return {"@context": _CONTEXT, "@graph": [catalogue, dataset, *files, agent, *asked]}


def lacking(collection: Collection) -> tuple[str, ...]:
    """The options without which the description is not whole by DCAT-AP-SE 3.0."""
    given = {"--base": collection.base, "--licence": collection.licence, "--contact": collection.contact}
    return tuple(option for option, value in given.items() if not value)


def _contact(where: dict[str, str], name: str, address: str) -> dict[str, Any]:
    return {**where, "@type": "vcard:Organization", "vcard:fn": name, "vcard:hasEmail": {"@id": f"mailto:{address}"}}


def _distribution(name: str, code: str, media: str, base: str) -> dict[str, Any]:
    return {
        "@id": urljoin(base, f"#{name}"),
        "@type": "dcat:Distribution",
        "dcterms:title": name,
        "dcterms:description": _said(to_say("En rad för varje styrdokument.")),
        "dcat:accessURL": {"@id": urljoin(base, name)},
        "dcat:downloadURL": {"@id": urljoin(base, name)},
        "dcterms:format": _authority(f"file-type/{code}"),
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
    }


def _authority(name: str) -> dict[str, str]:
    """A value of a list that the European Union keeps."""
    return {"@id": f"{_PROPERTIES}{name}"}


def _said(text: str, **values: str) -> list[dict[str, str]]:
    """A text in every language there is."""
    return [{"@value": Language(code).say(text, **values), "@language": code} for code in languages()]


def _typed(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _body(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None
