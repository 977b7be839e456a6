"""Pictures of pages that were never printed: the words of a web page or Word document where they were laid out."""

from collections.abc import Iterable
from html import escape

from styrdok.models import Block, Line, Page
from styrdok.raster import as_png


def flowing_picture(page: Page, blocks: Iterable[Block], text: str, scale: float) -> bytes:
    """A page as PNG, ``scale`` pixels for each point; ``text`` is the canonical text of the document."""
    lines = "".join(_line(line, text[line.start : line.end]) for block in blocks for line in block.lines)
    size = f'width="{page.width:.0f}" height="{page.height:.0f}"'
    return as_png(f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="Source Sans Pro">{lines}</svg>', scale)


def _line(line: Line, words: str) -> str:
    box = line.box
    weight = ' font-weight="bold"' if line.bold else ""
    return (
        f'<text x="{box.x0:.1f}" y="{box.bottom - 0.2 * line.size:.1f}" font-size="{line.size:.1f}"{weight} '
        f'textLength="{box.x1 - box.x0:.1f}" lengthAdjust="spacingAndGlyphs">{escape(words)}</text>'
    )
