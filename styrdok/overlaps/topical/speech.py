"""What the passages of a document say, in figures: one vector of meaning and the rare words of each.

Both are whole numbers (in parts of ``UNIT``), so that the likeness of two passages does not depend on the machine, on
the order in which it adds up, or on any other document.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from styrdok.models import Anchor
from styrdok.overlaps.topical.passages import Running
from styrdok.overlaps.topical.table import WEIGHTS, Whole, rarity_of, word_vectors
from styrdok.swedish.lemmas import stem

UNIT = 2**14
_FINE = 2**16
_DOUBT = 5.0
_KEPT = np.dtype("<i4")

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Said:
    """What can be kept of the running text of a document: the places of its passages, and figures as bytes.

    ``meaning`` has one row of ``width`` figures for each passage. ``counts`` tells in how many passages each of the
    ``words`` stands, and ``rows`` and ``shares`` in which, and how much of them it is.
    """

    places: tuple[int, ...]
    width: int
    meaning: bytes
    words: tuple[str, ...]
    counts: bytes
    rows: bytes
    shares: bytes

    def shares_of(self, passage: int) -> dict[str, float]:
        """How much of a passage (by its number here) each word of it is."""
        words = np.repeat(np.arange(len(self.words)), np.frombuffer(self.counts, _KEPT))
        inside = np.frombuffer(self.rows, _KEPT) == passage
        shares = np.frombuffer(self.shares, _KEPT)[inside].tolist()
        return dict(zip((self.words[word] for word in words[inside].tolist()), shares, strict=True))


@dataclass(frozen=True, slots=True)
class Speech:
    """The running text of a document: ``meaning`` has one row for each passage.

    ``words`` are the codes of its words, sorted (of several joined: one after the other); the word ``n`` has
    ``begins[n]:begins[n + 1]`` of ``rows`` and ``shares``, which tell in which passages it stands, and how much of them
    it is.
    """

    anchors: tuple[Anchor, ...]
    meaning: Whole
    words: Codes
    begins: Codes
    rows: Codes
    shares: Whole


class _Vectors(dict[str, Whole]):
    """The vectors of words, each looked up once; nothing for one that the table cannot tell."""

    def __missing__(self, base: str) -> Whole:
        found = word_vectors().vector(base)
        self[base] = vector = np.zeros(len(word_vectors().average)) if found is None else found
        return vector


class Speaker:
    """Turns running text into figures; keeps what was worked out for each word."""

    def __init__(self) -> None:
        self._vectors = _Vectors()
        self._codes: dict[str, int] = {}

    def speech(self, said: Said, anchors: Sequence[Anchor]) -> Speech:
        """The figures of a document, ready to be compared; ``anchors`` are those of all its passages."""
        codes = np.array([self._codes.setdefault(word, len(self._codes)) for word in said.words], np.int64)
        counts, order = np.frombuffer(said.counts, _KEPT).astype(np.int64), np.argsort(codes)
        begins, lengths = np.cumsum(counts) - counts, counts[order]
        ends = np.cumsum(lengths)
        places = np.arange(counts.sum()) + np.repeat(begins[order] - (ends - lengths), lengths)
        return Speech(
            anchors=tuple(anchors[place] for place in said.places),
            meaning=np.frombuffer(said.meaning, _KEPT).astype(np.float64).reshape(len(said.places), said.width),
            words=codes[order],
            begins=np.concatenate([np.zeros(1, np.int64), ends]),
            rows=np.frombuffer(said.rows, _KEPT).astype(np.int64)[places],
            shares=np.frombuffer(said.shares, _KEPT).astype(np.float64)[places],
        )

    def speak(self, passages: Sequence[Running]) -> Speech:
        """The figures of some passages by themselves."""
        numbered = [replace(passage, place=place) for place, passage in enumerate(passages)]
        return self.speech(self.said(numbered), [passage.anchor for passage in passages])

    def said(self, passages: Sequence[Running]) -> Said:
        """What a document says."""
        bases = list(dict.fromkeys(base for passage in passages for base in passage.words))
        number = {base: at for at, base in enumerate(bases)}
        rows = np.repeat(np.arange(len(passages)), [len(passage.words) for passage in passages])
        held = np.array([number[base] for passage in passages for base in passage.words], np.int64)
        times = np.array([many for passage in passages for many in passage.words.values()], np.float64)
        counts = np.zeros((len(passages), len(bases)))
        counts[rows, held] = times
        stemmed = [stem(base) for base in bases]
        words = list(dict.fromkeys(stemmed))
        of_word = {word: at for at, word in enumerate(words)}
        shares = _shares(counts, np.array([of_word[word] for word in stemmed], np.int64), words)
        word, row = np.nonzero(shares.T)
        return Said(
            places=tuple(passage.place for passage in passages),
            width=len(word_vectors().average),
            meaning=_bytes(self._meaning(counts, bases, (rows, held, times))),
            words=tuple(words),
            counts=_bytes(np.bincount(word, minlength=len(words))),
            rows=_bytes(row),
            shares=_bytes(shares[row, word]),
        )

    def _meaning(self, counts: Whole, bases: Sequence[str], entries: tuple[Codes, Codes, Whole]) -> Whole:
        """For each passage the sum of the vectors, less what public prose is like on the whole.

        The less a passage says, the shorter. ``entries`` are the counts with their rows and bases, in order.
        """
        table, (rows, held, times) = word_vectors(), entries
        vectors = np.array([self._vectors[base] for base in bases], np.float64).reshape(len(bases), len(table.average))
        total = counts @ vectors
        length = np.sqrt((total * total).sum(axis=1))
        known = np.where(length, length, 1.0)
        apart = np.rint((total / known[:, None] - table.average) * _FINE)
        weight = np.sqrt((vectors * vectors).sum(axis=1))
        said = np.bincount(rows, times * weight[held], len(counts)) / (WEIGHTS * table.length)
        sure = np.sqrt(said / (said + _DOUBT))
        unit = np.sqrt((apart * apart).sum(axis=1))
        unit = np.where(unit, unit, 1.0)
        meaning: Whole = np.rint(apart * (UNIT * sure / unit)[:, None])
        meaning[length == 0] = 0
        return meaning


def _shares(counts: Whole, of_base: Codes, words: Sequence[str]) -> Whole:
    """How much of each passage each word is: the root of its number times its rarity, all together of length 1."""
    together = np.zeros((len(counts), len(words)))
    np.add.at(together.T, of_base, counts.T)
    rarity = np.array([rarity_of(word) for word in words], np.float64)
    length = np.sqrt(together @ (rarity * rarity))
    length = np.where(length, length, 1.0)
    shares: Whole = np.rint(UNIT * np.sqrt(together) * rarity / length[:, None])
    return shares


def _bytes(values: npt.NDArray[Any]) -> bytes:
    return values.astype(_KEPT).tobytes()


def joined(speeches: Sequence[Speech]) -> Speech:
    """Several speeches as one to compare another with: their passages one after the other."""
    widths = np.array([len(one.anchors) for one in speeches], np.int64)
    entries = np.array([len(one.rows) for one in speeches], np.int64)
    begins = [one.begins[:-1] + before for one, before in zip(speeches, np.cumsum(entries) - entries, strict=True)]
    return Speech(
        anchors=tuple(anchor for one in speeches for anchor in one.anchors),
        meaning=np.concatenate([one.meaning for one in speeches]),
        words=np.concatenate([one.words for one in speeches]),
        begins=np.concatenate([*begins, [entries.sum()]]),
        rows=np.concatenate([one.rows for one in speeches]) + np.repeat(np.cumsum(widths) - widths, entries),
        shares=np.concatenate([one.shares for one in speeches]),
    )


def likeness_of_meaning(a: Speech, b: Speech) -> Whole:
    """The cosine of the meanings of all passages of two documents."""
    found: Whole = a.meaning @ b.meaning.T / UNIT**2
    return found


def likeness_of_words(a: Speech, b: Speech) -> Whole:
    """The cosine of the rare words of all passages of two documents; ``b`` may be several, joined."""
    height, width = len(a.anchors), len(b.anchors)
    at = np.searchsorted(a.words, b.words)
    in_b = np.flatnonzero(a.words[np.minimum(at, len(a.words) - 1)] == b.words) if len(a.words) else at[:0]
    in_a = at[in_b]
    many, more = a.begins[in_a + 1] - a.begins[in_a], b.begins[in_b + 1] - b.begins[in_b]
    meetings = many * more
    word = np.repeat(np.arange(len(meetings)), meetings)
    turn = np.arange(len(word)) - np.repeat(np.cumsum(meetings) - meetings, meetings)
    x, y = a.begins[in_a][word] + turn // more[word], b.begins[in_b][word] + turn % more[word]
    products = np.bincount(a.rows[x] * width + b.rows[y], a.shares[x] * b.shares[y], height * width)
    found: Whole = products.reshape(height, width) / UNIT**2
    return found
