"""The word tables of metadata, loaded once and compiled."""

import re
from dataclasses import dataclass
from functools import lru_cache

from styrdok.tables import read_toml
from styrdok.vocabulary import DocumentType, Kind

_LEXICON = "styrdok.extraction.lexicon"


@dataclass(frozen=True, slots=True)
class Adopters:
    """Bodies and offices that decide."""

    abbreviations: dict[str, str]
    body: re.Pattern[str]
    common: re.Pattern[str]
    rank: dict[str, int]
    placeholders: tuple[str, ...]
    adjectives: frozenset[str]


@lru_cache(maxsize=1)
def adopters() -> Adopters:
    """The table ``adopters.toml``."""
    table = read_toml(_LEXICON, "adopters.toml")
    endings = "|".join(sorted(table["bodies"]["endings"], key=lambda word: (-len(word), word)))
    before = "|".join(table["bodies"]["before"])
    after = r"(?<=s)\s+[\wåäö-]*utskott(?:et)?"
    body = re.compile(rf"(?<![\w-])(?:{before})*[\wÅÄÖåäöé-]*(?:{endings})s?(?:{after})?(?![\w-])", re.I)
    common = re.compile(rf"(?:{'|'.join(table['bodies']['common'])}|[\wåäö-]*(?:{endings})s?)", re.I)
    return Adopters(
        table["abbreviations"],
        body,
        common,
        table["rank"],
        tuple(table["placeholders"]["words"]),
        frozenset(table["bodies"]["common"]),
    )


@dataclass(frozen=True, slots=True)
class Heads:
    """Words that say what a document is; ``strip`` holds the words of type ladders."""

    types: tuple[tuple[str, DocumentType], ...]
    kinds: tuple[tuple[str, Kind], ...]
    false_friends: frozenset[str]
    strip: frozenset[str]
    drafts: tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=1)
def heads() -> Heads:
    """The tables ``types.toml`` and ``kinds.toml``: longest words first."""
    types, kinds = read_toml(_LEXICON, "types.toml"), read_toml(_LEXICON, "kinds.toml")
    by_length = {word: DocumentType(name) for name, words in types["heads"].items() for word in words}
    kind_words = {word: Kind(name) for name, words in kinds["heads"].items() for word in words}
    strip = {*by_length, *kind_words, *types["strip"]["also"]}
    return Heads(
        tuple(sorted(by_length.items(), key=lambda item: (-len(item[0]), item[0]))),
        tuple(sorted(kind_words.items(), key=lambda item: (-len(item[0]), item[0]))),
        frozenset(types["false_friends"]["words"]),
        frozenset(strip),
        tuple((status, tuple(words)) for status, words in kinds["drafts"].items()),
    )
