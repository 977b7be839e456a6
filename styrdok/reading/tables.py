"""Table blocks: runs put into the cells of a grid."""

from collections.abc import Sequence

from styrdok.edges import points
from styrdok.models import Box
from styrdok.reading.draft import Draft, DraftCell
from styrdok.reading.grid import Grid, GridCell
from styrdok.reading.piece import UPRIGHT, Piece
from styrdok.vocabulary import BlockKind

_PANEL_WORDS = 70
_EMPTY_SHARE = 0.75
_WORDED_SHARE = 0.15


def table_of(grid: Grid, pieces: Sequence[Piece]) -> tuple[Draft, frozenset[int]] | None:
    """The table that ``pieces`` make in ``grid`` and the positions of the runs used; ``None`` for a mere frame."""
    inside = [k for k, piece in enumerate(pieces) if piece.place == UPRIGHT and _in(grid.box, piece)]
    if not inside:
        return None
    rights = sorted({round(cell.box.x1, 1) for cell in grid.cells})
    runs = [part for k in inside for part in _parts(pieces[k], rights, grid)]
    filled = [(cell, tuple(_sorted([run for run in runs if _holds(cell.box, run)]))) for cell in grid.cells]
    filled = _without_empty_tracks(filled)
    if not _is_table(filled):
        return None
    header = _header_rows(filled)
    cells = tuple(DraftCell(cell.row, cell.column, cell.row in header, cell.box, run) for cell, run in filled)
    used = tuple(piece for cell in cells for piece in cell.pieces)
    if len(used) < len(runs):
        return None
    return Draft(BlockKind.TABLE, used, confidence=0.9, evidence=("rules",), cells=cells), frozenset(inside)


def _in(box: Box, piece: Piece) -> bool:
    return box.x0 - 2 <= (piece.x0 + piece.x1) / 2 <= box.x1 + 2 and box.top - 1 <= piece.middle <= box.bottom + 1


def _holds(box: Box, piece: Piece) -> bool:
    return box.x0 <= (piece.x0 + piece.x1) / 2 < box.x1 and box.top <= piece.middle < box.bottom


def _parts(piece: Piece, rights: list[float], grid: Grid) -> list[Piece]:
    """Cut a run at the cell borders that it crosses, at the space nearest to each border."""
    borders = [
        x
        for x in rights[:-1]
        if piece.x0 + 3 < x < piece.x1 - 3
        and not any(
            cell.box.x0 < x - 1 and cell.box.x1 > x + 1 and cell.box.top <= piece.middle < cell.box.bottom
            for cell in grid.cells
        )
    ]
    parts = [piece]
    for border in borders:
        last = parts.pop()
        place = _space_near(last, border)
        parts += [last] if place is None else [last.cut(0, place), last.cut(place + 1, len(last.text))]
    return parts


def _space_near(piece: Piece, x: float) -> int | None:
    edges = points(piece.edges)
    spaces = [k for k, char in enumerate(piece.text) if char == " "]
    if not spaces:
        return None
    best = min(spaces, key=lambda k: max(edges[k] - x, x - edges[k + 1], 0.0))
    return best if edges[best] - 6 <= x <= edges[best + 1] + 6 else None


def _sorted(run: list[Piece]) -> list[Piece]:
    """Runs of a cell from top to bottom, those of one line from left to right."""
    out: list[Piece] = []
    for piece in sorted(run, key=lambda piece: (piece.middle, piece.x0)):
        k = len(out)
        while k and abs(out[k - 1].middle - piece.middle) < 0.4 * piece.height and out[k - 1].x0 > piece.x0:
            k -= 1
        out.insert(k, piece)
    return out


Filled = list[tuple[GridCell, tuple[Piece, ...]]]


def _without_empty_tracks(filled: Filled) -> Filled:
    """Leave out rows and columns that hold no text and number the others afresh."""
    rows = sorted({cell.row for cell, run in filled if run})
    columns = sorted({cell.column for cell, run in filled if run})
    row = {old: new for new, old in enumerate(rows)}
    column = {old: new for new, old in enumerate(columns)}
    kept = [(cell, run) for cell, run in filled if cell.row in row and cell.column in column]
    moved = [(GridCell(row[cell.row], column[cell.column], cell.box), run) for cell, run in kept]
    return sorted(moved, key=lambda entry: (entry[0].row, entry[0].column))


def _is_table(filled: Filled) -> bool:
    rows = {cell.row for cell, _ in filled}
    columns = {cell.column for cell, _ in filled}
    if len(columns) < 2 or len(filled) < 2:
        return False
    texts = [" ".join(piece.text for piece in run) for _, run in filled]
    if sum(not text for text in texts) > _EMPTY_SHARE * len(texts) and len(texts) > 4:
        return False
    worded = sum(any(map(str.isalpha, text)) for text in texts if text)
    if worded < _WORDED_SHARE * sum(bool(text) for text in texts):
        return False
    longest = max(len(text.split()) for text in texts)
    return longest <= _PANEL_WORDS if len(rows) == 1 else longest <= 6 * _PANEL_WORDS


def _header_rows(filled: Filled) -> frozenset[int]:
    """The first row is a header when it alone is bold, or tagged as one."""
    rows = sorted({cell.row for cell, _ in filled})
    first = [piece for cell, run in filled for piece in run if cell.row == rows[0]]
    rest = [piece for cell, run in filled for piece in run if cell.row != rows[0]]
    if not first or not rest:
        return frozenset()
    bold = all(piece.bold for piece in first) and sum(piece.bold for piece in rest) < 0.5 * len(rest)
    tagged = all(piece.tag == "TH" for piece in first) and not all(piece.tag == "TH" for piece in rest)
    return frozenset(rows[:1]) if bold or tagged else frozenset()
