"""Damage inside rows: found by doctor, told as damage, and what people did comes out all the same."""

import sqlite3
from contextlib import closing

import pytest

from styrdok.errors import RegistryDamaged
from styrdok.judgements.acts import Opinion
from styrdok.registry import rescue
from styrdok.registry.store import Registry
from styrdok.vocabulary import Verdict

_DAMAGE = [
    ("mentions", "boxes", "'[[1,'"),
    ("mentions", "kind", "'tytle'"),
    ("descriptions", "status", "'gone'"),
    ("passages", "boxes", "'{'"),
    ("resolutions", "candidates", "'[[1]]'"),
    ("pages", "layout", "x'00ff'"),
    ("documents", "info", "'['"),
]


@pytest.mark.parametrize(("table", "column", "value"), _DAMAGE)
def test_a_row_that_cannot_be_decoded_is_damage(registry, path, table, column, value):
    ids = [document.id for document in registry.documents()]
    registry.judge(ids, Opinion(Verdict.ACCEPT), "Anna")
    acts = registry.acts()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        assert db.execute(f"UPDATE {table} SET {column} = {value}").rowcount > 0
    with Registry.open(path, read_only=True) as opened:
        assert {finding.code for finding in opened.examine() if finding.fault} == {"damaged_rows"}
        with pytest.raises(RegistryDamaged, match="doctor --mend"):
            [opened.snapshot(), *(opened.reading(name) for name in ids)]
        assert opened.acts() == acts


def test_a_sound_registry_has_no_fault(registry):
    assert not [finding for finding in registry.examine() if finding.fault]


_CHANGED = [
    ("passages", "text", "replace(text, 'a', 'o')"),
    ("documents", "text", "replace(text, 'a', 'o')"),
    ("fields", "confidence", "confidence / 2"),
    ("mentions", "text", "upper(text)"),
    ("contents", "pages", "pages + 1"),
    ("files", "name", "upper(name)"),
    ("descriptions", "title", "upper(title)"),
    ("resolutions", "stale", "1 - stale"),
]


@pytest.mark.parametrize(("table", "column", "value"), _CHANGED)
def test_a_row_that_says_something_else_is_found(registry, path, table, column, value):
    with closing(sqlite3.connect(path)) as db, db:
        assert db.execute(f"UPDATE {table} SET {column} = {value}").rowcount > 0
    with Registry.open(path, read_only=True) as opened:
        assert {finding.code for finding in opened.examine() if finding.fault} == {"changed_rows"}


@pytest.mark.parametrize("table", ["acts", "acts_again"])
def test_an_act_that_says_something_else_is_found_and_rescued(registry, path, table):
    registry.judge([document.id for document in registry.documents()], Opinion(Verdict.ACCEPT), "Anna")
    acts = registry.acts()
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("DROP TRIGGER acts_stay_as_they_are")
        assert db.execute(f"UPDATE {table} SET who = 'Bo'").rowcount == 1
    with Registry.open(path, read_only=True) as opened:
        assert {finding.code for finding in opened.examine() if finding.fault} == {"damaged_acts"}
    assert rescue.acts(path) == acts


def test_acts_are_read_out_of_a_file_that_cannot_be_opened(registry, path):
    ids = [document.id for document in registry.documents()]
    for number in range(40):
        registry.judge(ids, Opinion(Verdict.ACCEPT, comment="Så här är det. " * (1 + number * 20)), "Anna")
    acts = registry.acts()
    assert rescue.acts(path) == acts  # with some of them still in the log
    copy = path.with_name("copy.db")
    registry.backup(copy)
    content = copy.read_bytes()
    copy.write_bytes(bytes(4096) + content[4096:])
    with pytest.raises(RegistryDamaged):
        Registry.open(copy, read_only=True)
    assert rescue.acts(copy) == acts
