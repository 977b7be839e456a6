"""Overlap pairs and needs: is what matters ranked first?"""

from math import log2
from typing import Any

from styrdok.evaluation.gold import GoldPair
from styrdok.evaluation.score import Score, assign
from styrdok.ids import pair_key

Entry = dict[str, Any]
_DEMANDED_GRADE = 2


def average_precision(relevant: list[bool], total: int) -> float | None:
    """Mean of the precision at each relevant row; rows never listed count as found at infinity."""
    if not total:
        return None
    hits, found = 0.0, 0
    for rank, good in enumerate(relevant, 1):
        if good:
            found += 1
            hits += found / rank
    return hits / total


def ndcg(grades: list[int], ideal: list[int]) -> float | None:
    """Normalised discounted cumulative gain of graded rows, with gain ``2 ** grade - 1``."""
    best: float = _gain(sorted(ideal, reverse=True))
    return _gain(grades) / best if best else None


def _gain(grades: list[int]) -> float:
    return sum(float(2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, 1))


def score_ranking(gold: tuple[GoldPair, ...], overlaps: list[Entry]) -> dict[str, float | None]:
    """Average precision (grade ≥ 2), nDCG and accuracy of the lineage flag.

    ``overlaps`` are rows ``{a, b, lineage}`` in ranked order, named by file; a pair that gold does not list has
    grade 0. Gold files may be named without their folder.
    """
    truth = {pair_key(pair.a, pair.b): pair for pair in gold}
    rows = [truth.get(pair_key(row["a"], row["b"])) for row in overlaps]
    grades = [pair.grade if pair else 0 for pair in rows]
    demanded = sum(pair.grade >= _DEMANDED_GRADE for pair in gold)
    flags = [pair.lineage == row["lineage"] for pair, row in zip(rows, overlaps, strict=True) if pair]
    return {
        "average precision": average_precision([grade >= _DEMANDED_GRADE for grade in grades], demanded),
        "nDCG": ndcg(grades, [pair.grade for pair in gold]),
        "lineage right": sum(flags) / len(flags) if flags else None,
    }


def score_needs(gold: tuple[Entry, ...], needs: list[Entry]) -> list[Score]:
    """Needs found at all (same documents), and found with the right reason."""
    pairs = assign(needs, gold, _likeness)
    right = sum(needs[i]["reason"] == gold[j]["reason"] for i, j, _ in pairs)
    missed = set(range(len(gold))) - {j for _, j, _ in pairs}
    misses = tuple(f"{gold[j]['documents']} [{gold[j]['reason']}]" for j in sorted(missed))
    return [
        Score("needs", len(pairs), len(needs), len(gold), misses),
        Score("needs with the right reason", right, len(needs), len(gold)),
    ]


def _likeness(need: Entry, truth: Entry) -> float:
    found, true = set(need["documents"]), set(truth["documents"])
    if not true or not (found >= true or found == true):
        return 0.0
    return len(true) / len(found) + float(need["reason"] == truth["reason"])
