"""TitleHead nouns: which type of document, or which other kind, a title or a labelled value names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from styrdok.extraction.metadata.words import title_words
from styrdok.swedish.compounds import split_compound
from styrdok.vocabulary import DocumentType, Kind

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*(?:\([a-zåäö]+\))?-?")
_LADDER = 4
_SHORT = 3


@dataclass(frozen=True, slots=True)
class TitleHead:
    """A head noun at ``start``: a type of steering document, or a kind that is none."""

    start: int
    word: str
    type: DocumentType | None
    kind: Kind | None


def find_heads(text: str) -> tuple[TitleHead, ...]:
    """The head nouns of a title, from left to right; the first one governs."""
    found = (_head(match.group(), match.start()) for match in _WORD.finditer(text))
    return tuple(head for head in found if head is not None)


def _head(word: str, start: int) -> TitleHead | None:
    low = word.lower()
    meaning = _meaning(low)
    return TitleHead(start, low, *meaning) if meaning else None


@lru_cache(maxsize=20_000)
def _meaning(word: str) -> tuple[DocumentType | None, Kind | None] | None:
    """The type or the kind that a word names; the longer head wins."""
    table = title_words()
    if word in table.false_friends or word.endswith("-"):
        return None
    for start in range(len(word)):
        noun = table.heads.get(word[start:])
        if noun is not None and (start == 0 or _ends(word, start)):
            return noun.type, noun.kind
    return None


def _ends(word: str, start: int) -> bool:
    """Whether a head from ``start`` on is the end of a compound; very short heads must stand alone."""
    return start > 1 and len(word) - start > _SHORT and _is_part(word, word[start:])


def _is_part(word: str, head: str) -> bool:
    """Whether a head ends a compound as a part of it: ``upphandlings|plan`` holds no handlingsplan."""
    parts = split_compound(word)
    return len(parts) == 1 or any("".join(parts[at:]) == head.replace("-", "") for at in range(1, len(parts)))


def is_type_value(text: str) -> bool:
    """Whether a value is a document type and nothing else: one or two words, or the bare word for all types."""
    low = text.lower().strip(" .:;<>»[]()")
    words = low.split()
    if low in title_words().strip:
        return True
    return 0 < len(words) <= 3 and all(word in title_words().strip or word in ("och", "/", "-") for word in words)


def ladder_words(text: str) -> int:
    """How many words of a text are type words, if it consists of little else."""
    words = [word.lower().strip("-") for word in _WORD.findall(text)]
    hits = sum(word in title_words().strip for word in words)
    return hits if words and hits >= 0.6 * len(words) else 0


def is_ladder(text: str) -> bool:
    """Whether a text is a row of type names, which says nothing about the document."""
    return ladder_words(text) >= _LADDER
