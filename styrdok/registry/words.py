"""The words under which a passage is found besides those it is written with."""

import re
from functools import lru_cache

from styrdok.swedish.compounds import split_compound, unlinked
from styrdok.swedish.lemmas import lemma

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
"""A word as it is searched for."""


def forms(text: str) -> str:
    """The base forms and parts of compounds of all words in ``text``, sorted, each once, with spaces between."""
    found: set[str] = set()
    for word in {match[0].lower() for match in WORD.finditer(text)}:
        found |= word_forms(word)
    return " ".join(sorted(found))


@lru_cache(maxsize=100_000)
def word_forms(word: str) -> frozenset[str]:
    """The base forms of a word, of its parts, and of what is left when parts are taken from its beginning.

    ``kvalitetsutvecklingsprogrammet`` is found by ``kvalitet``, ``utveckling``, ``program`` and
    ``utvecklingsprogram``.
    """
    word = word.lower()
    *first, last = split_compound(word) or (word,)
    tails = {"".join(first[index:]) + lemma(last) for index in range(1, len(first) + 1)}
    return frozenset({lemma(word)} | {unlinked(part) for part in first if part} | tails)


@lru_cache(maxsize=65_536)
def words_and_forms(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words of a short text and the words under which they are found besides."""
    words = frozenset(match[0].lower() for match in WORD.finditer(text))
    return words, frozenset().union(*map(word_forms, words))


@lru_cache(maxsize=1000)
def query_forms(word: str) -> tuple[str, ...]:
    """The base forms of a word that is asked for; not its parts, which would find too much."""
    return (lemma(word),)
