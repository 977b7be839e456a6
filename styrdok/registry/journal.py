"""The acts in the registry: adding, reading, putting together."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from styrdok.errors import NotFound
from styrdok.findings import Place
from styrdok.judgements.acts import Act, ActKind, Opinion, Quote, Subject, in_order, next_moment, sealed
from styrdok.judgements.exchange import check_words
from styrdok.registry import names, rows
from styrdok.registry.columns import from_columns, to_columns
from styrdok.sentence import Sentence

_INSERT = """
INSERT OR IGNORE INTO acts
  (id, kind, at, who, subjects, action, verdict, reason, comment, field, value, undoes, evidence)
VALUES (:id, :kind, :at, :who, :subjects, :action, :verdict, :reason, :comment, :field, :value, :undoes, :evidence)
"""


@dataclass(frozen=True, slots=True)
class Log:
    """The acts by time, as far as they have been read; ``last`` and ``name`` are the place and id of the newest row."""

    acts: tuple[Act, ...] = ()
    last: int = 0
    name: str = ""


UNREAD = Log()
"""Nothing of the log."""


def load(db: sqlite3.Connection) -> tuple[Act, ...]:
    """All acts by time."""
    return _acts(db.execute("SELECT * FROM acts ORDER BY at, id"))


def load_on(db: sqlite3.Connection, known: Log) -> Log:
    """The log as it is now, when it was read as far as ``known``: acts are only ever added, so only new ones are read.

    Another registry may have come to the same place; then nothing of what is known is used.
    """
    same = db.execute("SELECT 1 FROM acts WHERE (sequence, id) = (?, ?)", (known.last, known.name)).fetchone()
    known = known if same is not None else UNREAD
    added = _acts(db.execute("SELECT * FROM acts WHERE sequence > ? ORDER BY at, id", (known.last,)))
    if not added:
        return known
    last, name = db.execute("SELECT sequence, id FROM acts ORDER BY sequence DESC LIMIT 1").fetchone()
    together, later = (*known.acts, *added), not known.acts or known.acts[-1].at < added[0].at
    return Log(together if later else in_order(together), last, name)


def _acts(read: sqlite3.Cursor) -> tuple[Act, ...]:
    columns = tuple(column[0] for column in read.description)
    return tuple(_act(columns, tuple(row)) for row in read)


@lru_cache(maxsize=1 << 16)
def _act(columns: tuple[str, ...], cells: tuple[str | None, ...]) -> Act:
    """The act of a row. Acts are only ever added, so each is put together once and then known."""
    return from_columns(Act, dict(zip(columns, cells, strict=True)))


def named(acts: Iterable[Act], ids: Sequence[str]) -> list[Act]:
    """The acts of those ids. Raises :class:`~styrdok.errors.NotFound`."""
    known = {act.id: act for act in acts}
    for name in ids:
        if name not in known:
            what = Sentence.of("Det finns ingen åtgärd {act}.", act=name)
            raise NotFound(what, Sentence.of("styrdok log visar dem som finns."))
    return [known[name] for name in ids]


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
    times = (str(row["at"]) for row in db.execute("SELECT at FROM acts ORDER BY at DESC"))
    act = sealed(replace(draft, at=next_moment(times)))
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
