"""Runs a program of others confined: ``python -P -m styrdok.confined FOLDER [FILE ...] -- PROGRAM [WORD ...]``.

It and what it starts write below ``FOLDER`` only, which is also their home; they read ``FOLDER``, the files that are
named, and what programs are made of, and have no network (:mod:`styrdok.confinement`).
"""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from styrdok import confinement, system

_MEMORY = 6 << 30
_LARGEST_FILE = 2 << 30
_END = "--"
_SHARED = (
    *("/bin", "/opt", "/home/linuxbrew/.linuxbrew", "/etc/alternatives", "/etc/fonts", "/etc/ghostscript"),
    *("/etc/papersize", "/etc/passwd", "/etc/nsswitch.conf", "/var/lib/ghostscript", "/var/cache/fontconfig"),
)
"""What programs from a system's packages are made of, besides what Python's own libraries need."""
_OF_THE_MACHINE = (
    *("/proc/cpuinfo", "/proc/meminfo", "/proc/stat"),
    *("/sys/devices/system/cpu", "/sys/fs/cgroup", "/dev/urandom"),
)
_BESIDE = ("lib", "lib64", "libexec", "share", "etc", "pyvenv.cfg")


def can_be() -> bool:
    """Whether the kernel of this machine withholds anything at all."""
    return confinement.offer().landlock > 0 or confinement.offer().seccomp


def words(program: Sequence[str], folder: Path, readable: Iterable[Path] = ()) -> list[str]:
    """The words that start a program confined to a folder; only where :func:`can_be`."""
    places = [str(path.absolute()) for path in (folder, *readable)]
    return [sys.executable, "-P", "-m", "styrdok.confined", *places, _END, *program]


def _parts(program: Path) -> Iterator[str]:
    """Where a program and what it is made of lie: its own folder and those beside it, also those of its interpreter."""
    with program.open("rb") as stream:
        line = stream.readline(512)
    interpreter = [Path(os.fsdecode(line[2:].split()[0]))] if line.startswith(b"#!") and line[2:].split() else []
    for named in (program, *interpreter):
        for path in {named, named.resolve()}:
            yield str(path.parent)
            yield from (str(path.parent.parent / name) for name in _BESIDE)


def main() -> None:
    """Become the program."""
    cut = sys.argv.index(_END)
    folder, *readable = sys.argv[1:cut]
    program = sys.argv[cut + 1 :]
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME"):
        os.environ[name] = folder
    runnable = (*system.program_places(), *_SHARED, *_parts(Path(program[0])))
    readable += [*_OF_THE_MACHINE, *filter(None, [os.environ.get("TESSDATA_PREFIX")])]
    system.bound_files(_LARGEST_FILE)
    system.bound_memory(_MEMORY)
    confinement.confine_programs(runnable, readable, [folder, os.devnull])
    os.execv(program[0], program)


if __name__ == "__main__":
    main()
