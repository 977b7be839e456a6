"""The numbered schema files, and bringing a registry from any older version to the newest."""

import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from styrdok.errors import INSTALL, RegistryDamaged, RegistryMissing, RegistryTooNew, RegistryUnusable
from styrdok.sentence import Sentence

APPLICATION_ID = 0x53545944
"""Marks an SQLite file as a registry (the letters STYD)."""


@cache
def scripts() -> tuple[str, ...]:
    """The schema scripts in order; the n-th one leads from version n-1 to version n."""
    folder = files("styrdok.registry") / "schema"
    found = sorted((item for item in folder.iterdir() if item.name.endswith(".sql")), key=lambda item: item.name)
    return tuple(item.read_text(encoding="utf-8") for item in found)


def version(connection: sqlite3.Connection) -> int:
    """The schema version of the file; 0 for one that is still empty."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Raise unless the file is empty or a registry that this program can use."""
    mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    if mark != APPLICATION_ID and (tables or mark):
        raise RegistryDamaged(
            Sentence.of("{path} är ett annat programs SQLite-fil.", path=str(path)),
            Sentence.of("Ange ett annat med --registry."),
        )
    if version(connection) > len(scripts()):
        raise RegistryTooNew(
            Sentence.of("Registret {path} är gjort av en nyare version av styrdok.", path=str(path)),
            Sentence.of(
                "Hämta den nyaste versionen av styrdok ({install}), eller ange ett annat register med --registry.",
                install=INSTALL,
            ),
        )


def check_current(connection: sqlite3.Connection, path: Path) -> None:
    """Raise unless the schema is the newest one, as a reader needs it."""
    found = version(connection)
    if found == 0:
        raise RegistryMissing(
            Sentence.of("Registret {path} är tomt.", path=str(path)), Sentence.of("Kör först styrdok ingest MAPP.")
        )
    if found < len(scripts()):
        raise RegistryUnusable(
            Sentence.of("Registret {path} är gjort av en äldre version av styrdok.", path=str(path)),
            Sentence.of("Kör styrdok ingest på mappen igen: då uppdateras det."),
        )


def migrate(connection: sqlite3.Connection, target: int | None = None) -> None:
    """Bring the schema to version ``target`` (the newest), each step in a transaction of its own."""
    last = len(scripts()) if target is None else target
    while version(connection) < last:
        _step(connection)


def _step(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        at = version(connection)  # once more: another program may have migrated while this one waited
        if at < len(scripts()):
            for statement in statements(scripts()[at]):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {at + 1}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def statements(script: str) -> Iterator[str]:
    """The single statements of a script; a trigger is one, and so is what follows the last semicolon."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        gathered += line
        if sqlite3.complete_statement(gathered):
            yield gathered
            gathered = ""
    if gathered.strip():
        yield gathered
