"""What a worker process may use: the kernel sees to it where there is one that can."""

import sys
from pathlib import Path

from styrdok.settings import ReadLimits

if sys.platform != "win32":
    import os
    import resource


def confine(limits: ReadLimits) -> None:
    """Bound this process: memory, processor time, no files, no core dumps.

    When what it holds before it begins is already much of the memory allowed, half as much again is allowed on top.
    """
    if sys.platform == "win32":
        return
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_FSIZE, 0)
    if limits.memory_bytes:
        _lower(resource.RLIMIT_AS, max(limits.memory_bytes, _mapped() + limits.memory_bytes // 2))
    allow(limits, 0)


def allow(limits: ReadLimits, pages: int) -> None:
    """Let this process take the processor time that a file of so many pages may take."""
    if sys.platform != "win32" and limits.seconds:
        _soft(resource.RLIMIT_CPU, int(_spent() + seconds(limits, pages)) + 1)


def seconds(limits: ReadLimits, pages: int) -> float:
    """The processor seconds that a file of so many pages may take."""
    return limits.seconds + limits.seconds_per_page * pages


def _lower(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    resource.setrlimit(which, (value, value))


def _soft(which: int, value: int) -> None:
    _, hard = resource.getrlimit(which)
    resource.setrlimit(which, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))


def _spent() -> float:
    """The processor seconds this process has used; a forked one begins at nought."""
    used = os.times()
    return used.user + used.system


def _mapped() -> int:
    """The bytes of address space that this process has, where the system tells."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 0
