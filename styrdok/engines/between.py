"""What documents of several registries have word for word in common, however many registries there are.

Each registry is taken down into files of numbers; then one part of all of them is joined at a time, and last one
stretch of passages is compared at a time, word for word. A task reads files and writes files, so that any number of
processes share the work, and no more lies in memory than one task takes.
"""

import os
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path

import numpy as np

from styrdok.engines.taken import Shelf, any_of_them, check, done, kept, shelf_of, taken_down, workers
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
from styrdok.overlaps.reuse.stems import Tokens
from styrdok.overlaps.shared import SharedWording, shared_wording
from styrdok.progress import Progress, Silent
from styrdok.registry.store import Registry

_PART = 1 << 23
"""Keys that are joined at a time, about: some 300 MB."""
_STRETCH = 20_000
"""Passages that are compared at a time, about."""
_AT_HAND = 128
_SUMS = ("keys", "counts", "sums")
_SETTINGS = ReuseSettings()

_Ends = tuple[tuple[int, int], tuple[int, int]]
"""Two documents, each by the number of its registry and its number there."""


@dataclass(frozen=True, slots=True)
class Common:
    """Two documents of two registries, these by their numbers, and what they share word for word."""

    registries: tuple[int, int]
    documents: tuple[Document, Document]
    wording: SharedWording


def between(
    registries: Sequence[Path], folder: Path, jobs: int = 0, progress: Progress | None = None
) -> tuple[Common, ...]:
    """The documents of different registries that share wording, those that share most of the shorter one first.

    ``folder`` holds some three kilobytes for each passage while it lasts; ``jobs`` processes share the work, one for
    each processor where it is 0. Raises :class:`~styrdok.errors.UsageProblem` for fewer than two registries or one
    given twice, :class:`~styrdok.errors.WriteFailed`, and what opening a registry raises.
    """
    check(registries)
    said = progress or Silent()
    with workers(jobs or os.cpu_count() or 1) as each:
        shelf = shelf_of(taken_down(registries, folder, keys_of, any_of_them, each, said), folder, _PART)
        done(said, to_say("delar"), shelf.parts, each(partial(_meet, shelf), range(shelf.parts)))
        _inform(shelf)
        stretches = [*_stretches(shelf)]
        found = done(said, to_say("avsnitt"), len(stretches), each(partial(_compare, shelf), stretches))
    return tuple(sorted((one for part in found for one in part), key=_rank))


def _rank(one: Common) -> tuple[float, float, tuple[int, int], tuple[str, ...]]:
    return -one.wording.coverage, -one.wording.bits, one.registries, tuple(document.id for document in one.documents)


def _meet(shelf: Shelf, part: int) -> None:
    """Join one part of all registries."""
    met = partitions.meet(shelf.keys(part), shelf.offsets, weights(shelf.passages, _SETTINGS), _SETTINGS)
    place = shelf.folder / f"part-{part}"
    with writing(place):
        place.mkdir()
        for name, sums in (("pairs", met.pairs), ("passages", met.passages)):
            for column in _SUMS:
                np.save(place / f"{name}-{column}.npy", getattr(sums, column))


def _inform(shelf: Shelf) -> None:
    """Add up the information of each passage's recurring wording."""
    informed = np.zeros(shelf.passages, np.int64)
    for part in range(shelf.parts):
        found = _sums(shelf, part, "passages")
        informed[found.keys.astype(np.int64)] += found.sums
    with writing(shelf.folder):
        np.save(shelf.folder / "informed.npy", informed)


def _sums(shelf: Shelf, part: int, name: str) -> Sums:
    """What joining one part came to."""
    return Sums(*(kept(shelf.folder / f"part-{part}" / f"{name}-{column}") for column in _SUMS))


def _stretches(shelf: Shelf) -> Iterator[tuple[int, int]]:
    """Stretches of passages, numbered through all registries, that cut no document in two."""
    for offset, one in zip(shelf.offsets, shelf.taken, strict=True):
        begin = 0
        for end in one.first:
            if end - begin >= _STRETCH or begin < end == one.passages:
                yield offset + begin, offset + end
                begin = end


def _compare(shelf: Shelf, stretch: tuple[int, int]) -> list[Common]:
    """What documents of one stretch of passages share with those of later registries."""
    sums = [_sums(shelf, part, "pairs") for part in range(shelf.parts)]
    pairs = partitions.candidates(partitions.between(sums, *stretch), _SETTINGS)
    found: dict[_Ends, list[Match]] = defaultdict(list)
    for match in _matches(shelf, pairs):
        a, b = shelf.place(match.first), shelf.place(match.second)
        ends = (a.registry, a.document), (b.registry, b.document)
        found[ends].append(replace(match, first=a.passage, second=b.passage))
    return [one for ends, matches in sorted(found.items()) for one in _common(shelf, ends, matches)]


def _common(shelf: Shelf, ends: "_Ends", matches: Sequence[Match]) -> Iterator[Common]:
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


def _matches(shelf: Shelf, pairs: Pairs) -> tuple[Match, ...]:
    """The pairs that hold word for word, by the numbers of their passages through all registries."""
    chosen = np.unique(np.concatenate([pairs.first, pairs.second]))
    if not len(chosen):
        return ()
    bounds = np.searchsorted(chosen, [*shelf.offsets, shelf.passages])
    words = [
        one.tokens().only(chosen[begin:end] - offset)
        for one, offset, begin, end in zip(shelf.taken, shelf.offsets, bounds[:-1], bounds[1:], strict=True)
    ]
    informed = np.array(kept(shelf.folder / "informed")[chosen])
    mine = replace(pairs, first=np.searchsorted(chosen, pairs.first), second=np.searchsorted(chosen, pairs.second))
    found = matches_of(Tokens.joined(words), mine, informed, _SETTINGS)
    return tuple(replace(one, first=int(chosen[one.first]), second=int(chosen[one.second])) for one in found)
