"""Terms: the words that are characteristic of a document in its collection.

A word is reduced to its dictionary form. A term's weight in a document is
``(1 + ln count) × ln(1 + documents / spread)``: it counts more the more often it stands there and the fewer other
documents have it; the 600 strongest are kept. Function words and words of every steering document are left out.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations, islice
from statistics import median

from styrdok.overlaps.tables import function_words
from styrdok.swedish.lemmas import lemma
from styrdok.swedish.lexicon import readings

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SHORTEST = 4
_SAMPLE = 2000
_STRONGEST = 600
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


def terms_in(text: str) -> list[tuple[str, str]]:
    """The terms of a text in order, each with the word as written in lower case."""
    words = (match.group().lower() for match in _WORD.finditer(text))
    return [(term, word) for word in words if (term := term_of(word)) is not None]


Spoken = dict[str, tuple[int, str]]
"""For each term of a document how often it stands there and how it is most often written."""


def spoken(texts: Iterable[str]) -> Spoken:
    """The terms of the texts of a document."""
    written = Counter(pair for text in texts for pair in terms_in(text))
    counts: Counter[str] = Counter()
    for (term, _), number in written.items():
        counts[term] += number
    ways: dict[str, str] = {}
    for (term, word), _ in sorted(written.items(), key=lambda item: (-item[1], item[0])):
        ways.setdefault(term, word)
    return {term: (number, ways[term]) for term, number in sorted(counts.items())}


@dataclass(frozen=True, slots=True)
class Profile:
    """The terms of one document with weights that have length 1, and how each is most often written."""

    weight: Mapping[str, float]
    written: Mapping[str, str]


def profiles(documents: Sequence[Spoken]) -> tuple[Profile, ...]:
    """The profile of each document, given its terms (see :func:`spoken`)."""
    spread = Counter(term for said in documents for term in said)
    rarity = {number: math.log(1 + len(documents) / number) for number in set(spread.values())}
    weight = {term: rarity[number] for term, number in spread.items()}
    return tuple(_profile(said, weight) for said in documents)


def _profile(said: Spoken, rarity: Mapping[str, float]) -> Profile:
    raw = [(_often(number) * rarity[term], term) for term, (number, _) in said.items()]
    strongest = sorted(raw, key=lambda item: (-item[0], item[1]))[:_STRONGEST]
    length = math.sqrt(math.fsum(value * value for value, _ in strongest)) or 1.0
    return Profile({term: value / length for value, term in strongest}, {term: said[term][1] for _, term in strongest})


@cache
def _often(number: int) -> float:
    return 1 + math.log(number)


def common(a: Profile, b: Profile) -> list[tuple[str, float]]:
    """The terms of both, each with what it adds to the cosine of the two, most first."""
    shared = [(term, a.weight[term] * b.weight[term]) for term in a.weight.keys() & b.weight.keys()]
    return sorted(shared, key=lambda item: (-item[1], item[0]))


def likeness(a: Profile, b: Profile) -> float:
    """The cosine of two profiles (0–1)."""
    return math.fsum([a.weight[term] * b.weight[term] for term in a.weight.keys() & b.weight.keys()])


def typical(found: Sequence[Profile]) -> float:
    """The median likeness of two documents of a collection, over at most some 2,000 pairs taken at even distances."""
    step = max(1, len(found) * (len(found) - 1) // 2 // _SAMPLE)
    values = [likeness(a, b) for a, b in islice(combinations(found, 2), 0, None, step)]
    return median(values) if values else 0.0
