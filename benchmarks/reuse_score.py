"""How well scored pairs find planted copies: recall at the loosest threshold that keeps a precision."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from math import log2

from reuse_planted import CLASSES, Planted

Span = tuple[set[int], set[int]]


def _stems(text: str) -> list[str]:
    return [word[:6] for word in text.lower().split()]


def natural(a: str, b: str) -> bool:
    """Whether two passages share text although nothing was planted: eight stems in a row, or half of all."""
    from rapidfuzz.distance import LCSseq

    x, y = _stems(a), _stems(b)
    runs = {tuple(x[k : k + 8]) for k in range(len(x) - 7)}
    if any(tuple(y[k : k + 8]) in runs for k in range(len(y) - 7)):
        return True
    return bool(LCSseq.similarity(x, y) >= 0.5 * min(len(x), len(y)))


def recall_at(
    data: Planted, scored: Sequence[tuple[int, int, float]], precision: float
) -> tuple[float, dict[str, float], float]:
    """Recall overall and by class at a precision, and the threshold; natural reuse is not counted either way."""
    kind = {(min(c.source, c.copy), max(c.source, c.copy)): c.kind for c in data.copies}
    rows = sorted(((score, min(a, b), max(a, b)) for a, b, score in scored), reverse=True)
    hits, misses, best, threshold = 0, 0, 0, float("inf")
    for place, (score, a, b) in enumerate(rows):
        if (a, b) in kind:
            hits += 1
        elif data.owners[a] != data.owners[b] and not natural(data.texts[a], data.texts[b]):
            misses += 1
        last = place + 1 == len(rows) or rows[place + 1][0] < score
        if last and hits and hits / (hits + misses) >= precision:
            best, threshold = hits, score
        if misses > 0.1 * len(kind) + 100:
            break
    found: Mapping[str, int] = _by_class(kind, [(a, b) for score, a, b in rows if score >= threshold])
    each = len(kind) / len(CLASSES)
    return best / len(kind), {name: found.get(name, 0) / each for name in CLASSES}, threshold


def _by_class(kind: Mapping[tuple[int, int], str], pairs: Sequence[tuple[int, int]]) -> dict[str, int]:
    found: dict[str, int] = defaultdict(int)
    for pair in pairs:
        if pair in kind:
            found[kind[pair]] += 1
    return found


def plagdet(truth: Sequence[tuple[set[int], set[int]]], found: Sequence[Sequence[tuple[set[int], set[int]]]]) -> float:
    """The measure of PAN: F1 over characters, divided by log2(1 + pieces per hit); one true span per pair."""
    overlap = detected = planted = pieces = hits = 0
    for (a, b), spans in zip(truth, found, strict=True):
        covered_a: set[int] = set().union(*(x for x, _ in spans)) if spans else set()
        covered_b: set[int] = set().union(*(y for _, y in spans)) if spans else set()
        overlap += len(covered_a & a) + len(covered_b & b)
        detected += len(covered_a) + len(covered_b)
        planted += len(a) + len(b)
        touching = sum(1 for x, y in spans if x & a and y & b)
        pieces, hits = pieces + touching, hits + bool(touching)
    if not overlap:
        return 0.0
    p, r = overlap / detected, overlap / planted
    return 2 * p * r / (p + r) / log2(1 + pieces / hits)


def plagdet_of(truth: Sequence[Sequence[Span]], found: Sequence[Sequence[Span]]) -> float:
    """The measure of PAN where each pair of documents has several planted spans (macro over the planted ones).

    Recall is the part of each planted span that is covered, precision the part of each found span that was planted on
    both sides together, granularity the pieces per planted span that was found at all.
    """
    recalls, precisions, pieces, hits = [], [], 0, 0
    for planted, spans in zip(truth, found, strict=True):
        for a, b in planted:
            touching = [(x & a, y & b) for x, y in spans if x & a and y & b]
            covered = len(set().union(*(x for x, _ in touching))) + len(set().union(*(y for _, y in touching)))
            recalls.append(covered / (len(a) + len(b)))
            pieces, hits = pieces + len(touching), hits + bool(touching)
        for x, y in spans:
            met = [(x & a, y & b) for a, b in planted if x & a and y & b]
            precisions.append(sum(len(p) + len(q) for p, q in met) / (len(x) + len(y)))
    if not hits:
        return 0.0
    p, r = sum(precisions) / len(precisions), sum(recalls) / len(recalls)
    return 2 * p * r / (p + r) / log2(1 + pieces / hits)


def exponent(counts: Sequence[int], seconds: Sequence[float]) -> list[float]:
    """The growth exponent between neighbouring sizes."""
    from math import log

    return [log(t2 / t1) / log(n2 / n1) for (n1, t1), (n2, t2) in pairwise(zip(counts, seconds, strict=True))]
