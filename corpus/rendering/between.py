"""Gold that lies between documents: overlapping pairs, needs of coordination and shared passages."""

import csv
import itertools
import tomllib
from io import StringIO
from pathlib import Path
from typing import Any

from rendering.locate import Print
from rendering.source import SourceError

COLUMNS = ("a", "b", "grade", "lineage", "why")
Passages = dict[str, dict[str, Any]]


def overlap_rows(sources: Path, prints: dict[str, Print]) -> list[dict[str, str]]:
    """Return the rows of ``overlaps*.tsv`` with file names, each pair and all pairs sorted."""
    rows: list[dict[str, str]] = []
    for path in sorted(sources.glob("overlaps*.tsv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in rows:
        row["a"], row["b"] = sorted(_file(row[key], prints) for key in ("a", "b"))
    pairs = [(row["a"], row["b"]) for row in rows]
    if twice := {pair for pair in pairs if pairs.count(pair) > 1}:
        raise SourceError(f"overlaps: listed twice: {sorted(twice)}")
    return sorted(rows, key=lambda row: (row["a"], row["b"]))


def overlap_table(rows: list[dict[str, str]]) -> bytes:
    """Return the rows as tab-separated text."""
    out = StringIO()
    writer = csv.writer(out, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
    writer.writerow(COLUMNS)
    writer.writerows([row[column] for column in COLUMNS] for row in rows)
    return out.getvalue().encode()


def needs(sources: Path, prints: dict[str, Print]) -> list[dict[str, Any]]:
    """Return the needs of ``needs*.toml``; their ``quotes`` (document, first words) become pages.

    A name with a space in it is a label: a document that is not in the corpus.
    """
    found = []
    for path in sorted(sources.glob("needs*.toml")):
        for need in tomllib.loads(path.read_text(encoding="utf-8"))["needs"]:
            documents = [name if " " in name else _file(name, prints) for name in need["documents"]]
            pages = [_quote(name, words, prints) for name, words in need.get("quotes", [])]
            found.append({"documents": documents, "reason": need["reason"], "why": need["why"], "pages": pages})
    return found


def _quote(name: str, words: str, prints: dict[str, Print]) -> dict[str, Any]:
    file = _file(name, prints)
    printed = prints[file.removesuffix(".pdf")]
    return {"file": file, "page": printed.page(printed.first(words)), "text": words}


def _file(name: str, prints: dict[str, Print]) -> str:
    stem = name.removesuffix(".pdf")
    if stem not in prints:
        raise SourceError(f"there is no source {stem!r}")
    return f"{stem}.pdf"


def shared(
    sources: Path, named: dict[str, Passages], rows: list[dict[str, str]], problems: list[str]
) -> dict[str, list[dict[str, Any]]]:
    """Return the passages that stand in more than one document, pair by pair, and the boilerplate."""
    kinds: dict[str, Any] = {}
    for path in sorted(sources.glob("shared_passages*.toml")):
        kinds |= tomllib.loads(path.read_text(encoding="utf-8"))
    lineage = {(row["a"], row["b"]) for row in rows if row["lineage"] == "yes"}
    result: dict[str, list[dict[str, Any]]] = {"passages": [], "boilerplate": []}
    for key in sorted({key for places in named.values() for key in places}):
        holders = [(f"{name}.pdf", places[key]) for name, places in sorted(named.items()) if key in places]
        if key not in kinds or len(holders) < 2:
            problems.append(
                f"passage {key!r} has no kind or stands in one source only: {[name for name, _ in holders]}"
            )
        elif kinds[key]["kind"] == "boilerplate":
            result["boilerplate"].append({"id": key, "places": [{"file": file, **place} for file, place in holders]})
        else:
            pairs = itertools.combinations(holders, 2)
            result["passages"] += [_pair(key, kinds[key]["kind"], a, b, lineage) for a, b in pairs]
    return result


def _pair(
    key: str, kind: str, a: tuple[str, dict[str, Any]], b: tuple[str, dict[str, Any]], lineage: set[tuple[str, str]]
) -> dict[str, Any]:
    entry: dict[str, Any] = {"id": key, "kind": kind}
    for side, (file, place) in (("a", a), ("b", b)):
        entry[side] = file
        entry |= {f"{side}_{name}": value for name, value in place.items()}
    return {**entry, "lineage": (a[0], b[0]) in lineage}
