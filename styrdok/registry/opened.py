"""An open registry file: what is read of one state, and what is written whole or not at all."""

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self

from styrdok.judgements.acts import Act, ActKind
from styrdok.registry import database
from styrdok.registry.beside import Shelf
from styrdok.registry.version import linker_version
from styrdok.system import without_collecting

_WAIT = 5.0


class Opened:
    """The file, as a context manager."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._home = Path(os.path.abspath(path)).parent  # noqa: PTH100 - without "..", as the files are kept
        self._db = connection
        self._file = database.identity(self._home / path.name)

    @classmethod
    def open(cls, path: Path, *, create: bool = False, read_only: bool = False, timeout: float = _WAIT) -> Self:
        """Open the registry at ``path``; ``timeout`` is how many seconds to wait for another program.

        Raises :class:`~styrdok.errors.RegistryMissing`, :class:`~styrdok.errors.RegistryLocked`,
        :class:`~styrdok.errors.RegistryDamaged`, :class:`~styrdok.errors.RegistryTooNew` or
        :class:`~styrdok.errors.RegistryNotWritable`.
        """
        return cls(path, database.connect(path, create=create, read_only=read_only, timeout=timeout))

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def steady(self) -> Iterator[None]:
        """Everything that is read inside the block is of one state, whatever others write meanwhile."""
        with self._reading():
            yield

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """One state of the registry throughout the block, whatever others write meanwhile."""
        if self._db.in_transaction:
            yield self._db
            return
        with database.told(self.path), database.decoded(self.path):
            self._db.execute("BEGIN")
            try:
                yield self._db
            finally:
                self._db.execute("ROLLBACK")

    @contextmanager
    def together(self) -> Iterator[None]:
        """All changes made inside the block are kept at once when it ends; one that fails is taken back by itself."""
        with self._writing():
            yield

    @contextmanager
    def _writing(self, *, decoding: bool = True) -> Iterator[sqlite3.Connection]:
        place = self._home / self.path.name
        with database.told(self.path), database.decoded(self.path) if decoding else nullcontext():
            database.check_there(place, self._file)
            with database.transaction(self._db):
                yield self._db
            database.check_there(place, self._file)

    @contextmanager
    def _linking(self) -> Iterator[sqlite3.Connection]:
        """A change after which references and editions are worked out anew, and what was kept of old ones goes."""
        from styrdok.registry import link  # takes long to load, and most commands only read

        with self._writing() as db, without_collecting():
            yield db
            link.relink(db, linker_version())
            left = [row["id"] for row in db.execute("SELECT id FROM documents")]
        Shelf(self.path).clear(left)

    def _changing(self, acts: Iterable[Act]) -> AbstractContextManager[sqlite3.Connection]:
        """Room for a change that adds or undoes acts; what is only said changes nothing of what documents are."""
        said = (ActKind.JUDGEMENT, ActKind.STEP, ActKind.COMMENT)
        return self._writing() if all(act.kind in said for act in acts) else self._linking()
