"""Registries taken down into files of numbers, so that any number of processes share the work on any number of them.

A task reads files and writes files, and no more lies in memory than one task takes.
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from styrdok import system
from styrdok.errors import StyrdokError, UsageProblem
from styrdok.files import writing
from styrdok.language import to_say
from styrdok.models import Document
from styrdok.overlaps.reuse.partitions import cuts
from styrdok.overlaps.reuse.stems import Codes, Tokens, tokenise
from styrdok.progress import Progress
from styrdok.registry.store import Registry
from styrdok.sentence import Sentence

_WORDS = ("stems", "starts", "ends", "first")
_KEYS = "keys"

A = TypeVar("A")
T = TypeVar("T")


class Each(Protocol):
    """Puts a task to each of some values; the results come in the order of the values."""

    def __call__(self, task: Callable[[A], T], values: Iterable[A], /) -> Iterator[T]:
        """The results of the task, each when it is asked for."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A registry taken down into a folder: its documents in order and the number of each one's first passage."""

    registry: Path
    folder: Path
    documents: tuple[str, ...]
    first: tuple[int, ...]
    keys: int

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return self.first[-1]

    def tokens(self) -> Tokens:
        """The words of its passages."""
        return Tokens(*(kept(self.folder / name) for name in _WORDS))


@dataclass(frozen=True, slots=True)
class Place:
    """A passage of a document, both by number, in a registry."""

    registry: int
    document: int
    passage: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that was taken down. Passages are numbered through all registries, each from its offset on."""

    taken: tuple[Taken, ...]
    offsets: tuple[int, ...]
    passages: int
    folder: Path
    parts: int

    def place(self, passage: int) -> Place:
        """Where a passage stands."""
        registry = bisect_right(self.offsets, passage) - 1
        one, number = self.taken[registry], passage - self.offsets[registry]
        document = bisect_right(one.first, number) - 1
        return Place(registry, document, number - one.first[document])

    def keys(self, part: int) -> list[Codes]:
        """Of each registry the keys that belong to one part."""
        found = []
        for one in self.taken:
            mine = kept(one.folder / _KEYS)
            begin, end = cuts(mine, self.parts)[part : part + 2]
            found.append(np.array(mine[begin:end]))
        return found


def check(registries: Sequence[Path]) -> None:
    """Raise :class:`~styrdok.errors.UsageProblem` for fewer than two registries, or one that is given twice."""
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


def done(progress: Progress, what: str, total: int, results: Iterable[T]) -> list[T]:
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
def workers(jobs: int) -> Iterator[Each]:
    """So many processes to share the tasks; with one job this process does them."""
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


def taken_down(
    registries: Sequence[Path],
    folder: Path,
    keys_of: Callable[[Tokens], Codes],
    wanted: Callable[[Document], bool],
    each: Each,
    progress: Progress,
) -> tuple[Taken, ...]:
    """The registries taken down, those of their documents that are wanted; ``keys_of`` gives sorted keys of words."""
    take = partial(_take, folder, keys_of, wanted)
    return tuple(done(progress, to_say("register"), len(registries), each(take, enumerate(registries))))


def any_of_them(_: Document) -> bool:
    """Every document is wanted."""
    return True


def shelf_of(taken: tuple[Taken, ...], folder: Path, most: int) -> Shelf:
    """All that was taken down, in parts of about so many keys."""
    offsets = [0, *accumulate(one.passages for one in taken)]
    parts = 1 << max(0, math.ceil(math.log2(max(1, sum(one.keys for one in taken) / most))))
    return Shelf(taken, tuple(offsets[:-1]), offsets[-1], folder, parts)


def _take(
    folder: Path,
    keys_of: Callable[[Tokens], Codes],
    wanted: Callable[[Document], bool],
    numbered: tuple[int, Path],
) -> Taken:
    """Take a registry down: its words as stems, and their sorted keys."""
    number, path = numbered
    texts: list[str] = []
    documents, first = [], [0]
    with Registry.open(path, read_only=True) as registry, registry.steady():
        for document in registry.documents():
            if wanted(document):
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
        np.save(place / f"{_KEYS}.npy", keys)
    return Taken(path, place, tuple(documents), tuple(first), len(keys))


def kept(path: Path) -> NDArray[Any]:
    """An array that was written, of which only what is looked at is read."""
    found: NDArray[Any] = np.load(f"{path}.npy", mmap_mode="r")
    return found
