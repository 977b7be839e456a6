"""Opening a registry to look into it: ``with styrdok.open("city.db") as city``."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Self, TypeVar

from styrdok.city.listing import Listing
from styrdok.city.rows import DocumentRow, NeedRow, Pair, ProposalRow, ReferenceRow, Row
from styrdok.engines.kept import Analysed, analysed
from styrdok.models import FieldValue
from styrdok.registry.search import SearchHit
from styrdok.registry.store import Registry

Value = TypeVar("Value")
Shown = TypeVar("Shown", bound=Row)


class City:
    """A registry as on a day, opened to read; every listing is worked out when it is first asked for."""

    def __init__(self, registry: Registry, day: date) -> None:
        self._registry = registry
        self.day = day

    @cached_property
    def documents(self) -> Listing[DocumentRow]:
        """The documents, sorted by id."""
        return self._listed(DocumentRow, self._found.documents)

    @cached_property
    def references(self) -> Listing[ReferenceRow]:
        """Who points at whom, sorted by document and place."""
        return self._listed(ReferenceRow, self._found.snapshot.references)

    @cached_property
    def overlaps(self) -> Listing[Pair]:
        """The pairs, ranked, without editions of the same document."""
        return self._listed(Pair, (one for one in self._found.overlaps if not one.lineage))

    @cached_property
    def editions(self) -> Listing[Pair]:
        """The pairs of editions of the same document, ranked."""
        return self._listed(Pair, (one for one in self._found.overlaps if one.lineage))

    @cached_property
    def needs(self) -> Listing[NeedRow]:
        """The coordination needs, ranked."""
        return self._listed(NeedRow, self._found.needs)

    @cached_property
    def proposals(self) -> Listing[ProposalRow]:
        """The proposals for consolidation."""
        return self._listed(ProposalRow, self._found.proposals)

    def document(self, name: str) -> DocumentRow:
        """The document that goes by an id, a file name, a title or a part of one.

        Raises :class:`~styrdok.errors.NotFound` or :class:`~styrdok.errors.AmbiguousName`.
        """
        return DocumentRow(self._found.titles, self._registry.document(name, self.day))

    def read(self, document: str) -> tuple[FieldValue, ...]:
        """The values that were read for the fields of a document, by id, each with its place."""
        return self._registry.extraction(document).fields

    def search(self, query: str, *, document: str | None = None, limit: int = 50) -> tuple[SearchHit, ...]:
        """Where words stand, best first; in all documents or in that of an id.

        Raises :class:`~styrdok.errors.UsageProblem` when nothing is asked for.
        """
        return self._registry.search(query, document=document, limit=limit)

    def close(self) -> None:
        """Close the registry; what was looked at stays."""
        self._registry.close()

    @cached_property
    def _found(self) -> Analysed:
        return analysed(self._registry, self.day)

    def _listed(self, row: Callable[[Mapping[str, str], Value], Shown], values: Iterable[Value]) -> Listing[Shown]:
        titles = self._found.titles
        return Listing([row(titles, value) for value in values])

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_city(path: str | PathLike[str], *, per: date | None = None) -> City:
    """The registry at ``path`` as on a day, today where none is given; use it in a ``with``, or close it.

    Raises what :meth:`styrdok.Registry.open` raises.
    """
    return City(Registry.open(Path(path), read_only=True), per or date.today())
