"""The acts in the registry: adding, reading, putting together."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

from styrdok.findings import Place
from styrdok.judgements.acts import Act, ActKind, Opinion, Quote, Subject, in_order, next_moment, sealed
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
    read = db.execute("SELECT * FROM acts ORDER BY at, id")
    columns = tuple(column[0] for column in read.description)
    return tuple(_act(columns, tuple(row)) for row in read)


@lru_cache(maxsize=1 << 16)
def _act(columns: tuple[str, ...], cells: tuple[str | None, ...]) -> Act:
    """The act of a row. Acts are only ever added, so each is put together once and then known."""
    return from_columns(Act, dict(zip(columns, cells, strict=True)))


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


def judgement(
    db: sqlite3.Connection, documents: Sequence[str], opinion: Opinion, who: str, places: Iterable[Place]
) -> Act:
    """A judgement of some documents, by id, with what lay before the reviewer.

    Raises :class:`~styrdok.errors.NotFound`.
    """
    return Act(
        kind=ActKind.JUDGEMENT,
        at="",
        who=who,
        subjects=subjects(db, documents),
        action=opinion.action,
        verdict=opinion.verdict,
        reason=opinion.reason,
        comment=opinion.comment,
        value=opinion.to.value if opinion.to else None,
        evidence=tuple(Quote(place.document, place.anchor.page, place.anchor.text) for place in places),
    )
