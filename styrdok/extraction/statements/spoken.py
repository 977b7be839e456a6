"""The sentences in which a paper may say what somebody thinks: prose, and the cells of a table of answers.

Beside real headings a line of its own counts as one that is the name of a section ("Reservation"), whatever its print.
"""

import re
from collections.abc import Iterator

from styrdok.extraction.statements.phrases import occurs
from styrdok.extraction.statements.sentences import Sentence, sentences_of, with_headings
from styrdok.extraction.statements.viewpoint_lexicon import ViewpointLexicon
from styrdok.models import Block, Cell, Reading
from styrdok.vocabulary import BlockKind, Kind, SpeakerKind

_NUMBER = re.compile(r"^[\d.\s§]+")
_BY_PARTY = re.compile(r",?(?:\s+(?:av|från))?(?:\s+[A-ZÅÄÖ][\w-]*){1,3}(?:\s+m\.fl\.)?\s+\([A-ZÅÄÖ]\w{0,2}\)")
_LONGEST_NAME = 5
_LONGEST_LINE = 100
_LEAST_QUESTIONS = 2
_PARTS = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})


def spoken_sentences(reading: Reading, paper: Kind, lexicon: ViewpointLexicon) -> Iterator[Sentence]:
    """The sentences of the body in reading order with the headings above them; in a reply also those of answers."""
    section: tuple[tuple[str, ...], str] | None = None
    for block, above in with_headings(reading):
        if section and section[0] != above:
            section = None
        if is_section_line(reading, block, lexicon):
            section = above, reading.text[block.start : block.end].strip()
            continue
        headings = (*above, section[1]) if section else above
        if block.kind in _PARTS:
            yield from sentences_of(reading, block, (block.start, block.end), headings)
        elif block.kind is BlockKind.TABLE and paper is Kind.REPLY:
            yield from _answers(reading, block, headings, lexicon)


def is_section_line(reading: Reading, block: Block, lexicon: ViewpointLexicon) -> bool:
    """Whether a paragraph is nothing but the name of a section."""
    if block.kind is not BlockKind.PARAGRAPH or block.end - block.start > _LONGEST_LINE:
        return False
    text = _NUMBER.sub("", reading.text[block.start : block.end]).strip()
    return text.lower() in lexicon.lines or _is_statement_of(text, lexicon)


def _is_statement_of(text: str, lexicon: ViewpointLexicon) -> bool:
    """Whether a line heads what a party says: *Särskilt yttrande, Maj Sjö (X)*."""
    begun = [name for name, voice in lexicon.sections if voice == SpeakerKind.PARTY and text.lower().startswith(name)]
    return bool(begun) and _BY_PARTY.fullmatch(text[max(map(len, begun)) :]) is not None


def _answers(
    reading: Reading, block: Block, headings: tuple[str, ...], lexicon: ViewpointLexicon
) -> Iterator[Sentence]:
    """The sentences of the column of answers, each under its question or the part of the text that it speaks of."""
    column = _answer_column(reading, block, lexicon)
    if column is None:
        return
    asked = {cell.row: _text(reading, cell) for cell in block.cells if cell.column == 0}
    top = min(cell.row for cell in block.cells)
    for cell in block.cells:
        is_title = cell.header or (cell.row == top and _says_answer(reading, cell, lexicon))
        if cell.column == column and not is_title and _text(reading, cell):
            question = asked.get(cell.row, "")
            yield from sentences_of(reading, block, (cell.start, cell.end), (*headings, question))


def _answer_column(reading: Reading, block: Block, lexicon: ViewpointLexicon) -> int | None:
    """The column whose head says that it holds answers, else the one beside a column of questions."""
    top = min((cell.row for cell in block.cells), default=0)
    named = [
        cell.column
        for cell in block.cells
        if cell.row == top and cell.column > 0 and _says_answer(reading, cell, lexicon)
    ]
    if named:
        return named[0]
    questions = sum(_text(reading, cell).endswith("?") for cell in block.cells if cell.column == 0)
    return 1 if questions >= _LEAST_QUESTIONS else None


def _says_answer(reading: Reading, cell: Cell, lexicon: ViewpointLexicon) -> bool:
    text = _text(reading, cell)
    return len(text.split()) <= _LONGEST_NAME and occurs(lexicon.answers, text)


def _text(reading: Reading, cell: Cell) -> str:
    return reading.text[cell.start : cell.end].strip()
