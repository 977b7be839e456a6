"""How the width of a page is shared between the columns of a table."""

from styrdok.reports.model import Table

_PER_LETTER = 61_000
_PADDING = 160_000
_LONGEST_WORD, _WIDEST = 30, 320
_FLOORS = 0.85
_EVIDENCE = 14


def _floors(longest: list[int], room: int) -> list[float]:
    """The share that each column's longest word needs; the longest words are broken where there is no room for all."""
    for most in range(_LONGEST_WORD, 4, -1):
        floors = [(min(length, most) * _PER_LETTER + _PADDING) / room for length in longest]
        if sum(floors) <= _FLOORS:
            break
    return floors


def column_shares(table: Table, room: int, evidence: str | None = None) -> list[float]:
    """Shares of ``room`` (EMU): to every column its longest word, the rest by what it holds on average.

    ``evidence`` is the header of a last column of numbers.
    """
    columns = list(zip(table.headers, *(row.cells for row in table.rows), strict=True))
    longest = [max(len(word) for text in column for word in text.split() or [""]) for column in columns]
    means = [min(sum(map(len, column)) / len(column), _WIDEST) for column in columns]
    if evidence:
        longest.append(len(evidence))
        means.append(_EVIDENCE)
    floors = _floors(longest, room)
    left = max(0.0, 1.0 - sum(floors))
    wants = [floor + left * mean / (sum(means) or 1) for floor, mean in zip(floors, means, strict=True)]
    return [want / sum(wants) for want in wants]
