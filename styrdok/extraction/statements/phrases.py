"""The phrase language of the lexicon tables: wordings that people can read, compiled to one bounded pattern each.

Lower-case words separated by spaces; ``*`` stands for any letters at that end of a word, ``#`` for a number, ``(a|b)``
for alternatives and ``..`` for up to eight words in between. A pattern never crosses the end of the text it is given,
which is a sentence, and has no nested repetition, so its cost is linear in the length of the sentence.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from styrdok.errors import StyrdokError

_GAP = r"(?:\s+\S+){0,8}?\s+"
_SIGNS = (("*", r"\w*"), ("#", r"\d[\d,.]*"), ("(", "(?:"), (" ", r"\s+"))
_PART = re.compile(r"[^\s()]*\([^()]*(?:\([^()]*\)[^()]*)*\)\S*|\S+")
_CHOICE = re.compile(r"[^()?]+|\*?\([^()?]*\)\*?")
_ALLOWED = re.compile(r"[\w\s*#().?|,&/%§-]+")


@lru_cache(maxsize=4096)
def compiled(phrase: str) -> re.Pattern[str]:
    """The pattern of one phrase; raises :class:`StyrdokError` for one that is not of the language."""
    if not _ALLOWED.fullmatch(phrase) or phrase.count("(") != phrase.count(")"):
        raise StyrdokError(f"The lexicon phrase {phrase!r} is not well-formed.", "See the head of viewpoints.toml.")
    pieces = [_piece(piece) for piece in re.split(r"\s+\.\.\s+", phrase)]
    return re.compile(r"(?<!\w)" + _GAP.join(pieces) + r"(?!\w)", re.IGNORECASE)


def _piece(piece: str) -> str:
    escaped = re.sub(r"[.,/&-]", lambda found: "\\" + found.group(), piece)
    for written, pattern in _SIGNS:
        escaped = escaped.replace(written, pattern)
    return escaped


@lru_cache(maxsize=4096)
def _anchors(phrase: str) -> tuple[str, ...]:
    """Pieces of words of which one must stand in a text that holds the phrase: of its rarest part, the longest.

    Looking for them is many times faster than matching the pattern. Empty where the phrase has no such part.
    """
    parts = [_alternatives(part) for part in _PART.findall(phrase)]
    return max((part for part in parts if part), key=lambda part: min(map(len, part)), default=())


def _alternatives(part: str) -> tuple[str, ...]:
    """The first words of the alternatives of a part, bare; none where it may be missing or is more than a choice."""
    if part == ".." or not _CHOICE.fullmatch(part):
        return ()
    words = [choice.split()[0].strip("*") if choice.strip() else "" for choice in part.strip("*()").split("|")]
    return tuple(words) if all(words) and "#" not in words else ()


@lru_cache(maxsize=4096)
def _watched(phrases: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The phrases with their anchors; a phrase without any is anchored in nothing, which stands in every text."""
    return tuple((phrase, _anchors(phrase) or ("",)) for phrase in phrases)


def possible(phrases: Iterable[str], text: str) -> Iterator[str]:
    """The phrases, in the order given, that can occur in the text; much faster than looking for them."""
    lowered = text.lower()
    for phrase, anchors in _watched(tuple(phrases)):
        for anchor in anchors:  # a generator would cost more than the looking
            if anchor in lowered:
                yield phrase
                break


def may_occur(phrases: Iterable[str], text: str) -> bool:
    """Whether one of the phrases can occur in the text; much faster than looking for them."""
    return next(possible(phrases, text), None) is not None


def occurs(phrases: Iterable[str], text: str) -> bool:
    """Whether one of the phrases occurs in the text."""
    return first_match(phrases, text) is not None


def first_match(phrases: Iterable[str], text: str) -> re.Match[str] | None:
    """The match of the first phrase, in the order given, that occurs in the text."""
    for phrase in possible(phrases, text):
        if found := compiled(phrase).search(text):
            return found
    return None


def begins(phrases: Iterable[str], text: str) -> bool:
    """Whether the text begins with one of the phrases."""
    return any(compiled(phrase).match(text) for phrase in phrases)


def distinct(phrases: Iterable[str], text: str, at_most: int) -> int:
    """How many different wordings of the phrases stand in the text, counted no further than ``at_most``."""
    lowered = text.lower()
    found: set[str] = set()
    for phrase in possible(phrases, lowered):
        for match in compiled(phrase).finditer(lowered):
            found.add(match.group())
            if len(found) >= at_most:
                return at_most
    return len(found)
