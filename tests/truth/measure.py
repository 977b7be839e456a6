"""Readings held against the documents they were made from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from styrdok.models import Reading
from styrdok.vocabulary import BlockKind

from .document import Known

MARK = re.compile(r"\s?[¹²³⁰⁴-⁹]+")
BULLET = re.compile(r"^[•‣–◦▪]\s+")


@dataclass(frozen=True)
class Score:
    word_error: float
    heading_precision: float
    heading_recall: float
    notes: float
    items: float
    cells: float
    furniture_left: int


def body_words(reading: Reading) -> list[str]:
    """The words of the body; a word broken by a page break stands in two parts in a reading and is joined here."""
    out: list[str] = []
    broken = False
    for block in reading.body:
        if block.kind is not BlockKind.FOOTNOTE:
            words = MARK.sub("", BULLET.sub("", reading.text[block.start : block.end])).split()
            if broken and words:
                out[-1] = out[-1][:-1] + words.pop(0)
            out += words
            broken = block.continues and bool(words) and words[-1].endswith("-")
    return out


def texts(reading: Reading, kind: BlockKind) -> list[str]:
    return [
        MARK.sub("", " ".join(reading.text[b.start : b.end].split())).strip() for b in reading.blocks if b.kind is kind
    ]


def _share(wanted: Sequence[str], got: Sequence[str]) -> float:
    left = list(got)
    hits = 0
    for text in wanted:
        if text in left:
            left.remove(text)
            hits += 1
    return hits / len(wanted) if wanted else 1.0


def score(doc: Known, reading: Reading) -> Score:
    got = body_words(reading)
    error = Levenshtein.distance(doc.words, got) / len(doc.words)
    heads = texts(reading, BlockKind.HEADING)
    wanted = [doc.title, *doc.headings]
    notes = [re.sub(r"^\d+[.)]?\s*", "", text) for text in texts(reading, BlockKind.FOOTNOTE)]
    items = [BULLET.sub("", text) for text in texts(reading, BlockKind.LIST_ITEM)]
    cells = [
        " ".join(reading.text[c.start : c.end].split())
        for b in reading.blocks
        if b.kind is BlockKind.TABLE
        for c in b.cells
    ]
    body = " ".join(got)
    left = (body.count(doc.header) + body.count(doc.footer)) if doc.full else 0
    return Score(
        error,
        _share(heads, wanted),
        _share(wanted, heads),
        _share(doc.notes, notes),
        _share(doc.items, items),
        _share([cell for table in doc.tables for row in table for cell in row], cells),
        left,
    )
