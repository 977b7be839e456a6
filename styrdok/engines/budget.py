"""What a worker process may use: the kernel sees to it where there is one that can."""

import os

from styrdok import confinement, system, tables
from styrdok.settings import ReadLimits


def confine(limits: ReadLimits, path: bytes) -> None:
    """Bound this process, which is to read the file at ``path``: memory, processor time, no other deeds.

    Where the kernel can see to it, it reads that file and the program's own ones, writes nothing, starts nothing, and
    speaks to nobody but over what is open already (:mod:`styrdok.confinement`). When what it holds before it begins is
    already much of the memory allowed, half as much again is allowed on top.
    """
    system.keep_from_writing()
    if limits.memory_bytes:
        system.bound_memory(max(limits.memory_bytes, system.address_space() + limits.memory_bytes // 2))
    allow(limits, 0)
    confinement.confine((*system.program_places(), *map(str, tables.folders()), os.fsdecode(path)))


def allow(limits: ReadLimits, pages: int) -> None:
    """Let this process take the processor time that a file of so many pages may take."""
    if limits.seconds:
        system.bound_processor(seconds(limits, pages))


def seconds(limits: ReadLimits, pages: int) -> float:
    """The processor seconds that a file of so many pages may take."""
    return limits.seconds + limits.seconds_per_page * pages
