"""Linking again touches only what differs, and leaves what linking from nothing gives."""

import sqlite3
from contextlib import closing

import pytest

from styrdok.registry.layout import pack, unpack
from styrdok.registry.recalled import RULE
from styrdok.registry.store import Registry

TABLES = ("resolutions", "descriptions", "mentions")


@pytest.fixture
def registry(corpus_registry, tmp_path):
    with Registry.open(corpus_registry, read_only=True) as opened:
        opened.backup(tmp_path / "r.db")
    with Registry.open(tmp_path / "r.db") as opened:
        opened.relink()
        yield opened


def tables(registry):
    with closing(sqlite3.connect(registry.path)) as db:
        return [sorted(map(repr, db.execute(f"SELECT * FROM {table}"))) for table in TABLES]


def from_nothing(registry):
    with closing(sqlite3.connect(registry.path)) as db, db:
        db.execute("DELETE FROM resolutions")
        db.execute("UPDATE descriptions SET line = document")
    registry.relink()
    return tables(registry)


@pytest.mark.parametrize(("field", "value"), [("title", "Parkplan"), ("title", ""), ("diary_numbers", "KS 2020/1")])
def test_a_correction_and_its_undoing_leave_what_linking_from_nothing_gives(registry, field, value):
    before = tables(registry)
    for document in registry.documents()[::12]:
        act = registry.correct(document.id, field, value or None, "kim")
        assert tables(registry) == from_nothing(registry)
        registry.undo(act.id, "kim")
        assert tables(registry) == before


def test_what_is_the_same_is_not_written_again(registry):
    with closing(sqlite3.connect(registry.path)) as db, db:
        db.execute("CREATE TABLE written (times)")
        for deed in ("INSERT", "DELETE"):
            db.execute(
                f"CREATE TRIGGER on_{deed} AFTER {deed} ON resolutions BEGIN INSERT INTO written VALUES (1); END"
            )
    registry.relink()
    with closing(sqlite3.connect(registry.path)) as db:
        recalled = db.execute("SELECT count(*) FROM mentions WHERE rule = ?", (RULE,)).fetchone()[0]
        assert db.execute("SELECT count(*) FROM resolutions").fetchone()[0] > 10 * recalled
        assert db.execute("SELECT count(*) FROM written").fetchone() == (2 * recalled,)


def test_the_layout_of_a_page_comes_back_also_when_packed_again(registry):
    for document in registry.documents()[:5]:
        for page in registry.pages(document.id):
            blocks = registry.blocks(document.id, page.number)
            assert unpack(pack(blocks), page.number) == blocks
