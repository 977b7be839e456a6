"""Terms and what a document says they mean."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from styrdok.extraction.lexicon.tables import read_toml
from styrdok.extraction.statements.phrases import compiled, first_match
from styrdok.extraction.statements.rows import rows
from styrdok.extraction.statements.sentences import Sentence, body_sentences, with_headings
from styrdok.models import Definition, Reading
from styrdok.reading.anchors import anchor
from styrdok.vocabulary import BlockKind

_LONGEST_TERM = 6
_LONGEST_OPENING = 4
_LISTED = re.compile(r"^[•\-–*\s]*(?P<term>[^:–.]{2,60}?)\s*(?::|\s[–-]\s)\s*(?P<text>\S.{8,})$", re.DOTALL)
_QUOTES = "\"”“„'’»« "
_ARTICLES = re.compile(r"^(?:begreppet|ordet|termen|uttrycket|en|ett)\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\s+(?:i (?:denna|detta|dessa|den här|det här)\b.*|här)$", re.IGNORECASE)


@lru_cache(maxsize=1)
def definition_words() -> dict[str, Any]:
    """The table of wordings of definitions."""
    words: dict[str, Any] = read_toml("statements.toml")["definitions"]
    return words


def definitions(reading: Reading) -> tuple[Definition, ...]:
    """The definitions of a document in reading order, one per term and place."""
    found = [*_in_sentences(reading), *_in_lists(reading), *_in_tables(reading)]
    unique = {(d.anchor.page, d.anchor.start, d.term.casefold()): d for d in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda d: (d.anchor.page, d.anchor.start, d.term)))


def _in_sentences(reading: Reading) -> Iterator[Definition]:
    for sentence in body_sentences(reading):
        if term := _term(sentence):
            yield Definition(term, " ".join(sentence.text.split()), anchor(reading, sentence.start, sentence.end))


def _term(sentence: Sentence) -> str | None:
    words, text = definition_words(), sentence.text
    for frame in words["between"]:
        if term := _between(frame["before"], frame["after"], text):
            return term
    if not _explaining(sentence):
        return None
    found = first_match(words["opening"], text)
    return _cleaned(text[: found.start()], _LONGEST_OPENING) if found else None


def _between(before: str, after: str, text: str) -> str | None:
    end = compiled(after).search(text)
    if end is None:
        return None
    if not before:
        return _cleaned(text[: end.start()], _LONGEST_OPENING)
    begins = list(compiled(before).finditer(text, 0, end.start()))
    return _cleaned(text[begins[-1].end() : end.start()], _LONGEST_TERM) if begins else None


def _explaining(sentence: Sentence) -> bool:
    """Whether the sentence opens a section on definitions, or one that bears the term as its heading."""
    if _under_definitions(sentence.headings):
        return True
    heading = re.sub(r"^[\d.\s]+", "", sentence.headings[-1]).casefold() if sentence.headings else ""
    opens = sentence.start == sentence.block.start
    return bool(heading) and opens and sentence.text.casefold().startswith(heading[: max(5, len(heading) - 2)])


def _under_definitions(headings: tuple[str, ...]) -> bool:
    known = definition_words()["headings"]
    return any(re.sub(r"^[\d.\s]+", "", heading).lower().startswith(tuple(known)) for heading in headings)


def _cleaned(term: str, longest: int) -> str | None:
    term = _ASIDE.sub("", " ".join(term.split()).strip(_QUOTES + ","))
    term = _ARTICLES.sub("", term).strip(_QUOTES)
    known = term.casefold() in definition_words()["not_terms"]
    return None if not term or known or len(term.split()) > longest or "," in term else term


def _in_lists(reading: Reading) -> Iterator[Definition]:
    for block, headings in with_headings(reading):
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM) and _under_definitions(headings):
            text = reading.text[block.start : block.end]
            listed = _LISTED.match(text)
            if listed and (term := _cleaned(listed["term"], _LONGEST_TERM)):
                meaning = " ".join(listed["text"].split())
                yield Definition(term, meaning, anchor(reading, block.start + listed.start("term"), block.end))


def _in_tables(reading: Reading) -> Iterator[Definition]:
    words = definition_words()
    roles = {"term": words["term_column"], "meaning": words["meaning_column"]}
    for block in reading.body:
        if block.kind is BlockKind.TABLE:
            for row in rows(reading, block, roles):
                if {"term", "meaning"} <= row.cells.keys():
                    term, meaning = row.cells["term"], row.cells["meaning"]
                    text = " ".join(reading.text[meaning.start : meaning.end].split())
                    name = " ".join(reading.text[term.start : term.end].split())
                    yield Definition(name, text, anchor(reading, term.start, meaning.end))
