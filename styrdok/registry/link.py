"""Working out what depends on all documents together: descriptions, mentions of known titles, lines, resolutions.

Nothing here opens a PDF. The outcome is a function of what is kept and of the corrections, so it is made anew as a
whole whenever a document or a correction is added.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace

from styrdok.extraction.metadata.describe import describe, last_revised
from styrdok.judgements.acts import Act, corrections
from styrdok.judgements.corrected import corrected
from styrdok.judgements.reviews import carried
from styrdok.models import Document, Extraction, Reference
from styrdok.registry import journal, recalled, rows, state
from styrdok.registry.rows import Standing
from styrdok.resolution.catalogue import Catalogue
from styrdok.resolution.editions import lines
from styrdok.resolution.resolve import resolve
from styrdok.resolution.stale import replaced_on


def relink(db: sqlite3.Connection, version: str) -> None:
    """Make descriptions, lines and resolutions anew, inside a transaction of the caller's."""
    recalled.forget(db)
    extractions = rows.load_said(db)
    acts = journal.load(db)
    documents = described(rows.load_documents(db), extractions, acts)
    extractions = recalled.recall(db, documents, extractions)
    documents, references = linked(documents, extractions)
    ends = replaced_on(references, Catalogue(documents))
    settled = {act.documents[0] for act in carried(corrections(acts), documents) if act.field == "status"}
    for document in documents:
        rows.keep_description(db, document, Standing(ends.get(document.id), document.id in settled))
    rows.keep_resolutions(db, references)
    state.mark_linked(db, version)


def linked(
    documents: Sequence[Document], extractions: Mapping[str, Extraction]
) -> tuple[tuple[Document, ...], tuple[Reference, ...]]:
    """The documents with their lines, and all references.

    Which documents are editions of one helps to tell what a mention means, and who says to replace whom helps to tell
    which are editions: so titles alone group first, and what is resolved then groups once more.
    """
    mentions = {name: extraction.mentions for name, extraction in extractions.items()}
    revised = {name: day for name, one in extractions.items() if (day := last_revised(one.fields)) is not None}
    first = _in_lines(documents, ())
    references = resolve(mentions, first, revised)
    second = _in_lines(documents, references)
    return second, references if second == first else resolve(mentions, second, revised)


def _in_lines(documents: Sequence[Document], references: Sequence[Reference]) -> tuple[Document, ...]:
    line_of = lines(documents, references)
    return tuple(replace(document, line=line_of.get(document.id, document.id)) for document in documents)


def described(
    documents: Sequence[Document], extractions: Mapping[str, Extraction], acts: Sequence[Act]
) -> tuple[Document, ...]:
    """The documents as their own pages describe them, corrections applied, each a line of its own."""
    found = []
    for document in documents:
        said = describe(extractions.get(document.id, rows.EMPTY).fields)
        found.append(replace(document, line=document.id, description=said))
    return apply_corrections(found, acts)


def apply_corrections(documents: Sequence[Document], acts: Sequence[Act]) -> tuple[Document, ...]:
    """The documents with the corrections that count, each found by its id or, when its content changed, by its file."""
    by_id = {document.id: document for document in documents}
    for act in corrections(carried(acts, documents)):
        document = by_id.get(act.documents[0])
        if document is not None and act.field is not None:
            description = corrected(document.description, act.field, act.value)
            by_id[document.id] = replace(document, description=description)
    return tuple(by_id.values())
