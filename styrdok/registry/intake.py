"""Taking one file in: its content, its document, or why it could not be read. One file is one transaction."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from styrdok.extraction.metadata.describe import describe
from styrdok.ids import document_id
from styrdok.models import Document, Extraction, Reading
from styrdok.registry import files, rows, seals, state
from styrdok.registry.files import Seen
from styrdok.sentence import Sentence, in_turn
from styrdok.vocabulary import FileStatus, PageStatus

_UNREAD = frozenset({PageStatus.IMAGE, PageStatus.UNREADABLE, PageStatus.FAILED})

_INSERT_CONTENT = """
INSERT INTO contents VALUES (:sha256, :version, :status, :code, :reason, :hint, :pages, :pages_unread)
"""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be read: a short name, a sentence, and what to do."""

    code: str
    message: str
    hint: str = ""


def failure(code: str, message: Sentence, hint: Sentence) -> Failure:
    """A failure as it is kept: in Swedish, like all that is kept of files."""
    return Failure(code, str(message), str(hint))


@dataclass(frozen=True, slots=True)
class ReadResult:
    """What reading one file gave: a reading with its extraction, or a failure.

    ``forms`` are the search words of the passages, in their order. ``version`` names the program (and for failures
    the limits) that gave this result: the same content is not read again by the same version.
    """

    sha256: str
    version: str
    reading: Reading | None = None
    extraction: Extraction | None = None
    forms: tuple[str, ...] = ()
    failure: Failure | None = None


def add(db: sqlite3.Connection, home: Path, seen: Seen, result: ReadResult) -> None:
    """Write the result in place of what was known of this content, and that the file has it."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    db.execute("DELETE FROM contents WHERE sha256 = ?", (result.sha256,))
    db.execute(_INSERT_CONTENT, _content(result))
    files.keep(db, home, seen, result.sha256)
    if result.reading is not None and result.extraction is not None:
        document = document_id(result.sha256)
        rows.keep_reading(db, document, result.reading)
        rows.keep_extraction(db, document, result.extraction, result.forms)
        seals.seal_document(db, document)
        description = describe(result.extraction.fields)
        rows.keep_description(db, Document(document, result.sha256, "", 0, document, description))
    state.mark_unlinked(db)


def _content(result: ReadResult) -> dict[str, object]:
    pages = result.reading.pages if result.reading else ()
    left_out = result.reading.left_out if result.reading else 0
    failure = result.failure or _shortfall(sum(page.status in _UNREAD for page in pages), len(pages), left_out)
    unread = sum(page.status in _UNREAD for page in pages) + left_out
    status = FileStatus.QUARANTINED if result.failure else FileStatus.PARTIAL if unread else FileStatus.OK
    return {
        "sha256": result.sha256,
        "version": result.version,
        "status": status.value,
        "code": failure.code,
        "reason": failure.message,
        "hint": failure.hint,
        "pages": len(pages) + left_out,
        "pages_unread": unread,
    }


def _shortfall(unread: int, pages: int, left_out: int) -> Failure:
    """What of a file that was read is missing, in words."""
    told = []
    if unread:
        told.append(Sentence.of("{unread} av {pages} sidor kunde inte läsas.", unread=unread, pages=pages))
    if left_out:
        counts = {"left_out": left_out, "pages": pages + left_out}
        told.append(
            Sentence.of("De sista {left_out} av {pages} sidor ligger bortom gränsen och lästes inte.", **counts)
        )
    hint = Sentence.of("Är filen hel, höj limits.pages (’styrdok settings’).") if left_out else Sentence("")
    return failure("", in_turn(told), hint)


def add_known(db: sqlite3.Connection, home: Path, seen: Seen, sha256: str) -> None:
    """Note that the file has a content that is known already."""
    if files.keep(db, home, seen, sha256):
        state.mark_unlinked(db)


def add_unreadable(db: sqlite3.Connection, home: Path, seen: Seen, reason: str) -> None:
    """Note that the file could not even be opened."""
    if files.keep_unopened(db, home, seen, reason):
        state.mark_unlinked(db)


def known_versions(db: sqlite3.Connection) -> dict[str, str]:
    """The version that read it, for each content that was met."""
    return {row["sha256"]: row["version"] for row in db.execute("SELECT sha256, version FROM contents")}


def remove(db: sqlite3.Connection, document: str) -> None:
    """Forget a document and the files that have its content."""
    db.execute("PRAGMA defer_foreign_keys = ON")
    row = db.execute("SELECT sha256 FROM documents WHERE id = ?", (document,)).fetchone()
    if row is not None:
        db.execute("DELETE FROM files WHERE sha256 = ?", (row["sha256"],))
        db.execute("DELETE FROM contents WHERE sha256 = ?", (row["sha256"],))
    state.mark_unlinked(db)
