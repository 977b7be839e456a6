"""``doctor --mend``: a damaged registry becomes a sound one with every act; the damaged file is kept."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from typer.testing import CliRunner

from styrdok.cli.main import app
from styrdok.engines import mend as mending
from styrdok.engines.ingest import ingest
from styrdok.engines.mend import mend
from styrdok.errors import RegistryDamaged
from styrdok.judgements.acts import Opinion
from styrdok.registry.store import Registry
from styrdok.vocabulary import Verdict

from .hostile import sound


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    """A registry of two files with a judgement and a correction."""
    for name, words in (("a", "Policy för hamnen"), ("b", "Riktlinje för bryggor")):
        (tmp_path / f"{name}.pdf").write_bytes(sound(f"{words}\nAntagen av kommunfullmäktige den 4 maj 2020."))
    path = tmp_path / "styrdok.db"
    ingest([tmp_path], path, jobs=1)
    with Registry.open(path) as opened:
        ids = [document.id for document in opened.documents()]
        opened.judge(ids, Opinion(Verdict.ACCEPT, comment="Ja."), "Anna")
        opened.correct(ids[0], "responsible", "Hamnkontoret", "Bo")
    path.chmod(0o600)
    return path


def _stop(place: Path) -> Path:
    raise KeyboardInterrupt


def _doctor(registry: Path, *words: object):
    return CliRunner().invoke(app, ["doctor", "--registry", str(registry), *map(str, words)])


def _do(path: Path, *statements: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.close()


def _change_rows(path: Path) -> None:
    _do(path, "UPDATE passages SET text = replace(text, 'a', 'o')")


def _break_rows(path: Path) -> None:
    _do(path, "UPDATE pages SET layout = x'00'")


def _spoil_an_act(path: Path) -> None:
    _do(path, "DROP TRIGGER acts_stay_as_they_are", "UPDATE acts SET verdict = 'dismiss' WHERE kind = 'judgement'")


def _bad_text(path: Path) -> None:
    _do(path, "UPDATE descriptions SET title = cast(x'ff00ff' AS TEXT)")


@pytest.mark.parametrize("damage", [_change_rows, _break_rows, _spoil_an_act, _bad_text])
def test_it_is_mended_with_one_command(registry: Path, damage) -> None:
    with Registry.open(registry, read_only=True) as opened:
        before = (opened.acts(), opened.snapshot(), opened.files())
    damage(registry)
    damaged = registry.read_bytes()
    assert _doctor(registry).exit_code == 5
    done = _doctor(registry, "--mend")
    assert (done.exit_code, done.exception) == (0, None)
    assert "2 filer, 2 bedömningar" in done.stderr
    with Registry.open(registry, read_only=True) as opened:
        assert (opened.acts(), opened.snapshot(), opened.files()) == before
        assert not [finding for finding in opened.examine() if finding.fault]
    kept = registry.with_name("styrdok.db.damaged-1")
    assert kept.read_bytes() == damaged
    assert registry.stat().st_mode & 0o777 == 0o600
    left = (path.name for path in registry.parent.iterdir() if path.is_file())
    assert sorted(name for name in left if not name.endswith(("-wal", "-shm"))) == [
        "a.pdf",
        "b.pdf",
        "styrdok.db",
        "styrdok.db.damaged-1",
    ]
    assert "Registret är helt" in _doctor(registry, "--mend").stderr


def test_a_file_that_no_longer_opens_is_mended_where_its_files_are_named(registry: Path) -> None:
    with Registry.open(registry, read_only=True) as opened:
        acts = opened.acts()
    content = registry.read_bytes()
    registry.write_bytes(b"\xff" * 4096 + content[4096:])
    assert isinstance(_doctor(registry).exception, RegistryDamaged)
    refused = _doctor(registry, "--mend")
    assert isinstance(refused.exception, RegistryDamaged)
    assert "styrdok doctor --mend MAPP" in str(refused.exception)
    assert _doctor(registry, "--mend", registry.parent).exit_code == 0
    with Registry.open(registry, read_only=True) as opened:
        assert opened.acts() == acts
        assert len(opened.documents()) == 2


def test_files_that_are_gone_are_named(registry: Path) -> None:
    registry.with_name("b.pdf").unlink()
    _change_rows(registry)
    done = _doctor(registry, "--mend")
    assert done.exit_code == 7
    assert "b.pdf finns inte längre" in done.stderr
    with Registry.open(registry, read_only=True) as opened:
        assert len(opened.acts()) == 2


def test_breaking_off_before_the_end_changes_nothing(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Registry.open(registry, read_only=True) as opened:
        acts = opened.acts()
    _change_rows(registry)
    damaged = registry.read_bytes()

    with monkeypatch.context() as patched:
        patched.setattr(mending, "_put_aside", _stop)
        with pytest.raises(KeyboardInterrupt):
            mend(registry, jobs=1)
    assert registry.read_bytes() == damaged
    assert mend(registry, jobs=1).acts == acts


def test_acts_that_only_an_earlier_rescue_still_has_come_back(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As after a power cut between taking the log away and putting the new file in place."""
    with Registry.open(registry, read_only=True) as opened:
        acts = opened.acts()
    with monkeypatch.context() as patched:
        patched.setattr(mending, "_put_aside", _stop)
        with pytest.raises(KeyboardInterrupt):
            mend(registry, jobs=1)
    _do(registry, "DROP TRIGGER acts_stay", "DELETE FROM acts", "DELETE FROM acts_again", "VACUUM")
    assert mend(registry, jobs=1).acts == acts


def test_reading_damaged_rows_is_never_a_bug(registry: Path) -> None:
    copy = registry.with_name("copy.db")
    for damage in (_break_rows, _bad_text):
        shutil.copy(registry, copy)
        damage(copy)
        with Registry.open(copy) as opened, pytest.raises(RegistryDamaged, match="doctor --mend"):
            [opened.relink(), opened.snapshot(), *(opened.reading(document.id) for document in opened.documents())]


def test_judging_and_correcting_over_damaged_rows_is_never_a_bug(registry: Path) -> None:
    with Registry.open(registry) as opened:
        ids = [document.id for document in opened.documents()]
        _do(registry, "UPDATE descriptions SET kind = 'gone'")
        with pytest.raises(RegistryDamaged, match="doctor --mend"):
            opened.judge(ids, Opinion(Verdict.DISMISS), "Anna")
        with pytest.raises(RegistryDamaged, match="doctor --mend"):
            opened.correct(ids[0], "responsible", "Kontoret", "Bo")
