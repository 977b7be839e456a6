import os
import signal
import sys
from io import BytesIO
from pathlib import Path

import pytest

from styrdok import system
from styrdok.engines import frames, lane
from styrdok.engines.answer import answer_to
from styrdok.engines.ingest import ingest
from styrdok.engines.lane import Lane
from styrdok.engines.read_one import failure_of, read_one
from styrdok.errors import StyrdokError
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.settings import ReadLimits, Settings

forks = pytest.mark.skipif(not system.FORKS, reason="there is no fork on this system")

_FAULTY = """
import os, signal, sys, time
from styrdok.engines import child, frames, worker

def fault(job):
    {body}

child.answer_to = fault
child._LARGEST = 50_000
sys.stdin = None
worker.serve()
"""

FAULTS = {
    "dies": ("os.kill(os.getpid(), signal.SIGSEGV)", "crashed"),
    "aborts": ("os.abort()", "crashed"),
    "leaves": ("os._exit(0)", "crashed"),
    "sleeps": ("time.sleep(600)", "limit"),
    "spins": ("exec('while True: pass')", "limit"),
    "swells": ("return bytearray(1 << 40)", "crashed"),
    "floods": ("return b'x' * 200_000", "limit"),
}


@pytest.fixture
def pdf(folder: Path) -> Path:
    return folder / "a.pdf"


def test_a_worker_reads_as_this_process_does(pdf: Path) -> None:
    with Lane(Settings()) as opened:
        assert opened.read(pdf) == read_one(pdf.read_bytes(), Settings())
        assert opened.read(pdf.with_name("nowhere.pdf")) == "No such file or directory"


@forks
@pytest.mark.parametrize("name", FAULTS)
def test_a_worker_that_goes_wrong_takes_only_its_file_with_it(
    name: str, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, code = FAULTS[name]
    program = tmp_path / "faulty.py"
    program.write_text(_FAULTY.format(body=body))
    monkeypatch.setattr(lane, "_PROGRAM", (sys.executable, str(program)))
    with Lane(Settings(ReadLimits(seconds=0.2, seconds_per_page=0.0))) as opened:
        result = opened.read(pdf)
        assert isinstance(result, ReadResult)
        assert result.failure is not None
        assert result.failure.code == code
        assert result.failure.message
        assert result.failure.hint
        assert isinstance(opened.read(pdf), ReadResult)


@forks
def test_too_little_memory_is_a_reason(pdf: Path) -> None:
    bomb = pdf.with_name("big.pdf")
    bomb.write_bytes(pdf.read_bytes() + b"\0" * (300 << 20))
    with Lane(Settings(ReadLimits(memory_bytes=64 << 20))) as opened:
        result = opened.read(bomb)
        assert isinstance(result, ReadResult)
        assert result.failure is not None


@forks
def test_a_worker_ends_when_its_run_is_gone(pdf: Path) -> None:
    opened = Lane(Settings())
    opened.read(pdf)
    started = opened._worker
    assert started is not None
    assert started.stdin is not None
    started.stdin.close()
    assert started.wait(timeout=30) == 0
    opened.close()


def test_a_worker_that_was_ended_is_started_anew(pdf: Path) -> None:
    with Lane(Settings()) as opened:
        first = opened.read(pdf)
        assert opened._worker is not None
        os.kill(opened._worker.pid, signal.SIGKILL)
        opened._worker.wait()
        assert opened.read(pdf) == first


@pytest.mark.parametrize(
    ("error", "code"),
    [(MemoryError(), "limit"), (RecursionError(), "damaged"), (ValueError("x"), "error"), (KeyError("y"), "error")],
)
def test_every_error_is_a_reason(error: Exception, code: str) -> None:
    failure = failure_of(error)
    assert failure.code == code
    assert failure.message
    assert failure.hint


def test_bytes_that_are_no_pdf_give_a_failure() -> None:
    for data in (b"", b"%PDF-1.7", b"\0" * 100, b"<html></html>"):
        result = read_one(data, Settings())
        assert result.failure is not None
        assert result.reading is None


def test_the_worker_program_says_why_a_file_cannot_be_opened(tmp_path: Path) -> None:
    answer = frames.receive_answer(BytesIO(answer_to(frames.Job(os.fsencode(tmp_path), Settings()))))
    assert isinstance(answer, frames.Unopened)
    assert answer.reason


@forks
def test_a_fault_of_the_program_stops_the_run(pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(reading: object) -> None:
        raise StyrdokError("The lexicon is broken.", "Install it anew.")

    monkeypatch.setattr("styrdok.engines.read_one.extract", broken)
    with pytest.raises(StyrdokError, match="lexicon"):
        read_one(pdf.read_bytes(), Settings())
    program = tmp_path / "faulty.py"
    body = "return frames.encode(frames.Fault('The lexicon is broken.', 'Install it anew.'))"
    program.write_text(_FAULTY.format(body=body))
    monkeypatch.setattr(lane, "_PROGRAM", (sys.executable, str(program)))
    with pytest.raises(StyrdokError, match="lexicon"):
        ingest([pdf], tmp_path / "r.db", jobs=1)
    with Registry.open(tmp_path / "r.db", read_only=True) as registry:
        assert registry.files() == ()


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("import no_such_module", "No module named 'no_such_module'"),
        ("import sys; sys.exit('the disk is gone')", "the disk is gone"),
        ("print('no frame at all')", "too long"),
        ("pass", "it ended"),
    ],
)
def test_a_worker_that_does_not_start_says_why_and_no_registry_is_made(
    program: str, words: str, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lane, "_PROGRAM", (sys.executable, "-c", program))
    with pytest.raises(StyrdokError, match="startar inte") as told:
        ingest([pdf], tmp_path / "r.db", jobs=2)
    assert words in told.value.message
    assert "pip install ." in told.value.hint
    assert not (tmp_path / "r.db").exists()


_WITHOUT_FORK = """
import sys
from styrdok import system
system.FORKS = False
from styrdok.engines import worker
sys.stdin = None
worker.serve()
"""


def test_without_fork_the_same_is_read(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def state(registry: Path) -> object:
        with Registry.open(registry, read_only=True) as opened:
            return opened.snapshot(), [(file.name, file.status, file.reason) for file in opened.files()]

    ingest([folder], tmp_path / "usual.db", jobs=1)
    monkeypatch.setattr(system, "FORKS", False)
    monkeypatch.setattr(lane, "_PROGRAM", (sys.executable, "-c", _WITHOUT_FORK))
    summary = ingest([folder], tmp_path / "r.db", jobs=2)
    assert summary.exit_code == 7
    assert state(tmp_path / "r.db") == state(tmp_path / "usual.db")
