"""The program is killed at one statement after another; nothing that was said to be kept may be lost."""

import os
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from styrdok.findings import Snapshot
from styrdok.ids import content_hash, document_id
from styrdok.judgements.acts import ActKind, Opinion, standing
from styrdok.models import Anchor, Box, Extraction, FieldValue, Mention, Page, Passage, Reading
from styrdok.registry import database
from styrdok.registry.files import Seen
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.vocabulary import MentionKind, PageStatus, Verdict

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")


def _result(title: str, other: str) -> ReadResult:
    text = f"{title} hänvisar till {other}."
    anchor = Anchor(1, 0, len(text), text, (Box(1, 2, 3, 4),))
    mention = Mention(MentionKind.TITLE, 0, len(text), other, other, anchor, "test")
    reading = Reading(content_hash(text.encode()), text, (Page(1, None, 595, 842, 0, len(text), PageStatus.TEXT),), ())
    passages = (Passage(0, 0, len(text), "", anchor),)
    fields = (FieldValue("title", title, title, "test", 1.0),)
    return ReadResult(reading.sha256, "1", reading, Extraction(fields, passages, (mention,), ()), (title.lower(),))


RESULTS = {
    "a.pdf": _result("Cykelplan", "Parkprogram"),
    "b.pdf": _result("Parkprogram", "Cykelplan"),
    "c.pdf": _result("Bullerplan", "Trafikplan"),
}
IDS = [document_id(result.sha256) for result in RESULTS.values()]


def _work(path: Path, told: Callable[[str], None] = lambda act: None) -> None:
    """Make a registry, fill it, and have people judge; ``told`` hears of every act that was kept."""
    with Registry.open(path, create=True) as registry:
        versions = registry.known_versions()
        for name, result in RESULTS.items():
            if versions.get(result.sha256) != result.version:
                registry.add_document(Seen(path.parent / name, name), result)
        if not registry.is_linked():
            registry.relink()
        told(registry.judge(IDS[:2], Opinion(Verdict.ACCEPT), "kim").id)
        act = registry.correct(IDS[0], "title", "Cykelprogram", "lo")
        told(act.id)
        told(registry.undo(act.id, "lo").id)


@contextmanager
def _killed_at(statement: int) -> Iterator[None]:
    """In this process, the statement of that number is the last that is begun."""
    original = database._open
    left = statement

    def count(_: str) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def opened(path: Path, mode: str, timeout: float) -> sqlite3.Connection:
        connection = original(path, mode, timeout)
        connection.set_trace_callback(count)
        return connection

    database._open = opened
    try:
        yield
    finally:
        database._open = original


def _crash(path: Path, statement: int) -> tuple[bool, list[str]]:
    """Work in a process that dies at a statement; whether it did, and the acts it had been told are kept."""
    inlet, outlet = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            with _killed_at(statement):
                _work(path, lambda act: os.write(outlet, act.encode() + b"\n") and None)
        finally:
            os._exit(0)
    os.close(outlet)
    with os.fdopen(inlet) as stream:
        told = stream.read().split()
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status), told


def _undo_corrections(path: Path) -> None:
    """Take back what a killed process had corrected and did not come to undo."""
    with Registry.open(path) as registry:
        for act in standing(registry.acts()):
            if act.kind is ActKind.CORRECTION:
                registry.undo(act.id, "lo")


def _machine_layer(path: Path) -> tuple[Snapshot, list[tuple[str, str]]]:
    with Registry.open(path, read_only=True) as registry:
        return registry.snapshot(), [(file.name, file.status.value) for file in registry.files()]


def test_killed_at_any_statement_nothing_is_lost_and_a_rerun_mends(tmp_path: Path) -> None:
    _work(tmp_path / "whole.db")
    whole = _machine_layer(tmp_path / "whole.db")
    statement, risked = 0, 0
    while True:
        place = tmp_path / f"{statement}"
        place.mkdir()
        path = place / "r.db"
        died, told = _crash(path, statement)
        if path.exists():
            raw = sqlite3.connect(path)
            assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
            raw.close()
        _work(path)
        _undo_corrections(path)
        assert _machine_layer(path) == whole
        with Registry.open(path, read_only=True) as registry:
            assert set(told) <= {act.id for act in registry.acts()}
            assert not [finding for finding in registry.examine() if finding.fault]
        risked += len(told)
        if not died:
            break
        statement += 3
    assert statement > 150
    assert risked > 10


def test_a_reader_sees_one_state_while_another_writes(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    _work(path)
    with Registry.open(path) as writer, Registry.open(path, read_only=True) as reader:
        with reader._reading() as db:
            before = db.execute("SELECT count(*) FROM documents").fetchone()[0]
            writer.remove(IDS[2])
            assert db.execute("SELECT count(*) FROM documents").fetchone()[0] == before
        assert len(reader.documents()) == before - 1


def test_a_read_only_folder_can_still_be_read(tmp_path: Path) -> None:
    path = tmp_path / "sealed" / "r.db"
    path.parent.mkdir()
    _work(path)
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    raw.close()
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with Registry.open(path, read_only=True) as registry:
            assert len(registry.documents()) == 3
    finally:
        path.parent.chmod(0o755)
