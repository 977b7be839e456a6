"""Drawings become pictures, the same on every machine."""

import io

from styrdok.raster import as_png

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 40" width="100" height="40">'
    '<text x="5" y="25" font-family="system-ui, sans-serif" font-size="20">{}</text></svg>'
)


def dark(png):
    from PIL import Image

    picture = Image.open(io.BytesIO(png)).convert("L")
    return picture.size, sum(picture.histogram()[:100])


def test_words_are_drawn_on_white_at_the_asked_size():
    size, ink = dark(as_png(SVG.format("Åtgärd"), zoom=3))
    assert size == (300, 120)
    assert ink > 500
    assert dark(as_png(SVG.format("")))[1] == 0


def test_equal_drawings_give_equal_bytes():
    assert as_png(SVG.format("ö")) == as_png(SVG.format("ö"))
