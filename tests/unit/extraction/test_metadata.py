"""Metadata of front pages that are drawn for the test: every form in which values stand."""

import io
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from styrdok.extraction.metadata.describe import describe
from styrdok.extraction.metadata.fields import fields
from styrdok.models import Reading
from styrdok.reading.reader import read
from styrdok.vocabulary import PageStatus, Refusal

FOLDER = Path(__file__).parents[2] / "cases"
CASES = [
    case
    for name in ("metadata.toml", "metadata_wordings.toml", "metadata_fronts.toml")
    for case in tomllib.loads((FOLDER / name).read_text("utf-8"))["case"]
]
FILLER = {
    False: "Det här stycket är vanlig text som fyller sidan och visar vilken storlek brödtexten har i dokumentet.",
    True: "This paragraph is plain text that fills the page and shows the size of the body of the document.",
}


def drawn(case: dict[str, Any]) -> Reading:
    """A PDF with the lines of the case on its first pages and running text on one more, read again."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for lines in case.get("pages") or [case["lines"]]:
        for x, y, size, words in lines:
            canvas.setFont("Helvetica", size)
            canvas.drawString(x, A4[1] - y, words)
        canvas.showPage()
    canvas.setFont("Helvetica", 10)
    for row in range(30):
        canvas.drawString(72, A4[1] - 90 - 13 * row, FILLER[case.get("english", False)])
    canvas.showPage()
    canvas.save()
    return read(buffer.getvalue())


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_front_page(case: dict[str, Any]) -> None:
    description = describe(fields(drawn(case)))
    found = {name: plain(getattr(description, name)) for name in case["want"]}
    assert found == case["want"]


def plain(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("case", CASES[:12], ids=[case["name"] for case in CASES[:12]])
def test_every_anchored_value_can_be_shown(case: dict[str, Any]) -> None:
    reading = drawn(case)
    for value in fields(reading):
        assert 0 < value.confidence <= 1
        assert value.rule
        if value.anchor is not None:
            page = reading.pages[value.anchor.page - 1]
            words = reading.text[page.start + value.anchor.start : page.start + value.anchor.end]
            assert " ".join(words.split()) == value.anchor.text == value.written
            assert value.anchor.boxes


def test_empty_reading_has_no_values() -> None:
    assert fields(Reading("0" * 64, "", (), ())) == ()


def test_same_reading_gives_same_values() -> None:
    reading = drawn(CASES[0])
    assert fields(reading) == fields(reading)


@pytest.mark.parametrize(
    ("label", "value", "field", "reason"),
    [
        ("Beslutad av:", "Alla berörda", "adopted_by", Refusal.NOT_A_BODY),
        ("Beslutsdatum:", "Se protokollet", "adopted_on", Refusal.NOT_A_DAY),
        ("Diarienummer:", "Finns hos registrator", "diary_numbers", Refusal.NOT_A_NUMBER),
        ("Dokumentansvarig:", "Se riktlinjerna", "responsible", Refusal.NOT_A_NAME),
    ],
)
def test_what_is_no_value_of_its_field_is_kept_with_the_reason(
    label: str, value: str, field: str, reason: Refusal
) -> None:
    found = fields(drawn({"lines": [[72, 60, 20, "Hamnpolicy"], [72, 120, 10, f"{label} {value}"]]}))
    (refused,) = [item for item in found if item.field == field]
    assert (refused.value, refused.written, refused.rule) == ("", value, reason)
    assert not getattr(describe(found), field)


def test_a_refused_value_is_forgotten_where_the_field_is_known() -> None:
    lines = [
        [72, 60, 20, "Hamnpolicy"],
        [72, 120, 10, "Beslutad av: Alla berörda"],
        [72, 140, 10, "Antagen: KF 2031-05-02 § 4"],
    ]
    found = [item for item in fields(drawn({"lines": lines})) if item.field == "adopted_by"]
    assert [item.value for item in found] == ["kommunfullmäktige"]


def test_what_a_machine_recognised_in_a_picture_is_less_sure() -> None:
    reading = drawn(CASES[0])
    recognised = replace(reading, pages=tuple(replace(page, status=PageStatus.OCR) for page in reading.pages))
    sure, unsure = ([item.confidence for item in fields(one) if item.anchor] for one in (reading, recognised))
    assert [round(confidence * 0.85, 3) for confidence in sure] == unsure


def test_labels_a_hair_apart_in_height_stand_in_one_row() -> None:
    head = [[72, 120, 8, "Gäller för"], [220, 120.4, 8, "Ersätter"], [380, 119.8, 8, "Relaterade styrdokument"]]
    first = [[72, 134, 10, "Alla hamnar"], [220, 134, 10, "Regler för bryggor (HN"], [380, 134, 10, "Hamnplan och"]]
    second = [[220, 147, 10, "2021/55)"], [380, 147, 10, "sjökort"]]
    found = fields(drawn({"lines": [[72, 70, 22, "Hamnpolicy"], *head, *first, *second]}))
    (replaced,) = [item.value for item in found if item.field == "replaces_text"]
    assert replaced == "Regler för bryggor (HN 2021/55)"


@pytest.mark.parametrize(
    ("words", "kinds"), [("Beslutsprotokoll", {"steering", "minutes"}), ("Beslutsprotokoll:", {"steering"})]
)
def test_a_label_is_no_kind_of_document(words: str, kinds: set[str]) -> None:
    case = {"lines": [[72, 100, 24, "Kajplan för Norrköla"], [72, 400, 10, words]]}
    assert {value.value for value in fields(drawn(case)) if value.field == "kind"} == kinds
