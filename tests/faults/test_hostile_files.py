"""Every kind of broken, odd or hostile PDF through a worker with limits: what is told, what is read, what is not."""

import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from styrdok.engines.ingest import ingest
from styrdok.engines.lane import Lane
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.settings import ReadLimits, Settings
from styrdok.vocabulary import FileStatus

from .hostile import CASES, SHIFTED_WORDS, Case, shifted, sound

MEMORY = 512 << 20
TIGHT = Settings(ReadLimits(seconds=4.0, memory_bytes=MEMORY))

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the limits are those of the kernel")


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ReadResult | str]:
    """What one worker says of every file, one after another."""
    folder = tmp_path_factory.mktemp("hostile")
    found: dict[str, ReadResult | str] = {}
    with Lane(TIGHT) as lane:
        for case in CASES:
            path = folder / f"{case.name}.pdf"
            path.write_bytes(case.make())
            found[case.name] = lane.read(path)
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_file_ends_as_it_should(case: Case, results: dict[str, ReadResult | str]) -> None:
    result = results[case.name]
    assert isinstance(result, ReadResult), result
    code = result.failure.code if result.failure else "ok"
    assert code in case.codes, result.failure
    if result.failure is not None:
        assert result.failure.message
        assert result.failure.hint
        return
    assert result.reading is not None
    assert result.extraction is not None
    passages = " ".join(passage.anchor.text for passage in result.extraction.passages)
    for word in case.shown:
        assert word in result.reading.text
    body = " ".join(result.reading.text[block.start : block.end] for block in result.reading.body)
    for word in case.hidden:
        assert word not in body
        assert word not in passages
    if case.statuses:
        assert tuple(page.status.value for page in result.reading.pages) == case.statuses


def test_no_worker_went_over_its_memory(results: dict[str, ReadResult | str]) -> None:
    assert len(results) == len(CASES)
    unit = 1 if sys.platform == "darwin" else 1024
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * unit < 2 * MEMORY


def test_shifted_signs_are_told_and_never_found(tmp_path: Path) -> None:
    (tmp_path / "shifted.pdf").write_bytes(shifted())
    (tmp_path / "sound.pdf").write_bytes(sound())
    summary = ingest([tmp_path], tmp_path / "r.db", jobs=1)
    assert {file.name: file.status for file in summary.files} == {
        "shifted.pdf": FileStatus.PARTIAL,
        "sound.pdf": FileStatus.OK,
    }
    nonsense = "".join(chr(ord(char) + 3) for char in SHIFTED_WORDS.split()[0])
    with Registry.open(tmp_path / "r.db", read_only=True) as registry:
        assert registry.search("badhusen")
        assert not registry.search(nonsense)
        assert sum(file.pages_unread for file in registry.files()) == 1
        assert {status.value: count for status, count in registry.page_statuses().items()} == {
            "text": 1,
            "unreadable": 1,
        }


@pytest.mark.parametrize("pages", [300, pytest.param(5000, marks=pytest.mark.long)])
def test_many_pages(tmp_path: Path, pages: int) -> None:
    (tmp_path / "long.pdf").write_bytes(sound(pages=pages))
    summary = ingest([tmp_path], tmp_path / "r.db", jobs=1)
    assert [(file.status, file.pages, file.pages_unread) for file in summary.files] == [(FileStatus.OK, pages, 0)]


def _processes(word: str) -> list[str]:
    listed = subprocess.run(["ps", "-e", "-o", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if word in line and line.split()[1] == str(os.getpid())]


@pytest.mark.parametrize(("good", "rounds"), [(4, 1), pytest.param(200, 2, marks=pytest.mark.long)])
def test_good_files_go_in_beside_bad_ones(tmp_path: Path, good: int, rounds: int) -> None:
    """200 good and 60 bad ones at length; some of each always."""
    folder = tmp_path / "docs"
    folder.mkdir()
    for number in range(good):
        (folder / f"good{number:03}.pdf").write_bytes(sound(f"Plan {number}\nNämnd {number} ska följa upp planen."))
    bad = [case for case in CASES if "ok" not in case.codes or case.name in ("cut_00", "cut_10", "bomb", "laughs")]
    for number in range(rounds):
        for case in bad:
            (folder / f"bad{number}-{case.name}.pdf").write_bytes(case.make() + b"%%%d" % number)
    extra = 60 - rounds * len(bad) if good == 200 else 0
    for number in range(extra):
        (folder / f"worse{number}.pdf").write_bytes(b"%%PDF-1.7\n%d" % number)
    summary = ingest([folder], tmp_path / "r.db", jobs=2, settings=TIGHT)
    assert summary.exit_code == 7
    names = {file.name: file for file in summary.files}
    assert len(names) == good + rounds * len(bad) + max(extra, 0)
    assert {file.status for name, file in names.items() if name.startswith("good")} == {FileStatus.OK}
    for name, file in names.items():
        if file.status is FileStatus.QUARANTINED:
            assert file.code
            assert file.reason
            assert file.hint, name
    assert len(summary.named(FileStatus.QUARANTINED)) >= rounds * (len(bad) - 3) + max(extra, 0)
    assert _processes("styrdok.engines.worker") == []
    raw = sqlite3.connect(tmp_path / "r.db")
    assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    raw.close()
