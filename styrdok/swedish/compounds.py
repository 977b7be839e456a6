"""Splitting compounds: ``kvalitetsutvecklingsprogram`` is ``kvalitets|utvecklings|program``.

A split is a row of opening forms and one closing word; the split with the fewest parts wins, then the one whose
shortest part is longest, and long parts are split again.
"""

from collections.abc import Iterator
from functools import lru_cache

from styrdok.swedish.lexicon import CompoundForms, compound_forms, is_base_form, readings, word_table

_MOST_PARTS = 5
_SHORTEST_PART = 3
_SPLIT_AGAIN = 8
_VOWELS = frozenset("aeiouyåäö")


@lru_cache(maxsize=200_000)
def split_compound(word: str) -> tuple[str, ...]:
    """The parts of a word as written, lower-cased; one part when it is no compound.

    Linking letters stay with the part before them and a hyphen is left out; of three like consonants of which one
    was dropped (``till|låtelse``) both parts get theirs back.
    """
    word = word.lower()
    if "-" in word:
        return tuple(part for piece in word.split("-") if piece for part in split_compound(piece))
    parts = _fewest(word)
    if len(parts) == 1:
        return parts
    return tuple(piece for index, part in enumerate(parts) for piece in _again(part, index == len(parts) - 1))


@lru_cache(maxsize=200_000)
def unlinked(part: str) -> str:
    """The dictionary form of a compound part: ``kvalitets`` to ``kvalitet``, ``gatu`` to ``gata``."""
    if part in word_table().linked:
        return word_table().linked[part]
    if part[-1] in "ou" and _is_noun(part[:-1] + "a"):
        return part[:-1] + "a"
    if _is_noun(part) or (is_base_form(part) and not part.endswith("s")):
        return part
    for candidate in _unlinking(part):
        if _is_noun(candidate):
            return candidate
    return part


def _unlinking(part: str) -> Iterator[str]:
    if part.endswith("s") and len(part) > _SHORTEST_PART:
        yield part[:-1]
        yield part[:-1] + "e"
        yield part[:-1] + "a"
    yield part
    if part[-1] in "eao":
        yield part[:-1]
        yield part[:-1] + "a"
    yield part + "a"
    yield part + "e"


def _is_noun(word: str) -> bool:
    return any(lemma == word and tag.startswith("NN") for lemma, tag in readings(word))


def _fewest(word: str) -> tuple[str, ...]:
    if word in word_table().whole or len(word) < 2 * _SHORTEST_PART - 1:
        return (word,)
    first = next(_splits(word, compound_forms(), _MOST_PARTS - 1), ())
    for depth in range(1, len(first)):
        splits = list(_splits(word, compound_forms(), depth))
        if splits:
            return min(splits, key=lambda parts: (-min(map(len, parts)), parts))
    return (word,)


def _splits(rest: str, forms: CompoundForms, depth: int) -> Iterator[tuple[str, ...]]:
    """All ways to cut off one or more opening forms so that a closing word is left."""
    if depth == 0:
        return
    for end in range(1, len(rest) - _SHORTEST_PART + 1):
        part = rest[:end]
        if part not in forms.opening or (len(part) < _SHORTEST_PART and part not in word_table().short_opening):
            continue
        for tail in _tails(rest, end):
            if _closes(tail, forms):
                yield (part, tail)
            yield from ((part, *more) for more in _splits(tail, forms, depth - 1))


def _tails(rest: str, end: int) -> Iterator[str]:
    """What follows the cut; where a double consonant meets it, also with the dropped third one put back."""
    yield rest[end:]
    if end > 1 and rest[end - 1] == rest[end - 2] and rest[end - 1] not in _VOWELS and rest[end] != rest[end - 1]:
        yield rest[end - 1 :]


def _closes(word: str, forms: CompoundForms) -> bool:
    if len(word) < _SHORTEST_PART or word in word_table().never_closing:
        return False
    return word in forms.closing or any(lemma in forms.closing for lemma, _ in readings(word))


def _again(part: str, last: bool) -> tuple[str, ...]:
    """The parts of a part; what is cut off its end to find them (a link, an ending) goes back on the last."""
    if len(part) < _SPLIT_AGAIN:
        return (part,)
    base = part if last else unlinked(part)
    pieces = _fewest(base)
    head = "".join(pieces[:-1])
    if len(pieces) == 1 or not part.startswith(head) or len(part) <= len(head):
        return (part,)
    return (*pieces[:-1], part[len(head) :])
