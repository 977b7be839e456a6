"""Passages on the same matter in other words: our likeness beside TF-IDF and BM25, in the same run.

    python benchmarks/topical.py FOLDER…

Each folder holds PDF files and ``shared_passages.gold.json``, whose ``topical`` passages are looked for (without
arguments: ``corpus/pdf``). Every method ranks the same passages of running text of the same pairs and shows three rows
for each, each passage once. Printed for each: the gold passages of which a row shows both sides, and either side (as
``score.py`` counts), within the listed pairs; of the first rows of pairs that have gold, the part that is gold on both
sides; and CPU seconds for all pairs. Gold is not complete: a row that it lacks may be right.
"""

import json
import math
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from styrdok.engines.ingest import ingest
from styrdok.findings import Snapshot
from styrdok.overlaps import find_overlaps
from styrdok.overlaps.standard import standard_ranges
from styrdok.overlaps.topical.passages import Running, running_text
from styrdok.overlaps.topical.rows import likeness
from styrdok.overlaps.topical.speech import Speaker, likeness_of_meaning, likeness_of_words
from styrdok.overlaps.topical.table import word_vectors
from styrdok.registry.store import Registry

ROWS = 3
LETTERS = re.compile(r"[^a-zåäöé0-9]")
START = 24

Text = Mapping[str, tuple[Running, ...]]
Matrix = Any
Method = Callable[[str, str], Matrix]


@dataclass(frozen=True)
class Gold:
    """Two documents (ids) and, on each side, the first and last letters of the passage."""

    pair: tuple[str, str]
    sides: tuple[tuple[str, str], tuple[str, str]]


def tight(text: str) -> str:
    """Letters and figures only."""
    return LETTERS.sub("", text.lower())


def main(folders: Sequence[Path]) -> None:
    """Measure every folder."""
    word_vectors()
    for folder in folders:
        with tempfile.TemporaryDirectory() as place:
            path = Path(place) / "registry.db"
            ingest([folder], path)
            with Registry.open(path) as registry:
                snapshot = registry.snapshot(date.today())
        measure(folder, snapshot)


def measure(folder: Path, snapshot: Snapshot) -> None:
    """Print one table."""
    gold = gold_of(folder, snapshot)
    listed = {(one.a, one.b) for one in find_overlaps(snapshot) if not one.lineage}
    asked = [one for one in gold if one.pair in listed]
    text = running_text(snapshot.by_id, standard_ranges(snapshot))
    print(f"{folder}: {len(gold)} passages in gold, {len(asked)} of them in listed pairs")
    print(f"{'method':24}{'both sides':>12}{'either side':>12}{'first rows':>12}{'CPU s':>8}")
    for name, made in METHODS.items():
        started = time.process_time()
        method = made(text)
        shown = {pair: rows(text, pair, method(*pair)) for pair in sorted(listed)}
        spent = time.process_time() - started
        both = sum(any(all(hits(one, row)) for row in shown[one.pair]) for one in asked)
        either = sum(any(any(hits(one, row)) for row in shown[one.pair]) for one in asked)
        pairs = sorted({one.pair for one in asked})
        first = [
            any(all(hits(one, shown[pair][0])) for one in asked if one.pair == pair) for pair in pairs if shown[pair]
        ]
        print(
            f"{name:24}{both / len(gold):12.2f}{either / len(gold):12.2f}"
            f"{sum(first) / max(1, len(first)):12.2f}{spent:8.2f}"
        )


def gold_of(folder: Path, snapshot: Snapshot) -> list[Gold]:
    """The certain topical passages of a folder."""
    told = json.loads((folder / "shared_passages.gold.json").read_text(encoding="utf-8"))["passages"]
    ids = {Path(record.document.file).name: record.document.id for record in snapshot.records}
    found = []
    for one in told:
        if one["kind"] != "topical" or one.get("doubtful") or one.get("lineage"):
            continue
        marks = {
            ids[one[side]]: (tight(one[f"{side}_first_words"])[:START], tight(one[f"{side}_last_words"])[-START:])
            for side in ("a", "b")
        }
        a, b = sorted(marks)
        found.append(Gold((a, b), (marks[a], marks[b])))
    return found


def hits(gold: Gold, row: tuple[str, str]) -> list[bool]:
    """Whether each side of a row holds the first or last words of the gold passage."""
    return [any(mark in text for mark in marks) for marks, text in zip(gold.sides, row, strict=True)]


def rows(text: Text, pair: tuple[str, str], alike: Matrix) -> list[tuple[str, str]]:
    """The words of the three best rows."""
    alike = np.array(alike, float)
    found: list[tuple[str, str]] = []
    while alike.size and len(found) < ROWS and alike.max() > 0:
        x, y = divmod(int(alike.argmax()), alike.shape[1])
        found.append((tight(text[pair[0]][x].anchor.text), tight(text[pair[1]][y].anchor.text)))
        alike[x] = 0
        alike[:, y] = 0
    return found


def ours(measured: Callable[..., Matrix]) -> Callable[[Text], Method]:
    """One of our likenesses as a method."""

    def made(text: Text) -> Method:
        speaker = Speaker()
        speeches = {name: speaker.speak(passages) for name, passages in text.items()}
        return lambda a, b: measured(speeches[a], speeches[b])

    return made


def spread_of(text: Text) -> tuple[Counter[str], int]:
    """In how many passages each word stands, and how many there are."""
    passages = [passage for inside in text.values() for passage in inside]
    return Counter(word for passage in passages for word in passage.words), len(passages)


def tfidf(text: Text) -> Method:
    """The cosine of TF-IDF weights over the collection."""
    spread, count = spread_of(text)

    def weighted(passage: Running) -> dict[str, float]:
        raw = {
            word: (1 + math.log(number)) * math.log(1 + count / spread[word]) for word, number in passage.words.items()
        }
        length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
        return {word: value / length for word, value in raw.items()}

    known = {name: [weighted(passage) for passage in inside] for name, inside in text.items()}
    return lambda a, b: np.array(
        [[sum(value * y.get(word, 0.0) for word, value in x.items()) for y in known[b]] for x in known[a]]
    ).reshape(len(known[a]), len(known[b]))


def bm25(text: Text) -> Method:
    """BM25 (k1 1.2, b 0.75), asked from both sides."""
    spread, count = spread_of(text)
    lengths = [sum(passage.words.values()) for inside in text.values() for passage in inside]
    usual = sum(lengths) / max(1, len(lengths))

    def answer(question: Running, passage: Running) -> float:
        size = 1.2 * (0.25 + 0.75 * sum(passage.words.values()) / usual)
        return sum(
            math.log(1 + (count - spread[word] + 0.5) / (spread[word] + 0.5)) * number * 2.2 / (number + size)
            for word, number in passage.words.items()
            if word in question.words
        )

    return lambda a, b: np.array([[answer(x, y) + answer(y, x) for y in text[b]] for x in text[a]]).reshape(
        len(text[a]), len(text[b])
    )


METHODS: Mapping[str, Callable[[Text], Method]] = {
    "styrdok": ours(likeness),
    "styrdok, meaning only": ours(likeness_of_meaning),
    "styrdok, words only": ours(likeness_of_words),
    "TF-IDF": tfidf,
    "BM25": bm25,
}


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]] or [Path("corpus/pdf")])
