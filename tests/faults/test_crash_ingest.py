"""A whole run is killed at random moments; running it again gives the registry of an undisturbed run."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from io import BytesIO
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from styrdok.findings import Snapshot
from styrdok.registry.store import Registry

_RUN = """
import sys
from pathlib import Path
from styrdok.engines.ingest import ingest
try:
    code = ingest([Path(sys.argv[1])], Path(sys.argv[2]), jobs=2).exit_code
except KeyboardInterrupt:
    code = 130
sys.exit(code)
"""
_FILES = 12


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("docs")
    for number in range(_FILES):
        stream = BytesIO()
        canvas = Canvas(stream, invariant=True)
        for line in range(30):
            canvas.drawString(72, 760 - 16 * line, f"Nämnd {number} ska följa upp mål {line} varje år.")
        canvas.save()
        (place / f"{number:02}.pdf").write_bytes(stream.getvalue())
    (place / "bad.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    return place


def _start(folder: Path, registry: Path) -> "subprocess.Popen[bytes]":
    return subprocess.Popen([sys.executable, "-c", _RUN, str(folder), str(registry)])


def _state(registry: Path) -> tuple[Snapshot, list[tuple[str, str, str]]]:
    with Registry.open(registry, read_only=True) as opened:
        return opened.snapshot(), [(file.name, file.status.value, file.reason) for file in opened.files()]


def _workers_of(group: int) -> list[str]:
    listed = subprocess.run(["ps", "-e", "-o", "ppid=,args="], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if "styrdok.engines.worker" in line and line.split()[0] == str(group)]


def _rounds(folder: Path, place: Path, rounds: int, seed: int) -> int:
    """Kill that many runs, each time mending and comparing; how many were killed before they were done."""
    chance = random.Random(seed)
    assert _start(folder, place / "whole.db").wait() == 7
    whole = _state(place / "whole.db")
    killed = 0
    for number in range(rounds):
        registry = place / f"{number}.db"
        run = _start(folder, registry)
        time.sleep(chance.uniform(0.1, 2.0))
        run.send_signal(signal.SIGKILL)
        killed += run.wait() < 0
        if registry.exists():
            raw = sqlite3.connect(registry)
            assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            raw.close()
        assert _start(folder, registry).wait() == 7
        assert _state(registry) == whole
    return killed


def test_a_killed_run_is_mended_by_the_next(folder: Path, tmp_path: Path) -> None:
    assert _rounds(folder, tmp_path, rounds=3, seed=1) > 0


@pytest.mark.long
def test_a_hundred_killed_runs_are_mended(folder: Path, tmp_path: Path) -> None:
    assert _rounds(folder, tmp_path, rounds=100, seed=2) > 50


@pytest.mark.skipif(os.name == "nt", reason="there are no interrupts to send")
def test_an_interrupted_run_says_so_and_leaves_no_worker(folder: Path, tmp_path: Path) -> None:
    run = _start(folder, tmp_path / "r.db")
    while not (tmp_path / "r.db").exists() and run.poll() is None:
        time.sleep(0.02)
    run.send_signal(signal.SIGINT)
    assert run.wait() in (130, 7)
    assert _workers_of(run.pid) == []
    assert _start(folder, tmp_path / "r.db").wait() == 7
    assert _start(folder, tmp_path / "whole.db").wait() == 7
    assert _state(tmp_path / "r.db") == _state(tmp_path / "whole.db")


def test_two_runs_at_once_give_the_same_registry(folder: Path, tmp_path: Path) -> None:
    runs = [_start(folder, tmp_path / "r.db") for _ in range(2)]
    codes = {run.wait() for run in runs}
    assert codes <= {7, 1}
    if 1 in codes:
        assert _start(folder, tmp_path / "r.db").wait() == 7
    assert _start(folder, tmp_path / "whole.db").wait() == 7
    assert _state(tmp_path / "r.db") == _state(tmp_path / "whole.db")
