"""Spans on whole documents: passages planted at unknown places, against difflib over the same words.

    python benchmarks/reuse_documents.py [SEED …]

Sixty pairs of documents of 25 passages of some 60 words; in each pair three stretches of one, of 25 to 90 words and
with no regard for passage bounds, stand changed in the other, in the ten edit classes of ``reuse_planted``. Neither
method is told where. The documents also share the set phrases of the generator, which are no copies.

Passages are bounds of ours, not of the text, and the measure counts pieces, so both rows are printed for both methods:
the finds one by one, and the stretches that the product makes of them. The settings of stretches were chosen on the
seeds 5, 6 and 7; those told of here are others.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass

from reuse import _difflib
from reuse_planted import CLASSES, Writer
from reuse_score import plagdet_of

from styrdok.overlaps.reuse.search import collect, compare_block
from styrdok.overlaps.reuse.spans import WordSpan
from styrdok.overlaps.reuse.stretches import stretches, whole

PAIRS, PASSAGES, PLANTED = 60, 25, 3
SEEDS = (77, 8, 9)
Span = tuple[set[int], set[int]]
Finds = list[list[WordSpan]]


@dataclass(frozen=True)
class Pair:
    """Two documents as lists of passages of words, and what was planted (word numbers on both sides)."""

    a: list[list[str]]
    b: list[list[str]]
    truth: list[Span]


def pairs(seed: int) -> list[Pair]:
    writer = Writer(seed, phrases=2000)
    return [_pair(writer, number) for number in range(PAIRS)]


def _pair(writer: Writer, number: int) -> Pair:
    rng = writer.rng
    topic = writer.topic()
    a, b = ([word for _ in range(PASSAGES) for word in writer.passage(topic).split()] for _ in range(2))
    third_a, third_b = len(a) // PLANTED, len(b) // PLANTED
    made, truth = [], []
    for k in range(PLANTED):
        kind = CLASSES[(number * PLANTED + k) % len(CLASSES)]
        start = k * third_a + rng.randint(0, third_a - 100)
        stretch = a[start : start + (25 if kind.startswith("partial") else rng.randint(40, 90))]
        plain = kind.removeprefix("partial25")
        copy = writer.changed({"": "verbatim", "e10": "edit10"}.get(plain, plain), stretch)
        host = b[k * third_b : (k + 1) * third_b]
        at = rng.randint(0, len(host))
        begin = len(made) + at
        truth.append((set(range(start, start + len(stretch))), set(range(begin, begin + len(copy)))))
        made += host[:at] + copy + host[at:]
    return Pair(_cut(writer, a), _cut(writer, made), truth)


def _cut(writer: Writer, words: list[str]) -> list[list[str]]:
    """The words in passages of uneven length."""
    found, at = [], 0
    while at < len(words):
        size = writer.rng.randint(40, 75)
        found.append(words[at : at + size])
        at += size
    return found


def ours(documents: list[Pair]) -> Finds:
    """What the search of the whole collection shows of each pair, in words numbered through each document."""
    texts, owners, begins = [], [], []
    for number, pair in enumerate(documents):
        for side, passages in enumerate((pair.a, pair.b)):
            begin = 0
            for passage in passages:
                texts.append(" ".join(passage))
                owners.append(2 * number + side)
                begins.append(begin)
                begin += len(passage)
    found: Finds = [[] for _ in documents]
    for match in compare_block(collect(texts, owners)):
        x, y = owners[match.first], owners[match.second]
        if x // 2 == y // 2:
            for span in match.spans:
                a = _words(texts[match.first], begins[match.first], span.a_start, span.a_end)
                b = _words(texts[match.second], begins[match.second], span.b_start, span.b_end)
                found[x // 2].append(WordSpan(*a, *b, span.matched) if x < y else WordSpan(*b, *a, span.matched))
    return found


def _words(text: str, begin: int, start: int, end: int) -> tuple[int, int]:
    """The characters ``start:end`` of a passage as numbers of words of its document."""
    return begin + text.count(" ", 0, start), begin + text.count(" ", 0, end) + 1


def difflib(documents: list[Pair]) -> Finds:
    """What the standard library finds over the same words."""
    found = []
    for pair in documents:
        spans = _difflib(*([word for part in side for word in part] for side in (pair.a, pair.b)))
        found.append([WordSpan(min(a), max(a) + 1, min(b), max(b) + 1, min(len(a), len(b))) for a, b in spans])
    return found


def joined(found: Finds) -> Finds:
    """The stretches of the product that the finds of each pair make."""
    return [[whole(parts) for parts in stretches(spans)] for spans in found]


def figure(documents: list[Pair], found: Finds) -> float:
    """Plagdet of finds."""
    spans = [[(set(range(s.a_start, s.a_end)), set(range(s.b_start, s.b_end))) for s in one] for one in found]
    return plagdet_of([pair.truth for pair in documents], spans)


def main() -> None:
    methods: tuple[tuple[str, Callable[[list[Pair]], Finds]], ...] = (("styrdok", ours), ("difflib", difflib))
    for seed in map(int, sys.argv[1:] or SEEDS):
        documents = pairs(seed)
        for name, method in methods:
            begun = time.process_time()
            found = method(documents)
            made = joined(found)
            seconds = time.process_time() - begun
            for row, spans in ((name, found), (f"{name}, stretches", made)):
                print(f"seed {seed}  {row:<20} plagdet {figure(documents, spans):.3f}", flush=True)
            print(f"seed {seed}  {name:<20} {seconds:.1f} CPU s", flush=True)


if __name__ == "__main__":
    main()
