"""The head noun that a word of a title is or ends in."""

from functools import lru_cache

from styrdok.swedish.compounds import split_compound
from styrdok.swedish.heads import Noun, heads
from styrdok.swedish.lexicon import readings

_SHORT_HEAD = 3


@lru_cache(maxsize=1)
def head_forms() -> dict[str, Noun]:
    """Every form of every head noun."""
    return {form: head for head in heads().values() for form in head.forms}


@lru_cache(maxsize=50_000)
def find_head(word: str) -> tuple[tuple[str, ...], Noun] | None:
    """The compound parts before the head and the head, when a word is or ends in a head noun.

    ``television`` and ``provision`` have no head: the dictionary knows them as words of one piece.
    """
    word = word.lower().rstrip("-")
    forms = head_forms()
    if word in forms:
        return (), forms[word]
    parts = split_compound(word)
    for count in (3, 2, 1):
        if len(parts) > count and "".join(parts[-count:]) in forms:
            return parts[:-count], forms["".join(parts[-count:])]
    if len(parts) == 1 and not readings(word):
        return _unknown_compound(word)
    return None


def _unknown_compound(word: str) -> tuple[tuple[str, ...], Noun] | None:
    """A head at the end of a word that no dictionary knows (``kajstadspolicyn``); the longest head wins."""
    for start in range(2, len(word) - _SHORT_HEAD):
        head = head_forms().get(word[start:])
        if head is not None:
            return (word[:start],), head
    return None
