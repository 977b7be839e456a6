"""Relations that a heading or field label gives to everything under or behind it."""

import re
from collections.abc import Sequence

from styrdok.extraction.relations.table import Scope, wordings
from styrdok.models import Block, Mention, Reading
from styrdok.vocabulary import BlockKind, MentionKind

_LABEL = re.compile(r"^([^:\n]{3,90}):|^(ersätter|upphäver|bilaga till)\b", re.IGNORECASE)
_LABEL_LENGTH = 90
_BULLET = 3
_FIRST_PAGES = 2
_ACCORDING = re.compile(r"\b[Ee]nligt [^.;]{0,45}\Z")
_SENTENCE = re.compile(r"[.!?]\s+[A-ZÅÄÖ]")


Scoped = tuple[Scope, str]


def scoped(reading: Reading, mentions: Sequence[Mention]) -> dict[int, Scoped]:
    """Index of a mention to the scope it stands in, with the words of its label."""
    found: dict[int, Scoped] = {}
    at = 0
    open_scope: Scoped | None = None
    for block in reading.blocks:
        if block.furniture:
            continue
        text = reading.text[block.start : block.end]
        while at < len(mentions) and mentions[at].start < block.start:
            at += 1
        inside = _inside(mentions, at, block)
        if block.cells and block.page <= _FIRST_PAGES:
            _give_below(reading, mentions, inside, block, found)
        own = _label_of(text, block, bool(inside))
        if own is not None or block.kind is BlockKind.HEADING or (_looks_like_label(text) and not inside):
            open_scope = own
        if open_scope is None:
            continue
        _give(reading, mentions, inside, block, open_scope, found)
        if inside and own is not None and block.kind is not BlockKind.HEADING and not _opens_list(text):
            open_scope = None
        elif inside and own is None and block.kind is not BlockKind.LIST_ITEM:
            open_scope = open_scope if "handling" in open_scope[1] else None
    return found


def _inside(mentions: Sequence[Mention], at: int, block: Block) -> list[int]:
    end = at
    while end < len(mentions) and mentions[end].start < block.end:
        end += 1
    return list(range(at, end))


def _give(
    reading: Reading,
    mentions: Sequence[Mention],
    inside: list[int],
    block: Block,
    scope: Scoped,
    found: dict[int, Scoped],
) -> None:
    """The scope's relation for the mentions of a block, as far as the first new sentence."""
    for index in inside:
        mention = mentions[index]
        if mention.kind is MentionKind.SELF or mention.kind not in scope[0].kinds:
            continue
        if scope[0].head and not _at_head(block, mention):
            continue
        before = reading.text[block.start : mention.start]
        if _ACCORDING.search(before):
            continue
        if not _SENTENCE.search(before[len(scope[1]) :] if before.lower().startswith(scope[1]) else before):
            found[index] = scope


def _give_below(
    reading: Reading,
    mentions: Sequence[Mention],
    inside: list[int],
    block: Block,
    found: dict[int, Scoped],
) -> None:
    """The relation of a label in a row of labels for what its own column has right below it."""
    for cell in block.cells:
        scope = _scope_of(reading.text[cell.start : cell.end])
        if scope is None or cell.row % 2 or any(_within(mentions[i], block, cell.row) for i in inside):
            continue
        below = [other for other in block.cells if (other.row, other.column) == (cell.row + 1, cell.column)]
        for index in inside:
            right = mentions[index].kind in scope[0].kinds
            if right and any(other.start <= mentions[index].start < other.end for other in below):
                found[index] = scope


def _within(mention: Mention, block: Block, row: int) -> bool:
    """Whether a mention that is not the document itself stands in a row of a table."""
    cells = (cell for cell in block.cells if cell.row == row)
    return mention.kind is not MentionKind.SELF and any(cell.start <= mention.start < cell.end for cell in cells)


def _at_head(block: Block, mention: Mention) -> bool:
    """Whether a mention begins its item, or its cell of a table."""
    starts = [cell.start for cell in block.cells] or [block.start]
    return any(0 <= mention.start - start <= _BULLET for start in starts)


def _label_of(text: str, block: Block, filled: bool) -> Scoped | None:
    match = _LABEL.match(text)
    label = (match.group(1) or match.group(2)) if match else text if len(text) <= _LABEL_LENGTH else ""
    if not label or (match is None and filled and block.kind is not BlockKind.HEADING):
        return None
    return _scope_of(label)


def _scope_of(label: str) -> Scoped | None:
    lowered = " ".join(label.lower().split())
    for scope in wordings().scopes:
        if scope.pattern.fullmatch(lowered):
            return scope, lowered
    return None


def _looks_like_label(text: str) -> bool:
    return len(text) <= 60 and text.rstrip().endswith(":")


def _opens_list(text: str) -> bool:
    return text.rstrip().endswith(":")
