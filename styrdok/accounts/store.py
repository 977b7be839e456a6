"""The file of the accounts: opened, read, changed. Every change is noted in a log that is only ever added to."""

import hashlib
import os
import secrets
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from threading import RLock
from typing import Self

from styrdok.accounts import passwords
from styrdok.errors import NotFound, RegistryDamaged, RegistryNotWritable, RegistryTooNew, UsageProblem
from styrdok.sentence import Sentence
from styrdok.vocabulary import AccountEvent, Role

LONGEST_NAME = 80
_VERSION = 1
_APPLICATION = 0x53545943
"""Marks an SQLite file as one of accounts (the letters STYC)."""

_WAIT = 5.0
_OWN = 0o600
IDLE, LONGEST_SESSION = timedelta(hours=8), timedelta(hours=14)
"""A session ends so long after the last page was asked for, and so long after it began."""

_NOTED = timedelta(minutes=1)
"""How exactly it is kept when a session was last used."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may come in. ``provisional``: somebody else chose the password, so it must be changed."""

    name: str
    role: Role
    since: str
    provisional: bool = False
    has_password: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """A row of the log: when (UTC), who, what, about whom or what, and from which address."""

    at: str
    who: str
    kind: AccountEvent
    about: str = ""
    address: str = ""


def accounts_beside(registry: Path) -> Path:
    """Where the accounts of a registry lie."""
    return registry.absolute().with_suffix(".konton.db")


class Accounts:
    """The accounts of an office; may be shared between threads.

    Raises a :class:`~styrdok.errors.RegistryUnusable` for a file that cannot be used.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = RLock()
        with self._told():
            fresh = not path.exists()
            if fresh:
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY, _OWN))
            self._db = sqlite3.connect(path, timeout=_WAIT, isolation_level=None, check_same_thread=False)
            self._db.row_factory = sqlite3.Row
            try:
                self._set_up()
            except BaseException:
                self._db.close()
                raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------ who there is

    def everyone(self) -> tuple[Account, ...]:
        """The accounts that are in use, by name."""
        with self._told():
            rows = self._db.execute("SELECT * FROM accounts WHERE removed IS NULL ORDER BY key").fetchall()
        return tuple(_account(row) for row in rows)

    def find(self, name: str) -> Account | None:
        """The account of a name that is in use."""
        row = self._row(name)
        return _account(row) if row is not None else None

    def add(self, name: str, role: Role, password: str | None, who: str, *, provisional: bool = False) -> Account:
        """Add an account; one that was removed comes back. Without a password only a proxy can let it in.

        Raises :class:`~styrdok.errors.UsageProblem` for a name that is in use or a password that is too easy.
        """
        shown = _shown(name)
        kept = self._kept(password, shown)
        with self._writing() as db:
            if db.execute("SELECT 1 FROM accounts WHERE key = ? AND removed IS NULL", (key_of(shown),)).fetchone():
                raise UsageProblem(
                    Sentence.of("Det finns redan ett konto för {name}.", name=shown),
                    Sentence.of("Välj ett annat namn."),
                )
            db.execute(
                "INSERT INTO accounts (key, name, role, password, provisional, since) VALUES (?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (key) DO UPDATE SET name = excluded.name, role = excluded.role, "
                "password = excluded.password, provisional = excluded.provisional, removed = NULL",
                (key_of(shown), shown, role.value, kept, provisional, _now()),
            )
            self._note(Event("", who, AccountEvent.ADDED, f"{shown} ({role.value})"))
        return self.known(shown)

    def remove(self, name: str, who: str) -> None:
        """Take an account away and end its sessions; what was done in its name stays. Raises as :meth:`known` does."""
        with self._writing() as db:
            account = self.known(name)
            self._keep_an_administrator(account, None)
            db.execute("UPDATE accounts SET removed = ?, password = NULL WHERE key = ?", (_now(), key_of(name)))
            self._end_all(name)
            self._note(Event("", who, AccountEvent.REMOVED, account.name))

    def set_role(self, name: str, role: Role, who: str) -> None:
        """Give an account another role. Raises as :meth:`known` does."""
        with self._writing() as db:
            account = self.known(name)
            self._keep_an_administrator(account, role)
            db.execute("UPDATE accounts SET role = ? WHERE key = ?", (role.value, key_of(name)))
            self._note(Event("", who, AccountEvent.ROLE, f"{account.name} ({role.value})"))

    def set_password(self, name: str, password: str, who: str, *, provisional: bool = False) -> None:
        """Give an account another password and end its sessions.

        Raises as :meth:`known` does, and :class:`~styrdok.errors.UsageProblem` for one that is too easy.
        """
        kept = self._kept(password, name)
        with self._writing() as db:
            account = self.known(name)
            db.execute(
                "UPDATE accounts SET password = ?, provisional = ? WHERE key = ?", (kept, provisional, key_of(name))
            )
            self._end_all(name)
            self._note(Event("", who, AccountEvent.PASSWORD, account.name))

    def known(self, name: str) -> Account:
        """The account of a name. Raises :class:`~styrdok.errors.NotFound`."""
        found = self.find(name)
        if found is None:
            raise NotFound(
                Sentence.of("Det finns inget konto för {name}.", name=name),
                Sentence.of("styrdok accounts list visar dem."),
            )
        return found

    # ------------------------------------------------------------ who comes in

    def admitted(self, name: str, password: str) -> Account | None:
        """The account whose name and password these are."""
        row = self._row(name)
        kept: str | None = row["password"] if row is not None else None
        if not passwords.matches(kept, password) or row is None or kept is None:
            return None
        if passwords.is_outdated(kept):
            renewed = passwords.hashed(password)
            with self._writing() as db:
                db.execute(
                    "UPDATE accounts SET password = ? WHERE key = ? AND password = ?", (renewed, row["key"], kept)
                )
        return _account(row)

    def begin(self, name: str, address: str = "") -> str:
        """Begin a session of an account; what the browser is to hold."""
        token = secrets.token_urlsafe(32)
        with self._writing() as db:
            account = self.known(name)
            db.execute("DELETE FROM sessions WHERE began < ?", (_moment(datetime.now(UTC) - LONGEST_SESSION),))
            db.execute("INSERT INTO sessions VALUES (?, ?, ?, ?)", (_digest(token), key_of(name), _now(), _now()))
            self._note(Event("", account.name, AccountEvent.SIGNED_IN, "", address))
        return token

    def session(self, token: str, now: datetime | None = None) -> Account | None:
        """The account that a session belongs to, while it lasts."""
        moment = now or datetime.now(UTC)
        with self._told():
            row = self._db.execute(
                "SELECT accounts.*, seen, began FROM sessions JOIN accounts ON key = account "
                "WHERE token = ? AND removed IS NULL AND seen > ? AND began > ?",
                (_digest(token), _moment(moment - IDLE), _moment(moment - LONGEST_SESSION)),
            ).fetchone()
            if row is None:
                return None
            if row["seen"] < _moment(moment - _NOTED):
                self._db.execute("UPDATE sessions SET seen = ? WHERE token = ?", (_moment(moment), _digest(token)))
        return _account(row)

    def end(self, token: str) -> None:
        """End a session."""
        account = self.session(token)
        with self._writing() as db:
            db.execute("DELETE FROM sessions WHERE token = ?", (_digest(token),))
            if account is not None:
                self._note(Event("", account.name, AccountEvent.SIGNED_OUT))

    # ------------------------------------------------------------ the log

    def note(self, event: Event) -> None:
        """Add to the log what happened now."""
        with self._writing():
            self._note(event)

    def events(self) -> tuple[Event, ...]:
        """The log, oldest first."""
        with self._told():
            rows = self._db.execute("SELECT * FROM events ORDER BY sequence").fetchall()
        return tuple(Event(r["at"], r["who"], AccountEvent(r["kind"]), r["about"], r["address"]) for r in rows)

    # ------------------------------------------------------------ the file

    def _set_up(self) -> None:
        version, mark = (
            self._db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "application_id")
        )
        if version > _VERSION and mark == _APPLICATION:
            raise RegistryTooNew(
                Sentence.of("Kontona i {path} är gjorda av en nyare version av styrdok.", path=str(self.path)),
                Sentence.of("Hämta den nyaste versionen av styrdok."),
            )
        if mark not in (0, _APPLICATION) or (version == 0 and self._tables()):
            raise RegistryDamaged(
                Sentence.of("{path} är ett annat programs SQLite-fil.", path=str(self.path)),
                Sentence.of("Flytta den: där ska kontona ligga."),
            )
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA foreign_keys = ON")
        if version == 0:
            script = (files("styrdok.accounts") / "schema.sql").read_text(encoding="utf-8")
            marks = f"PRAGMA application_id = {_APPLICATION}; PRAGMA user_version = {_VERSION};"
            self._db.executescript(f"BEGIN IMMEDIATE; {script} {marks} COMMIT;")

    def _tables(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])

    @contextmanager
    def _told(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.OperationalError as problem:
                raise RegistryNotWritable(
                    Sentence.of(
                        "Kontona i {path} kan inte användas: {error}.", path=str(self.path), error=str(problem)
                    ),
                    Sentence.of("Se efter rättigheter och ledigt utrymme."),
                ) from problem
            except sqlite3.DatabaseError as problem:
                raise RegistryDamaged(
                    Sentence.of("Kontona i {path} är skadade: {error}.", path=str(self.path), error=str(problem)),
                    Sentence.of("Lägg tillbaka en säkerhetskopia av filen."),
                ) from problem

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """All that is written inside the block is kept, or nothing."""
        with self._told():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _row(self, name: str) -> sqlite3.Row | None:
        with self._told():
            found: sqlite3.Row | None = self._db.execute(
                "SELECT * FROM accounts WHERE key = ? AND removed IS NULL", (key_of(name),)
            ).fetchone()
        return found

    def _note(self, event: Event) -> None:
        self._db.execute(
            "INSERT INTO events (at, who, kind, about, address) VALUES (?, ?, ?, ?, ?)",
            (_now(), event.who[:LONGEST_NAME], event.kind.value, event.about[: LONGEST_NAME * 2], event.address),
        )

    def _end_all(self, name: str) -> None:
        self._db.execute("DELETE FROM sessions WHERE account = ?", (key_of(name),))

    def _keep_an_administrator(self, account: Account, role: Role | None) -> None:
        others = [one for one in self.everyone() if one.role is Role.ADMINISTRATOR and one.name != account.name]
        if account.role is Role.ADMINISTRATOR and role is not Role.ADMINISTRATOR and not others:
            raise UsageProblem(
                Sentence.of("{name} är den enda administratören.", name=account.name),
                Sentence.of("Gör först någon annan till administratör."),
            )

    def _kept(self, password: str | None, name: str) -> str | None:
        if password is None:
            return None
        passwords.check_password(password, name)
        return passwords.hashed(password)


def _account(row: sqlite3.Row) -> Account:
    return Account(row["name"], Role(row["role"]), row["since"], bool(row["provisional"]), row["password"] is not None)


def _shown(name: str) -> str:
    """A name as it signs what people do. Raises :class:`~styrdok.errors.UsageProblem`."""
    shown = " ".join(unicodedata.normalize("NFC", name).split())
    if not shown or len(shown) > LONGEST_NAME or not shown.isprintable():
        raise UsageProblem(
            Sentence.of("Kontot behöver ett namn på högst {count} tecken.", count=LONGEST_NAME),
            Sentence.of("Använd personens namn: det står vid allt hon gör."),
        )
    return shown


def key_of(name: str) -> str:
    """What all spellings of a name have in common that are the same account."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def _now() -> str:
    return _moment(datetime.now(UTC))
