"""Terms: the words that are characteristic of a document in its collection.

A word is reduced to its dictionary form. A term's weight in a document is
``(1 + ln count) × ln(1 + documents / spread)``: it counts more the more often it stands there and the fewer other
documents have it; the 600 strongest are kept. Function words and words of every steering document are left out. The
words of a title count for their document, but not for how many documents have them, so that a corrected title changes
no weights of other documents.
"""

import codecs
import math
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from itertools import combinations, islice
from statistics import median

import numpy as np
from numpy.typing import NDArray

from styrdok.overlaps.tables import function_words
from styrdok.overlaps.vectors import Numbers, Positions, Vectors, rows_in
from styrdok.swedish.lemmas import lemma, stems
from styrdok.swedish.lexicon import readings

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BLANK = "styrdok.blank"
_SHORTEST = 4
_SAMPLE = 2000
_THOUSANDTHS = 3
Chosen = NDArray[np.bool_]
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
    try:
        letters = text.encode("latin-1", _BLANK).translate(_letters()).decode("latin-1")
    except UnicodeEncodeError:
        return _WORD.findall(text.lower())
    if "-" in letters:
        letters = f" {letters} ".replace("--", "  ").replace(" -", "  ").replace("- ", "  ")
    return letters.split()


@cache
def _letters() -> bytes:
    """The signs of Latin-1 in lower case, blanks in place of all that stands in no word: faster than a pattern."""
    signs = (chr(sign).lower() for sign in range(256))
    return "".join(sign if sign == "-" or _WORD.match(sign) else " " for sign in signs).encode("latin-1")


def _blank(error: UnicodeError) -> tuple[str, int]:
    """Blanks in place of quotes, dashes and the like; letters beyond Latin-1 are left to the pattern."""
    if not isinstance(error, UnicodeEncodeError) or _WORD.search(error.object[error.start : error.end]):
        raise error
    return " " * (error.end - error.start), error.end


codecs.register_error(_BLANK, _blank)


Spoken = dict[str, tuple[int, str, int]]
"""For each term of a document how often it stands there, how it is most often written, and its rank."""


def spoken(texts: Iterable[str]) -> Spoken:
    """The terms of the texts of a document."""
    told: dict[str, tuple[int, int, str]] = {}
    for word, number in Counter(words_in("\n".join(texts))).items():
        term = term_of(word)
        if term is not None:
            known = told.get(term)
            if known is None:
                told[term] = (number, -number, word)
            else:
                told[term] = (number + known[0], *min((-number, word), known[1:]))
    return {term: (number, way, rank_of(term)) for term, (number, _, way) in sorted(told.items())}


def _with_title(text: Spoken, title: Spoken) -> Spoken:
    """The terms of a document, those of its title counted."""
    both = {
        term: (number + text[term][0], *text[term][1:]) if term in text else (number, way, rank)
        for term, (number, way, rank) in title.items()
    }
    return dict(sorted((text | both).items())) if both.keys() - text.keys() else text | both


class _Numbers(dict[str, int]):
    """Words with their numbers in the order in which they were met."""

    def __missing__(self, word: str) -> int:
        self[word] = number = len(self)
        return number


class Terms:
    """The strongest terms of each document of a collection, with weights of length 1.

    Given the terms of the texts, and those of the titles by document. Pairs are best asked for by their first document,
    whose terms are laid out once.
    """

    def __init__(self, said: Iterable[tuple[str, Spoken]], titles: Mapping[str, Spoken] | None = None) -> None:
        self._number: dict[str, int] = {}
        met = _Numbers()
        lengths, terms, ways, ranks = (array("q") for _ in range(4))
        often, in_text = array("d"), array("b")
        for name, text in said:
            one = _with_title(text, titles[name]) if titles else text
            in_text.extend(map(text.__contains__, one))
            self._number[name] = len(lengths)
            lengths.append(len(one))
            terms.extend(map(met.__getitem__, one))
            numbers, written, ranked = zip(*one.values(), strict=True) if one else ((), (), ())
            often.extend(map(_often, numbers))
            ways.extend(map(met.__getitem__, written))
            ranks.extend(ranked)
        self._words = list(met)
        self._terms = sorted({self._words[term] for term in set(terms)})
        self._ways = np.frombuffer(ways, np.int64)
        self._spoken = self._in_order(terms)
        self._begins = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.frombuffer(lengths, np.int64))])
        self._rank = np.zeros(len(self._terms), np.int64)
        self._rank[self._spoken] = np.frombuffer(ranks, np.int64)
        strongest = self._strongest(np.frombuffer(often, np.float64), np.frombuffer(in_text, np.bool_))
        self._owner, self._held, self._weight = strongest
        self._starts = np.searchsorted(self._owner, np.arange(len(lengths) + 1))
        self._laid: tuple[str, Numbers] = ("", np.zeros(0))
        self._last: tuple[tuple[str, str], Positions, Numbers] = (("", ""), np.zeros(0, np.int64), np.zeros(0))

    def _in_order(self, terms: "array[int]") -> Positions:
        """The places of terms among all terms, given their places among all words."""
        place = {term: number for number, term in enumerate(self._terms)}
        places = np.array([place.get(word, -1) for word in self._words], np.int64)
        found: Positions = places[np.frombuffer(terms, np.int64)]
        return found

    def _strongest(self, often: Numbers, in_text: Chosen) -> tuple[Positions, Positions, Numbers]:
        """Document, term and weight of the strongest terms of each, strongest first, then by term.

        A term that stands in the title only is as rare as if the text had it.
        """
        documents, held = len(self._number), self._spoken
        owner = np.repeat(np.arange(documents), np.diff(self._begins))
        spread = np.bincount(held[in_text], minlength=len(self._terms))
        rarity = np.array([math.log(1 + documents / max(1, number)) for number in range(documents + 2)], np.float64)
        weight = often * rarity[spread[held] + ~in_text]
        order = np.lexsort((held, -weight, owner))
        order = order[rows_in(owner[order]) < _STRONGEST]
        owner, held, weight = owner[order], held[order], weight[order]
        length = np.sqrt(np.bincount(owner, weight * weight, documents))
        return owner, held, weight / np.where(length, length, 1.0)[owner]

    def strongest(self, most: int) -> Vectors:
        """The ``most`` strongest terms of each document."""
        kept = rows_in(self._owner) < most
        return Vectors.made(self._owner[kept], self._held[kept], self._weight[kept], len(self._number))

    def weighed(self, name: str) -> tuple[list[str], bytes]:
        """The terms of a document and their weights, packed."""
        return [self._terms[term] for term in self._held[self._of(name)].tolist()], self._weight[
            self._of(name)
        ].tobytes()

    def _shared(self, a: str, b: str) -> tuple[Positions, Numbers]:
        """The terms of ``b`` with what each adds to the cosine of the two."""
        if self._last[0] != (a, b):
            if self._laid[0] != a:
                laid = np.zeros(len(self._terms))
                laid[self._held[self._of(a)]] = self._weight[self._of(a)]
                self._laid = (a, laid)
            held = self._held[self._of(b)]
            self._last = ((a, b), held, self._laid[1][held] * self._weight[self._of(b)])
        return self._last[1:]

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
        return [self._terms[term] for term in self._telling(a, b, most).tolist()]

    def written(self, a: str, b: str, most: int) -> tuple[str, ...]:
        """The same as the two most often write them, the shorter where they differ, and never as a genitive."""
        telling = self._telling(a, b, most)
        ways = zip(telling.tolist(), self._written(a, telling), self._written(b, telling), strict=True)
        shorter = ((self._terms[term], min(pair, key=lambda word: (len(word), word))) for term, *pair in ways)
        return tuple(_without_genitive(word, term) for term, word in shorter)

    def _telling(self, a: str, b: str, most: int) -> Positions:
        held, added = self._shared(a, b)
        common = added > 0
        held, added = held[common], added[common]
        rank = self._rank[held]
        order = np.lexsort((held, -added, rank))[:most]
        least = max(_NOUN, int(rank[order[0]]) if len(order) else _NO_NOUN)
        found: Positions = held[order[rank[order] <= least]]
        return found

    def _written(self, name: str, terms: Positions) -> list[str]:
        """How a document most often writes some of its terms."""
        begin, end = self._begins[self._number[name] :][:2]
        ways = self._ways[begin + np.searchsorted(self._spoken[begin:end], terms)]
        return [self._words[way] for way in ways.tolist()]

    def typical(self) -> float:
        """The median likeness of two documents in thousandths, over at most some 2,000 pairs, evenly spread.

        So coarse, it is seldom another for one corrected title.
        """
        step = max(1, len(self._number) * (len(self._number) - 1) // 2 // _SAMPLE)
        values = [self.likeness(a, b) for a, b in islice(combinations(self._number, 2), 0, None, step)]
        return round(median(values), _THOUSANDTHS) if values else 0.0


def _without_genitive(word: str, term: str) -> str:
    bare = word.removesuffix("s")
    return bare if word != term and term_of(bare) == term else word


@cache
def _often(number: int) -> float:
    return 1 + math.log(number)
