"""Lemmas and topic stems.

Nouns come first: in municipal texts ``nämnd`` is the board and not what was named. What SALDO does not know is
taken apart as a compound and its last part looked up.
"""

from functools import lru_cache

from styrdok.swedish.compounds import split_compound, unlinked
from styrdok.swedish.lexicon import is_base_form, readings, word_table

_ORDER = ("NN", "PM", "JJ", "VB", "AB", "PN")
_LONG_ENOUGH = 4


@lru_cache(maxsize=200_000)
def lemma(word: str) -> str:
    """The dictionary form, lower-cased; the word itself when nothing is known of it."""
    word = word.lower()
    table = word_table()
    if word in table.lemmas:
        return table.lemmas[word]
    if word in table.stop:
        return word
    known = _first_lemma(word)
    if known is not None:
        return known
    parts = split_compound(word)
    if len(parts) > 1 and word.endswith(parts[-1]):
        return word[: len(word) - len(parts[-1])] + (_first_lemma(parts[-1]) or parts[-1])
    return word


def _first_lemma(word: str) -> str | None:
    """The lemma of the best reading: by part of speech, base form before inflected, singular before plural."""
    found = readings(word) or readings(word.capitalize())
    if not found:
        return None

    def rank(reading: tuple[str, str]) -> tuple[int, bool, bool, bool, int, str]:
        base, tag = reading
        kind = tag.partition(":")[0]
        place = _ORDER.index(kind) if kind in _ORDER else len(_ORDER)
        return (place, base != word, ":GEN" in tag, ":PLU" in tag, len(base), base)

    return min(found, key=rank)[0].lower()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The derivational stem of a lemma, so that ``digital`` and ``digitalisering`` meet."""
    table = word_table()
    if word in table.unstemmed:
        return word
    if word.endswith("het") and is_base_form(word[:-3]):
        return word[:-3]
    for suffix, left in table.suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= left:
            return word[: -len(suffix)]
    if word[-1:] in ("a", "e", "i") and len(word) >= _LONG_ENOUGH:
        return word[:-1]
    return word


@lru_cache(maxsize=200_000)
def stems(word: str) -> tuple[str, ...]:
    """The topic stems of a word in order, one for each compound part.

    Parts before the last are freed from their linking letters but not lemmatised (``drog`` in ``drogpolicy`` is no
    verb); the last part is lemmatised.
    """
    parts = split_compound(word)
    *first, last = parts
    return (*(stem(unlinked(part)) for part in first), stem(lemma(last)))
