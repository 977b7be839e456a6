"""Readings made of plain lines: a line is a block; ``# `` a heading, ``- `` an item, ``~ `` contents, rows a table."""

from styrdok.edges import pack_points
from styrdok.models import Block, Box, Cell, Line, Page, Reading
from styrdok.vocabulary import BlockKind, PageStatus

KINDS = {"# ": BlockKind.HEADING, "- ": BlockKind.LIST_ITEM, "~ ": BlockKind.TOC}


def cells_of(rows, at):
    """The cells of a table that begins at this place of the text."""
    for r, row in enumerate(rows):
        for c, words in enumerate(row):
            yield Cell(at, at + len(words), r, c, r == 0, Box(0, 0, 1, 1))
            at += len(words) + 1


def reading_of(lines, title="Rubrik utan ämne", table_page=3):
    """A reading with a heading on page 1 and the lines on page 3."""
    text, blocks = "", []
    for number, written in enumerate([f"# {title}", *lines]):
        rows = [] if isinstance(written, str) else written
        written = "\n".join("\t".join(row) for row in rows) if rows else written
        kind = BlockKind.TABLE if rows else KINDS.get(written[:2], BlockKind.PARAGRAPH)
        words = written[2:] if written[:2] in KINDS else written
        start = len(text) + (1 if text else 0)
        text = f"{text}\n{words}" if text else words
        edges = pack_points(range(len(words) + 1))
        size = 20.0 if number == 0 else 10.0
        line = Line(start, len(text), Box(0, 0, len(words), 10), size, False, "F", edges)
        page = 1 if number == 0 else table_page if rows else 3
        blocks.append(
            Block(kind, page, start, len(text), Box(0, 0, len(words), 10), (line,), cells=tuple(cells_of(rows, start)))
        )
    first = blocks[1].start if len(blocks) > 1 else len(text)
    pages = (
        Page(1, None, 600, 800, 0, first, PageStatus.TEXT),
        Page(2, None, 600, 800, first, first, PageStatus.TEXT),
        Page(3, None, 600, 800, first, len(text), PageStatus.TEXT),
    )
    return Reading("0" * 64, text, pages, tuple(blocks))
