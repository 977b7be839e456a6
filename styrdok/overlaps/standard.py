"""Standard text: wording that stands in many documents, and therefore says nothing about any two of them.

Worth a list of its own in a review: what stands in thirty documents might stand in one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from styrdok.findings import Place, Snapshot
from styrdok.models import Anchor
from styrdok.overlaps.anchors import part
from styrdok.overlaps.ranges import Ranges
from styrdok.overlaps.reuse.features import mixed
from styrdok.overlaps.reuse.stems import Codes, Positions, Tokens, tokenise
from styrdok.sets import Sets

_WINDOW = 8
_LEAST = 4


@dataclass(frozen=True, slots=True)
class StandardText:
    """A wording with the documents (ids) that have it and the place in each, the longest form of it first."""

    text: str
    documents: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Words ``start:end`` (of all words) that are standard text, with the hashes of their windows."""

    passage: int
    start: int
    end: int
    windows: tuple[int, ...]


def standard_texts(snapshot: Snapshot, least: int = _LEAST) -> tuple[StandardText, ...]:
    """Runs of eight words or more that stand in at least ``least`` lines of documents, the most spread first."""
    rows = [(record.document, passage) for record in snapshot.records for passage in record.extraction.passages]
    tokens = tokenise([passage.anchor.text for _, passage in rows])
    lines = {name: number for number, name in enumerate(sorted({document.line for document, _ in rows}))}
    line = np.array([lines[document.line] for document, _ in rows], np.int64)
    runs = list(_runs(tokens, line, least))
    found = []
    for cluster in _clusters(runs):
        cluster.sort(key=lambda run: (run.start - run.end, run.start))
        places = tuple(
            Place(rows[run.passage][0].id, _words(tokens, rows[run.passage][1].anchor, run)) for run in cluster
        )
        documents = tuple(sorted({place.document for place in places}))
        if len(documents) >= least:
            found.append(StandardText(places[0].anchor.text, documents, places))
    return tuple(sorted(found, key=lambda one: (-len(one.documents), -len(one.text), one.text)))


def standard_ranges(snapshot: Snapshot) -> dict[str, Ranges]:
    """Where the standard text of each document stands, by id; none for documents without any."""
    anchors: dict[str, list[Anchor]] = defaultdict(list)
    for one in standard_texts(snapshot):
        for place in one.places:
            anchors[place.document].append(place.anchor)
    return {name: Ranges.of(found) for name, found in sorted(anchors.items())}


def _words(tokens: Tokens, anchor: Anchor, run: _Run) -> Anchor:
    return part(anchor, int(tokens.starts[run.start]), int(tokens.ends[run.end - 1]))


def _runs(tokens: Tokens, line: Positions, least: int) -> Iterator[_Run]:
    owner = tokens.owner()
    count = len(owner) - _WINDOW + 1
    if count <= 0:
        return
    windows = _hashes(tokens.stems, count)
    inside = owner[:count] == owner[_WINDOW - 1 :]
    common = inside & np.isin(windows, _spread(windows[inside], line[owner[:count][inside]], least))
    places = np.flatnonzero(common)
    breaks = np.flatnonzero((np.diff(places) != 1) | (np.diff(owner[places]) != 0)) + 1
    for piece in np.split(places, breaks):
        if len(piece):
            start, end = int(piece[0]), int(piece[-1]) + _WINDOW
            yield _Run(int(owner[start]), start, end, tuple(windows[piece].tolist()))


def _hashes(stems: Codes, count: int) -> Codes:
    """One hash for each run of eight stems, order included."""
    hashes = np.zeros(count, np.uint64)
    for k in range(_WINDOW):
        hashes = mixed(hashes + stems[k : k + count])
    return hashes


def _spread(windows: Codes, lines: Positions, least: int) -> Codes:
    """The hashes that stand in at least ``least`` lines."""
    pairs = np.unique(np.stack([windows, lines.astype(np.uint64)]), axis=1)
    hashes, counts = np.unique(pairs[0], return_counts=True)
    chosen: Codes = hashes[counts >= least]
    return chosen


def _clusters(runs: Sequence[_Run]) -> list[list[_Run]]:
    """Runs that have a window in common, together."""
    sets = Sets(range(len(runs)))
    first: dict[int, int] = {}
    for number, run in enumerate(runs):
        for window in run.windows:
            sets.join(first.setdefault(window, number), number)
    groups: dict[int, list[_Run]] = {}
    for number, run in enumerate(runs):
        groups.setdefault(sets.root(number), []).append(run)
    return list(groups.values())
