"""A slogan in large print over the real title: both are kept, parted by a dash, and the title tells what it is."""

from io import BytesIO

import pytest
from reportlab.pdfgen.canvas import Canvas

from styrdok.extraction.metadata.fields import fields
from styrdok.reading import read

_BODY = "Hamnen ska vara öppen för alla som vill lägga till, och bryggorna ska skötas så att ingen halkar där."


def _described(*lines):
    """Fields of a page with such lines: text, size, left edge, baseline from the top."""
    stream = BytesIO()
    canvas = Canvas(stream, invariant=True)
    for text, size, left, down in (*lines, *((_BODY, 10, 72, 420 + 14 * row) for row in range(8))):
        canvas.setFont("Helvetica-Bold" if size > 30 else "Helvetica", size)
        canvas.drawString(left, 842 - down, text)
    canvas.save()
    found = sorted(fields(read(stream.getvalue())), key=lambda value: value.confidence)
    return {value.field: value.value for value in found}


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("Hamnprogram för Kajstads kommun", "Vind i seglen – Hamnprogram för Kajstads kommun"),
        ("Vision Kajstad 2040", "Vind i seglen – Vision Kajstad 2040"),
        ("Natur- och friluftsstrategi 2031–2036", "Vind i seglen – Natur- och friluftsstrategi 2031–2036"),
    ],
)
def test_the_title_below_a_slogan_stands_after_a_dash(below, title):
    told = _described(("Vind i seglen", 34, 72, 140), (below, 15, 72, 175))
    assert (told["title"], told["kind"]) == (title, "steering")


def test_a_column_beside_the_slogan_does_not_part_it_from_its_title():
    told = _described(
        ("Vind i seglen", 34, 72, 140),
        ("Remiss", 8, 420, 118),
        ("Svara senast i maj", 8, 420, 130),
        ("till kommunstyrelsen", 8, 420, 152),
        ("Hamnprogram för Kajstads kommun", 15, 72, 175),
    )
    assert told["title"] == "Vind i seglen – Hamnprogram för Kajstads kommun"


def test_a_title_that_goes_on_in_smaller_print_is_no_slogan():
    told = _described(("Hamnprogram", 34, 72, 140), ("Kajstads kommun 2031–2036", 15, 72, 175))
    assert told["title"].startswith("Hamnprogram")
    assert "–" not in told["title"].split("Kajstads")[0]
