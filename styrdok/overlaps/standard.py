"""Standard text: wording that stands in many documents, and therefore says nothing about any two of them.

Worth a list of its own in a review: what stands in thirty documents might stand in one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from styrdok.findings import Place, Snapshot
from styrdok.models import Anchor, Document
from styrdok.overlaps.anchors import part
from styrdok.overlaps.ranges import Ranges
from styrdok.overlaps.reuse.features import mixed
from styrdok.overlaps.reuse.stems import Codes, Positions, Tokens, tokenise

_WINDOW = 8
_LEAST = 4
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class StandardText:
    """A wording with the documents (ids) that have it and the place in each, the longest form of it first."""

    text: str
    documents: tuple[str, ...]
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """The words ``start:end`` of a passage that are standard text, the length told in words."""

    document: str
    anchor: Anchor
    start: int
    end: int
    length: int

    @property
    def words(self) -> Anchor:
        """The words as an anchor of their own."""
        return part(self.anchor, self.start, self.end)


@dataclass(frozen=True, slots=True)
class _Runs:
    """Runs of words ``starts:ends`` (of all words) of standard text; run ``n`` has the windows ``first[n]:first[n+1]``.

    The windows are numbered by what they say.
    """

    starts: Positions
    ends: Positions
    first: Positions
    windows: Positions

    @classmethod
    def none(cls) -> "_Runs":
        nothing = np.zeros(0, np.int64)
        return cls(nothing, nothing, np.zeros(1, np.int64), nothing)


@dataclass(frozen=True, slots=True)
class _Found:
    """Runs of standard text: the passage (a number in ``rows``) of each, its words in letters there, how many words.

    Runs of one text have one number in ``texts``.
    """

    rows: Sequence[tuple[Document, Anchor]]
    passages: Positions
    starts: Positions
    ends: Positions
    lengths: Positions
    texts: Positions


def standard_texts(snapshot: Snapshot, least: int = _LEAST, most: int | None = None) -> tuple[StandardText, ...]:
    """Runs of eight words or more that stand in at least ``least`` lines of documents, the most spread first.

    ``most`` is how many places of each are told, all when it is not given.
    """
    found = []
    for cluster in _clusters(_found(snapshot, least)):
        cluster.sort(key=lambda place: -place.length)
        places = tuple(Place(place.document, place.words) for place in cluster[:most])
        documents = tuple(sorted({place.document for place in cluster}))
        found.append(StandardText(places[0].anchor.text, documents, places))
    return tuple(sorted(found, key=lambda one: (-len(one.documents), -len(one.text), one.text)))


@dataclass(frozen=True, slots=True)
class CommonText:
    """A wording that stands with several bodies: their names, sorted, and the text with its documents and places."""

    bodies: tuple[str, ...]
    text: StandardText


def common_texts(snapshot: Snapshot, home: Mapping[str, str]) -> tuple[CommonText, ...]:
    """Runs of eight words or more that stand with at least two bodies, those of the most bodies first.

    ``home`` is the body of each document by id; documents whose body is not known count for none.
    """
    found = []
    for text in standard_texts(snapshot, least=_FEWEST):
        bodies = sorted({home[name] for name in text.documents if home.get(name)})
        if len(bodies) >= _FEWEST:
            found.append(CommonText(tuple(bodies), text))
    return tuple(sorted(found, key=lambda one: -len(one.bodies)))


def standard_ranges(snapshot: Snapshot) -> dict[str, Ranges]:
    """Where the standard text of each document stands, by id; none for documents without any."""
    found = _found(snapshot, _LEAST)
    spans: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for passage, start, end in zip(found.passages.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True):
        document, anchor = found.rows[passage]
        spans[document.id].append((anchor.page, anchor.start + start, anchor.start + end))
    return {name: Ranges.of_spans(places) for name, places in sorted(spans.items())}


def _found(snapshot: Snapshot, least: int) -> _Found:
    """The runs of each standard text, in the order of the documents."""
    rows = [(record.document, passage.anchor) for record in snapshot.records for passage in record.extraction.passages]
    tokens = tokenise([anchor.text for _, anchor in rows])
    lines = {name: number for number, name in enumerate(sorted({document.line for document, _ in rows}))}
    line = np.array([lines[document.line] for document, _ in rows], np.int64)
    owner = tokens.owner()
    runs = _runs(tokens, owner, line, least)
    texts, passages = _texts(runs), owner[runs.starts]
    documents = {name: number for number, name in enumerate(dict.fromkeys(document.id for document, _ in rows))}
    document = np.array([documents[document.id] for document, _ in rows], np.int64)
    kept = np.flatnonzero(_meets(texts, document[passages], least))
    begins, ends = runs.starts[kept], runs.ends[kept]
    return _Found(
        rows,
        passages[kept],
        tokens.starts[begins].astype(np.int64),
        tokens.ends[ends - 1].astype(np.int64),
        ends - begins,
        texts[kept],
    )


def _clusters(found: _Found) -> Iterator[list[_Place]]:
    """The places of each standard text, in the order of the documents."""
    order = np.argsort(found.texts, kind="stable")
    for group in np.split(order, np.flatnonzero(np.diff(found.texts[order])) + 1):
        if len(group):
            yield [_place(found, run) for run in group.tolist()]


def _place(found: _Found, run: int) -> _Place:
    document, anchor = found.rows[int(found.passages[run])]
    return _Place(document.id, anchor, int(found.starts[run]), int(found.ends[run]), int(found.lengths[run]))


def _runs(tokens: Tokens, owner: Positions, line: Positions, least: int) -> _Runs:
    count = len(owner) - _WINDOW + 1
    if count <= 0:
        return _Runs.none()
    windows = _hashes(tokens.stems, count)
    inside = owner[:count] == owner[_WINDOW - 1 :]
    number = _spread(windows, inside, line[owner[:count]], least)
    places = np.flatnonzero(number >= 0)
    if not len(places):
        return _Runs.none()
    begin = np.ones(len(places), bool)
    begin[1:] = (np.diff(places) != 1) | (np.diff(owner[places]) != 0)
    first = np.append(np.flatnonzero(begin), len(places))
    return _Runs(places[first[:-1]], places[first[1:] - 1] + _WINDOW, first, number[places])


def _hashes(stems: Codes, count: int) -> Codes:
    """One hash for each run of eight stems, order included."""
    hashes = np.zeros(count, np.uint64)
    for k in range(_WINDOW):
        hashes = mixed(hashes + stems[k : k + count])
    return hashes


def _spread(windows: Codes, inside: NDArray[np.bool_], lines: Positions, least: int) -> Positions:
    """The number of each window that stands in at least ``least`` lines, -1 for every other."""
    places = np.flatnonzero(inside)
    order = places[np.argsort(windows[places])]
    begin = np.ones(len(order), bool)
    begin[1:] = windows[order[1:]] != windows[order[:-1]]
    number = np.cumsum(begin) - 1
    often = np.bincount(number)[number] >= least if len(number) else begin
    order, number = order[often], number[often]
    enough = _meets(number, lines[order], least)
    found = np.full(len(windows), -1, np.int64)
    found[order[enough]] = number[enough]
    return found


def _meets(numbers: Positions, others: Positions, least: int) -> NDArray[np.bool_]:
    """Whether each number stands beside at least ``least`` different others."""
    most = int(others.max(initial=0)) + 1
    meetings = np.sort(numbers * most + others)
    apart = np.diff(meetings, prepend=-1) != 0
    many = np.bincount(meetings[apart] // most, minlength=int(numbers.max(initial=-1)) + 1)
    found: NDArray[np.bool_] = (many >= least)[numbers]
    return found


def _texts(runs: _Runs) -> Positions:
    """For each run the lowest of those that it has a window in common with: the number of its text."""
    count = len(runs.starts)
    owner = np.repeat(np.arange(count), np.diff(runs.first))
    _, at, number = np.unique(runs.windows, return_index=True, return_inverse=True)
    return _lowest(count, owner[at][number], owner)


def _lowest(count: int, one: Positions, other: Positions) -> Positions:
    """For each of ``count`` things the lowest that it hangs together with, by pairs of things that do."""
    lowest: Positions = np.arange(count)
    while True:
        low = np.minimum(lowest[one], lowest[other])
        found = lowest.copy()
        for side in (one, other):
            np.minimum.at(found, side, low)
            np.minimum.at(found, lowest[side], low)
        while not np.array_equal(found[found], found):
            found = found[found]
        if np.array_equal(found, lowest):
            return lowest
        lowest = found
