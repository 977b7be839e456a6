import hashlib
import os
import signal
import sys
from functools import _lru_cache_wrapper
from inspect import signature
from pathlib import Path

import pytest

from styrdok import system, tables
from styrdok.engines import child, lane
from styrdok.engines.ingest import ingest
from styrdok.engines.lane import Known, Lane
from styrdok.engines.outcome import failure_of
from styrdok.engines.read_one import read_one
from styrdok.engines.warm import _MEMO, _PROGRAMME, _file, warm
from styrdok.errors import StyrdokError
from styrdok.extraction.extract import extract
from styrdok.reading.limits import ReaderLimits
from styrdok.reading.readers import PDF, reader_for
from styrdok.registry.intake import ReadResult
from styrdok.registry.store import Registry
from styrdok.registry.version import reader_version
from styrdok.settings import ReadLimits, Settings
from styrdok.vocabulary import FileStatus

forks = pytest.mark.skipif(not system.FORKS, reason="there is no fork on this system")

_FAULTY = """
import hashlib, os, signal, sys, time
from styrdok.engines import child, frames, worker

def fault(job, ask, opened):
    path = os.fsdecode(job.path)
    ask(hashlib.sha256(open(path, "rb").read()).hexdigest())
    {body}

child.answer_to = fault
child.budget.confinement.confine = lambda readable: None  # what is done here stands for what comes from outside
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
        assert "No such file" in str(opened.read(pdf.with_name("nowhere.pdf")))


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
    bomb.write_bytes(pdf.read_bytes())
    os.truncate(bomb, 900 << 20)
    with Lane(Settings(ReadLimits(memory_bytes=64 << 20))) as opened:
        result = opened.read(bomb)
        assert isinstance(result, ReadResult)
        assert result.failure is not None
        assert result.failure.code == "limit"
        assert "större än" in str(result.failure.message)


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


@forks
@pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM"])
def test_a_process_that_is_ended_from_outside_is_tried_again_and_its_file_never_set_apart(
    name: str, pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "faulty.py"
    once = f"""
    try:
        os.mkdir({str(tmp_path / "killed")!r})
    except FileExistsError:
        return usual(job, lambda sha256: True, opened)
    os.kill(os.getpid(), signal.{name})
"""
    program.write_text(_FAULTY.format(body=once).replace("def fault", "usual = child.answer_to\ndef fault"))
    usual = lane._PROGRAM
    monkeypatch.setattr(lane, "_PROGRAM", (sys.executable, str(program)))
    with Lane(Settings()) as opened:
        assert opened.read(pdf) == read_one(pdf.read_bytes(), Settings())
    assert (tmp_path / "killed").exists()

    program.write_text(_FAULTY.format(body=f"os.kill(os.getpid(), signal.{name})"))
    (file,) = ingest([pdf], tmp_path / "r.db", jobs=1).files
    assert file.status is FileStatus.QUARANTINED
    assert name in file.reason
    monkeypatch.setattr(lane, "_PROGRAM", usual)
    (file,) = ingest([pdf], tmp_path / "r.db", jobs=1).files
    assert (file.status, file.reason) == (FileStatus.OK, "")


def test_a_worker_that_is_killed_at_its_work_is_tried_again(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "faulty.py"
    body = "os.kill(os.getppid(), signal.SIGKILL)\n    time.sleep(20)"
    program.write_text(_FAULTY.format(body=body))
    usual = lane._PROGRAM
    with Lane(Settings()) as opened:
        monkeypatch.setattr(lane, "_PROGRAM", (sys.executable, str(program)))
        opened.start()
        monkeypatch.setattr(lane, "_PROGRAM", usual)
        assert opened.read(pdf) == read_one(pdf.read_bytes(), Settings())


@forks
def test_a_file_whose_worker_is_killed_each_time_is_told_of(
    pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "faulty.py"
    program.write_text(_FAULTY.format(body="os.kill(os.getppid(), signal.SIGKILL)\n    time.sleep(20)"))
    monkeypatch.setattr(lane, "_PROGRAM", (sys.executable, str(program)))
    with Lane(Settings()) as opened:
        assert str(opened.read(pdf)) == "Processen som läste filen gav inget resultat (it ended). Kör igen."


def test_a_file_that_is_known_is_not_read(pdf: Path) -> None:
    asked = []
    sha256 = hashlib.sha256(pdf.read_bytes()).hexdigest()
    with Lane(Settings()) as opened:
        assert opened.read(pdf, lambda content: bool(asked.append(content))) == Known(sha256)
        assert isinstance(opened.read(pdf), ReadResult)
    assert asked == [sha256]


@forks
def test_a_file_is_taken_from_disk_once(pdf: Path, tmp_path: Path) -> None:
    """What replaces it while it is being read is neither read nor hashed."""
    content = pdf.read_bytes()

    def replace_it(sha256: str) -> bool:
        pdf.write_bytes(b"something else")
        return True

    with Lane(Settings()) as opened:
        assert opened.read(pdf, replace_it) == read_one(content, Settings())


def test_a_result_for_another_content_is_not_taken(pdf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "faulty.py"
    forged = "return frames.encode(frames.Done(failed('0' * 64, job.settings.limits, failure_of(ValueError()))))"
    imports = "from styrdok.engines.outcome import failed, failure_of\n"
    program.write_text(imports + _FAULTY.format(body=forged))
    monkeypatch.setattr(lane, "_PROGRAM", (sys.executable, str(program)))
    with Lane(Settings()) as opened:
        assert "something else" in str(opened.read(pdf))


@pytest.mark.parametrize(
    ("error", "code"),
    [(MemoryError(), "limit"), (RecursionError(), "damaged"), (ValueError("x"), "error"), (KeyError("y"), "error")],
)
def test_every_error_is_a_reason(error: Exception, code: str) -> None:
    failure = failure_of(error)
    assert failure.code == code
    assert failure.message
    assert failure.hint


def test_what_no_file_decides_is_worked_out_before_processes_are_split_off() -> None:
    """Each would work it out anew: of a tiny broken file that was two thirds of the time."""
    reader_version.cache_clear()
    warm()
    assert reader_version.cache_info().currsize == 1


def test_all_tables_are_loaded_when_a_second_file_is_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    loads: list[str] = []
    monkeypatch.setattr(child, "warm", lambda: loads.append("all"))
    tables = child._Tables()
    assert not tables.lacking()
    assert tables.lacking()
    tables.load()
    assert not tables.lacking()
    assert loads == ["all"]


def test_no_process_loads_a_table_of_its_own() -> None:
    warm()
    cold = [
        f"{name}.{key}"
        for name, module in sys.modules.items()
        if name.startswith(("styrdok.extraction.", "styrdok.swedish.", "styrdok.reading."))
        for key, kept in vars(module).items()
        if isinstance(kept, _lru_cache_wrapper) and not signature(kept).parameters and not kept.cache_info().currsize
    ]
    assert cold == []


def test_another_file_reads_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    warm()
    asked: list[str] = []
    monkeypatch.setattr(tables, "_parsed", lambda source: asked.append(str(source)) or {})
    monkeypatch.setattr(tables, "_lines", lambda source: asked.append(str(source)) or iter(()))
    lines = (
        "Riktlinjer för badplatser",
        "Antagna av tekniska nämnden 2031-02-03. Gäller t.o.m. 2035.",
        "Giltig till 2036.",
    )
    assert read_one(_file(lines), Settings()).reading is not None
    assert asked == []


def test_the_files_that_warm_are_read_and_understood() -> None:
    programme, memo = (reader_for(PDF)(_file(lines), ReaderLimits()) for lines in (_PROGRAMME, _MEMO))
    assert programme.text.splitlines()[: len(_PROGRAMME)] == list(_PROGRAMME)
    assert memo.text.startswith(_MEMO[0])
    assert extract(programme).definitions
    assert extract(memo).viewpoints


def test_bytes_that_are_no_pdf_give_a_failure() -> None:
    for data in (b"", b"%PDF-1.7", b"\0" * 100, b"<html></html>"):
        result = read_one(data, Settings())
        assert result.failure is not None
        assert result.reading is None


def test_the_worker_program_says_why_a_file_cannot_be_opened(tmp_path: Path) -> None:
    with Lane(Settings()) as opened:
        assert "Is a directory" in str(opened.read(tmp_path)) or "no regular file" in str(opened.read(tmp_path))


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
