"""The whole corpus: every file that the sources give rise to, as bytes."""

import csv
import hashlib
import itertools
import json
import tomllib
from io import StringIO
from pathlib import Path
from typing import Any

from rendering import rl_pdf, ty_pdf
from rendering.gold import gold, passages
from rendering.locate import Print
from rendering.scan import scanned
from rendering.source import Source, SourceError, load

PRODUCERS = {"reportlab": rl_pdf.render, "typst": ty_pdf.render}
COLUMNS = ("a", "b", "grade", "lineage", "why")


def build(sources: Path) -> dict[str, bytes]:
    """Return every output by its path relative to the corpus; raises when a source or its words do not fit."""
    outputs: dict[str, bytes] = {}
    manifest: list[dict[str, Any]] = []
    prints: dict[str, Print] = {}
    named: dict[str, dict[str, dict[str, Any]]] = {}
    for path in sorted(sources.glob("*.md")):
        source = load(path)
        pdf = PRODUCERS[source.producer](source)
        printed = prints[source.name] = Print(pdf, source.name)
        named[source.name] = passages(source, printed)
        final = scanned(pdf) if source.scan else pdf
        outputs[f"pdf/{source.name}.pdf"] = final
        outputs[f"pdf/{source.name}.gold.json"] = _json(gold(source, printed))
        manifest.append(_entry(source, path, final, len(printed.pages)))
    lineage = _lineage(_overlap_rows(sources, prints))
    outputs["pdf/overlaps.gold.tsv"] = _overlaps(_overlap_rows(sources, prints))
    outputs["pdf/needs.gold.json"] = _json(_needs(sources, prints))
    outputs["pdf/shared_passages.gold.json"] = _json(_shared(sources, named, lineage))
    outputs["MANIFEST.json"] = _json({"files": manifest})
    return outputs


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


def _known(name: str, prints: dict[str, Print], place: str) -> str:
    stem = name.removesuffix(".pdf")
    if stem not in prints:
        raise SourceError(f"{place}: there is no source {stem!r}")
    return f"{stem}.pdf"


def _overlap_rows(sources: Path, prints: dict[str, Print]) -> list[dict[str, str]]:
    path = sources / "overlaps.tsv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in rows:
        row["a"], row["b"] = sorted(_known(row[key], prints, path.name) for key in ("a", "b"))
    return sorted(rows, key=lambda row: (row["a"], row["b"]))


def _overlaps(rows: list[dict[str, str]]) -> bytes:
    out = StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
    writer.writerow(COLUMNS)
    writer.writerows([row[column] for column in COLUMNS] for row in rows)
    return out.getvalue().encode()


def _lineage(rows: list[dict[str, str]]) -> set[tuple[str, str]]:
    return {(row["a"], row["b"]) for row in rows if row["lineage"] == "yes"}


def _needs(sources: Path, prints: dict[str, Print]) -> list[dict[str, Any]]:
    """Return the needs; ``quotes`` of the source (document, first words) become pages."""
    path = sources / "needs.toml"
    if not path.exists():
        return []
    needs = []
    for need in tomllib.loads(path.read_text(encoding="utf-8"))["needs"]:
        documents = [name if " " in name else _known(name, prints, path.name) for name in need["documents"]]
        pages = []
        for name, words in need.get("quotes", []):
            file = _known(name, prints, path.name)
            printed = prints[file.removesuffix(".pdf")]
            pages.append({"file": file, "page": printed.page(printed.first(words)), "text": words})
        needs.append({"documents": documents, "reason": need["reason"], "why": need["why"], "pages": pages})
    return needs


def _shared(
    sources: Path, named: dict[str, dict[str, dict[str, Any]]], lineage: set[tuple[str, str]]
) -> dict[str, list[dict[str, Any]]]:
    path = sources / "shared_passages.toml"
    kinds = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    pairs: list[dict[str, Any]] = []
    boilerplate: list[dict[str, Any]] = []
    for key in sorted({key for places in named.values() for key in places}):
        holders = [(f"{name}.pdf", places[key]) for name, places in sorted(named.items()) if key in places]
        if key not in kinds or len(holders) < 2:
            raise SourceError(f"{path.name}: passage {key!r} has no kind or stands in one source only")
        if kinds[key]["kind"] == "boilerplate":
            boilerplate.append({"id": key, "places": [{"file": file, **place} for file, place in holders]})
            continue
        for (a, first), (b, second) in itertools.combinations(holders, 2):
            pairs.append(
                {"id": key, "kind": kinds[key]["kind"], "a": a, **_prefixed("a", first)}
                | {"b": b, **_prefixed("b", second), "lineage": (a, b) in lineage}
            )
    return {"passages": pairs, "boilerplate": boilerplate}


def _prefixed(side: str, place: dict[str, Any]) -> dict[str, Any]:
    return {f"{side}_{key}": value for key, value in place.items()}
