"""Whether words can be a term that a sentence defines: what they are, and what stands beside them."""

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from styrdok.swedish.tags import tags

_LONGEST = 4
_INDEFINITE = "NN:OF"
_ADJECTIVE = ("JJ", "PC", "VB:PP")
_ARTICLES = ("en", "ett")
_SHORT = re.compile(r"[A-ZÅÄÖ][A-ZÅÄÖ0-9-]{1,7}")
_IN_BRACKETS = re.compile(r"((?:[\w-]+\s+){1,7})\((?P<short>[A-ZÅÄÖ]{2,8})\)")
_CONTRASTED = re.compile(
    r"^(?P<kind>[A-ZÅÄÖ][\wåäö-]+)\s+(?P<thing>[a-zåäö-]{4,})(?:\s+av\s+[a-zåäö-]+)?\s+(?:är|innebär|avser|omfattar|betyder)\s"
)


def names_a_kind(words: str) -> bool:
    """Whether the words name a kind of thing, as terms do: a noun not in the definite form, adjectives before it."""
    found = words.split()
    if found and found[0].lower() in _ARTICLES:
        found = found[1:]
    if not found or len(found) > _LONGEST:
        return False
    noun = _nominative(found[-1]) and not _definite(found[-1])
    return noun and all(_describes(word) for word in found[:-1])


def is_abbreviation(words: str) -> bool:
    """Whether the words are one abbreviation in capitals."""
    return _SHORT.fullmatch(words) is not None


def written_out(short: str, before: str) -> str | None:
    """What an abbreviation in brackets was said to stand for: ``pågående dödligt våld (PDV)``."""
    for found in _IN_BRACKETS.finditer(before):
        words = found.group(1).split()[-len(short) :]
        if found["short"] == short and "".join(word[0] for word in words).upper() == short:
            return " ".join(words)
    return None


def contrasted(sentences: Sequence[str]) -> frozenset[int]:
    """Which sentences tell kinds of one thing apart: ``Intern revision är …``, ``Extern revision är …``."""
    kinds: dict[str, dict[int, str]] = defaultdict(dict)
    for number, text in enumerate(sentences):
        if (found := _CONTRASTED.match(text)) and _describes(found["kind"]):
            kinds[found["thing"]][number] = found["kind"].lower()
    return frozenset(number for named in kinds.values() if len(set(named.values())) > 1 for number in named)


def kinds_of_one(terms: Sequence[str]) -> bool:
    """Whether two terms or more are kinds of one thing: ``intern revision``, ``extern revision``."""
    named = [term.lower().split() for term in terms]
    if len(named) < 2 or any(len(words) != 2 for words in named):
        return False
    return len({words[1] for words in named}) == 1 and len({words[0] for words in named}) == len(named)


@lru_cache(maxsize=20_000)
def _nominative(word: str) -> bool:
    return any(tag.startswith(_INDEFINITE) and ":NOM" in tag for tag in tags(word))


@lru_cache(maxsize=20_000)
def _definite(word: str) -> bool:
    return any(tag.startswith("NN:BF") for tag in tags(word))


@lru_cache(maxsize=20_000)
def _describes(word: str) -> bool:
    """Whether a word can stand before a noun and describe it."""
    return any(tag.startswith(_ADJECTIVE) for tag in tags(word.lower()))
