"""Terms and what a document says they mean."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from styrdok.extraction.lexicon.tables import read_toml
from styrdok.extraction.statements.phrases import compiled, first_match, occurs, possible
from styrdok.extraction.statements.rows import table_rows
from styrdok.extraction.statements.sentences import Sentence, body_sentences, with_headings
from styrdok.extraction.statements.terms import contrasted, is_abbreviation, kinds_of_one, names_a_kind, written_out
from styrdok.models import Block, Definition, Reading
from styrdok.reading.anchors import anchor
from styrdok.vocabulary import BlockKind

_MODAL_LEFT = re.compile(r"\s+(?:kan|bör|ska|får|måste)$")
_LONGEST_TERM = 6
_LONGEST_OPENING = 4
_LEAST_MEANING = 3
_LEAST_RUN = 3
_STEM = 6
_DEFINITE = re.compile(r"(?:na|en|et|n|ns|s)$")
_LISTED = re.compile(
    r"^[•\-–*\s]*(?:\d+(?:\.\d+)*\.?\s+)?(?P<term>[^:–.]{2,60}?)\s*(?::|\s[–-]\s)\s*(?P<text>\S.{8,})$", re.DOTALL
)
_NEXT_TERM = re.compile(r"(?<=[.;])\s+(?=[A-ZÅÄÖ][\w -]{1,40}:\s+[a-zåäö])")
_BULLET = re.compile(r"^[•\-–*]\s*|^\d+(?:\.\d+)*\.?\s+")
_NUMBERED = re.compile(r"^(?:\d+(?:\.\d+)*\.?|[A-ZÅÄÖ]\.)\s+")
_KIND = re.compile(r"\s+(?:är|utgör)\s+(?:en|ett|den|det|de|all|allt|alla|varje)\b")
_DEFINITIONS = "definitioner"
_QUOTES = "\"”“„'’»« "
_ARTICLES = re.compile(r"^(?:begreppet|ordet|termen|uttrycket|en|ett)\s+", re.IGNORECASE)
_WITH_SHORT = re.compile(r"[\w-]+, [A-ZÅÄÖ]{2,8}")
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
    named: set[str] = set()
    lead: str | None = None
    announced = _announced(reading)
    for _, group in groupby(body_sentences(reading), key=lambda sentence: sentence.block.start):
        inside = list(group)
        if lead:
            yield _definition(reading, lead, inside[0])
        found = re.match(definition_words()["lead"], inside[0].text)
        lead = found["term"] if found and len(inside) == 1 else None
        if lead is None:
            if inside[0].block.start in announced:
                inside = [replace(one, headings=(*one.headings, _DEFINITIONS)) for one in inside]
            yield from _in_paragraph(reading, inside, named)


def _announced(reading: Reading) -> set[int]:
    """Where the items of lists begin that the line above announces to explain terms."""
    found: set[int] = set()
    announced = False
    for block in reading.body:
        text = reading.text[block.start : block.end].rstrip()
        if block.kind is BlockKind.LIST_ITEM and announced:
            found.add(block.start)
        else:
            last = text[text.rfind(". ") + 1 :] if text.endswith(":") else ""
            announced = bool(last) and first_match(definition_words()["announcing"], last) is not None
    return found


def _in_paragraph(reading: Reading, inside: Sequence[Sentence], named: set[str]) -> Iterator[Definition]:
    """The definitions of a paragraph; a term among those ``named`` is defined anew by plain words only."""
    apart = contrasted([sentence.text for sentence in inside])
    follows = False
    for number, sentence in enumerate(inside):
        term = _said_plainly(sentence.text)
        if term is None:
            term = _said(sentence, follows, number in apart) or (_of_a_kind(sentence) if number == 0 else None)
            term = None if term and term.casefold() in named else term
        if term:
            follows = True
            named.add(term.casefold())
            name = written_out(term, reading.text[sentence.block.start : sentence.start]) or term
            yield _definition(reading, name, sentence)


def _definition(reading: Reading, term: str, sentence: Sentence) -> Definition:
    return Definition(term, " ".join(sentence.text.split()), anchor(reading, sentence.start, sentence.end))


def _said_plainly(text: str) -> str | None:
    """The term of a sentence that says in so many words that it defines."""
    words = definition_words()
    said = set(possible(_frame_words(), text))
    for opening, frame in zip(_frame_words(), words["between"], strict=True) if said else ():
        if opening in said and (term := _between(frame, text)):
            return term
    for pattern in words["listing"]:
        if found := re.match(pattern, text, re.IGNORECASE):
            return _cleaned(found["term"], _LONGEST_OPENING)
    found = first_match(words["short"], text)
    name = text[: found.start()].strip() if found else ""
    return name if is_abbreviation(name) else None


@lru_cache(maxsize=1)
def _frame_words() -> tuple[str, ...]:
    """The wording that each frame begins with: without it the frame is not there."""
    return tuple(frame["before"] or frame["after"] for frame in definition_words()["between"])


def _said(sentence: Sentence, follows: bool, apart: bool) -> str | None:
    """The term of a sentence that stands where terms are defined: under such a heading, or beside another one.

    ``apart``: it is one of several that tell kinds of a thing apart.
    """
    text = sentence.text
    under = _under_definitions(sentence.headings)
    if not (follows or apart or under or _bears_its_heading(sentence)):
        return None
    if term := _opened("opening", text) or _opened("being", text):
        return term
    term = _opened("plain", text) if apart or under else None
    return term if term and (apart or _names_one_kind(text, term) or _is_one_word(term, text, follows)) else None


def _is_one_word(term: str, text: str, follows: bool) -> bool:
    """Whether what a section of terms says of one word is what it is: ``Kaj är en …``, or another one after a term."""
    if " " in term or _DEFINITE.search(term) or not text.startswith(term):
        return False
    return follows or (names_a_kind(term) and _KIND.match(text[len(term) :]) is not None)


def _names_one_kind(text: str, term: str) -> bool:
    return names_a_kind(term) and _ARTICLES.match(text) is not None


def _opened(wordings: str, text: str) -> str | None:
    """The words before the first of these wordings, unless what follows is no meaning."""
    words = definition_words()
    found = first_match(words[wordings], text)
    if found is None:
        return None
    opens = "opening" in wordings
    said = f"{text[found.end() :] if opens else text[found.start() :].split(maxsplit=1)[-1]} ".lower().lstrip()
    if said.startswith(tuple(f"{no} " for no in words["not_meanings"] if no != "att" or not opens)):
        return None
    return _cleaned(text[: found.start()], _LONGEST_OPENING)


def _of_a_kind(sentence: Sentence) -> str | None:
    """The term of a paragraph that opens by saying what a kind of thing is: ``Sabotage är ett brott där …``."""
    term = _opened("kind_being", sentence.text) or _opened("kind_opening", sentence.text)
    if term is None or not names_a_kind(term):
        return None
    return None if occurs(definition_words()["no_meaning"], sentence.text) else term


def _between(frame: Mapping[str, Any], text: str) -> str | None:
    if frame["before"] and not occurs((frame["before"],), text):
        return None
    ends = list(compiled(frame["after"]).finditer(text)) if occurs((frame["after"],), text) else []
    if not frame["before"]:
        return _cleaned(text[: ends[0].start()], _LONGEST_OPENING) if ends else None
    begins = [begin for begin in compiled(frame["before"]).finditer(text) if not _belongs_before(text[: begin.start()])]
    for end in ends:
        if start := max((begin.end() for begin in begins if begin.end() <= end.start()), default=0):
            term = text[start : end.start()]
            return _cleaned(term.split(",")[0] if frame.get("cut") else term, _LONGEST_TERM)
    return None


def _belongs_before(text: str) -> bool:
    """Whether the last word of a text takes the preposition behind it to itself: ``i samband`` *med*."""
    words = text.split()
    return bool(words) and words[-1].lower() in definition_words()["with_another"]


def _bears_its_heading(sentence: Sentence) -> bool:
    """Whether the sentence opens a paragraph with a word, not in the definite form, that stands in its heading."""
    if not sentence.headings or sentence.start != sentence.block.start:
        return False
    words = _ARTICLES.sub("", sentence.text).split()
    heading = [part.casefold()[:_STEM] for part in re.findall(r"[\w-]{3,}", sentence.headings[-1])]
    return bool(words) and not _DEFINITE.search(words[0]) and words[0].casefold()[:_STEM] in heading


@lru_cache(maxsize=1024)
def _under_definitions(headings: tuple[str, ...]) -> bool:
    words = definition_words()
    alone = any(_NUMBERED.sub("", heading).strip().lower() in words["headings_alone"] for heading in headings[-1:])
    return alone or any(word in heading.lower() for heading in headings for word in words["headings"])


def _cleaned(term: str, longest: int) -> str | None:
    """A term without quotes, articles and asides; ``None`` for words that cannot be one."""
    term = _ASIDE.sub("", _BULLET.sub("", " ".join(term.split())).strip(_QUOTES + ","))
    term = _MODAL_LEFT.sub("", _ARTICLES.sub("", term).strip(_QUOTES))
    words = term.split()
    known = bool(words) and bool({term.casefold(), words[0].casefold()} & set(definition_words()["not_terms"]))
    plain = term and not known and ("," not in term or _WITH_SHORT.fullmatch(term)) and "som" not in words
    return term if plain and len(words) <= longest else None


def _in_lists(reading: Reading) -> Iterator[Definition]:
    described = _description_lists(reading)
    for block, headings in with_headings(reading):
        listed = block.start in described or _under_definitions(headings)
        if listed and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            yield from _items(reading, block)


def _items(reading: Reading, block: Block) -> Iterator[Definition]:
    """The terms of a block with their meanings; those after the first begin a sentence of it."""
    text = reading.text[block.start : block.end]
    starts = [0, *(found.end() for found in _NEXT_TERM.finditer(text))]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        found = _LISTED.match(text[start:end].rstrip())
        if found and (term := _cleaned(found["term"], _LONGEST_TERM)):
            place = anchor(reading, block.start + start + found.start("term"), block.start + start + found.end())
            yield Definition(term, " ".join(found["text"].split()), place)


def _description_lists(reading: Reading) -> set[int]:
    """Where the items of lists begin that explain a term each: "term: meaning …".

    At least three in a row, or two that tell kinds of one thing apart.
    """
    found: set[int] = set()
    run: list[tuple[int, str]] = []
    for block in (*reading.body, None):
        listed = block is not None and block.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH)
        item = _LISTED.match(reading.text[block.start : block.end]) if block and listed else None
        starts = item and (item["text"][0].islower() or item["text"].startswith("Att "))
        explains = starts and item and len(item["text"].split()) >= _LEAST_MEANING
        if block and explains and item and len(item["term"].split()) <= _LONGEST_OPENING:
            run.append((block.start, item["term"]))
            continue
        if len(run) >= _LEAST_RUN or kinds_of_one([term for _, term in run]):
            found.update(start for start, _ in run)
        run = []
    return found


def _in_tables(reading: Reading) -> Iterator[Definition]:
    words = definition_words()
    yield from _in_plain_tables(reading)
    roles = {"term": words["term_column"], "meaning": words["meaning_column"]}
    for row in table_rows(reading, roles):
        if {"term", "meaning"} <= row.cells.keys():
            term, meaning = row.cells["term"], row.cells["meaning"]
            text = " ".join(reading.text[meaning.start : meaning.end].split())
            name = " ".join(reading.text[term.start : term.end].split()).lstrip("•-–* ")
            yield Definition(name, text, anchor(reading, term.start, meaning.end))


def _in_plain_tables(reading: Reading) -> Iterator[Definition]:
    """The rows of tables of two columns without a header, under a heading of definitions."""
    columns = (*definition_words()["term_column"], *definition_words()["meaning_column"])
    for block, headings in with_headings(reading):
        if block.kind is not BlockKind.TABLE or not _under_definitions(headings):
            continue
        rows = {number: [cell for cell in block.cells if cell.row == number] for number in {c.row for c in block.cells}}
        if any(len(cells) != 2 for cells in rows.values()):
            continue
        for _, (term, meaning) in sorted(rows.items()):
            name, text = (" ".join(reading.text[cell.start : cell.end].split()) for cell in (term, meaning))
            if name.lower() not in columns and len(text.split()) >= _LEAST_MEANING and _cleaned(name, _LONGEST_TERM):
                yield Definition(name, text, anchor(reading, term.start, meaning.end))
