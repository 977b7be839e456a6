"""The collection as linked data: schema.org for search engines, DCAT-AP-SE 3.0 for the portals of open data."""

from datetime import date
from typing import Any
from urllib.parse import urljoin

from styrdok.language import Language
from styrdok.language.words import TYPE
from styrdok.reports.publishing.collection import Collection, Published

_PROPERTIES = "http://publications.europa.eu/resource/authority/"
_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
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


def dcat(collection: Collection, lang: Language) -> dict[str, Any]:
    """The description of the collection for harvesters: catalogue, data set, distributions."""
    base = collection.base
    licence = {"dcterms:license": {"@id": collection.licence}} if collection.licence else {}
    publisher = {"@id": urljoin(base, "#utgivare")}
    title = lang.say("Styrdokument, {publisher}", publisher=collection.publisher or lang.say("okänd utgivare"))
    told = lang.say("Antagna styrdokument med typ, beslut, giltighetstid och hänvisningar till varandra.")
    swedish = {"@id": f"{_PROPERTIES}language/SWE"}
    public = {"@id": f"{_PROPERTIES}access-right/PUBLIC"}
    dataset = {
        "@id": urljoin(base, "#datamangd"),
        "@type": "dcat:Dataset",
        "dcterms:title": _said(title, lang),
        "dcterms:description": _said(told, lang),
        "dcterms:publisher": publisher,
        "dcterms:language": swedish,
        "dcterms:accessRights": public,
        "dcterms:modified": _typed(collection.day),
        "dcat:theme": {"@id": f"{_PROPERTIES}data-theme/GOVE"},
        "dcat:keyword": [_said(lang.say("styrdokument"), lang), _said(lang.say("författningssamling"), lang)],
        "dcat:landingPage": {"@id": urljoin(base, "index.html")},
        "dcat:distribution": [{"@id": urljoin(base, f"#{name}")} for name, _, _ in _FILES],
    }
    catalogue = {
        "@id": urljoin(base, "#katalog"),
        "@type": "dcat:Catalog",
        "dcterms:title": _said(title, lang),
        "dcterms:description": _said(told, lang),
        "dcterms:publisher": publisher,
        "dcterms:language": swedish,
        "dcterms:modified": _typed(collection.day),
        **licence,
        "foaf:homepage": {"@id": urljoin(base, "index.html")},
        "dcat:dataset": {"@id": dataset["@id"]},
    }
    agent = {**publisher, "@type": "foaf:Agent", "foaf:name": collection.publisher or lang.say("okänd utgivare")}
    files = [{**_distribution(*file, base, lang), **licence} for file in _FILES]
    return {"@context": _CONTEXT, "@graph": [catalogue, dataset, *files, agent]}


def _distribution(name: str, code: str, media: str, base: str, lang: Language) -> dict[str, Any]:
    return {
        "@id": urljoin(base, f"#{name}"),
        "@type": "dcat:Distribution",
        "dcterms:title": _said(name, lang),
        "dcat:accessURL": {"@id": urljoin(base, name)},
        "dcat:downloadURL": {"@id": urljoin(base, name)},
        "dcterms:format": {"@id": f"{_PROPERTIES}file-type/{code}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
    }


def _said(words: str, lang: Language) -> dict[str, str]:
    return {"@value": words, "@language": lang.code}


def _typed(day: date) -> dict[str, str]:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _body(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None
