"""What was read out of each document, kept by document beside the registry.

Bringing it back from there takes a fifth of the time that it takes to put it together from the tables. It is found by
the seal of what is in the tables, so that after any change only what has changed is put together anew.
"""

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType

import msgspec

from styrdok.errors import RegistryLocked
from styrdok.models import Extraction
from styrdok.registry.beside import Damaged, Shelf
from styrdok.registry.store import Registry
from styrdok.registry.version import linker_version
from styrdok.sentence import Sentence


class Said:
    """What the documents of a registry say as it is now; without a ``shelf`` nothing is kept.

    ``damaged`` is called for each document of which what was kept was damaged and is put together anew. ``known`` is
    what some documents say, with the seal that it was found by, by their id.
    """

    def __init__(
        self,
        registry: Registry,
        shelf: Shelf | None,
        damaged: Callable[[], object] = lambda: None,
        known: Mapping[str, tuple[bytes, Extraction]] = MappingProxyType({}),
    ) -> None:
        self._path = registry.path
        self.seals = registry.seals()
        self._damaged = damaged
        self._known = known
        self._drawer = shelf.drawer(f"{linker_version()}.said") if shelf else None

    def extractions(self, registry: Registry | None = None) -> Mapping[str, Extraction]:
        """What each document says, by its id.

        ``registry`` is the one that this was made of, in the same steady state; where it is needed and not given it is
        opened again. Raises :class:`~styrdok.errors.RegistryLocked` when it has changed in between.
        """
        found = {document: self._kept(document, seal) for document, seal in self.seals.items()}
        missing = [document for document, extraction in found.items() if extraction is None]
        if missing and registry is None:
            with Registry.open(self._path, read_only=True) as again, again.steady():
                self._check(again, missing)
                found |= {document: self._put_together(again, document) for document in missing}
        elif registry is not None:
            found |= {document: self._put_together(registry, document) for document in missing}
        return {document: extraction for document, extraction in found.items() if extraction is not None}

    def _check(self, registry: Registry, documents: list[str]) -> None:
        seals = registry.seals()
        if any(seals.get(document) != self.seals[document] for document in documents):
            raise RegistryLocked(
                Sentence.of("{path} har ändrats medan kommandot arbetade.", path=str(self._path)),
                Sentence.of("Kör kommandot igen."),
            )

    def _kept(self, document: str, seal: bytes | None) -> Extraction | None:
        known = self._known.get(document)
        if known is not None and known[0] == seal:
            return known[1]
        if self._drawer is None or seal is None:
            return None
        try:
            body = self._drawer.get(document)
            return _decoder().decode(body[len(seal) :]) if body and body[: len(seal)] == seal else None
        except (Damaged, msgspec.DecodeError):
            self._damaged()
            return None

    def _put_together(self, registry: Registry, document: str) -> Extraction:
        made, seal = registry.extraction(document), self.seals[document]
        if self._drawer is not None and seal is not None:
            self._drawer.put(document, seal + msgspec.msgpack.encode(made))
        return made


@cache
def _decoder() -> msgspec.msgpack.Decoder[Extraction]:
    return msgspec.msgpack.Decoder(Extraction)
