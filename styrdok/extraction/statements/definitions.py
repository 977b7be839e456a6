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
_STEM = 6
_DEFINITE = re.compile(r"(?:na|en|et|n|ns|s)$")
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
    if follows or _under_definitions(sentence.headings) or _bears_its_heading(sentence):
        if found := first_match(words["opening"], text):
            return _cleaned(text[: found.start()], _LONGEST_OPENING)
        found = first_match(words["being"], text)
        said = found.group().split(maxsplit=1)[1] if found else ""
        if found and not said.startswith(tuple(f"{no} " for no in words["not_meanings"])):
            return _cleaned(text[: found.start()], _LONGEST_OPENING)
    return None


def _between(before: str, after: str, text: str) -> str | None:
    end = compiled(after).search(text)
    if end is None:
        return None
    if not before:
        return _cleaned(text[: end.start()], _LONGEST_OPENING)
    begins = list(compiled(before).finditer(text, 0, end.start()))
    return _cleaned(text[begins[-1].end() : end.start()], _LONGEST_TERM) if begins else None


def _bears_its_heading(sentence: Sentence) -> bool:
    """Whether the sentence opens a paragraph with a word, not in the definite form, that stands in its heading."""
    if not sentence.headings or sentence.start != sentence.block.start:
        return False
    words = _ARTICLES.sub("", sentence.text).split()
    heading = [part.casefold()[:_STEM] for part in re.findall(r"[\w-]{3,}", sentence.headings[-1])]
    return bool(words) and not _DEFINITE.search(words[0]) and words[0].casefold()[:_STEM] in heading


def _under_definitions(headings: tuple[str, ...]) -> bool:
    return any(word in heading.lower() for heading in headings for word in definition_words()["headings"])


def _cleaned(term: str, longest: int) -> str | None:
    """A term without quotes, articles and asides; ``None`` for words that cannot be one."""
    term = _ASIDE.sub("", " ".join(term.split()).strip(_QUOTES + ","))
    term = re.sub(r"\s+(?:kan|bör|ska|får|måste)$", "", _ARTICLES.sub("", term).strip(_QUOTES))
    words = term.split()
    known = bool(words) and bool({term.casefold(), words[0].casefold()} & set(definition_words()["not_terms"]))
    plain = term and not known and "," not in term and "som" not in words
    return term if plain and len(words) <= longest else None


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
        listed = block is not None and block.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
        item = _LISTED.match(reading.text[block.start : block.end]) if block and listed else None
        starts = item and (item["text"][0].islower() or item["text"].startswith("Att "))
        explains = starts and item and len(item["text"].split()) >= _LEAST_MEANING
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
