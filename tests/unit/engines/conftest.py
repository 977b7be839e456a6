"""A folder of small PDFs, some of them no good."""

from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas


def make_pdf(*pages: str, password: str | None = None) -> bytes:
    """A PDF with these words on its pages, always the same bytes for the same words."""
    stream = BytesIO()
    canvas = Canvas(stream, invariant=True, encrypt=password)
    for page in pages:
        for number, line in enumerate(page.splitlines()):
            canvas.drawString(72, 760 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five good files, of which two have the same content, and three bad ones."""
    place = tmp_path / "docs"
    (place / "sub").mkdir(parents=True)
    for name, words in (
        ("a.pdf", "Cykelplan för staden\nNämnden ska se till att cykelvägarna hålls öppna."),
        ("b.PDF", "Parkprogram\nBolagen bör anlägga parker nära bostäder."),
        ("sub/a.pdf", "Trygghetsprogram\nAlla nämnder ska verka för trygghet i staden."),
        ("sub/c.pdf", "Cykelplan för staden\nNämnden ska se till att cykelvägarna hålls öppna."),
        ("å.pdf", "Åtgärdsplan mot buller\nNämnden ska mäta buller varje år."),
    ):
        (place / name).write_bytes(make_pdf(words, "Sida två."))
    (place / "letter.pdf").write_text("This is no PDF.")
    (place / "locked.pdf").write_bytes(make_pdf("Hemligt", password="x"))
    (place / "cut.pdf").write_bytes(make_pdf("Avbruten")[:120])
    (place / ".hidden.pdf").write_text("x")
    (place / "notes.txt").write_text("x")
    return place
