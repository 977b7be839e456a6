"""Small PDFs made for the tests."""

from collections.abc import Callable
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0


def made(*pages: Callable[[Canvas], None], **options: object) -> bytes:
    """A PDF; each function draws one page."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, **options)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(*texts: str, top: float = 80, x: float = 70, size: float = 11, font: str = "Helvetica") -> Callable:
    """Draw lines from ``top`` downwards."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for row, text in enumerate(texts):
            canvas.drawString(x, HEIGHT - top - row * size * 1.25, text)

    return draw


def both(*draws: Callable[[Canvas], None]) -> Callable[[Canvas], None]:
    """Draw several things on one page."""

    def draw(canvas: Canvas) -> None:
        for one in draws:
            one(canvas)

    return draw


PROSE = (
    "Kommunstyrelsen ansvarar för att programmet följs upp varje år i sam-",
    "band med årsredovisningen. Nämnderna redovisar hur arbetet har gått och",
    "vilka åtgärder som återstår. Förvaltningarna ska samverka så att de re-",
    "surser som finns används där de gör störst nytta för invånarna.",
)
