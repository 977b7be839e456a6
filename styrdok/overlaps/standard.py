"""Standard text: wording that stands in many documents, and therefore says nothing about any two of them.

Worth a list of its own in a review: what stands in thirty documents might stand in one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from styrdok.findings import Place, Snapshot
from styrdok.models import Anchor, Document
from styrdok.overlaps.anchors import part
from styrdok.overlaps.ranges import Ranges
from styrdok.overlaps.reuse.stems import Positions, tokenise
from styrdok.overlaps.windows import inside, meets, runs_of, spread, texts_of, windows_of

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
    runs = runs_of(owner, spread(windows_of(tokens), inside(owner), line[owner], least))
    texts, passages = texts_of(runs), owner[runs.starts]
    documents = {name: number for number, name in enumerate(dict.fromkeys(document.id for document, _ in rows))}
    document = np.array([documents[document.id] for document, _ in rows], np.int64)
    kept = np.flatnonzero(meets(texts, document[passages], least))
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
