"""A page after it has been closed: its runs, tables, annotations and what it is like."""

from dataclasses import dataclass

from styrdok.reading.annotations import annotations_of
from styrdok.reading.glyphs import OpenPage
from styrdok.reading.grid import Grid, grids_of
from styrdok.reading.lines import whole_lines
from styrdok.reading.piece import Piece
from styrdok.reading.pieces import pieces_of
from styrdok.reading.quality import Quality, quality_of
from styrdok.reading.rules import Rules, rules_of
from styrdok.vocabulary import PageStatus


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is kept of a page: ``quality`` says whether it could be read."""

    number: int
    width: float
    height: float
    label: str | None
    pieces: tuple[Piece, ...]
    annotations: tuple[Piece, ...]
    rules: Rules
    grids: tuple[Grid, ...]
    quality: Quality


def sheet_of(page: OpenPage, number: int) -> Sheet:
    """Read an open page."""
    rules = rules_of(page)
    pieces = tuple(whole_lines(pieces_of(page, number)))
    return Sheet(
        number=number,
        width=page.width,
        height=page.height,
        label=page.source.label(number - 1),
        pieces=pieces,
        annotations=tuple(annotations_of(page, number)),
        rules=rules,
        grids=tuple(grids_of(rules)),
        quality=quality_of(pieces, page.covered(), page.objects),
    )


def failed_sheet(number: int, width: float = 595.28, height: float = 841.89) -> Sheet:
    """The sheet of a page that could not be loaded."""
    quality = Quality(PageStatus.FAILED, 0.0, ("not_loaded",))
    return Sheet(number, width, height, None, (), (), Rules(), (), quality)
