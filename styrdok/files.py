"""Reading and writing whole files, with messages for people."""

import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from styrdok import system
from styrdok.errors import UnreadableInput, WriteFailed
from styrdok.sentence import Sentence

_ORDINARY = 0o666
_CHUNK = 1 << 20
_LARGEST = 1 << 30


def read_bytes(path: Path, most: int = _LARGEST) -> bytes:
    """The content of a regular file of at most so many bytes; a pipe or a device is not waited for.

    Raises :class:`UnreadableInput` naming the file and the reason.
    """
    try:
        with system.open_file(str(path)) as stream:
            return read_stream(stream, str(path), most)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise UnreadableInput(
            Sentence.of("{path} kan inte läsas: {reason}.", path=str(path), reason=reason),
            Sentence.of("Kontrollera namnet och dina rättigheter."),
        ) from problem


def stamps(*paths: Path) -> tuple[tuple[int, int], ...]:
    """When each file was last written, in nanoseconds, and its size; one that is not there, or no more, is left out."""
    found = []
    for path in paths:
        with suppress(FileNotFoundError):
            status = path.stat()
            found.append((status.st_mtime_ns, status.st_size))
    return tuple(found)


def read_stream(stream: IO[bytes], name: str, most: int = _LARGEST) -> bytes:
    """The rest of a stream of at most so many bytes. Raises :class:`UnreadableInput` naming it when there are more."""
    data = bytearray()
    while chunk := stream.read(_CHUNK):
        data += chunk
        if len(data) > most:
            raise UnreadableInput(
                Sentence.of("{path} är för stor: högst {most} byte kan läsas.", path=name, most=most),
                Sentence.of("Kontrollera att det är rätt fil."),
            )
    return bytes(data)


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is either whole or as it was before. Raises :class:`WriteFailed`."""
    write_parts(path, [data], lasting=True)


def write_parts(path: Path, parts: Iterable[bytes], *, lasting: bool) -> None:
    """Write a file so that it is either whole or as it was before, after a power cut too where it is to be ``lasting``.

    Raises :class:`WriteFailed`.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as problem:
        raise _failed(path, problem) from problem
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.writelines(parts)
            out.flush()
            if lasting:
                os.fsync(out.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else _ORDINARY & ~_umask())
        temporary.replace(path)
    except OSError as problem:
        temporary.unlink(missing_ok=True)
        raise _failed(path, problem) from problem


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Whatever the system does not let be written inside the block raises :class:`~styrdok.errors.WriteFailed`."""
    try:
        yield
    except OSError as problem:
        raise _failed(path, problem) from problem


def make_folder(path: Path) -> None:
    """Make a folder and those above it where they are not there. Raises :class:`~styrdok.errors.WriteFailed`."""
    with writing(path):
        path.mkdir(parents=True, exist_ok=True)


@contextmanager
def temporary_folder(within: Path | None = None) -> Iterator[Path]:
    """A folder that goes with the block, where the system keeps such or in a folder that is there.

    Raises :class:`~styrdok.errors.WriteFailed`.
    """
    with writing(within or Path(tempfile.gettempdir())):
        folder = tempfile.TemporaryDirectory(prefix="styrdok-", dir=within)
    with folder as name:
        yield Path(name)


def _umask() -> int:
    """What the person's shell keeps from others in new files; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _failed(path: Path, problem: OSError) -> WriteFailed:
    reason = problem.strerror or str(problem)
    return WriteFailed(
        Sentence.of("{path} kan inte skrivas: {reason}.", path=str(path), reason=reason),
        Sentence.of("Välj en annan plats eller gör rum på disken."),
    )
