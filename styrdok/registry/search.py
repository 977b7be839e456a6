"""Full-text search: words in any inflection and inside compounds, phrases, beginnings of words.

Titles, headings and defined terms that answer come first, then passages of running text, lists and tables.

``skola trygghet`` finds passages with both words; ``"trygg skola"`` the words in that order; ``trygg*`` words that
begin so; ``-skola`` leaves out passages with the word.
"""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from styrdok.errors import UsageProblem
from styrdok.models import Passage
from styrdok.registry import named
from styrdok.registry.columns import from_columns
from styrdok.registry.named import Found
from styrdok.registry.words import WORD, query_forms, word_forms, words_and_forms
from styrdok.sentence import Sentence

_TERM = re.compile(r'(?P<no>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_SNIPPET = 200
_ABOVE = {Found.TITLE: 3.0, Found.HEADING: 2.0, Found.TERM: 1.0}

_FIND = """
SELECT p.document, p.position AS "index", p.start, p."end", p.section, p.page, p.page_start, p.page_end,
  p.text AS quote, p.boxes, found.rank
FROM (
  SELECT rowid AS key, bm25(passage_index, 2.0, 1.0) AS rank FROM passage_index
  WHERE passage_index MATCH :query
    AND (:document IS NULL OR rowid IN (SELECT key FROM passages WHERE document = :document))
  ORDER BY rank, rowid LIMIT :limit
) AS found JOIN passages AS p ON p.key = found.key
ORDER BY found.rank, p.document, p.position
"""


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One thing asked for: some words in a row, the last one perhaps only begun, wanted or unwanted."""

    words: tuple[str, ...]
    phrase: bool
    prefix: bool
    wanted: bool


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A passage that was found, or a title, heading or term; ``passage`` then is just that.

    ``snippet`` is a piece of its text and ``marks`` the ranges of the snippet that answer the query. ``score`` is
    the better the higher; it says nothing across queries.
    """

    document: str
    passage: Passage
    page: int
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float
    found: Found = Found.TEXT


def terms(query: str) -> tuple[SearchTerm, ...]:
    """The terms of a query. Raises :class:`~styrdok.errors.UsageProblem` when nothing is asked for."""
    found = []
    for match in _TERM.finditer(query):
        written = match["phrase"] if match["phrase"] is not None else match["word"]
        words = tuple(word[0].lower() for word in WORD.finditer(written))
        if words:
            phrase = match["phrase"] is not None or len(words) > 1
            found.append(SearchTerm(words, phrase, written.endswith("*"), not match["no"]))
    if not any(term.wanted for term in found):
        raise UsageProblem(
            Sentence.of("Det finns inget ord att söka efter."),
            Sentence.of("Ange minst ett ord, till exempel trygghet."),
        )
    return tuple(found)


def expression(asked: tuple[SearchTerm, ...]) -> str:
    """The query in FTS5's language; every word stands in quotation marks, so nothing in it is an operator."""
    wanted = " AND ".join(_expression(term) for term in asked if term.wanted)
    unwanted = " OR ".join(_expression(term) for term in asked if not term.wanted)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _expression(term: SearchTerm) -> str:
    written = '"' + " ".join(term.words) + '"'
    if term.prefix:
        return f"({{text forms}}: {written}*)"
    if term.phrase:
        return f"({{text}}: {written})"
    either = " OR ".join(f'{{forms}}: "{form}"' for form in query_forms(term.words[0]))
    return f"({{text}}: {written} OR {either})"


def search(
    db: sqlite3.Connection, query: str, *, document: str | None = None, limit: int = 50
) -> tuple[SearchHit, ...]:
    """What answers ``query``, best first. Raises :class:`~styrdok.errors.UsageProblem`."""
    asked = terms(query)
    rows = db.execute(_FIND, {"query": expression(asked), "document": document, "limit": limit})
    passages = [_hit(row, asked) for row in rows]
    best = max((hit.score for hit in passages), default=0.0)
    return (*_named(db, asked, document, best)[:limit], *passages)[:limit]


def _named(db: sqlite3.Connection, asked: tuple[SearchTerm, ...], document: str | None, best: float) -> list[SearchHit]:
    """The titles, headings and terms that answer, in this order; each kind scores more than any passage."""
    wanted = [term for term in asked if term.wanted]
    hits: list[SearchHit] = []
    for name in _names(db, asked, document):
        anchor = named.heading_place(db, name) if name.found is Found.HEADING else name.anchor
        passage = Passage(-1, anchor.start, anchor.end, name.section, anchor)
        marks = tuple(_marks(name.text, wanted))
        hits.append(
            SearchHit(name.document, passage, anchor.page, name.text, marks, best + _ABOVE[name.found], name.found)
        )
    return hits


def _names(db: sqlite3.Connection, asked: tuple[SearchTerm, ...], document: str | None) -> Iterator[named.Name]:
    """What answers; a heading that is the title on the first page is left out."""

    def answers(text: str) -> bool:
        return all(_holds(text, term) is term.wanted for term in asked)

    titles = named.titles(db, document)
    for name, title in titles.items():
        if answers(title):
            yield named.title_name(db, name, title)
    words = [word for term in asked if term.wanted and not term.prefix for word in term.words]
    for heading in named.headings(db, words, document):
        text = heading.text
        if titles.get(heading.document, "\n").casefold() not in text.casefold() and answers(text):
            yield heading
    yield from named.terms(db, answers, document)


def _holds(text: str, term: SearchTerm) -> bool:
    """Whether a short text has what a term asks for: the words in a row, or one word in some form."""
    if not term.phrase and not term.prefix:
        written, forms = words_and_forms(text)
        return term.words[0] in written or not forms.isdisjoint(query_forms(term.words[0]))
    words = [match[0] for match in WORD.finditer(text)]
    if not term.phrase:
        return any(_answers(word, term) for word in words)
    lower, count = [word.lower() for word in words], len(term.words)
    *whole, last = term.words
    return any(
        lower[at : at + count - 1] == whole
        and (lower[at + count - 1].startswith(last) if term.prefix else lower[at + count - 1] == last)
        for at in range(len(lower) - count + 1)
    )


def _hit(row: sqlite3.Row, asked: tuple[SearchTerm, ...]) -> SearchHit:
    passage = from_columns(Passage, row)
    marks = _marks(passage.anchor.text, [term for term in asked if term.wanted])
    start, end = _window(passage.anchor.text, marks)
    inside = tuple((a - start, b - start) for a, b in marks if start <= a and b <= end)
    return SearchHit(
        row["document"], passage, passage.anchor.page, passage.anchor.text[start:end], inside, round(-row["rank"], 6)
    )


def _marks(text: str, wanted: list[SearchTerm]) -> list[tuple[int, int]]:
    """Where the words of ``text`` stand that a term asks for."""
    return [match.span() for match in WORD.finditer(text) if any(_answers(match[0], term) for term in wanted)]


@lru_cache(maxsize=65_536)
def _answers(word: str, term: SearchTerm) -> bool:
    lower = word.lower()
    if term.prefix and any(form.startswith(term.words[-1]) for form in (lower, *word_forms(word))):
        return True
    if term.phrase:
        return lower in term.words
    return lower == term.words[0] or not word_forms(word).isdisjoint(query_forms(term.words[0]))


def _window(text: str, marks: list[tuple[int, int]]) -> tuple[int, int]:
    """The piece of ``text`` to show: it begins at a word a little before the first mark."""
    if len(text) <= _SNIPPET:
        return 0, len(text)
    first = marks[0][0] if marks else 0
    start = max(0, min(first - _SNIPPET // 4, len(text) - _SNIPPET))
    if start:
        start = text.find(" ", start, first) + 1 or start
    end = min(len(text), max(start + _SNIPPET, marks[0][1] if marks else 0))
    if end == len(text):
        return start, end
    space = text.rfind(" ", start + _SNIPPET // 2, end)
    return start, end if space < 0 else space
