"""Reading and writing whole files, with messages for people."""

import os
import tempfile
from pathlib import Path

from styrdok.errors import UnreadableInput, WriteFailed
from styrdok.sentence import Sentence

_ORDINARY = 0o666


def read_bytes(path: Path) -> bytes:
    """The content of a file. Raises :class:`UnreadableInput` naming the file and the reason."""
    try:
        return path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise UnreadableInput(
            Sentence.of("{path} kan inte läsas: {reason}.", path=str(path), reason=reason),
            Sentence.of("Kontrollera namnet och dina rättigheter."),
        ) from problem


def write_whole(path: Path, data: bytes) -> None:
    """Write a file so that it is either whole or as it was before. Raises :class:`WriteFailed`."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as problem:
        raise _failed(path, problem) from problem
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else _ORDINARY & ~_umask())
        temporary.replace(path)
    except OSError as problem:
        temporary.unlink(missing_ok=True)
        raise _failed(path, problem) from problem


def make_folder(path: Path) -> None:
    """Make a folder and those above it where they are not there. Raises :class:`~styrdok.errors.WriteFailed`."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise _failed(path, problem) from problem


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
