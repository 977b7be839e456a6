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
    """The rows of a tab-separated table of this folder by column."""
    return tables.read_columns(_FOLDER, name, columns)
