"""Table rows by the names of their columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from styrdok.extraction.statements.phrases import compiled
from styrdok.models import Block, Cell, Reading


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by role, for the roles whose column was found and is not empty."""

    cells: dict[str, Cell]
    start: int
    end: int


def rows(reading: Reading, block: Block, roles: dict[str, Sequence[str]]) -> Iterator[Row]:
    """The rows of a table under a header row in which at least two of the roles are named.

    ``roles`` maps a role to the names its column may have; the first column that fits is taken.
    """
    columns = _columns(reading, block, roles)
    if len(columns) < 2:
        return
    header = min(cell.row for cell in block.cells)
    for number in sorted({cell.row for cell in block.cells if cell.row > header}):
        in_row = [cell for cell in block.cells if cell.row == number]
        named = {role: cell for role, column in columns.items() for cell in in_row if cell.column == column}
        filled = {role: cell for role, cell in named.items() if reading.text[cell.start : cell.end].strip()}
        if filled:
            yield Row(filled, min(cell.start for cell in in_row), max(cell.end for cell in in_row))


def _columns(reading: Reading, block: Block, roles: dict[str, Sequence[str]]) -> dict[str, int]:
    if not block.cells:
        return {}
    first = min(cell.row for cell in block.cells)
    headers = [
        (cell.column, reading.text[cell.start : cell.end].strip().lower()) for cell in block.cells if cell.row == first
    ]
    result: dict[str, int] = {}
    for role, names in roles.items():
        for column, text in sorted(headers):
            if column not in result.values() and any(compiled(name).match(text) for name in names):
                result[role] = column
                break
    return result
