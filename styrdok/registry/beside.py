"""What is kept beside the registry to save work: whole files in a folder ``<registry>.analysis``.

Nothing in it is needed: what is missing, damaged or cannot be written is made anew or done without. It holds words of
the documents, so what hangs on all of them is emptied whenever they change, what is kept by document goes with the
document, and it is no more open to others than the registry is.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path, PurePath

from styrdok.errors import WriteFailed
from styrdok.files import write_parts

_MOST = 3
_DIGEST = hashlib.sha256().digest_size
_READ, _ENTER = 0o444, 2
"""Who may read a file may enter the folder: the bit for entering lies two below that for reading."""
_NOBODY = "_"
PAIRS = "pairs"
"""The ending of drawers in which what is kept of one document has words of others."""


class Damaged(Exception):
    """What is kept is not what was put there."""


class Shelf:
    """The folder beside one registry."""

    def __init__(self, registry: Path) -> None:
        self._registry = registry
        self.folder = registry.with_name(registry.name + ".analysis")

    def get(self, name: str) -> memoryview | None:
        """What was put there under that name; ``None`` when it is not there. Raises :class:`Damaged`."""
        return _read(self.folder / name)

    def names(self) -> tuple[str, ...]:
        """The names that something is kept under, the newest first."""
        return tuple(path.name for path in self._files())

    def put(self, name: str, body: Iterable[bytes]) -> None:
        """Keep a body, given in parts; of those with the same ending the oldest beyond a few goes.

        Nothing happens where that cannot be.
        """
        with suppress(OSError, WriteFailed):
            _write(self.made() / name, body)
        self._prune(PurePath(name).suffix, _MOST)

    def drawer(self, name: str) -> "Drawer":
        """Where something is kept of each document under one name; the drawers of other names with that ending go."""
        return Drawer(self, name)

    def clear(self, documents: Collection[str] = ()) -> None:
        """Forget everything but what is kept in drawers of these documents.

        A drawer of pairs stays while all documents in it do.
        """
        for path in self._files():
            keep = {*documents, _NOBODY} if documents else set()
            _forget(path, keep if path.suffix != f".{PAIRS}" or _names(path) <= keep else ())
        with suppress(OSError):
            self.folder.rmdir()

    def made(self, name: str = "") -> Path:
        """The folder, or the one of that name in it, which is there now and open to those who may read the registry."""
        place = self.folder / name
        place.mkdir(parents=True, exist_ok=True)
        for folder in {self.folder, place}:
            folder.chmod(self._mode())
        return place

    def _mode(self) -> int:
        mode = self._registry.stat().st_mode & 0o777
        return mode | (mode & _READ) >> _ENTER

    def _prune(self, ending: str, most: int) -> None:
        for path in [path for path in self._files() if path.suffix == ending][most:]:
            _forget(path)

    def forget_other(self, name: str) -> None:
        """Forget all with the ending of a name but that one."""
        for path in self._files():
            if path.suffix == PurePath(name).suffix and path.name != name:
                _forget(path)

    def _files(self) -> Iterator[Path]:
        found = []
        with suppress(OSError):
            for path in self.folder.iterdir():
                with suppress(OSError):
                    found.append((path.stat().st_mtime_ns, path.name, path))
        return (path for *_, path in sorted(found, reverse=True))


class Drawer:
    """What is kept of each document under one name, a file for each, so that a change writes what it brought only."""

    def __init__(self, shelf: Shelf, name: str) -> None:
        self._shelf = shelf
        self._name = name
        self._made = False

    def get(self, document: str) -> memoryview | None:
        """What was put there of a document, or of none; ``None`` when nothing was. Raises :class:`Damaged`."""
        return _read(self._shelf.folder / self._name / (document or _NOBODY))

    def put(self, document: str, body: bytes) -> None:
        """Keep something of a document, by id; no id is for what is of none. Nothing happens where that cannot be."""
        with suppress(OSError, WriteFailed):
            place = self._shelf.folder / self._name
            if not self._made:
                self._shelf.made(self._name)
                self._shelf.forget_other(self._name)
                self._made = True
            _write(place / (document or _NOBODY), [body])


def _read(place: Path) -> memoryview | None:
    try:
        found = place.read_bytes()
    except OSError:
        return None
    body = memoryview(found)[:-_DIGEST]
    if hashlib.sha256(body).digest() != found[-_DIGEST:]:
        raise Damaged(place.name)
    return body


def _write(place: Path, body: Iterable[bytes]) -> None:
    write_parts(place, _with_digest(body), lasting=False)


def _with_digest(parts: Iterable[bytes]) -> Iterator[bytes]:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
        yield part
    yield digest.digest()


def _names(place: Path) -> set[str]:
    return {path.name for path in place.iterdir()}


def _forget(place: Path, keep: Collection[str] = ()) -> None:
    """Take away a file, or a folder with its files but for those to keep."""
    with suppress(OSError):
        if not place.is_dir():
            place.unlink()
            return
        for path in place.iterdir():
            if path.name not in keep:
                path.unlink()
        if not keep:
            place.rmdir()
