"""Bundles of several matters in one PDF."""

import io
from itertools import pairwise

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from styrdok.extraction.metadata.units import units
from styrdok.models import Reading
from styrdok.reading.reader import read

BODY = "Nämnden har fått ärendet för yttrande och har inget att invända mot förslaget i dess helhet."


def drawn(*matters: str) -> Reading:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    for matter in matters:
        canvas.setFont("Helvetica-Bold", 15)
        canvas.drawString(72, 740, matter)
        canvas.setFont("Helvetica", 10)
        for row in range(8):
            canvas.drawString(72, 700 - 14 * row, BODY)
        canvas.showPage()
    canvas.save()
    return read(buffer.getvalue())


def test_each_matter_is_a_unit() -> None:
    reading = drawn("Protokoll", "§ 12 Svar på remiss om parkprogram", "§ 13 Taxa för torg", "§ 15 Policy för resor")
    found = units(reading)
    assert [(unit.number, unit.title, unit.page) for unit in found] == [
        (None, "", 1),
        ("§ 12", "Svar på remiss om parkprogram", 2),
        ("§ 13", "Taxa för torg", 3),
        ("§ 15", "Policy för resor", 4),
    ]
    assert found[0].start == 0
    assert found[-1].end == len(reading.text)
    assert all(a.end == b.start for a, b in pairwise(found))


def test_one_matter_is_the_whole_document() -> None:
    reading = drawn("§ 12 Svar på remiss om parkprogram")
    assert [(unit.number, unit.start, unit.end) for unit in units(reading)] == [(None, 0, len(reading.text))]


def test_sections_of_a_law_are_no_matters() -> None:
    reading = drawn("Reglemente", "1 kap. 3 § kommunallagen", "§ 4 i lagen om resor")
    assert len(units(reading)) == 1
