"""The word tables of metadata, loaded once and compiled."""

import re
from dataclasses import dataclass
from functools import lru_cache

from styrdok.swedish.bodies import body_names, body_words, ranks
from styrdok.swedish.heads import Noun, false_heads, titled_forms
from styrdok.tables import read_toml

_LEXICON = "styrdok.extraction.lexicon"


@dataclass(frozen=True, slots=True)
class Adopters:
    """Bodies and offices that decide."""

    abbreviations: dict[str, str]
    body: re.Pattern[str]
    common: re.Pattern[str]
    rank: dict[str, int]
    placeholder: re.Pattern[str]
    adjectives: frozenset[str]


@lru_cache(maxsize=1)
def adopters() -> Adopters:
    """The table of bodies and ``adopters.toml``."""
    table = read_toml(_LEXICON, "adopters.toml")
    endings = "|".join(sorted(body_words("decides"), key=lambda word: (-len(word), word)))
    before = "|".join(table["bodies"]["before"])
    after = r"(?<=s)\s+[\wåäö-]*utskott(?:et)?"
    body = re.compile(rf"(?<![\w-])(?:{before})*[\wÅÄÖåäöé-]*(?:{endings})s?(?:{after})?(?![\w-])", re.I)
    common = re.compile(rf"(?:{'|'.join(table['bodies']['common'])}|[\wåäö-]*(?:{endings})s?)", re.I)
    return Adopters(
        body_names("field"),
        body,
        common,
        ranks(),
        re.compile("|".join(map(re.escape, table["placeholders"]["words"]))),
        frozenset(table["bodies"]["common"]),
    )


@dataclass(frozen=True, slots=True)
class TitleWords:
    """Words that say what a document is: the forms of head nouns, and the words of rows of types and of drafts."""

    heads: dict[str, Noun]
    false_friends: frozenset[str]
    strip: frozenset[str]
    drafts: tuple[tuple[str, tuple[str, ...]], ...]


@lru_cache(maxsize=1)
def title_words() -> TitleWords:
    """The head nouns and the table ``kinds.toml``."""
    table, forms = read_toml(_LEXICON, "kinds.toml"), titled_forms()
    return TitleWords(
        forms,
        false_heads(),
        frozenset({*forms, *table["ladders"]["also"]}),
        tuple((status, tuple(words)) for status, words in table["drafts"].items()),
    )
