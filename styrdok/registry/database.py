"""Opening the SQLite file, and telling in plain words why it cannot be used."""

import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from styrdok.errors import (
    RegistryDamaged,
    RegistryLocked,
    RegistryMissing,
    RegistryNotWritable,
    RegistryUnusable,
)
from styrdok.registry import migrations
from styrdok.sentence import Sentence

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_FORMAT}
_MISREAD = ("Could not decode", "no such table", "no such column", "malformed", "database schema")
"""How errors begin that come of bytes which are no text, or of a schema that is not the one that was written."""
_NOT_WRITABLE = {
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_CANTOPEN,
}


def connect(path: Path, *, create: bool, read_only: bool, timeout: float) -> sqlite3.Connection:
    """A connection to the registry at ``path``, brought up to this version's schema unless ``read_only``.

    ``timeout`` is how many seconds to wait for another program that holds the file. Raises a
    :class:`RegistryUnusable`.
    """
    if not path.is_file() and not (create and not read_only):
        raise RegistryMissing(
            Sentence.of("Det finns inget register i {path}.", path=str(path)),
            Sentence.of("Kör först styrdok ingest MAPP, eller ange ett annat med --registry."),
        )
    with told(path):
        return _read_only(path, timeout) if read_only else _writable(path, timeout)


def _writable(path: Path, timeout: float) -> sqlite3.Connection:
    connection = _open(path, "rwc", timeout)
    with _kept(connection):
        migrations.check(connection, path)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA recursive_triggers = ON")
        migrations.migrate(connection)
    return connection


def _read_only(path: Path, timeout: float) -> sqlite3.Connection:
    """A read-only connection, also where the folder is not writable and SQLite cannot lay its shared memory."""
    try:
        return _checked(path, "ro", timeout)
    except sqlite3.OperationalError as error:
        if _primary(error) not in _NOT_WRITABLE or _journal(path):
            raise
    return _checked(path, "ro&immutable=1", timeout)


def _checked(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    connection = _open(path, mode, timeout)
    with _kept(connection):
        migrations.check(connection, path)
        migrations.check_current(connection, path)
    return connection


def _open(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=timeout, isolation_level=None)
    with _kept(connection):
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
    return connection


@contextmanager
def _kept(connection: sqlite3.Connection) -> Iterator[None]:
    """Close a connection that goes wrong while it is made ready."""
    try:
        yield
    except BaseException:
        connection.close()
        raise


def _journal(path: Path) -> bool:
    journal = path.with_name(path.name + "-wal")
    return journal.exists() and journal.stat().st_size > 0


def identity(path: Path) -> tuple[int, int] | None:
    """Which file it is that lies at ``path``, whatever is written to it; ``None`` when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def check_there(path: Path, known: tuple[int, int] | None) -> None:
    """Raise :class:`RegistryMissing` when another file or none has come to ``path`` since it was opened.

    SQLite goes on writing to the file that it opened, wherever that is now, or to one that nobody can reach any more.
    """
    if identity(path) != known:
        raise RegistryMissing(
            Sentence.of("Registret {path} flyttades, togs bort eller byttes ut medan det användes.", path=str(path)),
            Sentence.of(
                "Det som gjordes sist kan saknas: se efter med styrdok log, och gör det igen där registret ligger nu."
            ),
        )


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: what is written inside is kept when the block ends well and forgotten otherwise.

    Inside another such block it is kept with what else that holds.
    """
    begin, keep, forget = _PART if connection.in_transaction else _WHOLE
    connection.execute(begin)
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            for statement in forget:
                connection.execute(statement)
        raise
    connection.execute(keep)


_WHOLE = ("BEGIN IMMEDIATE", "COMMIT", ("ROLLBACK",))
_PART = ("SAVEPOINT part", "RELEASE part", ("ROLLBACK TO part", "RELEASE part"))


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn SQLite's errors about the file into a :class:`RegistryUnusable` that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        problem = _problem(error, path)
        if problem is None:
            raise
        raise problem from error
    except OSError as error:
        raise RegistryNotWritable(
            Sentence.of(
                "Registret {path} kan inte användas: {error}.", path=str(path), error=str(error.strerror or error)
            ),
            _ELSEWHERE,
        ) from error


UNDECODABLE = (ValueError, KeyError, TypeError, IndexError, AttributeError, zlib.error)
"""What decoding a row gives whose bytes are no longer those that were written."""


@contextmanager
def decoded(path: Path) -> Iterator[None]:
    """Turn the failure to decode a row into a :class:`RegistryDamaged`: it is damage, never a bug."""
    try:
        yield
    except UNDECODABLE as error:
        raise RegistryDamaged(
            Sentence.of("Rader i registret {path} är skadade ({error}).", path=str(path), error=str(error)[:80]),
            HOW_TO_RESCUE,
        ) from error


HOW_TO_RESCUE = Sentence.of(
    "Kör styrdok doctor --mend: bedömningar och rättelser räddas, filerna läses om, och det skadade registret "
    "ligger kvar bredvid."
)

_ELSEWHERE = Sentence.of(
    "Kontrollera rättigheterna till mappen och utrymmet på disken, eller ange en annan plats med --registry."
)


def _problem(error: sqlite3.DatabaseError, path: Path) -> RegistryUnusable | None:
    code = _primary(error)
    if str(error).startswith(_MISREAD):
        code = sqlite3.SQLITE_CORRUPT
    if code in _BUSY:
        return RegistryLocked(
            Sentence.of("Registret {path} hålls av ett annat program.", path=str(path)),
            Sentence.of("Vänta tills det är klart och kör kommandot igen."),
        )
    if code in _DAMAGED:
        return RegistryDamaged(
            Sentence.of(
                "{path} är inget register, eller så är det skadat ({error}).", path=str(path), error=str(error)
            ),
            Sentence.of(
                "Kör styrdok doctor --mend, ta tillbaka en kopia (styrdok backup), eller ange ett annat med --registry."
            ),
        )
    if code in _NOT_WRITABLE:
        return RegistryNotWritable(
            Sentence.of("Registret {path} går inte att skriva i ({error}).", path=str(path), error=str(error)),
            _ELSEWHERE,
        )
    return None


def _primary(error: sqlite3.Error) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
