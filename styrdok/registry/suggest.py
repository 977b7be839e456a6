"""What to try when a search finds nothing: how often each word is there by itself, and words that are spelt like it."""

import sqlite3
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from styrdok.registry.search import SearchTerm, expression, terms

_VOCABULARY = "CREATE VIRTUAL TABLE IF NOT EXISTS temp.passage_words USING fts5vocab(main, passage_index, row)"
_NEAR = "SELECT term FROM temp.passage_words WHERE length(term) BETWEEN :shortest AND :longest AND doc >= :least"
_COUNT = "SELECT count(*) AS passages FROM passage_index WHERE passage_index MATCH ?"
_MOST, _ALIKE = 4, 0.72


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One word that was asked for: in how many passages it is in any form, and words like it where it is in none."""

    word: str
    passages: int
    alike: tuple[str, ...]


def suggestions(db: sqlite3.Connection, query: str) -> tuple[Suggestion, ...]:
    """What is known of each word of a query. Raises :class:`~styrdok.errors.UsageProblem` for one without words."""
    words = dict.fromkeys(word for term in terms(query) if term.wanted for word in term.words)
    return tuple(_suggestion(db, word) for word in words)


def _suggestion(db: sqlite3.Connection, word: str) -> Suggestion:
    count = int(db.execute(_COUNT, (expression((SearchTerm((word,), False, False, True),)),)).fetchone()["passages"])
    return Suggestion(word, count, () if count else _alike(db, word))


def _alike(db: sqlite3.Connection, word: str) -> tuple[str, ...]:
    db.execute(_VOCABULARY)
    limits = {"shortest": len(word) - 2, "longest": len(word) + 2, "least": 1}
    known = [row["term"] for row in db.execute(_NEAR, limits)]
    found = process.extract(word, known, scorer=OSA.normalized_similarity, score_cutoff=_ALIKE, limit=_MOST)
    return tuple(text for text, _, _ in found)
