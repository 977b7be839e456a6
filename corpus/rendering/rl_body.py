"""The body of a document as reportlab flowables."""

from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, HRFlowable, Paragraph, Spacer, Table, TableStyle

from rendering.inline import Piece, plain
from rendering.rl_style import GREY, PALE
from rendering.source import Block, Source

Styles = dict[str, ParagraphStyle]
BULLETS = ("•", "–", "•")


def markup(pieces: tuple[Piece, ...], notes: list[str]) -> str:
    """Return reportlab's markup for the pieces; ``notes`` gives each footnote its number."""
    out = []
    for piece in pieces:
        if piece.note is not None:
            out.append(f"<super>{notes.index(piece.note) + 1}</super>")
            continue
        text = escape(piece.text)
        text = f"<b>{text}</b>" if piece.bold else text
        out.append(f"<i>{text}</i>" if piece.italic else text)
    return "".join(out)


def body(source: Source, styles: Styles, width: float) -> list[Flowable]:
    """Return the flowables of the body, with the notes gathered at the end."""
    notes = list(source.notes)
    story = [flowable for block in source.body for flowable in _block(block, styles, notes, width)]
    if notes:
        story += [Spacer(1, 10), HRFlowable(width="30%", hAlign="LEFT", thickness=0.5, color=GREY, spaceAfter=4)]
        story += [
            Paragraph(f"<super>{number}</super> {markup(pieces, notes)}", styles["small"])
            for number, pieces in enumerate(source.notes.values(), 1)
        ]
    return story


def _block(block: Block, styles: Styles, notes: list[str], width: float) -> list[Flowable]:
    if block.kind == "heading":
        heading = Paragraph(markup(block.pieces, notes), styles[f"h{block.level}"])
        heading.contents_entry = (block.level - 1, plain(block.pieces))
        return [heading]
    if block.kind == "item":
        indent = 14 * block.level
        style = ParagraphStyle("item", parent=styles["item"], leftIndent=indent, bulletIndent=indent - 11)
        return [Paragraph(markup(block.pieces, notes), style, bulletText=block.marker or BULLETS[block.level - 1])]
    if block.kind == "table":
        return [_table(block, styles, notes, width), Spacer(1, 10)]
    return [Paragraph(markup(block.pieces, notes), styles["body"])]


def _table(block: Block, styles: Styles, notes: list[str], width: float) -> Table:
    rows = [
        [Paragraph(markup(cell, notes), styles["head" if number == 0 else "cell"]) for cell in row]
        for number, row in enumerate(block.rows)
    ]
    table = Table(rows, colWidths=column_widths(block, width), repeatRows=1, hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, HexColor("#9aa5ab")),
                ("BACKGROUND", (0, 0), (-1, 0), PALE),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return table


def column_widths(block: Block, width: float) -> list[float]:
    """Share the width by the square root of how much text each column holds."""
    longest = [max(len(plain(row[column])) for row in block.rows) for column in range(len(block.rows[0]))]
    shares = [max(length, 12) ** 0.5 for length in longest]
    return [width * share / sum(shares) for share in shares]
