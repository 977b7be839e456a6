"""Table rows by the names of their columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from styrdok.extraction.statements.phrases import compiled
from styrdok.models import Block, Cell, Reading
from styrdok.vocabulary import BlockKind

_YEAR = re.compile(r"\b20\d\d\b")
Columns = dict[str, tuple[int, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its cells by role, for the roles whose column was found and is not empty.

    ``headers`` has the words that stand above each role, ``rest`` what of the cells stands on the next page.
    """

    cells: dict[str, Cell]
    headers: dict[str, str]
    start: int
    end: int
    rest: dict[str, Cell] = field(default_factory=dict)

    def words(self, reading: Reading) -> dict[str, str]:
        """What the cells say, by role."""
        parts = {role: [cell, *([self.rest[role]] if role in self.rest else [])] for role, cell in self.cells.items()}
        return {
            role: " ".join(" ".join(reading.text[one.start : one.end] for one in cells).split())
            for role, cells in parts.items()
        }


def table_rows(reading: Reading, roles: dict[str, Sequence[str]]) -> Iterator[Row]:
    """The rows of all tables under a header row in which at least two of the roles are named.

    ``roles`` maps a role to the names its column may have, best first; of several columns that bear one name the first
    is taken, of several years the last. A table that goes on over a page break without a header has the columns of its
    first part.
    """
    before: tuple[Columns, Block] | None = None
    last: Row | None = None
    for block in reading.body:
        if block.kind is not BlockKind.TABLE or not block.cells:
            before = before if before and block.page > before[1].page and block.kind is BlockKind.FOOTNOTE else None
            continue
        columns = _columns(reading, block, roles)
        headed = len(columns) >= 2
        if not headed and before and _goes_on(before[1], block):
            columns = before[0]
        before = (columns, block) if len(columns) >= 2 else None
        for row in _rows(reading, block, columns, headed=headed) if before else ():
            if last is not None and not headed and _is_rest(row, block, last):
                last = replace(last, rest=row.cells)
                continue
            if last is not None:
                yield last
            last = row
    if last is not None:
        yield last


def _goes_on(first: Block, second: Block) -> bool:
    """Whether a table is the rest of one on the page before."""
    width = max(cell.column for cell in first.cells)
    return second.page == first.page + 1 and max(cell.column for cell in second.cells) == width


def _is_rest(row: Row, block: Block, last: Row) -> bool:
    """Whether the first row of a table that goes on is the rest of the row before: it begins with an empty cell."""
    opens = row.start == min(cell.start for cell in block.cells)
    leading = min(cell.column for cell in last.cells.values())
    return (
        opens
        and not last.rest
        and row.cells.keys() < last.cells.keys()
        and all(cell.column > leading for cell in row.cells.values())
    )


def _rows(reading: Reading, block: Block, columns: Columns, *, headed: bool) -> Iterator[Row]:
    header = min(cell.row for cell in block.cells) if headed else -1
    for number in sorted({cell.row for cell in block.cells if cell.row > header}):
        in_row = [cell for cell in block.cells if cell.row == number]
        named = {role: cell for role, (column, _) in columns.items() for cell in in_row if cell.column == column}
        filled = {role: cell for role, cell in named.items() if reading.text[cell.start : cell.end].strip()}
        headers = {role: text for role, (_, text) in columns.items()}
        if filled:
            yield Row(filled, headers, min(cell.start for cell in in_row), max(cell.end for cell in in_row))


def _columns(reading: Reading, block: Block, roles: dict[str, Sequence[str]]) -> Columns:
    first = min(cell.row for cell in block.cells)
    headers = sorted(
        (cell.column, reading.text[cell.start : cell.end].strip().lower()) for cell in block.cells if cell.row == first
    )
    result: Columns = {}
    for role, names in roles.items():
        taken = {column for column, _ in result.values()}
        free = [(column, text) for column, text in headers if column not in taken]
        named = [[(column, text) for column, text in free if _names(name, text)] for name in names]
        fitting = next(((name, columns) for name, columns in zip(names, named, strict=True) if columns), None)
        if fitting:
            name, columns = fitting
            result[role] = columns[-1 if "20" in name else 0]
    return result


def _names(name: str, header: str) -> bool:
    """Whether a header begins with a name; one with a year is named by what has a year."""
    return bool(compiled(name).match(header)) and ("20" in name or not _YEAR.search(header))
