import lzma
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from styrdok.errors import RegistryTooNew, RegistryUnusable
from styrdok.judgements.acts import Opinion
from styrdok.registry import migrations
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.vocabulary import StepField, Verdict


@pytest.fixture
def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program with one more schema script."""
    scripts = (
        *migrations.scripts(),
        "ALTER TABLE settings ADD COLUMN note TEXT;\nCREATE TABLE more (x TEXT) STRICT;\n",
    )
    monkeypatch.setattr(migrations, "scripts", lambda: scripts)


def _version(path: Path) -> int:
    raw = sqlite3.connect(path)
    try:
        return int(raw.execute("PRAGMA user_version").fetchone()[0])
    finally:
        raw.close()


def _filled(path: Path, quality: ReadResult, staff: ReadResult) -> None:
    from styrdok.ids import document_id
    from styrdok.registry.files import Seen

    with Registry.open(path, create=True) as registry:
        for name, result in (("a.pdf", quality), ("b.pdf", staff)):
            registry.add_document(Seen(path.parent / name, name), result)
        registry.relink()
        registry.judge([document_id(quality.sha256), document_id(staff.sha256)], Opinion(Verdict.ACCEPT), "kim")


def test_a_newer_program_brings_an_older_registry_up_to_date(
    path: Path, quality: ReadResult, staff: ReadResult, request: pytest.FixtureRequest
) -> None:
    _filled(path, quality, staff)
    with Registry.open(path, read_only=True) as registry:
        before, acts = registry.snapshot(), registry.acts()
    first = _version(path)
    request.getfixturevalue("newer")
    with pytest.raises(RegistryUnusable) as raised:
        Registry.open(path, read_only=True)
    assert "äldre version" in raised.value.message
    with Registry.open(path) as registry:
        assert registry.snapshot() == before
        assert registry.acts() == acts
    assert _version(path) == first + 1


def test_an_older_program_leaves_a_newer_registry_alone(
    path: Path, quality: ReadResult, staff: ReadResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = migrations.scripts()
    monkeypatch.setattr(migrations, "scripts", lambda: (*older, "CREATE TABLE more (x TEXT) STRICT;\n"))
    _filled(path, quality, staff)
    monkeypatch.setattr(migrations, "scripts", lambda: older)
    content = path.read_bytes()
    with pytest.raises(RegistryTooNew):
        Registry.open(path)
    assert path.read_bytes() == content


def test_a_step_that_fails_changes_nothing(
    path: Path, quality: ReadResult, staff: ReadResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    _filled(path, quality, staff)
    first = _version(path)
    good = migrations.scripts()
    monkeypatch.setattr(migrations, "scripts", lambda: (*good, "CREATE TABLE more (x TEXT) STRICT;\nSELECT nothing;\n"))
    with pytest.raises(sqlite3.OperationalError):
        Registry.open(path)
    assert _version(path) == first
    monkeypatch.setattr(migrations, "scripts", lambda: good)
    with Registry.open(path, read_only=True) as registry:
        assert len(registry.acts()) == 1


def test_scripts_are_numbered_without_gaps() -> None:
    folder = Path(migrations.__file__).parent / "schema"
    names = sorted(item.name for item in folder.iterdir() if item.suffix == ".sql")
    assert names == [f"{number:04}.sql" for number in range(1, len(names) + 1)]


def test_a_script_is_cut_into_statements_with_triggers_whole() -> None:
    script = "CREATE TABLE a (x);\n-- note; not the end\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n SELECT 1;\nEND;\n"
    assert len(list(migrations.statements(script))) == 2


def test_a_registry_without_steps_keeps_every_act_in_its_place_and_can_hold_steps_then(path: Path) -> None:
    path.write_bytes(lzma.decompress(Path(__file__).with_name("first.db.xz").read_bytes()))
    with closing(sqlite3.connect(path)) as raw, raw:
        before = raw.execute("SELECT * FROM acts").fetchall()
        with pytest.raises(sqlite3.IntegrityError):
            raw.execute("UPDATE acts SET comment = 'changed'")
    with Registry.open(path) as registry:
        document = registry.acts()[0].subjects[0].id
        registry.take_steps([document], {StepField.ASSIGNED_TO: "Lo"}, "kim")
    with closing(sqlite3.connect(path)) as raw, raw:
        after = raw.execute("SELECT * FROM acts ORDER BY sequence").fetchall()
        assert after[:-1] == before
        for change in ("UPDATE acts SET comment = 'changed'", "DELETE FROM acts"):
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute(change)
