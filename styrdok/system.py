"""What differs between operating systems: no other module asks which one this is, forks, signals or sets limits."""

import errno
import gc
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NoReturn

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

FORKS = hasattr(os, "fork")
"""Whether a process can be split off from this one, with all that it has loaded."""

MACHINE = os.uname().machine if sys.platform == "linux" else ""
"""The architecture, where the kernel is Linux."""

_LIBRARIES = ("/usr", "/lib", "/lib64", "/nix/store", "/etc/ld.so.cache", "/etc/localtime")

_GROUPS = sys.platform != "win32"
_OUT_OF_TIME = "SIGXCPU"
_FROM_OUTSIDE = ("SIGKILL", "SIGTERM", "SIGHUP", "SIGINT")
_FAILED = 3
_SELDOM = 200_000
_ASIDE = threading.Event()


def be_thrifty() -> None:
    """Have the program of a command spend its time on the work.

    Libraries that multiply tables start no threads, which for small tables cost more than they give (this has an effect
    before the first such library is loaded only; programs that are started inherit it). And circles among values are
    looked for seldom: nearly all values of a command stay until its end.
    """
    gc.set_threshold(_SELDOM, *gc.get_threshold()[1:])
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
        os.environ.setdefault(name, "1")


@contextmanager
def without_collecting() -> Iterator[None]:
    """Many values that all stay: looking for circles among them takes several times as long as making them.

    They are set among what is old, or looking would begin with all of them as soon as it is allowed.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            if not _ASIDE.is_set():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def set_aside(*, looked_through: bool = False) -> None:
    """Leave the values there are now out of every later search for circles, as they stay until the program ends.

    With ``looked_through`` they are searched a last time, and what was set aside before with them.
    """
    if looked_through:
        gc.unfreeze()
        gc.collect()
    gc.freeze()
    _ASIDE.set()


def started(words: Sequence[str], stdin: Any, stdout: Any, stderr: Any) -> "subprocess.Popen[bytes]":
    """A program that can be ended together with all that it starts; Ctrl-C does not reach it where that is possible."""
    return subprocess.Popen(words, stdin=stdin, stdout=stdout, stderr=stderr, start_new_session=_GROUPS)


def end(process: "subprocess.Popen[Any]") -> None:
    """End a program that was :func:`started`, and where that is possible all that it has started itself."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def interrupt_when_closed(stream: IO[bytes]) -> None:
    """Act as if somebody had pressed Ctrl-C when a stream ends; that may be before this is called."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main = threading.main_thread().ident

    def watch() -> None:
        while stream.read(1):
            pass
        if sys.platform == "win32" or main is None:
            signal.raise_signal(signal.SIGINT)
        else:
            signal.pthread_kill(main, signal.SIGINT)

    threading.Thread(target=watch, name="interrupt", daemon=True).start()


@contextmanager
def processes(jobs: int) -> Iterator["ProcessPoolExecutor"]:
    """So many processes, each started anew; when the person interrupts they end at once and without a word."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, get_context("spawn"), _made_ready) as pool:
        try:
            yield pool
        finally:
            pool.shutdown(cancel_futures=True)


def _made_ready() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    be_thrifty()


def has_windows() -> bool:
    """Whether a program with windows, such as a browser, can be opened here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


@dataclass(frozen=True, slots=True)
class Ending:
    """How a process ended: the signal that ended it or its exit code, and the most memory that it held."""

    signal: str
    code: int
    peak: int

    @property
    def out_of_time(self) -> bool:
        """Whether it had used all of the processor time that it was allowed."""
        return self.signal == _OUT_OF_TIME

    @property
    def from_outside(self) -> bool:
        """Whether somebody else ended it: a person, or a system short of memory."""
        return self.signal in _FROM_OUTSIDE

    def __str__(self) -> str:
        return self.signal or f"exit code {self.code}"


class Fork:
    """A process split off from this one, with all that it has loaded. Only where :data:`FORKS`."""

    def __init__(self, work: Callable[[], object]) -> None:
        self._number = os.fork()
        if self._number == 0:
            _work_and_leave(work)

    def kill(self) -> None:
        """End it at once; it must still be waited for."""
        os.kill(self._number, signal.SIGKILL)

    def wait(self) -> Ending:
        """Wait until it has ended."""
        _, status, used = os.wait4(self._number, 0)
        killed = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else ""
        unit = 1 if sys.platform == "darwin" else 1024
        return Ending(killed, os.waitstatus_to_exitcode(status), used.ru_maxrss * unit)


def _work_and_leave(work: Callable[[], object]) -> NoReturn:
    """Nothing of what this process was before is tidied up: that is for the one it was split off from."""
    try:
        work()
    except BaseException:
        os._exit(_FAILED)
    os._exit(0)


def keep_from_writing() -> None:
    """Let this process write no file and leave no picture of its memory."""
    bound_files(0)


def bound_files(size: int) -> None:
    """Let this process make no file larger than so many bytes, and leave no picture of its memory."""
    if sys.platform != "win32":
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_FSIZE, size)


def bound_memory(size: int) -> None:
    """Let this process have so many bytes of address space."""
    if sys.platform != "win32":
        _lower(resource.RLIMIT_AS, size)


def bound_processor(seconds: float) -> None:
    """Let this process go on for so many seconds of processor time; may be said again."""
    if sys.platform != "win32":
        used = os.times()
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        whole = int(used.user + used.system + seconds) + 1
        resource.setrlimit(resource.RLIMIT_CPU, (_at_most(whole, hard), hard))


def program_places() -> tuple[str, ...]:
    """Where this program, its libraries and those of the system lie."""
    places = dict.fromkeys((sys.prefix, sys.base_prefix, str(Path(__file__).parent), *sys.path, *_LIBRARIES))
    return tuple(place for place in places if place)


def address_space() -> int:
    """The bytes of address space that this process has, 0 where the system does not tell."""
    try:
        return int(Path("/proc/self/statm").read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        return 0


def open_file(path: str) -> BufferedReader:
    """A regular file to read; never waits for what is none, such as a pipe or a device, also behind a link.

    Raises :class:`OSError`.
    """
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file")
        return os.fdopen(number, "rb")
    except OSError:
        os.close(number)
        raise


def pipes() -> tuple[IO[bytes], IO[bytes]]:
    """The standard input and output, for the caller alone; what libraries print goes nowhere from now on."""
    inlet, outlet = os.fdopen(os.dup(0), "rb", buffering=0), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    os.close(nowhere)
    return inlet, outlet


def _lower(which: int, value: int) -> None:
    if sys.platform != "win32":
        _, hard = resource.getrlimit(which)
        resource.setrlimit(which, (_at_most(value, hard), _at_most(value, hard)))


def _at_most(value: int, hard: int) -> int:
    return value if hard == resource.RLIM_INFINITY else min(value, hard)
