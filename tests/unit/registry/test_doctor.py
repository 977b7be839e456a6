"""Damage inside rows: found by doctor, told as damage, and what people did comes out all the same."""

import sqlite3

import pytest

from styrdok.errors import RegistryDamaged
from styrdok.judgements.acts import Opinion
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
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA ignore_check_constraints = ON")
        assert db.execute(f"UPDATE {table} SET {column} = {value}").rowcount > 0
    with Registry.open(path, read_only=True) as opened:
        assert {finding.code for finding in opened.examine() if finding.fault} == {"damaged_rows"}
        with pytest.raises(RegistryDamaged, match="acts export"):
            [opened.snapshot(), *(opened.reading(name) for name in ids)]
        assert opened.acts() == acts


def test_a_sound_registry_has_no_fault(registry):
    assert not [finding for finding in registry.examine() if finding.fault]
