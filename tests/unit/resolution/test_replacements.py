"""Who ended whom, from the words of a document on to pairs of documents."""

import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from styrdok.edges import pack_points
from styrdok.extraction.extract import mentions
from styrdok.findings import Record, Snapshot
from styrdok.models import Block, Box, Document, Extraction, Line, Page, Reading
from styrdok.resolution.catalogue import Catalogue
from styrdok.resolution.editions import lines
from styrdok.resolution.replacements import endings
from styrdok.resolution.resolve import resolve
from styrdok.resolution.stale import replaced_on
from styrdok.resolution.succession import Inventory
from styrdok.vocabulary import BlockKind, Kind, PageStatus, Relation, Status
from tests import made

CASES = tomllib.loads((Path(__file__).parents[2] / "cases" / "replacements.toml").read_text(encoding="utf-8"))["case"]
_BOX = Box(0, 0, 100, 10)


def reading_of(text: str) -> Reading:
    line = Line(0, len(text), _BOX, 11.0, False, "Serif", pack_points([0] * (len(text) + 1)))
    block = Block(BlockKind.PARAGRAPH, 3, 0, len(text), _BOX, (line,))
    return Reading("0" * 64, text, (Page(3, None, 595, 842, 0, len(text), PageStatus.TEXT),), (block,))


def document(name: str, title: str, adopted: date | None, kind: Kind = Kind.STEERING) -> Document:
    return made.document(name, title, organisation="Ekhamns stad", adopted_on=adopted, kind=kind)


def registry(kind: str) -> list[Document]:
    return [
        document("gammal", "Program för kvalitetsutveckling i Ekhamns stad", date(2012, 3, 26)),
        document("kvalitet", "Ekhamns stads kvalitetsprogram", date(2022, 2, 21)),
        document("tal", "Samverkansprogram", date(2024, 5, 6), Kind(kind)),
        document("vision", "Vision 2035", date(2016, 5, 6)),
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['text']}")
def test_who_ends_whom(case: dict[str, Any]) -> None:
    documents = registry(case["kind"])
    speaker = next(item for item in documents if item.id == "tal")
    found = mentions(reading_of(case["text"]), speaker.description)
    references = resolve({"tal": found}, documents)
    ends = {(one.by, one.ended, one.succeeds) for one in endings(references, documents)}
    assert ends == {tuple(row) for row in case["ends"]}

    stated = {(one.successor, one.predecessor) for one in Inventory(_snapshot(documents, references), date.max).stated}
    assert stated == {(by, ended) for by, ended, succeeds in case["ends"] if succeeds}
    line = lines(documents, references)
    joined = {(a, b) for a in line for b in line if a != b and line[a] == line[b]}
    assert joined == {pair for a, b in stated for pair in ((a, b), (b, a))}
    assert set(replaced_on(references, Catalogue(documents))) == {ended for _, ended, _ in case["ends"]}


def _snapshot(documents: list[Document], references: Any) -> Snapshot:
    empty = Extraction((), (), (), ())
    return Snapshot(tuple(Record(replace(item), empty) for item in documents), tuple(references))


def test_a_draft_has_ended_nothing_yet() -> None:
    documents = registry("steering")
    documents[2] = replace(documents[2], description=replace(documents[2].description, status=Status.REMITTED))
    found = mentions(reading_of("Programmet ersätter Vision 2035."), documents[2].description)
    references = resolve({"tal": found}, documents)
    assert [one.resolution.target for one in references if one.mention.relation is Relation.REPLACES] == ["vision"]
    assert endings(references, documents) == []
