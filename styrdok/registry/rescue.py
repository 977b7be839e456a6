"""Getting out of a damaged registry what cannot be made again: what people did, and where the files lie."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from styrdok.judgements.acts import Act, in_order, sealed
from styrdok.plain import from_json
from styrdok.registry import carve
from styrdok.registry.columns import from_columns
from styrdok.registry.database import UNDECODABLE
from styrdok.registry.files import Seen, opened_path

_TABLES = {"acts": "SELECT * FROM acts", "acts_again": "SELECT * FROM acts_again"}
"""Where acts are kept, and how the rows are read."""
_COLUMNS = ("sequence", "id", "kind", "at", "who", "subjects", "action", "verdict", "reason", "comment")
_ACT = (*_COLUMNS, "field", "value", "undoes", "evidence")
_FILE = ("path", "name", "sha256", "reason")


def acts(path: Path) -> tuple[Act, ...]:
    """Every act that is whole in one of its places. An act is known by its id, which is a checksum of all it says."""
    found: dict[str, Act] = {}
    whole = True
    with suppress(sqlite3.Error), closing(_connected(path)) as db:
        tables = {str(row[0]) for row in db.execute("SELECT name FROM sqlite_schema")}.intersection(_TABLES)
        kept = [_sound(db, table) for table in sorted(tables)]
        for one in kept:
            found |= one
        whole = bool(kept) and all(len(one) == len(found) for one in kept) and _count(db) == len(found)
    if not whole or not found:
        found |= {
            act.id: act for row in carve.rows(path, len(_ACT)) if (act := _act(dict(zip(_ACT, row, strict=True))))
        }
    return in_order(found.values())


def written_acts(path: Path) -> tuple[Act, ...]:
    """The acts of a file that an earlier rescue wrote; none when there is no such file."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        with suppress(*UNDECODABLE):
            act: Act = from_json(Act, line)
            found += [act] * (sealed(act).id == act.id)
    return tuple(found)


def files(path: Path, home: Path) -> tuple[Seen, ...]:
    """The files that the registry names, as far as it can still be read."""
    found: dict[Path, Seen] = {}
    with suppress(sqlite3.Error), closing(_connected(path)) as db:
        for row in db.execute("SELECT * FROM files ORDER BY path"):
            place = home / opened_path(row["path"])
            found[place] = Seen(place, row["name"])
    return tuple(found.values())


def _connected(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True)
    db.row_factory = sqlite3.Row
    db.text_factory = lambda content: content.decode("utf-8", "replace")
    return db


def _sound(db: sqlite3.Connection, table: str) -> dict[str, Act]:
    return {act.id: act for row in _rows(db, table) if (act := _act(dict(row)))}


def _rows(db: sqlite3.Connection, table: str) -> Iterator[sqlite3.Row]:
    """The rows of a table up to the first that cannot be reached."""
    with suppress(sqlite3.Error):
        yield from db.execute(_TABLES[table])


def _count(db: sqlite3.Connection) -> int:
    with suppress(sqlite3.Error):
        return int(db.execute("SELECT count(*) FROM acts").fetchone()[0])
    return -1


def _act(row: Mapping[str, Any]) -> Act | None:
    """The act of a row, if it says what it said when it was written."""
    try:
        act = from_columns(Act, row)
        return act if sealed(act).id == act.id else None
    except UNDECODABLE:
        return None
