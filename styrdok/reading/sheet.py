"""A page after it has been closed: its runs, tables, annotations and what it is like."""

from dataclasses import dataclass

from styrdok.reading.annotations import annotations_of
from styrdok.reading.glyphs import OpenPage
from styrdok.reading.grid import Grid, grids_of
from styrdok.reading.lines import whole_lines
from styrdok.reading.piece import Piece
from styrdok.reading.pieces import pieces_of
from styrdok.reading.rules import Rules, rules_of


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is kept of a page: ``covered`` is the share of the page that pictures cover."""

    number: int
    width: float
    height: float
    label: str | None
    pieces: tuple[Piece, ...]
    annotations: tuple[Piece, ...]
    rules: Rules
    grids: tuple[Grid, ...]
    covered: float
    failed: str = ""


def sheet_of(page: OpenPage, number: int) -> Sheet:
    """Read an open page."""
    rules, covered = rules_of(page), page.covered()
    return Sheet(
        number=number,
        width=page.width,
        height=page.height,
        label=page.source.label(number - 1),
        pieces=tuple(whole_lines(pieces_of(page, number))),
        annotations=tuple(annotations_of(page, number)),
        rules=rules,
        grids=tuple(grids_of(rules)),
        covered=covered,
    )
