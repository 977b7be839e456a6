"""Turns a PDF into page images with the grain of an office scanner."""

from io import BytesIO

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

SCALE = 150 / 72
TILT = (0.35, -0.25, 0.15)
GRAIN = 9.0


def scanned(pdf: bytes) -> bytes:
    """Return a PDF of page images only: greyscale, 150 dpi, slightly tilted and grainy."""
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    noise = np.random.default_rng(1)
    with pypdfium2.PdfDocument(pdf) as document:
        for number, page in enumerate(document):
            image = page.render(scale=SCALE, grayscale=True).to_pil()
            image = image.rotate(TILT[number % len(TILT)], resample=Image.Resampling.BILINEAR, fillcolor=255)
            grey = np.asarray(image, dtype=np.float64) + noise.normal(-6, GRAIN, (image.height, image.width))
            canvas.drawImage(_jpeg(grey), 0, 0, *A4)
            canvas.showPage()
    canvas.save()
    return out.getvalue()


def _jpeg(grey: np.ndarray) -> ImageReader:
    buffer = BytesIO()
    Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8)).save(buffer, "JPEG", quality=45)
    buffer.seek(0)
    return ImageReader(buffer)
