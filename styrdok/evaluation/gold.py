"""Gold files: what readers wrote down about each document.

One ``NAME.gold.json`` beside each PDF; a key that is absent was not labelled and is not scored.
"""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from styrdok.errors import NotFound, UnreadableInput
from styrdok.sentence import Sentence

SUFFIX = ".gold.json"
OVERLAPS = "overlaps.gold.tsv"
NEEDS = "needs.gold.json"


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """The truth about one PDF; ``file`` is its path relative to the gold folder, with ``/``."""

    file: str
    truth: dict[str, Any]

    def labelled(self, key: str, page: int) -> bool:
        """Whether entries of the list ``key`` were labelled on this page."""
        pages = self.truth.get("labelled_pages")
        return key in self.truth and (pages is None or page in pages)


@dataclass(frozen=True, slots=True)
class GoldPair:
    """How much two files overlap: ``grade`` 3 (merge or coordinate) … 0 (nothing)."""

    a: str
    b: str
    grade: int
    lineage: bool


@dataclass(frozen=True, slots=True)
class Gold:
    """All gold of one folder; ``pairs`` and ``needs`` are ``None`` where no such file lies there."""

    documents: tuple[GoldDocument, ...]
    pairs: tuple[GoldPair, ...] | None
    needs: tuple[dict[str, Any], ...] | None


def load_gold(folder: Path) -> Gold:
    """Read every gold file below ``folder``.

    Raises :class:`NotFound` where there is none and :class:`UnreadableInput` for one that is not well-formed.
    """
    paths = sorted(folder.rglob("*" + SUFFIX))
    documents = tuple(_document(path, folder) for path in paths if path.name not in (NEEDS, "shared_passages" + SUFFIX))
    if not documents:
        raise NotFound(
            Sentence.of("Det finns inga facitfiler (*{suffix}) under {folder}.", suffix=SUFFIX, folder=str(folder)),
            Sentence.of("Ange mappen där de ligger."),
        )
    return Gold(documents, _pairs(folder), _needs(folder))


def _document(path: Path, folder: Path) -> GoldDocument:
    truth = _json(path)
    if not isinstance(truth, dict):
        raise UnreadableInput(
            Sentence.of("{path} är ingen facitfil: den innehåller inget JSON-objekt.", path=str(path)),
            Sentence.of("Se docs/gold.md."),
        )
    name = path.name.removesuffix(SUFFIX) + ".pdf"
    return GoldDocument(path.with_name(name).relative_to(folder).as_posix(), truth)


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise UnreadableInput(
            Sentence.of("{path} kan inte läsas som JSON: {problem}.", path=str(path), problem=str(problem)),
            Sentence.of("Rätta eller ta bort filen."),
        ) from problem


def _pairs(folder: Path) -> tuple[GoldPair, ...] | None:
    path = folder / OVERLAPS
    if not path.exists():
        return None
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(GoldPair(row["a"], row["b"], int(row["grade"]), row["lineage"] == "yes") for row in rows)


def _needs(folder: Path) -> tuple[dict[str, Any], ...] | None:
    path = folder / NEEDS
    return tuple(_json(path)) if path.exists() else None
