"""The tables of this folder: TOML for patterns, TSV with a header for word lists, lines of words."""

from typing import Any

from styrdok import tables

_FOLDER = "styrdok.extraction.lexicon"


def read_toml(name: str) -> dict[str, Any]:
    """The content of a TOML table of this folder."""
    return tables.read_toml(_FOLDER, name)


def read_lines(name: str) -> tuple[str, ...]:
    """The lines of a list of this folder."""
    return tables.read_lines(_FOLDER, name)


def read_tsv(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a tab-separated table by column.

    Raises :class:`ValueError` when the header is not ``columns`` or a row has another number of cells.
    """
    rows = tables.read_tsv(_FOLDER, name)
    if not rows or rows[0] != columns:
        raise ValueError(f"{name}: the columns must be {', '.join(columns)}")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns):
            raise ValueError(f"{name}: row {number} has {len(row)} cells, not {len(columns)}")
    return [dict(zip(columns, row, strict=True)) for row in rows[1:]]
