"""The terms of the themes and how a word of a text meets one.

One word gives at most one hit, and the longest term wins: ``informationssäkerhet`` is not ``information``. A term
counts as a whole word and at the beginning of a compound (``kvalitets|program``); at the end of one only where the
table says so, since what stands there is the kind and not the matter (``organisations|kultur``).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from styrdok.extraction.titles.keys import part_stems
from styrdok.swedish.compounds import split_compound
from styrdok.swedish.lemmas import lemma, stem, stems
from styrdok.swedish.lexicon import word_table
from styrdok.tables import read_toml, read_tsv

_LEXICON = "styrdok.extraction.lexicon"
_SHORT = 6

Stems = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme: its id, its label, how much its terms count, and the terms with their marks."""

    theme: str
    label: str
    share: float
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A term: the themes it speaks for, its words' stems, its weight before any place is counted."""

    text: str
    themes: tuple[str, ...]
    words: tuple[Stems, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """The terms arranged for look-up: single words by stems, phrases by their first word, exact spellings."""

    rows: tuple[ThemeRow, ...]
    single: Mapping[Stems, Term]
    phrases: Mapping[Stems, tuple[Term, ...]]
    exact: Mapping[str, Term]
    shares: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Met:
    """What a word meets: the phrases that it may begin, and the term that it meets alone, with its weight there."""

    phrases: tuple[Term, ...]
    alone: tuple[Term, float] | None


@dataclass(frozen=True, slots=True)
class ThemeWords:
    """The table of what keeps words from a theme, and of weights."""

    bodies: frozenset[str]
    none: frozenset[str]
    ends: frozenset[str]
    places: Mapping[str, float]
    weights: Mapping[str, float]


@lru_cache(maxsize=1)
def theme_words() -> ThemeWords:
    """The table ``theme_words.toml``."""
    table = read_toml(_LEXICON, "theme_words.toml")
    ends = frozenset(stem(word) for word in table["ends"])
    return ThemeWords(frozenset(table["bodies"]), frozenset(table["none"]), ends, table["places"], table["weights"])


@cache
def taxonomy() -> Taxonomy:
    """The themes of the table, with those that a city adds."""
    return _arranged(ThemeRow(theme, label, float(share), _listed(terms)) for theme, label, share, terms in _shipped())


def _shipped() -> tuple[tuple[str, ...], ...]:
    return read_tsv(_LEXICON, "themes.tsv")


def _listed(terms: str) -> tuple[str, ...]:
    return tuple(term.strip() for term in terms.split(";") if term.strip())


def _arranged(rows: Iterable[ThemeRow]) -> Taxonomy:
    rows = tuple(rows)
    owners: dict[str, list[str]] = {}
    for row in rows:
        for marked in row.terms:
            owners.setdefault(marked, []).append(row.theme)
    single: dict[Stems, Term] = {}
    phrases: dict[Stems, list[Term]] = {}
    exact: dict[str, Term] = {}
    for marked, themes in owners.items():
        weight = theme_words().weights["weak"] if marked.startswith("~") else 1.0
        text = marked.lstrip("~=")
        words = tuple(word_stems(word) for word in text.split() if word.lower() not in word_table().stop)
        term = Term(text, tuple(themes), words, weight)
        if marked.startswith("="):
            exact[text] = term
        elif len(words) > 1:
            phrases.setdefault(words[0], []).append(term)
        else:
            single.setdefault(words[0], term)
    ordered = {key: tuple(sorted(terms, key=lambda t: (-len(t.words), t.text))) for key, terms in phrases.items()}
    return Taxonomy(rows, single, ordered, exact, {row.theme: row.share for row in rows})


@lru_cache(maxsize=100_000)
def word_stems(word: str) -> Stems:
    """The stems of a word; of a word cut off by a hyphen (``mål-``) the link is undone."""
    low = word.lower()
    return part_stems(split_compound(low[:-1])) if low.endswith("-") else stems(low)


@lru_cache(maxsize=100_000)
def names_no_theme(word: str) -> bool:
    """Whether a word is of no theme by the table, alone or as the beginning of a compound."""
    none = theme_words().none
    base = lemma(word)
    return base in none or base.startswith(_long_none())


@lru_cache(maxsize=1)
def _long_none() -> tuple[str, ...]:
    return tuple(sorted(word for word in theme_words().none if len(word) > _SHORT))


@lru_cache(maxsize=100_000)
def names_body(word: str) -> bool:
    """Whether a compound names a body or an official (``kulturnämnden``, ``finansroteln``)."""
    parts = split_compound(word.lower())
    return len(parts) > 1 and lemma(parts[-1]) in theme_words().bodies


@lru_cache(maxsize=100_000)
def met_by(word: str) -> Met | None:
    """What a word meets; ``None`` where that is nothing, as for all function words."""
    if word.lower() in word_table().stop:
        return None
    terms = taxonomy()
    phrases, alone = terms.phrases.get(word_stems(word), ()), _alone(word, terms)
    return Met(phrases, alone) if phrases or alone else None


def _alone(word: str, terms: Taxonomy) -> tuple[Term, float] | None:
    """The term that a word meets by itself, with the weight of the way it meets it."""
    whole = terms.exact.get(word) or terms.exact.get(word.partition("-")[0])
    if whole is not None:
        return whole, whole.weight
    found = word_stems(word)
    term = terms.single.get(found)
    if term is not None and not names_no_theme(word):
        return term, term.weight
    part = _as_part(found, terms)
    return None if part is None or names_body(word) or names_no_theme(word) else part


def _as_part(found: Stems, terms: Taxonomy) -> tuple[Term, float] | None:
    """The term that the stems of a word begin with, or end in where the table lets what ends a compound count."""
    weights = theme_words().weights
    for length in range(len(found) - 1, 0, -1):
        term = terms.single.get(found[:length])
        if term is not None:
            return term, term.weight * weights["start"]
    term = terms.single.get(found[-1:]) if len(found) > 1 and found[-1] in theme_words().ends else None
    return (term, term.weight * weights["end"]) if term is not None else None
