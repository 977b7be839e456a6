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
_LEAST_MEANING = 3
_LEAST_RUN = 3
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
    previous: Sentence | None = None
    for sentence in body_sentences(reading):
        follows = previous is not None and previous.block == sentence.block
        if term := _term(sentence, follows):
            yield Definition(term, " ".join(sentence.text.split()), anchor(reading, sentence.start, sentence.end))
            previous = sentence


def _term(sentence: Sentence, follows: bool) -> str | None:
    """The term a sentence defines; ``follows`` tells that a definition stands before it in the same paragraph."""
    words, text = definition_words(), sentence.text
    for frame in words["between"]:
        if term := _between(frame["before"], frame["after"], text):
            return term
    among = follows or _under_definitions(sentence.headings)
    if among or _opens_its_section(sentence):
        found = first_match([*words["opening"], *(words["being"] if among else ())], text)
        return _cleaned(text[: found.start()], _LONGEST_OPENING) if found else None
    return None


def _between(before: str, after: str, text: str) -> str | None:
    end = compiled(after).search(text)
    if end is None:
        return None
    if not before:
        return _cleaned(text[: end.start()], _LONGEST_OPENING)
    begins = list(compiled(before).finditer(text, 0, end.start()))
    return _cleaned(text[begins[-1].end() : end.start()], _LONGEST_TERM) if begins else None


def _opens_its_section(sentence: Sentence) -> bool:
    """Whether the sentence opens a section and begins with its heading."""
    heading = re.sub(r"^[\d.\s]+", "", sentence.headings[-1]).casefold() if sentence.headings else ""
    opens = sentence.start == sentence.block.start
    return bool(heading) and opens and sentence.text.casefold().startswith(heading[: max(5, len(heading) - 2)])


def _under_definitions(headings: tuple[str, ...]) -> bool:
    known = definition_words()["headings"]
    return any(re.sub(r"^[\d.\s]+", "", heading).lower().startswith(tuple(known)) for heading in headings)


def _cleaned(term: str, longest: int) -> str | None:
    term = _ASIDE.sub("", " ".join(term.split()).strip(_QUOTES + ","))
    term = _ARTICLES.sub("", term).strip(_QUOTES)
    known = bool({term.casefold(), term.casefold().split()[0] if term else ""} & set(definition_words()["not_terms"]))
    return None if not term or known or len(term.split()) > longest or "," in term else term


def _in_lists(reading: Reading) -> Iterator[Definition]:
    described = _description_lists(reading)
    for block, headings in with_headings(reading):
        listed = block.start in described or _under_definitions(headings)
        if listed and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            found = _LISTED.match(reading.text[block.start : block.end])
            if found and (term := _cleaned(found["term"], _LONGEST_TERM)):
                meaning = " ".join(found["text"].split())
                yield Definition(term, meaning, anchor(reading, block.start + found.start("term"), block.end))


def _description_lists(reading: Reading) -> set[int]:
    """Where the items of lists begin that explain a term each: at least three in a row, "term: meaning …"."""
    found: set[int] = set()
    run: list[int] = []
    for block in (*reading.body, None):
        text = reading.text[block.start : block.end] if block and block.kind is BlockKind.LIST_ITEM else ""
        item = _LISTED.match(text)
        explains = item and item["text"][0].islower() and len(item["text"].split()) >= _LEAST_MEANING
        if block and explains and item and len(item["term"].split()) <= _LONGEST_OPENING:
            run.append(block.start)
            continue
        found.update(run if len(run) >= _LEAST_RUN else ())
        run = []
    return found


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
