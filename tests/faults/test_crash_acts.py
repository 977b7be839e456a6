"""What people decided outlives kill -9, a full disk, a sealed folder and a registry that disappears."""

import os
import random
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from styrdok.errors import RegistryLocked, RegistryNotWritable, RegistryTooNew, RegistryUnusable, WriteFailed
from styrdok.files import write_whole
from styrdok.judgements.acts import Opinion
from styrdok.registry import migrations
from styrdok.registry.files import Seen
from styrdok.registry.store import Registry
from styrdok.vocabulary import Verdict

from .test_crash_registry import IDS, RESULTS, _killed_at, _machine_layer, _work

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")
if sys.platform != "win32":
    import resource

NOBODY = 65534


def _forked(work: Callable[[Callable[[str], None]], None]) -> tuple[int, Iterator[str]]:
    """Do the work in a process of its own; its id, and the lines that it told, as they come."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(inlet)
            work(lambda line: os.write(outlet, line.encode() + b"\n") and None)
            os._exit(0)
        except RegistryUnusable:
            os._exit(5)
        finally:
            os._exit(1)
    os.close(outlet)
    return child, _lines(inlet)


def _lines(inlet: int) -> Iterator[str]:
    with os.fdopen(inlet) as stream:
        yield from stream


def _ended(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _decide(path: Path) -> Callable[[Callable[[str], None]], None]:
    """Judge, correct and undo without end, and tell of every act that is kept."""

    def work(told: Callable[[str], None]) -> None:
        number = 0
        while True:
            number += 1
            with Registry.open(path) as registry:
                told(registry.judge(IDS[:2], Opinion(Verdict.ACCEPT, comment=str(number)), "kim").id)
                told(registry.correct(IDS[0], "title", f"Cykelprogram {number}", "lo").id)
                act = registry.judge(IDS[1:], Opinion(Verdict.DISMISS), "kim")
                told(act.id)
                told(registry.undo(act.id, "lo").id)

    return work


def _whole(path: Path) -> None:
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
    raw.close()
    with Registry.open(path, read_only=True) as registry:
        assert not [finding for finding in registry.examine() if finding.fault]


def _acts(path: Path) -> set[str]:
    with Registry.open(path, read_only=True) as registry:
        return {act.id for act in registry.acts()}


@pytest.mark.parametrize("rounds", [10, pytest.param(100, marks=pytest.mark.long)])
def test_decisions_survive_being_killed(tmp_path: Path, rounds: int) -> None:
    path, chance, risked = tmp_path / "r.db", random.Random(rounds), 0
    _work(path)
    for _ in range(rounds):
        child, lines = _forked(_decide(path))
        told = [next(lines)]
        time.sleep(chance.uniform(0, 0.2))
        os.kill(child, signal.SIGKILL)
        told += lines
        assert _ended(child) == -signal.SIGKILL
        whole = {line.strip() for line in told if line.endswith("\n")}
        assert whole <= _acts(path)
        risked += len(whole)
        _whole(path)
    sys.stderr.write(f"{rounds} kills, {risked} acts at risk, 0 lost\n")
    assert risked >= rounds


def _newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program with two more schema scripts."""
    later = (
        "ALTER TABLE acts ADD COLUMN note TEXT;\nCREATE TABLE more (x TEXT) STRICT;\nINSERT INTO more VALUES ('a');\n",
        "CREATE TABLE most (x TEXT) STRICT;\nINSERT INTO most SELECT id FROM documents;\nDROP TABLE more;\n",
    )
    scripts = (*migrations.scripts(), *later)
    monkeypatch.setattr(migrations, "scripts", lambda: scripts)


def test_a_migration_killed_at_any_statement_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _work(tmp_path / "old.db")
    acts, machine = _acts(tmp_path / "old.db"), _machine_layer(tmp_path / "old.db")
    before = len(migrations.scripts())
    _newer(monkeypatch)
    statement, died = 0, True
    while died:
        path = tmp_path / f"{statement}.db"
        shutil.copy(tmp_path / "old.db", path)

        def migrate(told: Callable[[str], None], path: Path = path, at: int = statement) -> None:
            with _killed_at(at), Registry.open(path):
                told("open")

        child, lines = _forked(migrate)
        list(lines)
        died = _ended(child) == -signal.SIGKILL
        raw = sqlite3.connect(path)
        assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert before <= raw.execute("PRAGMA user_version").fetchone()[0] <= before + 2
        raw.close()
        with Registry.open(path):
            pass
        assert _acts(path) == acts
        assert _machine_layer(path) == machine
        statement += 1
    assert statement > 12


def test_an_older_program_refuses_a_newer_registry_and_leaves_it(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    with pytest.MonkeyPatch.context() as patch:
        _newer(patch)
        _work(path)
    content = path.read_bytes()
    for read_only in (True, False):
        with pytest.raises(RegistryTooNew) as raised:
            Registry.open(path, read_only=read_only)
        assert "-m pip install ." in raised.value.hint
    assert path.read_bytes() == content


@pytest.mark.parametrize("room", [0, 1, 4_096, 20_000, 60_000])
def test_a_full_disk_loses_nothing(tmp_path: Path, room: int) -> None:
    """The kernel lets no file of the process grow beyond what it has and a little room."""
    path = tmp_path / "r.db"
    _work(path)
    before = _acts(path)

    def work(told: Callable[[str], None]) -> None:
        limit = (path.stat().st_size if room > 4_096 else 0) + room
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        _decide(path)(told)

    child, lines = _forked(work)
    told = {line.strip() for line in lines if line.endswith("\n")}
    assert _ended(child) == RegistryNotWritable.exit_code
    _whole(path)
    assert before | told <= _acts(path)
    with Registry.open(path) as registry:
        assert registry.judge(IDS[:2], Opinion(Verdict.UNSURE), "kim").id in {act.id for act in registry.acts()}


@pytest.mark.parametrize("room", [30_000, 100_000, 150_000])
def test_a_disk_that_fills_while_taking_in_is_mended_by_a_rerun(tmp_path: Path, room: int) -> None:
    path = tmp_path / "r.db"

    def work(told: Callable[[str], None]) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
        _work(path, told)

    child, lines = _forked(work)
    list(lines)
    assert _ended(child) == RegistryNotWritable.exit_code
    _work(path)
    _work(tmp_path / "other.db")
    _whole(path)
    assert [name for name, _ in _machine_layer(path)[1]] == list(RESULTS)
    assert len(_machine_layer(path)[0].references) == len(_machine_layer(tmp_path / "other.db")[0].references)


def test_a_file_that_cannot_be_written_stays_as_it_was(tmp_path: Path) -> None:
    target = tmp_path / "report.html"
    target.write_bytes(b"old")

    def work(told: Callable[[str], None]) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            write_whole(target, b"x" * 5000)
        except WriteFailed:
            told("failed")

    child, lines = _forked(work)
    assert list(lines) == ["failed\n"]
    assert _ended(child) == 0
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_in_a_sealed_folder_all_can_be_read_and_nothing_is_said_to_be_kept() -> None:
    """Also where the tests run as root, to whom no folder is sealed: then as nobody."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place, "sealed")
        folder.mkdir()
        _work(folder / "r.db")
        raw = sqlite3.connect(folder / "r.db")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        raw.close()
        for path, mode in ((Path(place), 0o755), (folder / "r.db", 0o444), (folder, 0o555)):
            path.chmod(mode)

        def work(told: Callable[[str], None]) -> None:
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            with Registry.open(folder / "r.db", read_only=True) as registry:
                told(str(len(registry.documents())))
            _decide(folder / "r.db")(told)

        child, lines = _forked(work)
        assert list(lines) == ["3\n"]
        assert _ended(child) == RegistryUnusable.exit_code
        folder.chmod(0o755)
        _whole(folder / "r.db")


@pytest.mark.parametrize("again", [False, True])
def test_nothing_is_said_to_be_kept_in_a_registry_that_is_gone(tmp_path: Path, again: bool) -> None:
    path = tmp_path / "share" / "r.db"
    path.parent.mkdir()
    _work(path)
    with Registry.open(path) as registry:
        shutil.move(path.parent, tmp_path / "gone")
        if again:
            path.parent.mkdir()
            _work(path)
        with pytest.raises(RegistryUnusable) as raised:
            registry.judge(IDS[:2], Opinion(Verdict.ACCEPT), "kim")
        assert raised.value.hint
        with pytest.raises(RegistryUnusable):
            registry.add_document(Seen(tmp_path / "c.pdf", "c.pdf"), RESULTS["c.pdf"])


def test_a_held_registry_is_told_as_such(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    _work(path)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with Registry.open(path, timeout=0.1) as registry:
        with pytest.raises(RegistryLocked):
            registry.judge(IDS[:2], Opinion(Verdict.ACCEPT), "kim")
        holder.execute("ROLLBACK")
        assert registry.judge(IDS[:2], Opinion(Verdict.ACCEPT), "kim").id in _acts(path)
    holder.close()


def test_the_acts_table_takes_no_changes(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    _work(path)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA recursive_triggers = ON")
    before = raw.execute("SELECT * FROM acts").fetchall()
    for words in ("UPDATE acts SET verdict = 'dismiss'", "DELETE FROM acts", "UPDATE OR REPLACE acts SET id = 'x'"):
        with pytest.raises(sqlite3.DatabaseError):
            raw.execute(words)
    raw.execute(
        "REPLACE INTO acts (sequence, id, kind, at, who, subjects, evidence) VALUES (1, 'x', 'undo', '', '', '', '')"
    )
    assert raw.execute("SELECT * FROM acts").fetchall() == before
    raw.close()
