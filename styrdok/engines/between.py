"""What documents of several registries have word for word in common, however many registries there are.

Each registry is taken down into files of numbers; then one part of all of them is joined at a time, and last one
stretch of passages is compared at a time, word for word. A task reads files and writes files, so that any number of
processes share the work, and no more lies in memory than one task takes.
"""

import math
import os
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from itertools import accumulate
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from styrdok import system
from styrdok.errors import StyrdokError, UsageProblem
from styrdok.files import writing
from styrdok.findings import Record, Snapshot
from styrdok.language import to_say
from styrdok.models import Document
from styrdok.overlaps.ranges import Ranges
from styrdok.overlaps.reuse import partitions
from styrdok.overlaps.reuse.features import keys_of
from styrdok.overlaps.reuse.pairs import Pairs, weights
from styrdok.overlaps.reuse.partitions import Sums
from styrdok.overlaps.reuse.search import Match, matches_of
from styrdok.overlaps.reuse.settings import ReuseSettings
from styrdok.overlaps.reuse.stems import Tokens, tokenise
from styrdok.overlaps.shared import SharedWording, shared_wording
from styrdok.progress import Progress, Silent
from styrdok.registry.store import Registry
from styrdok.sentence import Sentence

_PART = 1 << 23
"""Keys that are joined at a time, about: some 300 MB."""
_STRETCH = 20_000
"""Passages that are compared at a time, about."""
_AT_HAND = 128
_WORDS = ("stems", "starts", "ends", "first")
_SUMS = ("keys", "counts", "sums")
_SETTINGS = ReuseSettings()

A = TypeVar("A")
T = TypeVar("T")
_Ends = tuple[tuple[int, int], tuple[int, int]]
"""Two documents, each by the number of its registry and its number there."""


class _Each(Protocol):
    """Puts a task to each of some values; the results come in the order of the values."""

    def __call__(self, task: Callable[[A], T], values: Iterable[A], /) -> Iterator[T]: ...


@dataclass(frozen=True, slots=True)
class Common:
    """Two documents of two registries, these by their numbers, and what they share word for word."""

    registries: tuple[int, int]
    documents: tuple[Document, Document]
    wording: SharedWording


@dataclass(frozen=True, slots=True)
class _Taken:
    """A registry taken down into a folder: its documents in order and the number of each one's first passage."""

    registry: Path
    folder: Path
    documents: tuple[str, ...]
    first: tuple[int, ...]
    keys: int

    @property
    def passages(self) -> int:
        return self.first[-1]

    def tokens(self) -> Tokens:
        return Tokens(*(_kept(self.folder / name) for name in _WORDS))


@dataclass(frozen=True, slots=True)
class _Place:
    """A passage of a document, both by number, in a registry."""

    registry: int
    document: int
    passage: int


@dataclass(frozen=True, slots=True)
class _Shelf:
    """All that was taken down. Passages are numbered through all registries, each from its offset on."""

    taken: tuple[_Taken, ...]
    offsets: tuple[int, ...]
    passages: int
    folder: Path
    parts: int

    def place(self, passage: int) -> _Place:
        """Where a passage stands."""
        registry = bisect_right(self.offsets, passage) - 1
        one, number = self.taken[registry], passage - self.offsets[registry]
        document = bisect_right(one.first, number) - 1
        return _Place(registry, document, number - one.first[document])

    def sums(self, part: int, name: str) -> Sums:
        """What joining one part came to."""
        return Sums(*(_kept(self.folder / f"part-{part}" / f"{name}-{column}") for column in _SUMS))


def between(
    registries: Sequence[Path], folder: Path, jobs: int = 0, progress: Progress | None = None
) -> tuple[Common, ...]:
    """The documents of different registries that share wording, those that share most of the shorter one first.

    ``folder`` holds some three kilobytes for each passage while it lasts; ``jobs`` processes share the work, one for
    each processor where it is 0. Raises :class:`~styrdok.errors.UsageProblem` for fewer than two registries or one
    given twice, :class:`~styrdok.errors.WriteFailed`, and what opening a registry raises.
    """
    _check(registries)
    said = progress or Silent()
    with _workers(jobs or os.cpu_count() or 1) as each:
        taken = _done(said, to_say("register"), len(registries), each(partial(_take, folder), enumerate(registries)))
        shelf = _shelf(tuple(taken), folder)
        _done(said, to_say("delar"), shelf.parts, each(partial(_meet, shelf), range(shelf.parts)))
        _inform(shelf)
        stretches = [*_stretches(shelf)]
        found = _done(said, to_say("avsnitt"), len(stretches), each(partial(_compare, shelf), stretches))
    return tuple(sorted((one for part in found for one in part), key=_rank))


def _rank(one: Common) -> tuple[float, float, tuple[int, int], tuple[str, ...]]:
    return -one.wording.coverage, -one.wording.bits, one.registries, tuple(document.id for document in one.documents)


def _check(registries: Sequence[Path]) -> None:
    if len(registries) < 2:
        raise UsageProblem(
            Sentence.of("Det behövs minst två register."), Sentence.of("Ange ett register för varje organisation.")
        )
    places = [path.resolve() for path in registries]
    for path, place in zip(registries, places, strict=True):
        if places.count(place) > 1:
            raise UsageProblem(
                Sentence.of("Registret {file} är angivet två gånger.", file=str(path)),
                Sentence.of("Ange ett register för varje organisation."),
            )


def _done(progress: Progress, what: str, total: int, results: Iterable[T]) -> list[T]:
    """The results of some tasks, each told of as it comes."""
    done: list[T] = []
    progress.begin(total, what)
    try:
        for one in results:
            done.append(one)
            progress.step(what)
    finally:
        progress.end()
    return done


@contextmanager
def _workers(jobs: int) -> Iterator[_Each]:
    if jobs == 1:
        yield map
        return
    with system.processes(jobs) as pool:
        try:
            yield pool.map
        except BrokenProcessPool as error:
            raise StyrdokError(
                Sentence.of("En process som jämförde texter avslutades utifrån."),
                Sentence.of("Det kan vara minnet som inte räckte. Kör om med --jobs 1."),
            ) from error


def _take(folder: Path, numbered: tuple[int, Path]) -> _Taken:
    """Take a registry down: its words as stems, and the sorted keys of its passages."""
    number, path = numbered
    texts: list[str] = []
    documents, first = [], [0]
    with Registry.open(path, read_only=True) as registry, registry.steady():
        for document in registry.documents():
            texts += [passage.anchor.text for passage in registry.extraction(document.id).passages]
            documents.append(document.id)
            first.append(len(texts))
    tokens = tokenise(texts)
    keys = keys_of(tokens)
    place = folder / str(number)
    with writing(place):
        place.mkdir()
        for name in _WORDS:
            np.save(place / f"{name}.npy", getattr(tokens, name))
        np.save(place / "keys.npy", keys)
    return _Taken(path, place, tuple(documents), tuple(first), len(keys))


def _shelf(taken: tuple[_Taken, ...], folder: Path) -> _Shelf:
    most = sum(one.keys for one in taken)
    offsets = [0, *accumulate(one.passages for one in taken)]
    return _Shelf(
        taken, tuple(offsets[:-1]), offsets[-1], folder, 1 << max(0, math.ceil(math.log2(max(1, most / _PART))))
    )


def _meet(shelf: _Shelf, part: int) -> None:
    """Join one part of all registries."""
    keys = []
    for one in shelf.taken:
        mine = _kept(one.folder / "keys")
        begin, end = partitions.cuts(mine, shelf.parts)[part : part + 2]
        keys.append(np.array(mine[begin:end]))
    met = partitions.meet(keys, shelf.offsets, weights(shelf.passages, _SETTINGS), _SETTINGS)
    place = shelf.folder / f"part-{part}"
    with writing(place):
        place.mkdir()
        for name, sums in (("pairs", met.pairs), ("passages", met.passages)):
            for column in _SUMS:
                np.save(place / f"{name}-{column}.npy", getattr(sums, column))


def _inform(shelf: _Shelf) -> None:
    """Add up the information of each passage's recurring wording."""
    informed = np.zeros(shelf.passages, np.int64)
    for part in range(shelf.parts):
        found = shelf.sums(part, "passages")
        informed[found.keys.astype(np.int64)] += found.sums
    with writing(shelf.folder):
        np.save(shelf.folder / "informed.npy", informed)


def _stretches(shelf: _Shelf) -> Iterator[tuple[int, int]]:
    """Stretches of passages, numbered through all registries, that cut no document in two."""
    for offset, one in zip(shelf.offsets, shelf.taken, strict=True):
        begin = 0
        for end in one.first:
            if end - begin >= _STRETCH or begin < end == one.passages:
                yield offset + begin, offset + end
                begin = end


def _compare(shelf: _Shelf, stretch: tuple[int, int]) -> list[Common]:
    """What documents of one stretch of passages share with those of later registries."""
    sums = [shelf.sums(part, "pairs") for part in range(shelf.parts)]
    pairs = partitions.candidates(partitions.between(sums, *stretch), _SETTINGS)
    found: dict[_Ends, list[Match]] = defaultdict(list)
    for match in _matches(shelf, pairs):
        a, b = shelf.place(match.first), shelf.place(match.second)
        ends = (a.registry, a.document), (b.registry, b.document)
        found[ends].append(replace(match, first=a.passage, second=b.passage))
    return [one for ends, matches in sorted(found.items()) for one in _common(shelf, ends, matches)]


def _common(shelf: _Shelf, ends: "_Ends", matches: Sequence[Match]) -> Iterator[Common]:
    """The two documents with what they share, unless it only names something."""
    a, b = (_record(shelf.taken[one].registry, shelf.taken[one].documents[number]) for one, number in ends)
    both = Snapshot((_as(a, "a"), _as(b, "b")), ())
    mine = len(a.extraction.passages)
    found = [replace(one, second=one.second + mine) for one in matches]
    named = {record.document.id: Ranges.named(record) for record in both.records}
    for wording in shared_wording(both, found, {}, named).values():
        yield Common((ends[0][0], ends[1][0]), (a.document, b.document), wording)


def _as(record: Record, name: str) -> Record:
    """The record under another name, as the same file may lie in both registries."""
    return replace(record, document=replace(record.document, id=name, line=name))


@lru_cache(_AT_HAND)
def _record(path: Path, document: str) -> Record:
    with Registry.open(path, read_only=True) as registry:
        return registry.record(document)


def _kept(path: Path) -> NDArray[Any]:
    found: NDArray[Any] = np.load(f"{path}.npy", mmap_mode="r")
    return found


def _matches(shelf: _Shelf, pairs: Pairs) -> tuple[Match, ...]:
    """The pairs that hold word for word, by the numbers of their passages through all registries."""
    chosen = np.unique(np.concatenate([pairs.first, pairs.second]))
    if not len(chosen):
        return ()
    bounds = np.searchsorted(chosen, [*shelf.offsets, shelf.passages])
    words = [
        one.tokens().only(chosen[begin:end] - offset)
        for one, offset, begin, end in zip(shelf.taken, shelf.offsets, bounds[:-1], bounds[1:], strict=True)
    ]
    informed = np.array(_kept(shelf.folder / "informed")[chosen])
    mine = replace(pairs, first=np.searchsorted(chosen, pairs.first), second=np.searchsorted(chosen, pairs.second))
    found = matches_of(Tokens.joined(words), mine, informed, _SETTINGS)
    return tuple(replace(one, first=int(chosen[one.first]), second=int(chosen[one.second])) for one in found)
