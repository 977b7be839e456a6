"""What is kept beside the registry to save work: whole files in a folder ``<registry>.analysis``.

Nothing in it is needed: what is missing, damaged or cannot be written is made anew or done without. It holds words of
the documents, so what hangs on all of them is emptied whenever they change, what is kept by document goes with the
document, and it is no more open to others than the registry is.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from pathlib import Path, PurePath

import msgspec

from styrdok.errors import WriteFailed
from styrdok.files import write_whole

_MOST = 3
_DIGEST = hashlib.sha256().digest_size
_READ, _ENTER = 0o444, 2
"""Who may read a file may enter the folder: the bit for entering lies two below that for reading."""
_BY_DOCUMENT = ".documents"
_NOBODY = ""
_PIECES = msgspec.msgpack.Decoder(dict[str, bytes])


class Damaged(Exception):
    """What is kept is not what was put there."""


class Shelf:
    """The folder beside one registry."""

    def __init__(self, registry: Path) -> None:
        self._registry = registry
        self._folder = registry.with_name(registry.name + ".analysis")

    def get(self, name: str) -> bytes | None:
        """What was put there under that name; ``None`` when it is not there. Raises :class:`Damaged`."""
        try:
            found = (self._folder / name).read_bytes()
        except OSError:
            return None
        digest, body = found[:_DIGEST], found[_DIGEST:]
        if hashlib.sha256(body).digest() != digest:
            raise Damaged(name)
        return body

    def names(self) -> tuple[str, ...]:
        """The names that something is kept under, the newest first."""
        return tuple(path.name for path in self._files())

    def put(self, name: str, body: bytes) -> None:
        """Keep ``body``; of those with the same ending the oldest beyond a few goes.

        Nothing happens where that cannot be.
        """
        self._write(name, body)
        self._prune(PurePath(name).suffix, _MOST)

    def by_document(self, name: str) -> dict[str, bytes]:
        """What :meth:`put_by_document` kept, of the documents that are there still. Raises :class:`Damaged`."""
        body = self.get(name + _BY_DOCUMENT)
        try:
            return {} if body is None else _PIECES.decode(body)
        except msgspec.DecodeError as error:
            raise Damaged(name) from error

    def put_by_document(self, name: str, pieces: Mapping[str, bytes]) -> None:
        """Keep something of each document, by id, in place of all that was kept so; no id is for what is of none."""
        self._write(name + _BY_DOCUMENT, msgspec.msgpack.encode(pieces))
        self._prune(_BY_DOCUMENT, 1)

    def clear(self, documents: Collection[str] = ()) -> None:
        """Forget everything but what is kept by document, and that of all documents but these."""
        for path in self._files():
            if path.suffix == _BY_DOCUMENT and documents:
                self._forget_all_but({*documents, _NOBODY}, path.stem)
            else:
                with suppress(OSError):
                    path.unlink()
        with suppress(OSError):
            self._folder.rmdir()

    def _forget_all_but(self, documents: Collection[str], name: str) -> None:
        try:
            pieces = self.by_document(name)
        except Damaged:
            pieces = {}
        left = {document: piece for document, piece in pieces.items() if document in documents}
        if len(left) < len(pieces) or not pieces:
            with suppress(OSError):
                (self._folder / (name + _BY_DOCUMENT)).unlink()
            if left:
                self.put_by_document(name, left)

    def _write(self, name: str, body: bytes) -> None:
        with suppress(OSError, WriteFailed):
            self._folder.mkdir(exist_ok=True)
            self._folder.chmod(self._mode())
            write_whole(self._folder / name, hashlib.sha256(body).digest() + body)

    def _mode(self) -> int:
        mode = self._registry.stat().st_mode & 0o777
        return mode | (mode & _READ) >> _ENTER

    def _prune(self, ending: str, most: int) -> None:
        for path in [path for path in self._files() if path.suffix == ending][most:]:
            with suppress(OSError):
                path.unlink()

    def _files(self) -> Iterator[Path]:
        found = []
        with suppress(OSError):
            for path in self._folder.iterdir():
                with suppress(OSError):
                    found.append((path.stat().st_mtime_ns, path.name, path))
        return (path for *_, path in sorted(found, reverse=True))
