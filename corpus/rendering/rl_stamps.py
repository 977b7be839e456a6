"""What an office adds to a finished page: the trace of an electronic signature, the stamp of the registry."""

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

INK = HexColor("#3b3f8f")
STAMP_WIDTH = 120
STAMP_LINE = 11


def signature_trace(canvas: Canvas, words: str) -> None:
    """Write the trace upwards along the right edge."""
    canvas.saveState()
    canvas.setFont("Helvetica", 6.5)
    canvas.translate(A4[0] - 22, 120)
    canvas.rotate(90)
    canvas.drawString(0, 0, words)
    canvas.restoreState()


def registry_stamp(canvas: Canvas, lines: list[str]) -> None:
    """Draw a framed stamp, a little askew, in the upper right corner."""
    canvas.saveState()
    canvas.setStrokeColor(INK)
    canvas.setFillColor(INK)
    canvas.translate(A4[0] - 72 - STAMP_WIDTH, A4[1] - 75)
    canvas.rotate(-2)
    height = STAMP_LINE * len(lines) + 6
    canvas.rect(0, -height, STAMP_WIDTH, height)
    canvas.setFont("Courier-Bold", 8)
    for number, line in enumerate(lines, 1):
        canvas.drawString(5, -STAMP_LINE * number, line)
    canvas.restoreState()
