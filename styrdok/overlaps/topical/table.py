"""The table of Swedish word vectors: for each word how rare it is in public prose, and which words it stands among.

``tools/build_word_vectors.py`` makes the table; the note beside it tells from what. A row is a derivational stem, so
that *utreda*, *utredningen* and *utredningar* are one. Everything is kept in whole numbers, so that what is reckoned
with them is the same on every machine.
"""

import json
import lzma
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from styrdok.overlaps.terms import content_word
from styrdok.swedish.lemmas import stem, stems

FILE = "word_vectors.xz"
RAREST = 600
"""The rarity (in hundredths) of what the table does not have: one word in a million."""
WEIGHTS = 1000
"""The weight of a word that is as rare as can be."""
_COMMON = 5e-4
_SHORTEST = 3
_UNIT = 100

Whole = npt.NDArray[np.float64]
"""Whole numbers kept as floats: their sums and products are exact, in whatever order they are taken."""


@dataclass(frozen=True, slots=True)
class WordVectors:
    """The rows of the table by stem: ``rarity`` in hundredths, ``vectors`` one row of small whole numbers each.

    ``length`` is how long a row is (about), ``average`` what a passage of public prose is like on the whole: it is
    taken off every passage.
    """

    place: Mapping[str, int]
    rarity: npt.NDArray[np.int64]
    vectors: npt.NDArray[np.int8]
    length: int
    average: Whole

    def vector(self, base: str) -> Whole | None:
        """The vector of a base form, the rarer the longer; of an unknown compound that of its parts together."""
        at = self.place.get(stem(base))
        if at is not None:
            return self._weighted(at)
        parts = stems(base)
        rows = [self._weighted(self.place[part]) for part in parts if part in self.place] if len(parts) > 1 else []
        if not rows:
            return None
        together: Whole = np.rint(np.sum(rows, axis=0) / np.sqrt(len(rows)))
        return together

    def _weighted(self, at: int) -> Whole:
        row: Whole = weight_of(int(self.rarity[at])) * self.vectors[at].astype(np.float64)
        return row


@cache
def word_vectors() -> WordVectors:
    """The table as shipped."""
    data = (files("styrdok.overlaps") / "data" / FILE).read_bytes()
    return unpacked(data)


def unpacked(data: bytes) -> WordVectors:
    """A table out of its file: a line of JSON, a line of "word, tab, rarity" for each row, then the rows as bytes."""
    head, _, rest = lzma.decompress(data).partition(b"\n")
    told = json.loads(head)
    count, width = told["words"], told["width"]
    lines, matrix = rest[: -count * width].decode().splitlines(), rest[-count * width :]
    rows = [line.partition("\t")[::2] for line in lines]
    return WordVectors(
        place={word: at for at, (word, _) in enumerate(rows)},
        rarity=np.array([int(rare) for _, rare in rows], np.int64),
        vectors=np.frombuffer(matrix, np.int8).reshape(count, width),
        length=told["length"],
        average=np.array(told["average"], np.float64),
    )


@cache
def weight_of(rare: int) -> int:
    """How much a word of a rarity (in hundredths) counts in the vector of a passage: common words nearly nothing."""
    return round(WEIGHTS * _COMMON / (_COMMON + 10 ** (-rare / _UNIT)))


@lru_cache(maxsize=200_000)
def base_of(word: str) -> str | None:
    """The base form of a lower-case word, ``None`` for words that say nothing of the matter."""
    return content_word(word) if len(word) >= _SHORTEST else None


def rarity(word: str) -> float:
    """How rare a word is in Swedish public prose: 3 is one word in a thousand, 6 (and unknown) one in a million.

    Any form of the word will do. Words that say nothing of any matter (*och*, *verksamhet*) have 0; *kostnad* has 2.7,
    *badplats* 3.9.
    """
    base = base_of(word.lower())
    return 0.0 if base is None else rarity_of(stem(base)) / _UNIT


@lru_cache(maxsize=200_000)
def rarity_of(found: str) -> int:
    """The rarity of a stem in hundredths."""
    table = word_vectors()
    at = table.place.get(found)
    return RAREST if at is None else int(table.rarity[at])
