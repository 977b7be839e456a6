"""The word lists that decide how far a title reaches."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from styrdok.extraction.lexicon.tables import read_toml


@dataclass(frozen=True, slots=True)
class Phrases:
    """The word lists of ``phrases.toml``."""

    topic: frozenset[str]
    further: frozenset[str]
    conjunctions: frozenset[str]
    determiners: frozenset[str]
    people: frozenset[str]
    stop: frozenset[str]
    consulted: frozenset[str]
    governing: tuple[str, ...]
    behind_subtitle: tuple[str, ...]
    adjectives: frozenset[str]
    adjective_endings: tuple[str, ...]
    owners: frozenset[str]
    owner_endings: tuple[str, ...]
    organisation_words: frozenset[str]
    place_words: frozenset[str]
    districts: frozenset[str]
    self_determiners: frozenset[str]
    papers: frozenset[str]
    self_words: frozenset[str]
    no_document: frozenset[str]
    replies: tuple[str, ...]
    offices: tuple[str, ...]
    bodies: frozenset[str]
    answers: tuple[str, ...]
    agreements: frozenset[str]
    issued: frozenset[str]


@cache
def phrases() -> Phrases:
    """The word lists; raises :class:`KeyError` or :class:`TypeError` when one is missing or unknown."""
    table = read_toml("phrases.toml")
    ordered = {"governing", "behind_subtitle", "adjective_endings", "owner_endings", "replies", "offices", "answers"}
    lists: dict[str, Any] = {name: tuple(w) if name in ordered else frozenset(w) for name, w in table.items()}
    return Phrases(**lists)
