"""Passages: paragraph-sized pieces of body text, the unit that is searched and compared."""

import re
from collections.abc import Iterator, Sequence

from styrdok.models import Block, Passage, Reading
from styrdok.reading.anchors import anchor
from styrdok.vocabulary import BlockKind

_LEAST, _MOST = 30, 90
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“”(]?[A-ZÅÄÖ0-9•–])")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE, BlockKind.CAPTION})
_SECTION_MARK = " › "

Range = tuple[int, int]


def passages(reading: Reading) -> tuple[Passage, ...]:
    """The passages of a reading in order.

    A passage never runs over a heading. Short paragraphs and list items are joined with what they belong to until
    there are about 30 words; a paragraph of more than about 90 words is split at sentence ends. Blocks without words
    (figures of a chart) belong to no passage.
    """
    titles: list[tuple[int, str]] = []
    found: list[tuple[Range, str]] = []
    run: list[Block] = []
    for block in (*reading.blocks, None):
        if block is not None and block.kind in _TEXT:
            if _LETTERS.search(reading.text, block.start, block.end):
                run.append(block)
            continue
        if block is not None and block.kind is not BlockKind.HEADING:
            continue
        section = _SECTION_MARK.join(title for _, title in titles)
        found += [(span, section) for span in _spans(reading.text, run)]
        run = []
        if block is not None:
            titles = [entry for entry in titles if entry[0] < block.level]
            titles.append((block.level, " ".join(reading.text[block.start : block.end].split())))
    return tuple(
        Passage(index, start, end, section, anchor(reading, start, end))
        for index, ((start, end), section) in enumerate(found)
    )


def _spans(text: str, blocks: Sequence[Block]) -> Iterator[Range]:
    """Join small neighbours and split large blocks; a table keeps to itself."""
    current: Range | None = None
    for block in blocks:
        for span in _split(text, (block.start, block.end)):
            if current is not None and _may_join(text, current, span, block):
                current = (current[0], span[1])
                continue
            if current is not None:
                yield current
            current = span
    if current is not None:
        yield current


def _may_join(text: str, current: Range, span: Range, block: Block) -> bool:
    if text[current[1] : span[0]].strip():
        return False
    have, more = _words(text, current), _words(text, span)
    if have + more > _MOST:
        return False
    return have < _LEAST or (block.kind is BlockKind.LIST_ITEM and more < _LEAST)


def _split(text: str, span: Range) -> Iterator[Range]:
    """Split a range at sentence ends into parts of even length, none above the largest if it can be helped."""
    count = _words(text, span)
    if count <= _MOST:
        yield span
        return
    aim = count / -(-count // _MOST)
    start = span[0]
    for end in _sentence_ends(text, span):
        if _words(text, (start, end)) >= aim * 0.85 and _words(text, (end, span[1])) >= _LEAST // 2:
            yield start, end
            start = end + len(text[end : span[1]]) - len(text[end : span[1]].lstrip())
    yield start, span[1]


def _sentence_ends(text: str, span: Range) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(text, *span):
        yield match.start() + len(match.group().rstrip())


def _words(text: str, span: Range) -> int:
    return text.count(" ", *span) + text.count("\n", *span) + text.count("\t", *span) + 1
