"""Terms: the words that are characteristic of a document in its collection.

A word is reduced to its dictionary form. A term's weight in a document is
``(1 + ln count) × ln(1 + documents / spread)``: it counts more the more often it stands there and the fewer other
documents have it; the 600 strongest are kept. Function words and words of every steering document are left out.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import combinations, islice
from statistics import median

import numpy as np

from styrdok.overlaps.tables import function_words
from styrdok.overlaps.vectors import Numbers, Positions, Vectors, rows_in
from styrdok.swedish.lemmas import lemma, stems
from styrdok.swedish.lexicon import readings

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORTEST = 4
_SAMPLE = 2000
_STRONGEST = 600
_COMPOUND, _NOUN, _NO_NOUN = range(3)
_CLASSES = ("NN", "VB", "AV", "JJ", "PM", "RG")


@lru_cache(maxsize=200_000)
def term_of(word: str) -> str | None:
    """The term that a lower-case word stands for, ``None`` for words that say nothing."""
    return content_word(word) if len(word) >= _SHORTEST else None


def content_word(word: str) -> str | None:
    """The dictionary form of a lower-case word that says something, ``None`` for function words and figures."""
    if word in function_words():
        return None
    known = readings(word)
    if known and not any(tag.startswith(_CLASSES) for _, tag in known):
        return None
    base = lemma(word)
    return None if base in function_words() else base


@lru_cache(maxsize=50_000)
def is_noun(term: str) -> bool:
    """Whether a term may be a noun; what the lexicon does not know is one."""
    known = readings(term)
    return not known or any(tag.startswith("NN") for _, tag in known)


@lru_cache(maxsize=50_000)
def rank_of(term: str) -> int:
    """How well a term names a matter: 0 for compounds, 1 for other nouns, 2 for verbs and adjectives."""
    if not is_noun(term):
        return _NO_NOUN
    return _COMPOUND if len(stems(term)) > 1 else _NOUN


def words_in(text: str) -> list[str]:
    """The words of a text in lower case, in order."""
    return _WORD.findall(text.lower())


Spoken = dict[str, tuple[int, str, int]]
"""For each term of a document how often it stands there, how it is most often written, and its rank."""


def spoken(texts: Iterable[str]) -> Spoken:
    """The terms of the texts of a document."""
    counts: Counter[str] = Counter()
    ways: dict[str, tuple[int, str]] = {}
    for word, number in Counter(words_in("\n".join(texts))).items():
        term = term_of(word)
        if term is not None:
            counts[term] += number
            way, known = (-number, word), ways.get(term)
            if known is None or way < known:
                ways[term] = way
    return {term: (number, ways[term][1], rank_of(term)) for term, number in sorted(counts.items())}


class Terms:
    """The strongest terms of each document of a collection, with weights of length 1.

    Pairs are best asked for by their first document, whose terms are laid out once.
    """

    def __init__(self, said: Mapping[str, Spoken]) -> None:
        self._said = said
        self._number = {name: number for number, name in enumerate(said)}
        self._terms = sorted({term for one in said.values() for term in one})
        self._rank = np.zeros(len(self._terms), np.int64)
        self._owner, self._held, self._weight = self._strongest()
        self._starts = np.searchsorted(self._owner, np.arange(len(said) + 1))
        self._laid: tuple[str, Numbers] = ("", np.zeros(0))

    def _strongest(self) -> tuple[Positions, Positions, Numbers]:
        """Document, term and weight of the strongest terms of each, strongest first, then by term."""
        place = {term: number for number, term in enumerate(self._terms)}
        owner = np.repeat(np.arange(len(self._said)), [len(one) for one in self._said.values()])
        held = np.array([place[term] for one in self._said.values() for term in one], np.int64)
        often = np.array([_often(number) for one in self._said.values() for number, _, _ in one.values()], np.float64)
        self._rank[held] = [rank for one in self._said.values() for _, _, rank in one.values()]
        spread = np.bincount(held, minlength=len(self._terms))
        rarity = np.array([math.log(1 + len(self._said) / number) for number in spread.tolist()], np.float64)
        weight = often * rarity[held]
        order = np.lexsort((held, -weight, owner))
        order = order[rows_in(owner[order]) < _STRONGEST]
        owner, held, weight = owner[order], held[order], weight[order]
        length = np.sqrt(np.bincount(owner, weight * weight, len(self._said)))
        return owner, held, weight / length[owner]

    def strongest(self, most: int) -> Vectors:
        """The ``most`` strongest terms of each document."""
        kept = rows_in(self._owner) < most
        return Vectors.made(self._owner[kept], self._held[kept], self._weight[kept], len(self._said))

    def _shared(self, a: str, b: str) -> tuple[Positions, Numbers]:
        """The terms of ``b`` with what each adds to the cosine of the two."""
        if self._laid[0] != a:
            laid = np.zeros(len(self._terms))
            laid[self._held[self._of(a)]] = self._weight[self._of(a)]
            self._laid = (a, laid)
        held = self._held[self._of(b)]
        return held, self._laid[1][held] * self._weight[self._of(b)]

    def _of(self, name: str) -> slice:
        number = self._number[name]
        return slice(self._starts[number], self._starts[number + 1])

    def likeness(self, a: str, b: str) -> float:
        """The cosine of the terms of two documents (0–1)."""
        added = self._shared(a, b)[1]
        return float(np.cumsum(added)[-1]) if len(added) else 0.0

    def telling(self, a: str, b: str, most: int) -> list[str]:
        """The terms of both to show: compounds, which name a matter, then other nouns; others only if there are none.

        Those of one rank stand by what they add to the cosine of the two.
        """
        held, added = self._shared(a, b)
        held, added = held[added > 0], added[added > 0]
        rank = self._rank[held]
        order = np.lexsort((held, -added, rank))[:most]
        least = max(_NOUN, int(rank.min(initial=_NO_NOUN)))
        return [self._terms[term] for term in held[order[rank[order] <= least]].tolist()]

    def written(self, name: str, term: str) -> str:
        """How a document most often writes a term."""
        return self._said[name][term][1]

    def typical(self) -> float:
        """The median likeness of two documents, over at most some 2,000 pairs taken at even distances."""
        step = max(1, len(self._said) * (len(self._said) - 1) // 2 // _SAMPLE)
        values = [self.likeness(a, b) for a, b in islice(combinations(self._said, 2), 0, None, step)]
        return median(values) if values else 0.0


@cache
def _often(number: int) -> float:
    return 1 + math.log(number)
