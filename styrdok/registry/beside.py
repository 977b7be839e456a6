"""What is kept beside the registry to save work: whole files in a folder ``<registry>.analysis``.

Nothing in it is needed: what is missing, damaged or cannot be written is made anew or done without. It holds words of
the documents, so it is emptied whenever they change and is no more open to others than the registry is.
"""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from styrdok.errors import WriteFailed
from styrdok.files import write_whole

_MOST = 3
_DIGEST = hashlib.sha256().digest_size
_READ, _ENTER = 0o444, 2
"""Who may read a file may enter the folder: the bit for entering lies two below that for reading."""


class Shelf:
    """The folder beside one registry."""

    def __init__(self, registry: Path) -> None:
        self._registry = registry
        self._folder = registry.with_name(registry.name + ".analysis")

    def get(self, name: str) -> bytes | None:
        """What was put there under that name; ``None`` when it is not there or not whole."""
        try:
            found = (self._folder / name).read_bytes()
        except OSError:
            return None
        digest, body = found[:_DIGEST], found[_DIGEST:]
        return body if hashlib.sha256(body).digest() == digest else None

    def names(self) -> tuple[str, ...]:
        """The names that something is kept under, the newest first."""
        return tuple(path.name for path in self._files())

    def put(self, name: str, body: bytes) -> None:
        """Keep ``body``; the oldest beyond a few goes. Nothing happens where that cannot be."""
        with suppress(OSError, WriteFailed):
            self._folder.mkdir(exist_ok=True)
            self._folder.chmod(self._mode())
            write_whole(self._folder / name, hashlib.sha256(body).digest() + body)
        self._prune(_MOST)

    def clear(self) -> None:
        """Forget everything."""
        self._prune(0)
        with suppress(OSError):
            self._folder.rmdir()

    def _mode(self) -> int:
        mode = self._registry.stat().st_mode & 0o777
        return mode | (mode & _READ) >> _ENTER

    def _prune(self, most: int) -> None:
        for path in list(self._files())[most:]:
            with suppress(OSError):
                path.unlink()

    def _files(self) -> Iterator[Path]:
        found = []
        with suppress(OSError):
            for path in self._folder.iterdir():
                with suppress(OSError):
                    found.append((path.stat().st_mtime_ns, path.name, path))
        return (path for *_, path in sorted(found, reverse=True))
