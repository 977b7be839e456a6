"""Whether what follows from all documents together is up to date with them."""

import sqlite3

from styrdok.registry import seals

_LINKED = "linked"


def is_linked(db: sqlite3.Connection, version: str) -> bool:
    """Whether what depends on all documents is up to date with them and with this ``version`` of the program."""
    row = db.execute("SELECT value FROM settings WHERE name = ?", (_LINKED,)).fetchone()
    return row is not None and row["value"] == version


def mark_linked(db: sqlite3.Connection, version: str) -> None:
    """Note that it is, by this ``version`` of the program."""
    db.execute("INSERT OR REPLACE INTO settings VALUES (?, ?)", (_LINKED, version))
    seals.seal_links(db)


def mark_unlinked(db: sqlite3.Connection) -> None:
    """Note that documents or corrections have changed since."""
    db.execute("DELETE FROM settings WHERE name = ?", (_LINKED,))
    seals.break_links(db)
