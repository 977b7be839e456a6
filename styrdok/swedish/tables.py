"""Reading the word tables that ship with the package."""

import tomllib
from importlib import resources
from typing import Any


def read_bytes(package: str, name: str) -> bytes:
    """The content of a data file inside a package."""
    return resources.files(package).joinpath(name).read_bytes()


def read_toml(package: str, name: str) -> dict[str, Any]:
    """A TOML table inside a package."""
    return tomllib.loads(read_bytes(package, name).decode("utf-8"))


def read_tsv(package: str, name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a tab-separated table; empty lines and lines that start with ``#`` are left out."""
    lines = read_bytes(package, name).decode("utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))
