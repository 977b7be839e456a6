"""Pictures as SVG: well-formed, every value in words, nothing of a document becomes markup."""

import xml.etree.ElementTree as ET
from datetime import date

import pytest

from styrdok.reports.charts import Span, bars, both_ways, heat_map, timeline

EVIL = '<script>"&'
TODAY = date(2025, 3, 1)
DRAWN = {
    "timeline": timeline(
        EVIL,
        [
            Span(EVIL, date(2017, 6, 19), None, True),
            Span("Hamnplan", date(2020, 1, 1), date(2031, 12, 31)),
            Span("Framtid", date(2026, 1, 1), None),
        ],
        TODAY,
    ),
    "empty timeline": timeline("x", [], TODAY),
    "bars": bars(EVIL, [(EVIL, 0.5, "0.50"), ("b", 0.0, "0")]),
    "both ways": both_ways(EVIL, [(EVIL, 3, 0), ("b", 0, 0)], ("till", EVIL)),
    "heat map": heat_map(EVIL, [EVIL, "hamn"], ["policy", EVIL], {(EVIL, "policy"): 2, ("hamn", EVIL): 1}),
    "empty": bars("x", []),
}


@pytest.mark.parametrize("name", DRAWN)
def test_drawings_are_well_formed_and_stay_on_their_sheet(name):
    root = ET.fromstring(DRAWN[name])
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    assert root.attrib["role"] == "img"
    for shape in root.iter("rect"):
        x, y, w, h = (float(shape.attrib[key]) for key in ("x", "y", "width", "height"))
        assert 0 <= x <= x + w <= width
        assert 0 <= y <= y + h <= height
    assert not list(root.iter("script"))


def test_values_stand_in_words():
    words = " ".join(ET.fromstring(DRAWN["timeline"]).itertext())
    assert "tills vidare" in words
    assert "2020-01-01–2031-12-31" in words
    assert "slut okänt" in words
    assert "0.50" in " ".join(ET.fromstring(DRAWN["bars"]).itertext())
