"""Looking a registry over, and copying it while others work."""

import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from styrdok.errors import WriteFailed
from styrdok.judgements.acts import sealed
from styrdok.registry import files, journal, rows, seals, state
from styrdok.registry.database import HOW_TO_RESCUE, UNDECODABLE
from styrdok.registry.version import linker_version
from styrdok.sentence import VERBATIM, Sentence


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about the registry: a short name, whether it is a fault, a sentence, and what to do."""

    code: str
    fault: bool
    message: Sentence
    hint: Sentence


def examine(db: sqlite3.Connection, home: Path) -> tuple[Finding, ...]:
    """What is wrong with the registry or left undone; empty when all is well."""
    found = _structure(db)
    if any(finding.code == "damaged" for finding in found):
        return tuple(found)
    return (*found, *_rows(db), *_unfinished(db), *_lost_files(db, home))


def _structure(db: sqlite3.Connection) -> list[Finding]:
    try:
        said = [str(row[0]) for row in db.execute("PRAGMA integrity_check")]
    except sqlite3.DatabaseError as error:
        return [Finding("damaged", True, Sentence.of("Filen är skadad: {error}.", error=str(error)), HOW_TO_RESCUE)]
    faults = (Sentence(VERBATIM, (("words", line),)) for line in said if line != "ok")
    found = [Finding("damaged", True, fault, HOW_TO_RESCUE) for fault in faults]
    loose = db.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        found.append(
            Finding(
                "loose_rows",
                True,
                Sentence.of("{count} rader pekar på rader som inte finns.", count=len(loose)),
                HOW_TO_RESCUE,
            )
        )
    passages, indexed = (
        db.execute("SELECT count(*) FROM passages").fetchone()[0],
        db.execute("SELECT count(*) FROM passage_index_docsize").fetchone()[0],
    )
    if passages != indexed:
        message = Sentence.of(
            "Sökregistret har {indexed} av {passages} textställen.", indexed=indexed, passages=passages
        )
        found.append(Finding("search_index", True, message, Sentence.of("Kör styrdok rebuild.")))
    return found


def _rows(db: sqlite3.Connection) -> list[Finding]:
    """Rows that can no longer be decoded or say something else than was written."""
    found = [finding for (name,) in _ids(db) if (finding := _undecodable(db, name)) is not None]
    if not found:
        found += _unsealed(db)
    return found + _acts(db)


def _ids(db: sqlite3.Connection) -> list[tuple[str]]:
    return db.execute("SELECT id FROM documents ORDER BY id").fetchall()


def _undecodable(db: sqlite3.Connection, document: str) -> Finding | None:
    try:
        rows.load_documents(db, document)
        extractions = rows.load_extractions(db, document)
        rows.load_references(db, extractions, document)
        rows.load_reading(db, document)
    except (*UNDECODABLE, sqlite3.OperationalError) as error:
        message = Sentence.of(
            "Rader om dokumentet {document} är skadade: {error}.", document=document, error=str(error)[:80]
        )
        return Finding("damaged_rows", True, message, HOW_TO_RESCUE)
    return None


def _unsealed(db: sqlite3.Connection) -> list[Finding]:
    """What can be decoded but is not what was written."""
    found = [
        Finding(
            "changed_rows",
            True,
            Sentence.of("Rader om dokumentet {document} är inte längre som de skrevs.", document=document),
            HOW_TO_RESCUE,
        )
        for document in seals.broken_documents(db)
    ]
    if seals.links_are_broken(db):
        message = Sentence.of("Listan över filer eller det som räknats ut av alla dokument är inte som det skrevs.")
        found.append(Finding("changed_rows", True, message, HOW_TO_RESCUE))
    return found


def _acts(db: sqlite3.Connection) -> list[Finding]:
    """Acts that are not what was written, in either of the places where each of them stands."""
    try:
        acts = journal.load(db)
        again = journal.load_again(db)
    except (*UNDECODABLE, sqlite3.OperationalError) as error:
        message = Sentence.of("Rader med bedömningar och rättelser är skadade: {error}.", error=str(error)[:80])
        return [Finding("damaged_acts", True, message, HOW_TO_RESCUE)]
    if acts == again and all(sealed(act).id == act.id for act in acts):
        return []
    message = Sentence.of("Bedömningar och rättelser är inte längre som de skrevs.")
    return [Finding("damaged_acts", True, message, HOW_TO_RESCUE)]


def _unfinished(db: sqlite3.Connection) -> list[Finding]:
    if state.is_linked(db, linker_version()) or not db.execute("SELECT 1 FROM documents").fetchone():
        return []
    message = Sentence.of("Hänvisningarna är inte utredda efter den senaste ändringen eller av den här versionen.")
    return [Finding("not_linked", False, message, Sentence.of("Kör styrdok ingest på mappen igen."))]


def _lost_files(db: sqlite3.Connection, home: Path) -> list[Finding]:
    return [
        Finding(
            "file_gone",
            False,
            Sentence.of("{file} ligger inte kvar i {path}.", file=file.name, path=str(file.path)),
            Sentence.of("Sidbilder kan inte visas."),
        )
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
    finally:
        with suppress(OSError):
            half.unlink(missing_ok=True)
