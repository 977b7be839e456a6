"""The acts in the registry: adding, reading, putting together."""

import sqlite3
from collections.abc import Iterable

from styrdok.judgements.acts import Act, in_order
from styrdok.registry.columns import from_columns, to_columns

_INSERT = """
INSERT OR IGNORE INTO acts
  (id, kind, at, who, subjects, action, verdict, reason, comment, field, value, undoes, evidence)
VALUES (:id, :kind, :at, :who, :subjects, :action, :verdict, :reason, :comment, :field, :value, :undoes, :evidence)
"""


def load(db: sqlite3.Connection) -> tuple[Act, ...]:
    """All acts by time."""
    return tuple(from_columns(Act, row) for row in db.execute("SELECT * FROM acts ORDER BY at, id"))


def add(db: sqlite3.Connection, acts: Iterable[Act]) -> int:
    """Add the acts that are not there yet; how many they were."""
    before = db.total_changes
    db.executemany(_INSERT, (to_columns(act) for act in in_order(acts)))
    return db.total_changes - before
