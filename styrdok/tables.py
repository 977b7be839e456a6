"""The readable tables that ship with the package, and the rows that a city adds to them without a fork.

A city's own words lie in folders named by the environment variable ``STYRDOK_LEXICON`` (the command line's
``--lexicon`` and the settings file set it, and worker processes inherit it), or in packages that announce one under
the entry point group ``styrdok.lexicon``. A file there bears the name of a table of the package and holds more rows:
TSV rows and lines are added at the end, lists of a TOML table are lengthened, its other values replaced.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from styrdok.errors import UsageProblem
from styrdok.sentence import Sentence

VARIABLE = "STYRDOK_LEXICON"
ENTRY_POINTS = "styrdok.lexicon"
KINDS = (".toml", ".tsv", ".txt")
_FOLDERS = (
    "swedish/data",
    "extraction/lexicon",
    "overlaps/data",
    "overlaps/needs",
    "language/data",
    "consolidation/data",
)


def read_bytes(package: str, name: str) -> bytes:
    """The content of a data file inside a package."""
    return files(package).joinpath(name).read_bytes()


def read_toml(package: str, name: str) -> dict[str, Any]:
    """A TOML table inside a package, with what a city adds to it."""
    table: dict[str, Any] = _parsed(files(package).joinpath(name))
    for added in additions(name):
        table = _merged(table, _parsed(added), added)
    return table


def read_lines(package: str, name: str) -> tuple[str, ...]:
    """The lines of a text table that are neither empty nor remarks (``#``), with those that a city adds."""
    sources = (files(package).joinpath(name), *additions(name))
    return tuple(line for source in sources for line in _lines(source))


def read_tsv(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated table; the header, where there is one, is the first and stands only once."""
    first, *more = (list(_lines(source)) for source in (files(package).joinpath(name), *additions(name)))
    for lines in more:
        first += lines[1:] if lines[:1] == first[:1] else lines
    return tuple(tuple(line.split("\t")) for line in first)


def read_columns(package: str, name: str, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """The rows of a tab-separated table by column.

    Raises :class:`ValueError` when the header is not ``columns`` or a row has another number of cells.
    """
    rows = read_tsv(package, name)
    if not rows or rows[0] != columns:
        raise ValueError(f"{name}: the columns must be {', '.join(columns)}")
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns):
            raise ValueError(f"{name}: row {number} has {len(row)} cells, not {len(columns)}")
    return [dict(zip(columns, row, strict=True)) for row in rows[1:]]


def additions(name: str) -> tuple[Traversable, ...]:
    """The files of a city's folders that add to the table of that name."""
    return tuple(found for folder in folders() if (found := folder.joinpath(name)).is_file())


def folders() -> tuple[Traversable, ...]:
    """The folders of a city's own words: those of installed packages by name, then those that are named."""
    return (*_installed(), *_named(os.environ.get(VARIABLE, "")))


def sources() -> Iterator[Traversable]:
    """Every file that a city adds, in order."""
    for folder in folders():
        yield from sorted((file for file in folder.iterdir() if file.is_file()), key=lambda file: file.name)


def check_additions() -> None:
    """Look a city's folders over before anything is read.

    Raises :class:`~styrdok.errors.UsageProblem` for a folder that is not there and a file that adds to no table.
    """
    known = _known()
    for file in sources():
        if file.name.endswith(KINDS) and file.name not in known:
            raise UsageProblem(
                Sentence.of("{file} lägger inte till något i någon tabell.", file=str(file)),
                Sentence.of("Tabeller: {known}.", known=", ".join(sorted(known))),
            )
        if file.name.endswith(".toml"):
            _parsed(file)


@cache
def _known() -> frozenset[str]:
    root = files("styrdok")
    return frozenset(
        name
        for folder in (
            "swedish/data",
            "extraction/lexicon",
            "overlaps/data",
            "overlaps/needs",
            "language/data",
            "consolidation/data",
        )
        if (place := root.joinpath(folder)).is_dir()
        for name in (item.name for item in place.iterdir())
        if name.endswith(KINDS)
    )


@cache
def _installed() -> tuple[Traversable, ...]:
    found = sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name)
    return tuple(files(point.value) for point in found)


@cache
def _named(folders: str) -> tuple[Traversable, ...]:
    found = tuple(Path(folder) for folder in folders.split(os.pathsep) if folder)
    for folder in found:
        if not folder.is_dir():
            raise UsageProblem(
                Sentence.of("Det finns ingen mapp med ord {folder}.", folder=str(folder)),
                Sentence.of("Ange en som finns med --lexicon."),
            )
    return found


def _lines(source: Traversable) -> Iterator[str]:
    lines = source.read_text(encoding="utf-8").splitlines()
    return (line for line in lines if line.strip() and not line.startswith("#"))


def _parsed(source: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as problem:
        raise UsageProblem(
            Sentence.of("Tabellen {source} kan inte läsas: {problem}.", source=str(source), problem=str(problem)),
            Sentence.of("Rätta filen."),
        ) from problem


def _merged(base: Mapping[str, Any], more: Mapping[str, Any], source: Traversable) -> dict[str, Any]:
    merged = dict(base)
    for name, value in more.items():
        before = merged.get(name)
        if before is not None and isinstance(before, dict | list) and not isinstance(value, type(before)):
            raise UsageProblem(
                Sentence.of(
                    "{source}: ”{name}” är av ett annat slag än i programmets tabell.", source=str(source), name=name
                ),
                Sentence.of("Rätta det."),
            )
        if isinstance(before, dict):
            merged[name] = _merged(before, value, source)
        else:
            merged[name] = [*before, *value] if isinstance(before, list) else value
    return merged
