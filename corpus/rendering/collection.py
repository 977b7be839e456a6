"""The whole corpus: every file that the sources give rise to, as bytes."""

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rendering import rl_pdf, ty_pdf
from rendering.between import Passages, needs, overlap_rows, overlap_table, shared
from rendering.gold import gold, passages
from rendering.locate import NotFoundInPrintError, Print
from rendering.scan import scanned
from rendering.source import Source, SourceError, load
from rendering.twins import TWINS

PRODUCERS = {"reportlab": rl_pdf.render, "typst": ty_pdf.render}


@dataclass
class Collection:
    """What the sources give: files by their path relative to the corpus, and what stood in the way."""

    outputs: dict[str, bytes] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    manifest: list[dict[str, Any]] = field(default_factory=list)
    prints: dict[str, Print] = field(default_factory=dict)
    passages: dict[str, Passages] = field(default_factory=dict)


def build(sources: Path) -> Collection:
    """Render every source; one that breaks the format, or whose words are not in print, becomes a problem."""
    collection = Collection()
    for path in sorted(sources.glob("*.md")):
        try:
            _add(path, collection)
        except (SourceError, NotFoundInPrintError, KeyError, ValueError) as error:
            collection.problems.append(f"{path.name}: {error}")
    try:
        _add_between(sources, collection)
    except (SourceError, NotFoundInPrintError, KeyError) as error:
        collection.problems.append(str(error))
    collection.outputs["MANIFEST.json"] = _json({"files": collection.manifest})
    return collection


def _add(path: Path, collection: Collection) -> None:
    source = load(path)
    pdf = PRODUCERS[source.producer](source)
    printed = Print(pdf, source.name)
    truth, named = gold(source, printed), passages(source, printed)
    final = scanned(pdf) if source.scan else pdf
    collection.prints[source.name], collection.passages[source.name] = printed, named
    collection.outputs[f"pdf/{source.name}.pdf"] = final
    collection.outputs[f"pdf/{source.name}.gold.json"] = _json(truth)
    for ending in source.twins:
        collection.outputs[f"twins/{source.name}.{ending}"] = TWINS[ending](source)
    collection.manifest.append(_entry(source, path, final, len(printed.pages)))


def _add_between(sources: Path, collection: Collection) -> None:
    rows = overlap_rows(sources, collection.prints)
    collection.outputs["pdf/overlaps.gold.tsv"] = overlap_table(rows)
    collection.outputs["pdf/shared_passages.gold.json"] = _json(
        shared(sources, collection.passages, rows, collection.problems)
    )
    collection.outputs["pdf/needs.gold.json"] = _json(needs(sources, collection.prints))


def _entry(source: Source, path: Path, pdf: bytes, pages: int) -> dict[str, Any]:
    return {
        "file": f"pdf/{source.name}.pdf",
        "sha256": hashlib.sha256(pdf).hexdigest(),
        "source": f"sources/{path.name}",
        "source_sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "template": source.template,
        "producer": source.producer + (" + scan" if source.scan else ""),
        "pages": pages,
    }


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
