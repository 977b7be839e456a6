import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from styrdok.models import Anchor, Document, Mention
from styrdok.resolution.catalogue import Catalogue
from styrdok.resolution.homes import homes
from styrdok.resolution.resolve import resolve
from styrdok.vocabulary import Kind, MentionKind, ResolutionStatus
from tests import made

CITIES = tomllib.loads((Path(__file__).parents[2] / "cases" / "catalogue.toml").read_text(encoding="utf-8"))["city"]


def a_document(name: str, title: str, city: str, year: int) -> Document:
    return made.document(name, title, organisation=city, adopted_on=date(year, 1, 1))


def outcomes(city: dict[str, Any]) -> list[tuple[str, str, str | None, ResolutionStatus]]:
    """Every mention with its gold, its target, its status; each is alone in its document, so none leans on another."""
    documents = [a_document(name, title, city["name"], 2020) for name, title in city["titles"].items()]
    rows = city["mentions"]["rows"]
    speakers = [a_document(f"s{place:03}", "Anteckningar", city["name"], 2024) for place in range(len(rows))]
    said = {
        speaker.id: [Mention(MentionKind.TITLE, 0, len(text), text, text, Anchor(1, 0, len(text), text), "case")]
        for speaker, (text, _) in zip(speakers, rows, strict=True)
    }
    found = resolve(said, [*documents, *speakers])
    return [
        (text, gold, item.resolution.target, item.resolution.status)
        for (text, gold), item in zip(rows, found, strict=True)
    ]


def test_precision_and_recall() -> None:
    found = [row for city in CITIES for row in outcomes(city)]
    linked = [row for row in found if row[3] is ResolutionStatus.RESOLVED]
    wrong = [row for row in linked if row[1] != row[2]]
    missed = [row for row in found if row[1] and row[3] is not ResolutionStatus.RESOLVED]
    known = sum(1 for row in found if row[1])
    assert len(wrong) <= 0.01 * len(linked), wrong
    assert len(missed) <= 0.05 * known, missed


def test_what_names_only_a_place_belongs_to_the_region_of_that_name() -> None:
    alone = made.document("alone", "Riktlinje för städning vid Sjölands sjukhus")
    region = a_document("region", "Hamnplan", "Region Sjöland", 2020)
    town = a_document("town", "Bryggplan", "Sjölands kommun", 2020)
    assert Catalogue([alone, region]).places == {"region sjöland"}
    assert Catalogue([alone, region, town]).places == {"region sjöland", "sjöland"}


def test_who_has_only_answered_makes_no_second_city():
    plan = made.document("plan", "Hamnplan 2030", kind=Kind.STEERING, organisation="Sjöstads kommun")
    answer = made.document("answer", "Svar på remiss", kind=Kind.REPLY, organisation="Norrbro kommun")
    memo = made.document("memo", "Översyn", kind=Kind.MEMO)
    mention = Mention(MentionKind.TITLE, 0, 8, "Hamnplan", "Hamnplan", Anchor(1, 0, 8, "Hamnplan"), "case")
    (found,) = resolve({"memo": [mention]}, [plan, answer, memo])
    assert (found.resolution.status, found.resolution.target) == (ResolutionStatus.RESOLVED, "plan")
    (foreign,) = resolve({"answer": [mention]}, [plan, answer, memo])
    assert foreign.resolution.target is None
    whose = homes([plan, answer, memo], [])
    assert whose["plan"] == whose["memo"] != whose["answer"]


def test_committees_of_a_city_that_no_paper_names_are_of_one_body():
    boards = [
        made.document(name, f"Plan för {name}", organisation=f"{name.title()}nämnden") for name in ("hamn", "skol")
    ]
    assert Catalogue(boards).places == frozenset()
    assert set(homes(boards, []).values()) == {""}
    answer = made.document("answer", "Svar på remiss", kind=Kind.REPLY, organisation="Norrbro kommun")
    assert Catalogue([boards[0], answer]).places == {"hamnnämnden"}
