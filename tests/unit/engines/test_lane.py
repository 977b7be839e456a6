import os
import pickle
import signal
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from styrdok.engines import frames, lane, worker
from styrdok.engines.ingest import ingest
from styrdok.engines.lane import Lane
from styrdok.engines.read_one import failure_of, read_one
from styrdok.errors import StyrdokError
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.settings import ReadLimits, Settings

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork on this system")

_FAULTY = """
import os, signal, sys, time
from styrdok.engines import worker

def fault(path, settings):
    {body}

worker._run = fault
worker._LARGEST = 50_000
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
    "floods": ("return 'x' * 200_000", "limit"),
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


def _frame(value: object) -> BytesIO:
    stream = BytesIO()
    frames.send(stream, value)
    stream.seek(0)
    return stream


class Evil:
    """Unpickling this would run a command."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("true",)


def test_frames_hold_plain_values_only(pdf: Path) -> None:
    result = read_one(pdf.read_bytes(), Settings())
    assert frames.receive(_frame(result)) == result
    for wrong in (_frame(Evil()), BytesIO(b""), BytesIO(b"\xff" * 20), BytesIO(_frame("x").getvalue()[:-1])):
        with pytest.raises(frames.BadFrame):
            frames.receive(wrong)
    with pytest.raises(frames.BadFrame):
        frames.receive(_frame(frames.encode))
    assert pickle.loads(pickle.dumps(result)) == result


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
    assert isinstance(worker._run(tmp_path, Settings()), str)


@forks
def test_a_fault_of_the_program_stops_the_run(pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(reading: object) -> None:
        raise StyrdokError("The lexicon is broken.", "Install it anew.")

    monkeypatch.setattr("styrdok.engines.read_one.extract", broken)
    with pytest.raises(StyrdokError, match="lexicon"):
        read_one(pdf.read_bytes(), Settings())
    program = tmp_path / "faulty.py"
    body = "return worker.ProgramFault('The lexicon is broken.', 'Install it anew.')"
    program.write_text(_FAULTY.format(body=body))
    monkeypatch.setattr(lane, "_PROGRAM", (sys.executable, str(program)))
    with pytest.raises(StyrdokError, match="lexicon"):
        ingest([pdf], tmp_path / "r.db", jobs=1)
    with Registry.open(tmp_path / "r.db", read_only=True) as registry:
        assert registry.files() == ()


@forks
def test_a_worker_that_does_not_start_is_no_file_s_fault(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "faulty.py"
    program.write_text("import no_such_module")
    monkeypatch.setattr(lane, "_PROGRAM", (sys.executable, str(program)))
    with Lane(Settings()) as opened, pytest.raises(StyrdokError, match="does not start"):
        opened.read(pdf)
