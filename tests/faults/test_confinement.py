"""What a process that reads a file cannot do, should a hostile file have taken it over: each thing is tried."""

import ctypes
import faulthandler
import mmap
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from styrdok import confined, confinement, system
from styrdok.engines import budget, lane
from styrdok.settings import ReadLimits, Settings

pytestmark = pytest.mark.skipif(
    not (system.FORKS and confinement.offer().seccomp), reason="the kernel of this system does not filter calls"
)
needs_landlock = pytest.mark.skipif(not confinement.offer().landlock, reason="the kernel has no Landlock")
_LIMITS = ReadLimits()


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    path = tmp_path / "styrdok.db"
    path.write_bytes(b"SQLite format 3\0" + bytes(4080))
    return path


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7")
    return path


def _write(place: Path) -> None:
    with place.open("r+b") as stream:
        stream.write(b"gone")


def _map(place: Path) -> None:
    number = os.open(place, os.O_RDWR)
    with mmap.mmap(number, 0) as held:
        held[0:4] = b"gone"


def _replace(place: Path) -> None:
    place.rename(place.with_name("other.db"))


def _truncate(place: Path) -> None:
    os.truncate(place, 0)


def _make(place: Path) -> None:
    os.mkfifo(place.with_name("pipe"))


def _open_to_all(place: Path) -> None:
    place.chmod(0o777)


def _date(place: Path) -> None:
    os.utime(place, (0, 0))


def _talk(place: Path) -> None:
    socket.socket(socket.AF_INET, socket.SOCK_STREAM).close()


def _whisper(place: Path) -> None:
    socket.socketpair()


def _run(place: Path) -> None:
    subprocess.run([sys.executable, "-c", "pass"], check=True)


def _become(place: Path) -> None:
    os.execv("/bin/true", ["true"])


def _multiply(place: Path) -> None:
    number = os.fork()
    if number == 0:
        os._exit(0)
    os.waitpid(number, 0)


def _end_parent(place: Path) -> None:
    os.kill(os.getppid(), 0)


def _look_into_parent(place: Path) -> None:
    Path(f"/proc/{os.getppid()}/environ").read_bytes()


def _hold_parent(place: Path) -> None:
    if ctypes.CDLL(None).ptrace(16, os.getppid(), 0, 0) != 0:
        raise OSError("it is not held")


def _run_from_memory(place: Path) -> None:
    os.memfd_create("program")


_REFUSED_BY_CALLS = [_write, _map, _replace, _truncate, _make, _open_to_all, _date, _talk, _whisper]
_REFUSED_BY_CALLS += [_run, _become, _multiply, _end_parent, _run_from_memory]


def _did(deed, place: Path, source: Path | None) -> bool:
    def work() -> None:
        if source is not None:
            budget.confine(_LIMITS, os.fsencode(source))
        deed(place)

    return system.Fork(work).wait().code == 0


@pytest.mark.parametrize("deed", _REFUSED_BY_CALLS, ids=lambda deed: deed.__name__.strip("_"))
def test_a_deed_that_works_elsewhere_is_refused(deed, registry: Path, source: Path) -> None:
    before = (registry.read_bytes(), registry.stat().st_mtime_ns, registry.stat().st_mode)
    assert not _did(deed, registry, source)
    assert (registry.read_bytes(), registry.stat().st_mtime_ns, registry.stat().st_mode) == before
    assert sorted(path.name for path in registry.parent.iterdir()) == ["a.pdf", "styrdok.db"]
    assert _did(deed, registry, None)


@needs_landlock
@pytest.mark.parametrize("deed", [lambda place: place.read_bytes(), lambda place: list(place.parent.iterdir())])
def test_only_the_file_to_be_read_can_be_read(deed, registry: Path, source: Path) -> None:
    assert not _did(deed, registry, source)
    assert _did(deed, source.parent / "styrdok.db", None)
    assert _did(lambda place: source.read_bytes(), registry, source)


@needs_landlock
def test_other_processes_cannot_be_looked_into(registry: Path, source: Path) -> None:
    assert not _did(_look_into_parent, registry, source)
    assert not _did(_hold_parent, registry, source)
    assert _did(_look_into_parent, registry, None)


@pytest.mark.parametrize("deed", [_write, _map, _replace, _truncate, _make])
@needs_landlock
def test_landlock_alone_keeps_files_as_they_are(deed, registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "offer", lambda: confinement.Offer(landlock=1))
    before = registry.read_bytes()

    def work() -> None:
        confinement.confine([])
        deed(registry)

    refused = system.Fork(work).wait().code != 0
    assert refused == (deed is not _truncate)  # its first version does not know of that
    assert (registry.read_bytes() == before) == refused


def test_a_confined_process_can_compute_import_and_abort(source: Path) -> None:
    sys.modules.pop("colorsys", None)

    def work() -> None:
        faulthandler.disable()
        budget.confine(_LIMITS, os.fsencode(source))
        import colorsys
        import threading

        thread = threading.Thread(target=colorsys.rgb_to_hsv, args=(1, 1, 1))
        thread.start()
        thread.join()
        os.abort()

    assert system.Fork(work).wait().signal == signal.SIGABRT.name
    assert "colorsys" not in sys.modules


_TAKEN_OVER = """
import os, socket, subprocess, sys
from pathlib import Path
from styrdok.engines import child, frames, worker

DEEDS = {
    "write": lambda: Path(REGISTRY).open("r+b"),
    "make": lambda: Path(REGISTRY + ".new").touch(),
    "read": lambda: Path(REGISTRY).read_bytes(),
    "talk": lambda: socket.socket(),
    "run": lambda: subprocess.run(["true"]),
    "signal": lambda: os.kill(os.getppid(), 0),
    "read the file": lambda: Path(os.fsdecode(PATH)).read_bytes(),
}

def taken_over(job, ask, opened):
    global PATH
    PATH, done = job.path, []
    for name, deed in DEEDS.items():
        try:
            deed()
            done.append(name)
        except OSError:
            pass
    return frames.encode(frames.Unopened(", ".join(done)))

child.answer_to = taken_over
sys.stdin = None
REGISTRY = sys.argv[1]
worker.serve()
"""


@needs_landlock
def test_a_worker_that_is_taken_over_reads_its_file_and_does_nothing_else(
    registry: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = registry.with_name("taken_over.py")
    program.write_text(_TAKEN_OVER)
    monkeypatch.setattr(lane, "_PROGRAM", (sys.executable, "-P", str(program), str(registry)))
    with lane.Lane(Settings()) as opened:
        assert opened.read(source) == "read the file"


def test_a_system_without_any_of_it_does_without(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "offer", lambda: confinement.Offer())

    def work() -> None:
        confinement.confine([])
        _whisper(registry)

    assert system.Fork(work).wait().code == 0
    assert not confinement.Offer().whole
    assert confinement.Offer(landlock=1, seccomp=True).whole


_PROGRAM = """
import os, signal, socket, subprocess, sys
from pathlib import Path

WORK, SOURCE, REGISTRY, PARENT = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4])
MADE = WORK / "made"

def make():
    MADE.write_text("#!/bin/sh\\ntrue\\n")
    MADE.chmod(0o755)

DEEDS = {
    "make": make,
    "read": SOURCE.read_bytes,
    "run": lambda: subprocess.run(["/bin/true"], check=True),
    "look for": lambda: REGISTRY.parent.joinpath("styrdok.db").read_bytes(),
    "overwrite": lambda: REGISTRY.open("r+b"),
    "overwrite the file": lambda: SOURCE.open("r+b"),
    "add": lambda: REGISTRY.with_name("new").touch(),
    "talk": lambda: socket.create_connection(("127.0.0.1", 9), 1),
    "whisper": lambda: socket.socket(socket.AF_UNIX),
    "run what it made": lambda: subprocess.run([MADE], check=True),
    "look into another": lambda: Path(f"/proc/{PARENT}/environ").read_bytes(),
    "end another": lambda: os.kill(PARENT, 0),
}
for name, deed in DEEDS.items():
    try:
        deed()
        print(name)
    except OSError:
        pass
"""
_MAY = ["make", "read", "run"]


def _deeds(words: list[str]) -> list[str]:
    run = subprocess.run(words, capture_output=True, text=True, check=True)
    return run.stdout.splitlines()


@pytest.mark.skipif(confinement.offer().landlock < 6, reason="this kernel's Landlock withholds less")
def test_a_program_that_recognises_scans_reaches_its_file_and_its_folder_only(registry: Path, source: Path) -> None:
    work = registry.parent / "work"
    work.mkdir()
    program = [sys.executable, "-c", _PROGRAM, str(work), str(source), str(registry), str(os.getpid())]
    before = (registry.read_bytes(), registry.stat().st_mtime_ns)
    assert _deeds(confined.words(program, work, [source])) == _MAY
    assert (registry.read_bytes(), registry.stat().st_mtime_ns) == before
    assert sorted(path.name for path in registry.parent.iterdir()) == ["a.pdf", "styrdok.db", "work"]
    without = _deeds(program)
    assert {"look for", "overwrite", "add", "whisper", "run what it made", "look into another"} < set(without)


def test_a_program_by_calls_alone_has_no_network(registry: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(confinement, "offer", lambda: confinement.Offer(seccomp=True))

    def work(deed) -> int:
        def confined_work() -> None:
            confinement.confine_programs([], [], [])
            deed(registry)

        return system.Fork(confined_work).wait().code

    for deed in (_talk, _hold_parent):
        assert work(deed) != 0
    assert work(_run) == 0
    assert work(_write) == 0
