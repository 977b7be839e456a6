"""The sentences of a document's body with the headings they stand under."""

from collections.abc import Iterator
from dataclasses import dataclass

from styrdok.models import Block, Reading
from styrdok.swedish.sentences import sentences
from styrdok.swedish.tags import tags
from styrdok.vocabulary import BlockKind

_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: canonical offsets, its words, its block and the headings above it, outermost first."""

    start: int
    end: int
    text: str
    block: Block
    headings: tuple[str, ...]


def with_headings(reading: Reading) -> Iterator[tuple[Block, tuple[str, ...]]]:
    """Each body block that is not a heading, with the headings it stands under."""
    stack: list[tuple[int, str]] = []
    for block in reading.body:
        if block.kind is BlockKind.HEADING:
            stack = [(level, text) for level, text in stack if level < block.level]
            stack.append((block.level, reading.text[block.start : block.end]))
        else:
            yield block, tuple(text for _, text in stack)


def body_sentences(reading: Reading) -> Iterator[Sentence]:
    """The sentences of paragraphs, list items and footnotes, in reading order."""
    for block, headings in with_headings(reading):
        if block.kind in _PROSE:
            yield from sentences_of(reading, block, (block.start, block.end), headings)


def sentences_of(
    reading: Reading, block: Block, part: tuple[int, int], headings: tuple[str, ...]
) -> Iterator[Sentence]:
    """The sentences of a part of a block, which may be all of it."""
    text = reading.text[part[0] : part[1]]
    for start, end in sentences(text):
        yield Sentence(part[0] + start, part[0] + end, text[start:end], block, headings)


def is_finite(word: str) -> bool:
    """Whether a word can be a finite verb."""
    return any(tag.startswith(("VB:PRS", "VB:PRT")) for tag in tags(word))
