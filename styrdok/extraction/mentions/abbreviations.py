"""Abbreviations of acts that stand for something else: a body the text itself spells out, a party, a unit, a system."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

from styrdok.extraction.mentions.words import phrases
from styrdok.extraction.statutes import definite

_BEFORE = 70
_NAMES = re.compile(r"(?<![\wåäöÅÄÖ.])[A-ZÅÄÖ][\wåäöé-]+ [A-ZÅÄÖ][\wåäöé-]+ \(?\Z")
_WORD = re.compile(r"([\wåäöÅÄÖ-]+) \(?\Z")
_ACT = re.compile(r"(?:lag|lagen|balk|balken|förordning|förordningen|direktiv|direktivet|\d{4}:\d+\)?) *\Z", re.I)
_SMALL = frozenset({"och", "i", "för", "av", "om", "till", "med", "samt", "på"})
_ACT_INSIDE = re.compile(r"(?i)(?<![a-zåäö])(?:lag|lagen|förordning|förordningen)(?: |\Z)|\d{4}:\d+")


def in_a_name(text: str, start: int, end: int) -> bool:
    """Whether the abbreviation at ``start:end`` belongs to a person, an office, a unit or a system.

    ``Kim Ek LSS`` in a list, ``enhetschef LSS``, ``verksamhetssystem LSS``, ``LSS+``.
    """
    if text[end : end + 1] == "+" or text[max(0, start - 2) : start].strip().endswith("+"):
        return True
    before = text[max(0, start - _BEFORE) : start]
    word = _WORD.search(before)
    if word is not None and word.group(1).lower().endswith(phrases().offices):
        return True
    names = _NAMES.search(before)
    return names is not None and not _is_act_name(names.group())


def _is_act_name(words: str) -> bool:
    return any(definite(word).endswith(("lagen", "balken", "förordningen")) for word in words.strip(" (").split())


def stands_for_other(text: str, short: str) -> bool:
    """Whether the text spells the abbreviation out as something that is no act: ``Storby utvecklingsfond (SUF)``."""
    at = text.find(f"({short})")
    while at >= 0:
        if _spells(text[max(0, at - _BEFORE) : at].rpartition("\n")[2], short):
            return True
        at = text.find(f"({short})", at + 1)
    match = re.search(rf"(?<![\w-]){short} \(([^()\n]{{6,60}})\)", text)
    return match is not None and _is_spelled(match.group(1), short)


def _spells(before: str, short: str) -> bool:
    """Whether some of the last words before the bracket spell the abbreviation."""
    if _ACT.search(before):
        return False
    words = before.split()
    return any(_is_spelled(" ".join(words[-count:]), short) for count in range(2, min(len(words), len(short) + 2) + 1))


def _is_spelled(words: str, short: str) -> bool:
    """Whether each word begins with one of the letters, in order; compounds may hold those between (``LUF``)."""
    said = [word for word in words.split() if word.lower() not in _SMALL]
    if len(said) < 2 or _ACT_INSIDE.search(words):
        return False
    return any(_holds(said, parts) for parts in _parts(short.lower(), len(said)))


def _parts(letters: str, count: int) -> Iterator[tuple[str, ...]]:
    """All ways to share the letters out over so many words, at least one each."""
    for cuts in combinations(range(1, len(letters)), count - 1):
        edges = (0, *cuts, len(letters))
        yield tuple(letters[one:two] for one, two in pairwise(edges))


def _holds(said: list[str], parts: tuple[str, ...]) -> bool:
    """Whether each word begins with its first letter and holds its others in order."""
    return all(re.match(".*".join(map(re.escape, part)), word.lower()) for word, part in zip(said, parts, strict=True))
