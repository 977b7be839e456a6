"""Which texts stand with several bodies, each in a registry of its own, and with how many.

Wording that stands in very many places is standard text and tells nothing about any two documents
(:mod:`styrdok.engines.between` leaves it out); here it is what is asked for: a template that half a country follows.
"""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from styrdok.engines.taken import Place, Shelf, any_of_them, check, done, kept, shelf_of, taken_down, workers
from styrdok.files import writing
from styrdok.language import to_say
from styrdok.models import Anchor, Document
from styrdok.overlaps.anchors import part as cut_out
from styrdok.overlaps.reuse.stems import Codes, Positions
from styrdok.overlaps.windows import WINDOW, each_once, found_in, inside, kinds_of, likenesses, windows_of
from styrdok.progress import Progress, Silent
from styrdok.registry.store import Registry
from styrdok.vocabulary import CASE_PAPERS

_PART = 1 << 25
"""Windows that are counted at a time, about: some 500 MB."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The ``top`` texts that stand in at least ``least`` registries; replies, memos and minutes only if asked for."""

    top: int = 20
    least: int = 2
    case_papers: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """The words of a text in a document of a registry, this by its number."""

    registry: int
    document: Document
    words: Anchor


@dataclass(frozen=True, slots=True)
class WideText:
    """A text, how many documents have it, and for each registry that has it the first place."""

    text: str
    documents: int
    places: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class _Shared:
    """The windows of one registry that stand in others too: the passage of each, and its number."""

    passages: Positions
    windows: Positions


@dataclass(frozen=True, slots=True)
class _Spots:
    """Passages with shared windows, numbered through all registries.

    The windows of spot ``n`` are ``first[n]:first[n + 1]``, each once.
    """

    passages: Positions
    first: Positions
    windows: Positions

    def windows_of(self, spot: int) -> Positions:
        """The numbers of its windows."""
        return self.windows[self.first[spot] : self.first[spot + 1]]


def common_texts(
    registries: Sequence[Path], folder: Path, wanted: Wanted, jobs: int = 0, progress: Progress | None = None
) -> tuple[tuple[WideText, ...], int]:
    """The texts of eight words or more that are wanted, and how many there are without the limit.

    A document has a text when a passage of it has most of it (:func:`~styrdok.overlaps.windows.likenesses`). Those of
    the most registries come first, then those of the most documents. ``folder`` holds some three kilobytes for each
    passage while it lasts; ``jobs`` processes share the work, one for each processor where it is 0. Raises as
    :func:`styrdok.engines.between.between`.
    """
    check(registries)
    said = progress or Silent()
    with workers(jobs or os.cpu_count() or 1) as each:
        mine = any_of_them if wanted.case_papers else _is_no_case_paper
        shelf = shelf_of(taken_down(registries, folder, kinds_of, mine, each, said), folder, _PART)
        done(said, to_say("delar"), shelf.parts, each(partial(_count, shelf, wanted.least), range(shelf.parts)))
        numbers = range(len(registries))
        shared = done(said, to_say("avsnitt"), len(registries), each(partial(_shared, shelf), numbers))
    spots = _spots(shelf, shared)
    texts, owners = likenesses(spots.first, spots.windows)
    widest = _widest(shelf, spots, (texts, owners), wanted.least)
    return tuple(_told(shelf, spots, text, owners[texts == text]) for text in widest[: wanted.top]), len(widest)


def _is_no_case_paper(document: Document) -> bool:
    return document.description.kind not in CASE_PAPERS


def _count(shelf: Shelf, least: int, part: int) -> None:
    """Find the windows of one part that stand in so many registries."""
    ordered = np.sort(np.concatenate(shelf.keys(part)))
    often = ordered[least - 1 :][ordered[least - 1 :] == ordered[: len(ordered) - least + 1]]
    with writing(shelf.folder):
        np.save(shelf.folder / f"spread-{part}.npy", each_once(often))


def _shared(shelf: Shelf, number: int) -> _Shared:
    """The windows of one registry that stand in others too."""
    tokens = shelf.taken[number].tokens()
    owner, at = tokens.owner(), found_in(_spread(shelf), windows_of(tokens))
    words = np.flatnonzero((at >= 0) & inside(owner))
    return _Shared(owner[words], at[words])


def _spread(shelf: Shelf) -> Codes:
    """The windows that stand in several registries, in order; their numbers are their places."""
    return np.concatenate([kept(shelf.folder / f"spread-{part}") for part in range(shelf.parts)])


def _spots(shelf: Shelf, shared: Sequence[_Shared]) -> _Spots:
    """The passages of all registries that have shared windows."""
    passages = np.concatenate([one.passages + begin for one, begin in zip(shared, shelf.offsets, strict=True)])
    windows = np.concatenate([one.windows for one in shared])
    most = int(windows.max(initial=0)) + 1
    each = each_once(passages * most + windows)
    found, first = np.unique(each // most, return_index=True)
    return _Spots(found, np.append(first, len(each)), each % most)


def _widest(shelf: Shelf, spots: _Spots, had: tuple[Positions, Positions], least: int) -> list[int]:
    """The texts of at least so many registries: of the most registries, the most documents, the longest first."""
    texts, passages = had[0], spots.passages[had[1]]
    first = [np.array(one.first[:-1]) + at for one, at in zip(shelf.taken, shelf.offsets, strict=True)]
    registry, document = (
        np.searchsorted(begins, passages, side="right") for begins in (np.array(shelf.offsets), np.concatenate(first))
    )
    bodies, documents = (_different(texts, others, len(spots.passages)) for others in (registry, document))
    wide = np.flatnonzero(bodies >= least)
    order = np.lexsort((wide, -np.diff(spots.first)[wide], -documents[wide], -bodies[wide]))
    return [int(text) for text in wide[order]]


def _different(texts: Positions, others: Positions, count: int) -> Positions:
    """For each of ``count`` texts, how many different others have it."""
    both = each_once(texts * (int(others.max(initial=0)) + 1) + others)
    return np.bincount(both // (int(others.max(initial=0)) + 1), minlength=count)


def _told(shelf: Shelf, spots: _Spots, text: int, owners: Positions) -> WideText:
    """The text of a spot, as far as most of its owners have it."""
    own = spots.windows_of(text)
    theirs = np.concatenate([spots.windows_of(spot) for spot in owners.tolist()])
    counts = np.bincount(theirs, minlength=int(own.max()) + 1)[own]
    core = _spread(shelf)[own[2 * counts > len(owners)]]
    places = [shelf.place(passage) for passage in spots.passages[owners].tolist()]
    first = {place.registry: place for place in reversed(places)}
    documents = {(place.registry, place.document) for place in places}
    words = _standing(shelf, shelf.place(int(spots.passages[text])), core).words
    return WideText(words.text, len(documents), tuple(_standing(shelf, first[one], core) for one in sorted(first)))


def _standing(shelf: Shelf, place: Place, core: Codes) -> Standing:
    """The words of a passage from the first to the last window of the core of a text."""
    one = shelf.taken[place.registry]
    mine = one.tokens().only(np.array([one.first[place.document] + place.passage]))
    at = np.flatnonzero(found_in(core, windows_of(mine)) >= 0)
    with Registry.open(one.registry, read_only=True) as opened:
        record = opened.record(one.documents[place.document])
    anchor = record.extraction.passages[place.passage].anchor
    words = cut_out(anchor, int(mine.starts[at[0]]), int(mine.ends[at[-1] + WINDOW - 1])) if len(at) else anchor
    return Standing(place.registry, record.document, words)
