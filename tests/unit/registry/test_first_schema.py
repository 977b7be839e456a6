"""A registry as the first schema had it, made from six documents of the corpus, goes on with everything people did."""

import json
import lzma
import os
import signal
import sqlite3
from pathlib import Path

import pytest

from styrdok import system
from styrdok.judgements.acts import sealed
from styrdok.registry import migrations
from styrdok.registry.store import Registry
from styrdok.vocabulary import Freshness

_KEPT = Path(__file__).with_name("first.db.xz")
_ACTS = "SELECT sequence, id, kind, at, who, subjects, action, verdict, reason, comment, field, value, undoes, evidence"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    path = tmp_path / "styrdok.db"
    path.write_bytes(lzma.decompress(_KEPT.read_bytes()))
    return path


def _rows(path: Path, query: str) -> list[tuple[object, ...]]:
    db = sqlite3.connect(path)
    try:
        return db.execute(query).fetchall()
    finally:
        db.close()


def _acts(path: Path) -> list[tuple[object, ...]]:
    return _rows(path, f"{_ACTS} FROM acts ORDER BY sequence")


def test_it_is_what_it_is_meant_to_be(first: Path) -> None:
    assert _rows(first, "PRAGMA user_version") == [(1,)]
    acts = _acts(first)
    assert [row[2] for row in acts] == ["judgement"] * 3 + ["correction"] * 2 + ["undo"]
    assert any(json.loads(str(row[13])) for row in acts)


def test_it_opens_with_every_act_and_all_evidence(first: Path) -> None:
    before = _acts(first)
    with Registry.open(first) as registry:
        acts = registry.acts()
        assert [act.id for act in acts] == [row[1] for row in before]
        assert all(sealed(act).id == act.id for act in acts)
        assert [review.freshness for review in registry.reviews()].count(Freshness.STALE) == 1
        assert not [finding for finding in registry.examine() if finding.fault]
        registry.relink()
        documents = {document.file: document.description for document in registry.documents()}
        assert documents["klimathandlingsplan-2023-2026.pdf"].responsible == "Klimatkontoret"
        assert documents["kvalitetsprogram-2021.pdf"].title != "Kvalitetsprogrammet"
        assert registry.acts() == acts
    assert _rows(first, "PRAGMA user_version") == [(len(migrations.scripts()),)]
    assert _acts(first) == before
    assert _rows(first, f"{_ACTS} FROM acts_again ORDER BY sequence") == before


@pytest.mark.skipif(not system.FORKS, reason="there is no fork on this system")
def test_a_migration_that_is_killed_at_any_statement_loses_nothing(
    first: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content, before = first.read_bytes(), _acts(first)
    count = sum(len(list(migrations.statements(script))) for script in migrations.scripts()[1:])
    usual = migrations.statements
    for survived in range(count):
        for ending in ("-wal", "-shm"):
            first.with_name(first.name + ending).unlink(missing_ok=True)
        first.write_bytes(content)
        left = iter([*[True] * survived, False])

        def killed(script: str, left=left):
            for statement in usual(script):
                if not next(left):
                    os.kill(os.getpid(), signal.SIGKILL)
                yield statement

        monkeypatch.setattr(migrations, "statements", killed)
        ending = system.Fork(lambda: Registry.open(first)).wait()
        assert ending.signal == "SIGKILL"
        monkeypatch.setattr(migrations, "statements", usual)
        with Registry.open(first) as registry:
            assert len(registry.acts()) == len(before)
            assert not [finding for finding in registry.examine() if finding.fault]
        assert _acts(first) == before
