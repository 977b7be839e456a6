"""What a process can give up for good on Linux without being root: the kernel's Landlock and seccomp, through ctypes.

Landlock takes the file system away but for reading below some paths; seccomp refuses every call to the kernel that is
not in ``syscalls.tsv``. Together: no writing, no network, no other program, no signal to or look into another process.
Programs of others, which run more programs and write what they make, keep more: they write below one folder, and
seccomp refuses them the calls of ``syscalls_refused.tsv`` alone. No binding on PyPI does both within a process that is
already running, so the few structures that the kernel takes are laid out here (its manual pages landlock(7) and
seccomp(2)).
"""

import ctypes
import errno
import os
import stat
import struct
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from enum import IntFlag
from functools import cache
from importlib.resources import files
from typing import Any

from styrdok import system

_ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
"""The kernel's own names (AUDIT_ARCH) of the architectures whose calls are in the table."""

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_ASK_VERSION, _PATH_BENEATH = 1, 1
_NO_NEW_PRIVS, _SET_SECCOMP, _GET_SECCOMP, _FILTER_MODE = 38, 22, 21, 2


class _Access(IntFlag):
    """Landlock's rights on files."""

    EXECUTE = 1 << 0
    WRITE_FILE = 1 << 1
    READ_FILE = 1 << 2
    READ_DIR = 1 << 3
    MAKE_CHAR = 1 << 6
    MAKE_BLOCK = 1 << 11
    TRUNCATE = 1 << 14
    IOCTL_DEV = 1 << 15


_READING = _Access.READ_FILE | _Access.READ_DIR
_RUNNING = _READING | _Access.EXECUTE
_WITHHELD = _Access.EXECUTE | _Access.MAKE_CHAR | _Access.MAKE_BLOCK
"""What nobody may do in a folder that may be written to."""
_OF_FILES = _Access.EXECUTE | _Access.WRITE_FILE | _Access.READ_FILE | _Access.TRUNCATE | _Access.IOCTL_DEV
"""What can be granted on a file; the other rights are those on folders."""


_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
"""How many rights on files Landlock knows, from each of its versions on."""
_NETWORK_SINCE, _ALL_NETWORK = 4, 0b11
_SCOPES_SINCE, _ALL_SCOPES = 6, 0b11


@dataclass(frozen=True, slots=True)
class Offer:
    """What the kernel of this machine can do: Landlock's version (0: none), and whether it filters calls."""

    landlock: int = 0
    seccomp: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.landlock) and self.seccomp


@cache
def offer() -> Offer:
    """What can be had here; on other systems than Linux, and on unknown architectures, nothing."""
    if system.MACHINE not in _ARCHITECTURES:
        return Offer()
    landlock = max(0, _call(_CREATE_RULESET, None, 0, _ASK_VERSION))
    return Offer(landlock, _kernel().prctl(_GET_SECCOMP, 0, 0, 0, 0) >= 0 and bool(_program()))


def confine(readable: Iterable[str]) -> None:
    """Let this process, for the rest of its life, read at and below these paths and compute; nothing else.

    What the kernel does not offer is left out. To be called while the process has one thread.
    """
    _confine([(path, _READING) for path in readable], _allowing)


def confine_programs(runnable: Iterable[str], readable: Iterable[str], writable: Iterable[str]) -> None:
    """Let this process and all programs that it will run or become reach these paths, but neither network nor others.

    Below the first paths programs are run and read, below the last files are made; none of these can be run.
    What the kernel does not offer is left out. To be called while the process has one thread.
    """
    every = (1 << _rights()) - 1
    places = [(path, _RUNNING) for path in runnable] + [(path, _READING) for path in readable]
    _confine(places + [(path, every & ~_WITHHELD) for path in writable], _refusing)


def _confine(places: Iterable[tuple[str, int]], instructions: Callable[[], Iterator[bytes]]) -> None:
    found = offer()
    if found.landlock or found.seccomp:
        _kernel().prctl(_NO_NEW_PRIVS, 1, 0, 0, 0)
    if found.landlock:
        _keep_to(found.landlock, places)
    if found.seccomp:
        _filter(b"".join(instructions()))


def _rights() -> int:
    """How many rights on files this kernel's Landlock knows."""
    return max((count for since, count in _FILE_RIGHTS.items() if since <= offer().landlock), default=0)


def _keep_to(version: int, places: Iterable[tuple[str, int]]) -> None:
    """Withhold all rights on files, network and other processes but these at and below these paths."""
    words = [(1 << _rights()) - 1]
    words += [_ALL_NETWORK] * (version >= _NETWORK_SINCE) + [_ALL_SCOPES] * (version >= _SCOPES_SINCE)
    attributes = struct.pack(f"={len(words)}Q", *words)
    ruleset = _call(_CREATE_RULESET, attributes, len(attributes), 0)
    if ruleset < 0:
        return
    try:
        for path, rights in places:
            with suppress(OSError):
                _allow(ruleset, path, rights)
        _call(_RESTRICT_SELF, ruleset, 0)
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str, rights: int) -> None:
    """Grant rights at and below a path; the path is only named, never opened, so that a pipe cannot hold this up."""
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        granted = rights if stat.S_ISDIR(os.fstat(place).st_mode) else rights & _OF_FILES
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, struct.pack("=Qi", granted, place), 0)
    finally:
        os.close(place)


# ------------------------------------------------------------ seccomp

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
"""Instructions of the kernel's packet filter: load a word, compare it, test its bits, decide."""
_FOREIGN = 0x40000000
"""From here on the same calls have other numbers, for programs of the x32 kind."""
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
_ALLOW, _REFUSE = 0x7FFF0000, 0x00050000

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_THREAD = 0x10000
_OF_TERMINALS_AND_FLAGS = (0x5401, 0x541B, 0x5421, 0x5450, 0x5451)
_NAMES_AND_DUMPABLE = (3, 15, 16, 0x53564D41)
_DUPLICATES_AND_FLAGS = (0, 1, 2, 3, 4, 1030)


@dataclass(frozen=True, slots=True)
class _Test:
    """What an argument must be: one of some values, or with or without some bits."""

    argument: int
    values: tuple[int, ...] = ()
    with_bits: int = 0
    without_bits: int = 0


def _tests() -> dict[str, _Test]:
    """The calls that are allowed only with certain arguments."""
    return {
        "open": _Test(1, without_bits=_WRITING),
        "openat": _Test(2, without_bits=_WRITING),
        "clone": _Test(0, with_bits=_THREAD),
        "prlimit64": _Test(0, values=(0,)),
        "tgkill": _Test(0, values=(os.getpid(),)),
        "ioctl": _Test(1, values=_OF_TERMINALS_AND_FLAGS),
        "prctl": _Test(0, values=_NAMES_AND_DUMPABLE),
        "fcntl": _Test(1, values=_DUPLICATES_AND_FLAGS),
    }


@cache
def _program(name: str = "syscalls.tsv") -> tuple[tuple[str, int], ...]:
    """The names and numbers on this architecture of the calls of a table; none where it is unknown."""
    table = files("styrdok").joinpath(name).read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split("\t") for line in table if not line.startswith("#"))
    if system.MACHINE not in header:
        return ()
    column = header.index(system.MACHINE)
    return tuple((row[0], int(row[column])) for row in rows if row[column] != "-")


def _filter(program: bytes) -> None:
    """Let the kernel ask this program about every call."""
    held = ctypes.create_string_buffer(program, len(program))
    filtered = struct.pack("@HP", len(program) // 8, ctypes.addressof(held))
    _kernel().prctl(_SET_SECCOMP, _FILTER_MODE, filtered, 0, 0)


def _allowing() -> Iterator[bytes]:
    """Refuse every call that the table does not name, with the error that means that it is not permitted."""
    yield from _beginning()
    tests = _tests()
    for name, number in _program():
        body = list(_decision(name, tests.get(name)))
        yield _instruction(_EQUAL, number, no=len(body))
        yield from body
    yield _instruction(_RETURN, _REFUSE | errno.EPERM)


def _refusing() -> Iterator[bytes]:
    """Refuse the calls that the table of those names, and those with foreign numbers."""
    yield from _beginning()
    yield _instruction(_AT_LEAST, _FOREIGN, no=1)
    yield _instruction(_RETURN, _REFUSE | errno.EPERM)
    for _, number in _program("syscalls_refused.tsv"):
        yield _instruction(_EQUAL, number, no=1)
        yield _instruction(_RETURN, _REFUSE | errno.EPERM)
    yield _instruction(_RETURN, _ALLOW)


def _beginning() -> Iterator[bytes]:
    """Refuse what is of another architecture, and have the call's number at hand."""
    yield _instruction(_LOAD, _ARCHITECTURE)
    yield _instruction(_EQUAL, _ARCHITECTURES[system.MACHINE], yes=1)
    yield _instruction(_RETURN, _REFUSE | errno.EPERM)
    yield _instruction(_LOAD, _NUMBER)


def _decision(name: str, test: _Test | None) -> Iterator[bytes]:
    """What is decided about one call, whatever follows."""
    if name == "clone3":  # its arguments lie in memory, where a filter cannot look; libraries then use clone
        yield _instruction(_RETURN, _REFUSE | errno.ENOSYS)
        return
    if test is not None:
        yield _instruction(_LOAD, _ARGUMENTS + 8 * test.argument)
        if test.with_bits:
            yield _instruction(_ANY_BIT, test.with_bits, yes=1)
        elif test.without_bits:
            yield _instruction(_ANY_BIT, test.without_bits, no=1)
        for left, value in zip(range(len(test.values), 0, -1), test.values, strict=True):
            yield _instruction(_EQUAL, value, yes=left)
        yield _instruction(_RETURN, _REFUSE | errno.EPERM)
    yield _instruction(_RETURN, _ALLOW)


def _instruction(code: int, value: int, *, yes: int = 0, no: int = 0) -> bytes:
    return struct.pack("=HBBI", code, yes, no, value & 0xFFFFFFFF)


@cache
def _kernel() -> Any:
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


def _call(number: int, *arguments: int | bytes | None) -> int:
    """A call to the kernel that the C library has no name for; below 0 when it failed."""
    widened = (ctypes.c_long(item) if isinstance(item, int) else item for item in arguments)
    return int(_kernel().syscall(ctypes.c_long(number), *widened))
