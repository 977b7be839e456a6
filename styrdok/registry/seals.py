"""Checksums of what is kept: a bit that flips inside a row is found also where the row can still be decoded.

What was read out of one file is sealed when it is taken in; what follows from all files together, and the list of the
files, when they are linked. Acts need no seal of their own: their id is one.
"""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterator

import msgspec

RULE = "known title"
"""The rule of the mentions that follow from the titles of all documents; they are no part of what one file says."""
_OF_A_DOCUMENT = (
    "SELECT * FROM documents WHERE id = :document",
    "SELECT * FROM pages WHERE document = :document ORDER BY number",
    "SELECT * FROM passages WHERE document = :document ORDER BY position",
    "SELECT * FROM mentions WHERE document = :document AND rule <> :recalled ORDER BY position",
    "SELECT * FROM fields WHERE document = :document ORDER BY position",
    "SELECT * FROM themes WHERE document = :document ORDER BY position",
    "SELECT * FROM definitions WHERE document = :document ORDER BY position",
    "SELECT * FROM commitments WHERE document = :document ORDER BY position",
    "SELECT * FROM goals WHERE document = :document ORDER BY position",
    "SELECT * FROM viewpoints WHERE document = :document ORDER BY position",
)
_OF_ALL = (
    "SELECT * FROM contents ORDER BY sha256",
    "SELECT * FROM files ORDER BY path",
    "SELECT * FROM descriptions ORDER BY document",
    "SELECT * FROM mentions WHERE rule = :recalled ORDER BY document, position",
    "SELECT * FROM resolutions ORDER BY document, position",
)
_NAME = "seal"


def seal_document(db: sqlite3.Connection, document: str) -> None:
    """Seal what was read out of a document, as it is now."""
    db.execute("INSERT OR REPLACE INTO document_seals VALUES (?, ?)", (document, _of_document(db, document)))


def seals_with_recalled(db: sqlite3.Connection) -> dict[str, bytes | None]:
    """For each document a short name for all that it says, recalled titles included; ``None`` where it has no seal."""
    kept = "SELECT d.id, s.seal FROM documents AS d LEFT JOIN document_seals AS s ON s.document = d.id ORDER BY d.id"
    recalled: dict[str, list[bytes]] = defaultdict(list)
    for row in db.execute("SELECT * FROM mentions WHERE rule = ? ORDER BY document, position", (RULE,)):
        recalled[row["document"]].append(msgspec.msgpack.encode(tuple(row)))
    return {
        name: None if seal is None else hashlib.sha256(b"".join([seal.encode(), *recalled[name]])).digest()
        for name, seal in db.execute(kept)
    }


def seal_links(db: sqlite3.Connection) -> None:
    """Seal what was worked out from all documents, and the list of the files."""
    db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (_NAME, _sum(db, _OF_ALL, "")))


def links_seal(db: sqlite3.Connection) -> str | None:
    """The seal of what was worked out from all documents and of the list of the files; ``None`` where it is broken."""
    row = db.execute("SELECT value FROM settings WHERE name = ?", (_NAME,)).fetchone()
    return None if row is None else str(row[0])


def break_links(db: sqlite3.Connection) -> None:
    """Take that seal away, because something is about to change."""
    db.execute("DELETE FROM settings WHERE name = ?", (_NAME,))


def broken_documents(db: sqlite3.Connection) -> Iterator[str]:
    """The sealed documents of which something is not as it was written."""
    for document, seal in db.execute("SELECT document, seal FROM document_seals ORDER BY document").fetchall():
        if _of_document(db, document) != seal:
            yield str(document)


def links_are_broken(db: sqlite3.Connection) -> bool:
    """Whether what was sealed of all documents together is not as it was written."""
    seal = links_seal(db)
    return seal is not None and seal != _sum(db, _OF_ALL, "")


def _of_document(db: sqlite3.Connection, document: str) -> str:
    return _sum(db, _OF_A_DOCUMENT, document)


def _sum(db: sqlite3.Connection, queries: tuple[str, ...], document: str) -> str:
    digest = hashlib.sha256()
    for query in queries:
        for row in db.execute(query, {"document": document, "recalled": RULE}):
            digest.update(msgspec.msgpack.encode(tuple(row)))
    return digest.hexdigest()
