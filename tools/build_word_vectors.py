"""Builds the table of Swedish word vectors, ``styrdok/overlaps/data/word_vectors.xz``, from folders of texts.

    pip install scipy scikit-learn
    python tools/build_word_vectors.py --law statutes.txt.xz --prose folder-of-pdfs [FOLDER…]

``--law`` texts are many and formal, ``--prose`` texts few and like what is analysed: a word of theirs counts five times
when the vocabulary is chosen, and what is common in either is common. A folder is read with everything in it: PDF,
``.txt``, ``.md`` and ``.txt.xz`` (of text files every line is a paragraph); a file that comes twice is read once.

Each word is told by the words that stand within six words of it in the same paragraph (near ones count more):
positive pointwise mutual information, its 200 strongest directions, each row brought to one length and kept in steps
of a fifth of its spread. The same texts give the same file on the same machine.
"""

import argparse
import hashlib
import json
import lzma
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.sparse as sparse
from sklearn.utils.extmath import randomized_svd

from styrdok.overlaps.topical.table import FILE, RAREST, base_of, weight_of
from styrdok.reading.reader import read
from styrdok.swedish.lemmas import stem
from styrdok.vocabulary import BlockKind

TARGET = Path(__file__).parent.parent / "styrdok" / "overlaps" / "data" / FILE
SUFFIXES = (".pdf", ".txt", ".md", ".xz")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
LINK = re.compile(r"\]\([^)]*\)")
TEXT = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM})
LEAST, MOST, BONUS = 5, 20_000, 5
WINDOW, SMOOTHING, WIDTH, STEPS = 6, 0.75, 200, 5
WHOLE_PASSAGE = 8

Paragraphs = list[list[str]]


@dataclass
class Side:
    """The paragraphs of one kind of text and how often each word stands in them."""

    paragraphs: Paragraphs
    counts: Counter[str]

    def share(self, word: str) -> float:
        """How large a part of all words this word is."""
        return self.counts[word] / max(1, self.counts.total())


def main() -> None:
    """Read the texts, train, write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--law", nargs="+", type=Path, required=True, help="files or folders of statutes")
    parser.add_argument("--prose", nargs="+", type=Path, required=True, help="files or folders of documents")
    parser.add_argument("--out", type=Path, default=TARGET)
    asked = parser.parse_args()
    seen: set[str] = set()
    law, prose = side_of(asked.law, seen), side_of(asked.prose, seen)
    words = vocabulary(law, prose)
    rare = {word: rarity(max(law.share(word), prose.share(word))) for word in words}
    rows = quantised(vectors([*law.paragraphs, *prose.paragraphs], words))
    average = average_of(prose.paragraphs, words, rows, rare)
    packed = pack(words, rare, rows, average)
    asked.out.write_bytes(packed)
    print(
        f"{law.counts.total()} words of law, {prose.counts.total()} of prose; {len(words)} rows, {len(packed)} bytes, "
        f"sha256 {hashlib.sha256(packed).hexdigest()}"
    )


def side_of(places: Sequence[Path], seen: set[str]) -> Side:
    """Everything below some folders, each file once."""
    files = sorted(
        {file for place in places for file in (place.rglob("*") if place.is_dir() else [place]) if file.is_file()}
    )
    paragraphs: Paragraphs = []
    for file in files:
        if file.suffix not in SUFFIXES:
            continue
        data = file.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        if digest not in seen:
            seen.add(digest)
            paragraphs += [words for text in texts(file, data) if (words := words_of(text))]
    return Side(paragraphs, Counter(word for words in paragraphs for word in words))


def texts(file: Path, data: bytes) -> Iterator[str]:
    """The paragraphs of a file."""
    if file.suffix == ".pdf":
        reading = read(data)
        yield from (reading.text[block.start : block.end] for block in reading.body if block.kind in TEXT)
    else:
        yield from (lzma.decompress(data) if file.suffix == ".xz" else data).decode().splitlines()


def words_of(text: str) -> list[str]:
    """The stems of the words of a paragraph that say something."""
    found = (base_of(match.group().lower()) for match in WORD.finditer(LINK.sub("]", text)))
    return [stem(base) for base in found if base is not None]


def vocabulary(law: Side, prose: Side) -> list[str]:
    """The words that get a row, most frequent first."""
    count = {word: law.counts[word] + BONUS * prose.counts[word] for word in law.counts | prose.counts}
    return [word for word, number in sorted(count.items(), key=lambda one: (-one[1], one[0])) if number >= LEAST][:MOST]


def rarity(share: float) -> int:
    """The rarity in hundredths of a word that is so large a part of all words."""
    return min(RAREST, round(-100 * math.log10(share)))


def vectors(paragraphs: Paragraphs, words: Sequence[str]) -> np.ndarray:
    """One row of length 1 for each word."""
    near = neighbours(paragraphs, words)
    total = np.asarray(near.sum(axis=1)).ravel() + 1e-9
    context = total**SMOOTHING
    context /= context.sum()
    near = near.tocoo()
    information = np.log(near.data / (total[near.row] * context[near.col]))
    kept = information > 0
    table = sparse.csr_matrix((information[kept], (near.row[kept], near.col[kept])), shape=near.shape)
    left, strength, _ = randomized_svd(table, n_components=WIDTH, n_iter=4, random_state=0)
    rows = left * np.sqrt(strength)
    rows *= np.where(rows[np.abs(rows).argmax(axis=0), range(WIDTH)] < 0, -1, 1)
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def neighbours(paragraphs: Paragraphs, words: Sequence[str]) -> sparse.csr_matrix:
    """How often each word stands near each other word; the nearest count fully, the farthest a sixth."""
    place = {word: at for at, word in enumerate(words)}
    gap = [-1] * WINDOW
    line = np.array([at for inside in paragraphs for at in (*(place.get(word, -1) for word in inside), *gap)])
    size = (len(words), len(words))
    near = sparse.csr_matrix(size)
    for distance in range(1, WINDOW + 1):
        first, second = line[:-distance], line[distance:]
        both = (first >= 0) & (second >= 0)
        weight = np.full(int(both.sum()), 1 - (distance - 1) / WINDOW)
        near = near + sparse.coo_matrix((weight, (first[both], second[both])), shape=size).tocsr()
    near = (near + near.T).tolil()
    near.setdiag(0)
    return near.tocsr()


def quantised(rows: np.ndarray) -> np.ndarray:
    """The rows in whole steps of a fifth of their spread."""
    return np.clip(np.rint(rows * STEPS * math.sqrt(WIDTH)), -127, 127).astype(np.int8)


def average_of(paragraphs: Paragraphs, words: Sequence[str], rows: np.ndarray, rare: dict[str, int]) -> list[float]:
    """The mean of the paragraphs of prose, each as a vector of length 1, in five decimals."""
    weighted = {word: weight_of(rare[word]) * row.astype(np.float64) for word, row in zip(words, rows, strict=True)}
    sums = [
        np.sum([weighted[word] for word in inside if word in weighted], axis=0)
        for inside in paragraphs
        if sum(word in weighted for word in inside) >= WHOLE_PASSAGE
    ]
    unit = np.array([one / np.linalg.norm(one) for one in sums])
    return [round(float(value), 5) for value in unit.mean(axis=0)]


def pack(words: Sequence[str], rare: dict[str, int], rows: np.ndarray, average: list[float]) -> bytes:
    """The file, as ``styrdok.overlaps.topical.table`` reads it."""
    head = json.dumps(
        {"words": len(words), "width": WIDTH, "length": round(STEPS * math.sqrt(WIDTH)), "average": average}
    )
    lines = "".join(f"{word}\t{rare[word]}\n" for word in words)
    data = f"{head}\n{lines}".encode() + rows.tobytes()
    return lzma.compress(data, check=lzma.CHECK_SHA256, preset=9 | lzma.PRESET_EXTREME)


if __name__ == "__main__":
    main()
