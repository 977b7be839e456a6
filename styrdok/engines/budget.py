"""What a worker process may use: the kernel sees to it where there is one that can."""

from styrdok import system
from styrdok.settings import ReadLimits


def confine(limits: ReadLimits) -> None:
    """Bound this process: memory, processor time, no files, no core dumps.

    When what it holds before it begins is already much of the memory allowed, half as much again is allowed on top.
    """
    system.keep_from_writing()
    if limits.memory_bytes:
        system.bound_memory(max(limits.memory_bytes, system.address_space() + limits.memory_bytes // 2))
    allow(limits, 0)


def allow(limits: ReadLimits, pages: int) -> None:
    """Let this process take the processor time that a file of so many pages may take."""
    if limits.seconds:
        system.bound_processor(seconds(limits, pages))


def seconds(limits: ReadLimits, pages: int) -> float:
    """The processor seconds that a file of so many pages may take."""
    return limits.seconds + limits.seconds_per_page * pages
