"""What the passages of a document say, in figures: one vector of meaning and the rare words of each.

Both are whole numbers (in parts of ``UNIT``), so that the likeness of two passages does not depend on the machine, on
the order in which it adds up, or on any other document.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from styrdok.models import Anchor
from styrdok.overlaps.topical.passages import Running
from styrdok.overlaps.topical.table import WEIGHTS, Whole, WordVectors, rarity_of
from styrdok.swedish.lemmas import stem

UNIT = 2**14
_FINE = 2**16
_DOUBT = 5.0

Codes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Speech:
    """The running text of one document: ``meaning`` has one row for each passage.

    ``rows``, ``codes`` and ``shares`` tell which word (by code) stands in which passage, and how much of it that is.
    """

    anchors: tuple[Anchor, ...]
    meaning: Whole
    rows: Codes
    codes: Codes
    shares: Whole


class Speaker:
    """Turns running text into figures; keeps what was worked out for each word."""

    def __init__(self, table: WordVectors) -> None:
        self._table = table
        self._vectors: dict[str, Whole | None] = {}
        self._codes: dict[str, int] = {}

    def speech(self, passages: Sequence[Running]) -> Speech:
        """The figures of a document."""
        rows, codes, shares = [], [], []
        for row, passage in enumerate(passages):
            for found, share in shares_of(passage.words).items():
                rows.append(row)
                codes.append(self._codes.setdefault(found, len(self._codes)))
                shares.append(share)
        meaning = np.array([self._meaning(passage.words) for passage in passages], np.float64)
        return Speech(
            anchors=tuple(passage.anchor for passage in passages),
            meaning=meaning.reshape(len(passages), len(self._table.average)),
            rows=np.array(rows, np.int64),
            codes=np.array(codes, np.int64),
            shares=np.array(shares, np.float64),
        )

    def _meaning(self, words: Mapping[str, int]) -> Whole:
        """The sum of the vectors, less what public prose is like on the whole; shorter, the less is said."""
        table = self._table
        known = [(number, vector) for word, number in words.items() if (vector := self._vector(word)) is not None]
        total = np.zeros(len(table.average))
        for number, vector in known:
            total += number * vector
        length = math.sqrt(float(total @ total))
        if not length:
            return total
        apart = np.rint((total / length - table.average) * _FINE)
        said = sum(number * math.sqrt(float(vector @ vector)) for number, vector in known) / (WEIGHTS * table.length)
        sure = math.sqrt(said / (said + _DOUBT))
        unit = math.sqrt(float(apart @ apart)) or 1.0
        return np.rint(apart * (UNIT * sure / unit))

    def _vector(self, base: str) -> Whole | None:
        if base not in self._vectors:
            self._vectors[base] = self._table.vector(base)
        return self._vectors[base]


def shares_of(words: Mapping[str, int]) -> dict[str, float]:
    """How much of a passage each word is: the root of its number times its rarity, all together of length 1."""
    counts: dict[str, int] = {}
    for base, number in words.items():
        found = stem(base)
        counts[found] = counts.get(found, 0) + number
    length = math.sqrt(sum(number * rarity_of(found) ** 2 for found, number in counts.items())) or 1.0
    return {found: round(UNIT * math.sqrt(number) * rarity_of(found) / length) for found, number in counts.items()}


def likeness_of_meaning(a: Speech, b: Speech) -> Whole:
    """The cosine of the meanings of all passages of two documents."""
    found: Whole = a.meaning @ b.meaning.T / UNIT**2
    return found


def likeness_of_words(a: Speech, b: Speech) -> Whole:
    """The cosine of the rare words of all passages of two documents."""
    both = np.intersect1d(a.codes, b.codes)
    found: Whole = _dense(a, both) @ _dense(b, both).T / UNIT**2
    return found


def _dense(speech: Speech, both: Codes) -> Whole:
    """The shares of some words, one row for each passage."""
    dense = np.zeros((len(speech.anchors), len(both)))
    kept = np.isin(speech.codes, both)
    dense[speech.rows[kept], np.searchsorted(both, speech.codes[kept])] = speech.shares[kept]
    return dense
