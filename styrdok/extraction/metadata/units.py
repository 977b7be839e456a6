"""Bundles: one PDF that holds several matters (§ 12, § 13 …) is split at their headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from styrdok.extraction.metadata.titletext import clean_title
from styrdok.models import Block, Reading
from styrdok.reading.anchors import page_of
from styrdok.vocabulary import BlockKind

_NUMBER = re.compile(r"(?:§+\s?(?P<n>\d{1,4})(?!\d)(?:/\d{2,4})?|(?P<m>\d{1,4})\s?§)(?P<rest>[^§]*)$", re.DOTALL)
_LAW = re.compile(r"\b(?:kap|lag|lagen|förordning|förordningen|stycket)\b", re.IGNORECASE)
_LONGEST = 260
_FURTHEST = 5


@dataclass(frozen=True, slots=True)
class Unit:
    """One matter: ``reading.text[start:end]``, which begins on ``page``; ``number`` is its paragraph, if it has one."""

    number: str | None
    title: str
    page: int
    start: int
    end: int


def units(reading: Reading) -> tuple[Unit, ...]:
    """The matters of a document, in order; one unit for the whole when it is no bundle.

    A heading counts as that of a matter when it begins with a paragraph number that goes on from the one before.
    What stands before the first matter belongs to a unit of its own without number.
    """
    heads = list(_in_order(reading))
    if len(heads) < 2:
        return (Unit(None, "", 1, 0, len(reading.text)),)
    starts = [block.start for block, _, _ in heads]
    ends = [*starts[1:], len(reading.text)]
    found = [
        Unit(f"§ {number}", title, block.page, block.start, end)
        for (block, number, title), end in zip(heads, ends, strict=True)
    ]
    if reading.text[: starts[0]].strip():
        found.insert(0, Unit(None, "", page_of(reading, 0).number, 0, starts[0]))
    return tuple(found)


def _in_order(reading: Reading) -> Iterator[tuple[Block, int, str]]:
    """Headings whose numbers rise without great gaps; a table of contents and the law's own sections fall away."""
    last: int | None = None
    for block in reading.blocks:
        text = reading.text[block.start : block.end]
        match = _NUMBER.match(text) if _may_head(block) else None
        if match is None or _LAW.search(text[:40]):
            continue
        number = int(match["n"] or match["m"])
        if last is None or last < number <= last + _FURTHEST:
            last = number
            yield block, number, clean_title(match["rest"], reading.text)


def _may_head(block: Block) -> bool:
    return block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH) and block.end - block.start <= _LONGEST
