"""Spans on whole documents: passages planted at unknown places, against difflib over the same words.

    python benchmarks/reuse_documents.py

Sixty pairs of documents of 25 passages of some 60 words; in each pair three stretches of one, of 25 to 90 words and
with no regard for passage bounds, stand changed in the other, in the ten edit classes of ``reuse_planted``. Neither
method is told where. The documents also share the set phrases of the generator, which are no copies.

Passages are bounds of ours, not of the text, so what stands on both sides of one is one find; so are, for both methods,
finds with few words between. Both rows are printed: as found, and joined.
"""

import time
from dataclasses import dataclass

from reuse import _difflib
from reuse_planted import CLASSES, Writer
from reuse_score import plagdet_of

from styrdok.overlaps.reuse.search import collect, compare_block

PAIRS, PASSAGES, PLANTED = 60, 25, 3
_BOUND, _BETWEEN = 7, 25
Span = tuple[set[int], set[int]]


@dataclass(frozen=True)
class Pair:
    """Two documents as lists of passages of words, and what was planted (word numbers on both sides)."""

    a: list[list[str]]
    b: list[list[str]]
    truth: list[Span]


def pairs(seed: int = 77) -> list[Pair]:
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


def ours(documents: list[Pair]) -> list[list[Span]]:
    """What the search of the whole collection shows of each pair, as word numbers."""
    texts, owners, places = [], [], []
    for number, pair in enumerate(documents):
        for side, passages in enumerate((pair.a, pair.b)):
            begin = 0
            for passage in passages:
                texts.append(" ".join(passage))
                owners.append(2 * number + side)
                places.append((begin, _offsets(passage)))
                begin += len(passage)
    found: list[list[Span]] = [[] for _ in documents]
    for match in compare_block(collect(texts, owners)):
        x, y = owners[match.first], owners[match.second]
        if x // 2 == y // 2:
            for span in match.spans:
                a = _numbers(places[match.first], span.a_start, span.a_end)
                b = _numbers(places[match.second], span.b_start, span.b_end)
                found[x // 2].append((a, b) if x < y else (b, a))
    return [_united(spans, _BOUND) for spans in found]


def _offsets(words: list[str]) -> list[int]:
    found, at = [], 0
    for word in words:
        found.append(at)
        at += len(word) + 1
    return found


def _numbers(place: tuple[int, list[int]], start: int, end: int) -> set[int]:
    begin, offsets = place
    return {begin + k for k, offset in enumerate(offsets) if start <= offset < end}


def joined(found: list[list[Span]]) -> list[list[Span]]:
    """The finds of each pair, those with few words between as one, these words with them."""
    return [[(_filled(a), _filled(b)) for a, b in _united(spans, _BETWEEN)] for spans in found]


def _filled(words: set[int]) -> set[int]:
    return set(range(min(words), max(words) + 1))


def _united(spans: list[Span], gap: int) -> list[Span]:
    """Spans with at most so many words between on either side as one, as a reader sees them."""
    united: list[Span] = []
    for a, b in sorted(spans, key=lambda span: (min(span[0]), min(span[1]))):
        near = next((u for u in united if all(_near(p, q, gap) for p, q in zip(u, (a, b), strict=True))), None)
        if near:
            near[0].update(a)
            near[1].update(b)
        else:
            united.append((set(a), set(b)))
    return united


def _near(p: set[int], q: set[int], gap: int) -> bool:
    return min(q) <= max(p) + gap and min(p) <= max(q) + gap


def main() -> None:
    documents = pairs()
    truth = [pair.truth for pair in documents]
    for name, method in (("styrdok", ours), ("difflib", _peer)):
        begun = time.process_time()
        found = method(documents)
        seconds = time.process_time() - begun
        both = (plagdet_of(truth, one) for one in (found, joined(found)))
        print("{}: plagdet as found {:.3f}, joined {:.3f}, {:.1f} CPU s".format(name, *both, seconds), flush=True)


def _peer(documents: list[Pair]) -> list[list[Span]]:
    return [_difflib(*([word for part in side for word in part] for side in (pair.a, pair.b))) for pair in documents]


if __name__ == "__main__":
    main()
