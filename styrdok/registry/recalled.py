"""Titles that are known by now in texts that were read before, as mentions made from what is kept.

They stand behind the mentions that were read out of a document itself and bear a rule of their own. They depend on
all documents and are therefore made anew whenever these are linked.
"""

import sqlite3
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from styrdok.extraction.mentions.found import Found
from styrdok.extraction.mentions.known import KnownTitle, KnownTitles
from styrdok.extraction.mentions.placing import mention_at
from styrdok.extraction.relations.relate import relate
from styrdok.models import Block, Document, Extraction, Mention, Reading
from styrdok.registry import rows
from styrdok.registry.seals import RULE
from styrdok.swedish.fold import fold
from styrdok.vocabulary import CASE_PAPERS, Kind, MentionKind

_CONFIDENCE = 0.9


def forget(db: sqlite3.Connection) -> None:
    """Take away what was found by titles that were known before."""
    db.execute("DELETE FROM mentions WHERE rule = ?", (RULE,))


def recall(
    db: sqlite3.Connection, documents: Sequence[Document], extractions: Mapping[str, Extraction]
) -> dict[str, Extraction]:
    """The extractions with mentions of the titles of ``documents`` wherever no other mention stands; keeps those."""
    steering = (item.description for item in documents if item.description.kind is Kind.STEERING)
    known = KnownTitles(said.title for said in steering if said.title)
    by_id = {document.id: document for document in documents}
    found = dict(extractions)
    for row in db.execute("SELECT id, text FROM documents ORDER BY id"):
        extraction = found.get(row["id"], rows.EMPTY)
        hits = _new(known.find(row["text"]), extraction.mentions, by_id[row["id"]])
        added = _mentions(db, by_id[row["id"]], row["text"], hits, extraction.mentions) if hits else ()
        if added:
            rows.keep_mentions(db, row["id"], added, after=len(extraction.mentions))
            found[row["id"]] = replace(extraction, mentions=extraction.mentions + added)
    return found


def _new(hits: Sequence[KnownTitle], mentions: Sequence[Mention], document: Document) -> list[KnownTitle]:
    """The hits that no mention touches and that are not the document's own title."""
    title = document.description.title
    own = "" if title is None or document.description.kind in CASE_PAPERS else fold(title)
    spans = sorted((mention.start, mention.end) for mention in mentions)
    return [hit for hit in hits if fold(hit.text) not in own and not _touched(hit, spans)]


def _touched(hit: KnownTitle, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start < hit.end and hit.start < end for start, end in spans)


def _mentions(
    db: sqlite3.Connection, document: Document, text: str, hits: Sequence[KnownTitle], before: Sequence[Mention]
) -> tuple[Mention, ...]:
    """The hits as mentions with their relations, from the pages they stand on and the page before each."""
    reading = _around(db, document, text, [hit.start for hit in hits])
    starts = [block.start for block in reading.blocks]
    placed = []
    for hit in hits:
        at = bisect_right(starts, hit.start) - 1
        if at >= 0 and hit.start < reading.blocks[at].end and not reading.blocks[at].furniture:
            find = Found(MentionKind.TITLE, hit.start, hit.end, hit.text, RULE, tier=hit.tier, confidence=_CONFIDENCE)
            placed.append(mention_at(reading, find, reading.blocks[at]))
    together = sorted((*before, *placed), key=lambda mention: (mention.start, mention.end))
    return tuple(mention for mention in relate(reading, together, document.description.kind) if mention.rule == RULE)


def _around(db: sqlite3.Connection, document: Document, text: str, offsets: Sequence[int]) -> Reading:
    """The part of a kept reading that is needed to tell what stands at some offsets."""
    pages = rows.load_pages(db, document.id)
    holding = {page.number for page in pages for offset in offsets if page.start <= offset < page.end}
    wanted = sorted(holding | {number - 1 for number in holding})
    blocks: list[Block] = [block for number in wanted for block in rows.load_blocks(db, document.id, number)]
    return Reading(document.sha256, text, pages, tuple(blocks))
