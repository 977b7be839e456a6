"""The acts in the registry: adding, reading, putting together."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from styrdok.judgements.acts import Act, Subject, in_order, next_moment, sealed
from styrdok.judgements.exchange import check_words
from styrdok.registry import names, rows
from styrdok.registry.columns import from_columns, to_columns

_INSERT = """
INSERT OR IGNORE INTO acts
  (id, kind, at, who, subjects, action, verdict, reason, comment, field, value, undoes, evidence)
VALUES (:id, :kind, :at, :who, :subjects, :action, :verdict, :reason, :comment, :field, :value, :undoes, :evidence)
"""


def load(db: sqlite3.Connection) -> tuple[Act, ...]:
    """All acts by time."""
    return tuple(from_columns(Act, row) for row in db.execute("SELECT * FROM acts ORDER BY at, id"))


def load_again(db: sqlite3.Connection) -> tuple[Act, ...]:
    """All acts by time, from where they stand a second time."""
    return tuple(from_columns(Act, row) for row in db.execute("SELECT * FROM acts_again ORDER BY at, id"))


def add(db: sqlite3.Connection, acts: Iterable[Act]) -> int:
    """Add the acts that are not there yet; how many they were."""
    before = _count(db)
    db.executemany(_INSERT, (to_columns(act) for act in in_order(acts)))
    return _count(db) - before


def _count(db: sqlite3.Connection) -> int:
    return int(db.execute("SELECT count(*) FROM acts").fetchone()[0])


def add_draft(db: sqlite3.Connection, draft: Act) -> Act:
    """Add an act as it is now to be, with its time and id; the act. Raises :class:`~styrdok.errors.UsageProblem`."""
    check_words(draft)
    act = sealed(replace(draft, at=next_moment(load(db))))
    add(db, [act])
    return act


def subjects(db: sqlite3.Connection, documents: Iterable[str]) -> tuple[Subject, ...]:
    """Documents, by id, as subjects of an act. Raises :class:`~styrdok.errors.NotFound`."""
    found = []
    for name in sorted(set(documents)):
        document = next(iter(rows.load_documents(db, name)), None)
        if document is None:
            raise names.no_such(name)
        found.append(Subject(document.id, document.file, document.description.title or ""))
    return tuple(found)
