"""Looking a registry over, and copying it while others work."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from styrdok.errors import WriteFailed
from styrdok.registry import files, link
from styrdok.registry.version import linker_version
from styrdok.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the registry: a short name, whether it is a fault, a sentence, and what to do."""

    code: str
    fault: bool
    message: str
    hint: str


def examine(db: sqlite3.Connection, home: Path) -> tuple[Finding, ...]:
    """What is wrong with the registry or left undone; empty when all is well."""
    found = _structure(db)
    if any(finding.code == "damaged" for finding in found):
        return tuple(found)
    return (*found, *_unfinished(db), *_lost_files(db, home))


def _structure(db: sqlite3.Connection) -> list[Finding]:
    restore = "Take back a copy made with 'styrdok backup', or make it anew with 'styrdok rebuild'."
    try:
        said = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        return [Finding("damaged", True, f"The file is damaged: {error}.", restore)]
    found = [Finding("damaged", True, line, restore) for line in said if line != "ok"]
    loose = db.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        found.append(Finding("loose_rows", True, f"{len(loose)} rows point at rows that are not there.", restore))
    passages, indexed = (
        db.execute("SELECT count(*) FROM passages").fetchone()[0],
        db.execute("SELECT count(*) FROM passage_index_docsize").fetchone()[0],
    )
    if passages != indexed:
        message = f"The search index holds {indexed} of {passages} passages."
        found.append(Finding("search_index", True, message, "Run 'styrdok rebuild'."))
    return found


def _unfinished(db: sqlite3.Connection) -> list[Finding]:
    if link.is_linked(db, linker_version()) or not db.execute("SELECT 1 FROM documents").fetchone():
        return []
    message = "References were not worked out after the last change or by this version of the program."
    return [Finding("not_linked", False, message, "Run 'styrdok ingest' on the folder again.")]


def _lost_files(db: sqlite3.Connection, home: Path) -> list[Finding]:
    return [
        Finding("file_gone", False, f"{file.name} is no longer at {file.path}.", "Page pictures cannot be shown.")
        for file in files.load(db, home)
        if not file.path.exists()
    ]


def backup(db: sqlite3.Connection, target: Path) -> None:
    """A copy of the registry at ``target``, complete or not there at all. Raises :class:`WriteFailed`."""
    half = target.with_name(target.name + ".part")
    try:
        half.unlink(missing_ok=True)
        copy = sqlite3.connect(half)
        try:
            db.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
        half.replace(target)
    except (OSError, sqlite3.OperationalError) as error:
        raise WriteFailed(
            Sentence.of("Kopian {target} kunde inte skrivas ({error}).", target=str(target), error=str(error)),
            Sentence.of("Kontrollera mappen och disken."),
        ) from error
