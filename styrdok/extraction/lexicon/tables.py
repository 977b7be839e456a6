"""Readers for the tables of this folder: TOML for patterns, TSV for word lists."""

import csv
import tomllib
from importlib.resources import files
from typing import Any

FOLDER = files("styrdok.extraction.lexicon")


def read_toml(name: str) -> dict[str, Any]:
    """The content of a TOML table of this folder."""
    return tomllib.loads(FOLDER.joinpath(name).read_text("utf-8"))


def read_tsv(name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a tab-separated table; lines that start with ``#`` are remarks.

    Raises :class:`ValueError` when the header is not ``columns`` or a row has another number of cells.
    """
    lines = [line for line in FOLDER.joinpath(name).read_text("utf-8").splitlines() if line and line[0] != "#"]
    rows = list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    if not rows or tuple(rows[0]) != columns:
        raise ValueError(f"{name}: the columns must be {', '.join(columns)}")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns):
            raise ValueError(f"{name}: row {number} has {len(row)} cells, not {len(columns)}")
    return [dict(zip(columns, row, strict=True)) for row in rows[1:]]
