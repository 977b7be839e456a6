"""Keeping and bringing back one document's share of the tables."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from styrdok.judgements.acts import Quote
from styrdok.models import (
    Block,
    Description,
    Document,
    Extraction,
    FieldValue,
    Mention,
    Page,
    Passage,
    Reading,
    Reference,
    Resolution,
)
from styrdok.plain import from_json, to_json
from styrdok.registry import layout, statements
from styrdok.registry.columns import columns_of, from_columns, from_table, to_columns
from styrdok.resolution.editions import document_status
from styrdok.vocabulary import CASE_PAPERS


def keep_reading(db: sqlite3.Connection, document: str, reading: Reading) -> None:
    """Write the reading: the document's row and its pages with their layout."""
    row = {
        "id": document,
        "sha256": reading.sha256,
        "pages": len(reading.pages),
        "text": reading.text,
        "info": to_json(reading.info),
        "outline": to_json(reading.outline),
        "tagged": reading.tagged,
        "notes": to_json(reading.notes),
    }
    db.execute(statements.INSERT_DOCUMENT, row)
    by_page: dict[int, list[Block]] = defaultdict(list)
    for block in reading.blocks:
        by_page[block.page].append(block)
    db.executemany(
        statements.INSERT_PAGE,
        (
            to_columns(page) | {"document": document, "layout": layout.pack(by_page[page.number])}
            for page in reading.pages
        ),
    )


def keep_extraction(db: sqlite3.Connection, document: str, extraction: Extraction, forms: tuple[str, ...]) -> None:
    """Write everything that was extracted; ``forms`` are the search words of each passage."""
    for part in statements.PARTS:
        db.executemany(part.insert, _numbered(document, getattr(extraction, part.name)))
    db.executemany(
        statements.INSERT_PASSAGE,
        (_passage_row(document, passage, words) for passage, words in zip(extraction.passages, forms, strict=True)),
    )


def keep_mentions(db: sqlite3.Connection, document: str, mentions: Iterable[Mention], after: int) -> None:
    """Write further mentions of a document behind the ``after`` ones that it has."""
    (part,) = (part for part in statements.PARTS if part.owner is Mention)
    db.executemany(part.insert, _numbered(document, mentions, after))


def _numbered(document: str, values: Iterable[Any], first: int = 0) -> Iterable[dict[str, Any]]:
    for position, value in enumerate(values, first):
        yield to_columns(value) | {"document": document, "position": position}


def _passage_row(document: str, passage: Passage, forms: str) -> dict[str, Any]:
    return to_columns(passage) | {"document": document, "position": passage.index, "forms": forms}


"""Kinds of document that are never in force."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides where a document stands on a day: when a successor took its place, or that somebody has said it."""

    replaced_on: date | None = None
    settled: bool = False


def keep_description(db: sqlite3.Connection, document: Document, standing: Standing = Standing()) -> None:
    """Write what the document is, in place of what was known before."""
    row = to_columns(document.description) | to_columns(standing)
    db.execute(statements.INSERT_DESCRIPTION, row | {"document": document.id, "line": document.line})


def keep_resolutions(db: sqlite3.Connection, references: Iterable[Reference]) -> None:
    """Write what every mention points at; only what differs from before is touched."""
    before = {(row["document"], row["position"]): tuple(row) for row in db.execute("SELECT * FROM resolutions")}
    changed = []
    for one in references:
        row = {"document": one.source, "position": one.index} | _of_resolution(one.resolution)
        if before.pop((one.source, one.index), None) != tuple(row.values()):
            changed.append(row)
    db.executemany("DELETE FROM resolutions WHERE document = ? AND position = ?", before)
    db.executemany(statements.INSERT_RESOLUTION, changed)


@lru_cache(maxsize=50_000)
def _of_resolution(resolution: Resolution) -> dict[str, Any]:
    """Most mentions of a city point at the same few things."""
    return to_columns(resolution)


def load_documents(db: sqlite3.Connection, document: str | None = None, on: date | None = None) -> tuple[Document, ...]:
    """All documents, or the one with that id, sorted by id.

    With a day ``on``, their status is the one they have that day; else it is what they say themselves.
    """
    rows = db.execute(statements.asking_for(statements.SELECT_DOCUMENTS, document), {"document": document})
    return tuple(
        Document(row["id"], row["sha256"], row["file"], row["pages"], row["line"], _description(row, on))
        for row in rows
    )


def _description(row: sqlite3.Row, on: date | None) -> Description:
    description, standing = from_columns(Description, row), from_columns(Standing, row)
    if on is None or standing.settled or description.kind in CASE_PAPERS:
        return description
    return replace(description, status=document_status(description, on, standing.replaced_on))


def load_extractions(db: sqlite3.Connection, document: str | None = None) -> dict[str, Extraction]:
    """The extractions of all documents, or of the one with that id, by document id."""
    wanted = [(part.name, part.owner, part.select) for part in statements.PARTS]
    return _load(db, [*wanted, ("passages", Passage, statements.SELECT_PASSAGES)], document)


def load_said(db: sqlite3.Connection) -> dict[str, Extraction]:
    """What the documents are and mention, without the boxes: all that linking them takes."""
    wanted = [part for part in statements.PARTS if part.owner in (FieldValue, Mention)]
    boxless = "SELECT '[]' AS boxes, *"
    return _load(db, [(part.name, part.owner, part.select.replace("SELECT *", boxless)) for part in wanted])


def _load(
    db: sqlite3.Connection, wanted: Iterable[tuple[str, type, str]], document: str | None = None
) -> dict[str, Extraction]:
    """Some lists of extractions, given by name, class and query, by document id."""
    lists: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for name, owner, select in wanted:
        columns = columns_of(db.execute(statements.asking_for(select, document), {"document": document}))
        values: Iterable[Any] = from_table(owner, columns)
        for document_id, value in zip(columns["document"], values, strict=True):
            lists[document_id][name].append(value)
    return {name: _extraction(found) for name, found in lists.items()}


def load_quotes(db: sqlite3.Connection, document: str) -> tuple[Quote, ...]:
    """The passages of one document as quotes."""
    rows = db.execute("SELECT page, text FROM passages WHERE document = ? ORDER BY position", (document,))
    return tuple(Quote(document, row["page"], row["text"]) for row in rows)


def _extraction(found: Mapping[str, list[Any]]) -> Extraction:
    names = (*(part.name for part in statements.PARTS), "passages")
    return Extraction(**{name: tuple(found.get(name, ())) for name in names})


EMPTY = Extraction((), (), (), ())
"""Nothing was read: what :func:`load_extractions` leaves out."""


def load_references(
    db: sqlite3.Connection, extractions: Mapping[str, Extraction], document: str | None = None
) -> tuple[Reference, ...]:
    """The mentions of ``extractions`` that have a resolution, with it, sorted by (source, index)."""
    found = db.execute(statements.asking_for(statements.SELECT_RESOLUTIONS, document), {"document": document})
    columns = columns_of(found)
    places = zip(columns["document"], columns["position"], from_table(Resolution, columns), strict=True)
    return tuple(Reference(name, at, extractions[name].mentions[at], found) for name, at, found in places)


def load_pages(db: sqlite3.Connection, document: str) -> tuple[Page, ...]:
    """The pages of one document."""
    rows = db.execute("SELECT * FROM pages WHERE document = ? ORDER BY number", (document,))
    return tuple(from_columns(Page, row) for row in rows)


def load_blocks(db: sqlite3.Connection, document: str, page: int) -> tuple[Block, ...]:
    """The blocks of one page."""
    row = db.execute("SELECT layout FROM pages WHERE document = ? AND number = ?", (document, page)).fetchone()
    return () if row is None else layout.unpack(row["layout"], page)


def load_reading(db: sqlite3.Connection, document: str) -> Reading | None:
    """The whole reading of one document, as the reader gave it (letter edges to a hundredth of a point)."""
    row = db.execute("SELECT * FROM documents WHERE id = ?", (document,)).fetchone()
    if row is None:
        return None
    pages = load_pages(db, document)
    blocks = (block for page in pages for block in load_blocks(db, document, page.number))
    return Reading(
        sha256=row["sha256"],
        text=row["text"],
        pages=pages,
        blocks=tuple(blocks),
        info=from_json(tuple[tuple[str, str], ...], row["info"]),
        outline=from_json(tuple[tuple[int, str, int], ...], row["outline"]),
        tagged=bool(row["tagged"]),
        notes=from_json(tuple[str, ...], row["notes"]),
    )
