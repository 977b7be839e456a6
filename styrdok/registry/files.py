"""The files that were seen, and what became of each."""

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path, PurePath

from styrdok.registry import statements
from styrdok.sentence import Sentence
from styrdok.vocabulary import FileStatus


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that is to be taken in: where it lies, and its name below the folder that was asked for."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What became of one file. ``reason`` and ``hint`` are sentences for people, ``code`` a short name.

    ``version`` of the content is that of the program that read it.
    """

    name: str
    path: Path
    sha256: str | None
    status: FileStatus
    code: str = ""
    reason: str = ""
    hint: str = ""
    pages: int = 0
    pages_unread: int = 0


_KEPT = {0xDC00 + byte: 0xF700 + byte for byte in range(0x80, 0x100)}
_OPENED = {kept: escaped for escaped, kept in _KEPT.items()}
_SHOWN = dict.fromkeys(_KEPT, "\ufffd")
"""Bytes of a file name that are not UTF-8 (PEP 383) as signs that a database can hold, and back."""


def kept_path(path: Path, home: Path) -> str:
    """How a path is kept: relative to the registry's folder when it lies below it, so that both can be moved."""
    return kept_name(Path(os.path.abspath(path)), home)  # noqa: PTH100 - a symbolic link is kept as it was named


def kept_name(place: PurePath, home: PurePath) -> str:
    """The text that is kept of an absolute path, the same on every system, with ``/`` between its parts."""
    return (place.relative_to(home) if place.is_relative_to(home) else place).as_posix().translate(_KEPT)


def opened_path(kept: str) -> str:
    """The path that :func:`kept_path` kept."""
    return kept.translate(_OPENED)


def load(db: sqlite3.Connection, home: Path) -> tuple[FileRecord, ...]:
    """All files by name. Of several with the same content the first by name counts, the others are duplicates."""
    return tuple(_record(row, home) for row in db.execute(statements.SELECT_FILES))


def _record(row: sqlite3.Row, home: Path) -> FileRecord:
    duplicate = row["sha256"] is not None and row["number"] > 1
    return FileRecord(
        name=row["name"],
        path=home / opened_path(row["path"]),
        sha256=row["sha256"],
        status=FileStatus.DUPLICATE if duplicate else FileStatus(row["status"]),
        code="duplicate" if duplicate else row["code"],
        reason=str(Sentence.of("Samma innehåll som {file}.", file=row["first"]))
        if duplicate
        else row["unopened"] or row["reason"],
        hint="" if duplicate else row["hint"],
        pages=row["pages"],
        pages_unread=row["pages_unread"],
    )


def keep(db: sqlite3.Connection, home: Path, seen: Seen, sha256: str | None, reason: str = "") -> bool:
    """Note that the file was seen with this content, and forget a content that no file has any more.

    Returns whether that was news.
    """
    path = kept_path(seen.path, home)
    before = db.execute("SELECT path, name, sha256, reason FROM files WHERE path = ?", (path,)).fetchone()
    shown = seen.name.translate(_SHOWN)
    name = shown if before is None else max(before["name"], shown, key=lambda text: (len(text), text))
    after = (path, name, sha256, reason)
    if before is not None and tuple(before) == after:
        return False
    db.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", after)
    if before is not None and before["sha256"] is not None and before["sha256"] != sha256:
        forget_unused(db, before["sha256"])
    return True


def keep_unopened(db: sqlite3.Connection, home: Path, seen: Seen, reason: str) -> bool:
    """Note that the file could not be opened; what was read from it before stays. Returns whether that was news."""
    row = db.execute("SELECT sha256 FROM files WHERE path = ?", (kept_path(seen.path, home),)).fetchone()
    return keep(db, home, seen, None if row is None else row["sha256"], reason)


def forget(db: sqlite3.Connection, home: Path, path: Path) -> None:
    """Forget a file, and its content unless some other file has it."""
    kept = kept_path(path, home)
    row = db.execute("SELECT sha256 FROM files WHERE path = ?", (kept,)).fetchone()
    db.execute("DELETE FROM files WHERE path = ?", (kept,))
    if row is not None and row["sha256"] is not None:
        forget_unused(db, row["sha256"])


def forget_unused(db: sqlite3.Connection, sha256: str) -> None:
    """Forget a content unless some file still has it."""
    db.execute(
        """DELETE FROM contents
           WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM files WHERE files.sha256 = contents.sha256)""",
        (sha256,),
    )
