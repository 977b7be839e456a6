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
from functools import lru_cache
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


@dataclass(frozen=True, slots=True)
class Profile:
    """The terms of one document with weights that have length 1, and how each is most often written."""

    weight: Mapping[str, float]
    written: Mapping[str, str]


def profiles(documents: Sequence[Iterable[Sequence[tuple[str, str]]]]) -> tuple[Profile, ...]:
    """The profile of each document, given the terms of the texts it consists of (see :func:`terms_in`)."""
    counted = [Counter(pair for text in texts for pair in text) for texts in documents]
    counts = [_by_term(pairs) for pairs in counted]
    spread = Counter(term for count in counts for term in count)
    return tuple(
        Profile(_weighted(count, spread, len(documents)), _written(pairs))
        for count, pairs in zip(counts, counted, strict=True)
    )


def _by_term(pairs: Counter[tuple[str, str]]) -> Counter[str]:
    count: Counter[str] = Counter()
    for (term, _), number in pairs.items():
        count[term] += number
    return count


def _weighted(count: Counter[str], spread: Counter[str], documents: int) -> dict[str, float]:
    raw = {
        term: (1 + math.log(number)) * math.log(1 + documents / spread[term]) for term, number in sorted(count.items())
    }
    strongest = dict(sorted(raw.items(), key=lambda item: (-item[1], item[0]))[:_STRONGEST])
    length = math.sqrt(math.fsum(value * value for value in strongest.values())) or 1.0
    return {term: value / length for term, value in strongest.items()}


def _written(pairs: Counter[tuple[str, str]]) -> dict[str, str]:
    written: dict[str, str] = {}
    for (term, word), _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        written.setdefault(term, word)
    return written


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
