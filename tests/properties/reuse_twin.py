"""The search for shared wording once more, in plain Python without any array: the oracle of the property tests."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations, pairwise

from styrdok.overlaps.reuse.settings import BIT, ReuseSettings

Pair = tuple[int, int]


def words(text: str) -> list[str]:
    """Runs of Latin-1 letters and digits, in lower case where that is one Latin-1 letter."""
    plain = text.encode("latin-1", "replace").decode("latin-1")
    return "".join(_letter(char) for char in plain).split()


def _letter(char: str) -> str:
    if not char.isalnum():
        return " "
    lower = char.lower()
    return lower if len(lower) == 1 and ord(lower) < 256 else char


def features(text: str) -> set[tuple[str, ...]]:
    stems = [word[:6] for word in words(text)]
    pairs = {tuple(sorted(pair)) for pair in pairwise(stems)}
    triples = {tuple(sorted(triple)) for triple in zip(stems, stems[1:], stems[2:], strict=False)}
    return pairs | triples


def twin(texts: Sequence[str], owners: Sequence[int], settings: ReuseSettings) -> dict[Pair, tuple[int, float]]:
    """For every pair that passes the floors the shared information (1/256 bits) and its share."""
    held = [features(text) for text in texts]
    spread = Counter(feature for inside in held for feature in inside)

    def weight(feature: tuple[str, ...]) -> int:
        number = spread[feature]
        if not 2 <= number <= settings.spread:
            return 0
        return round(BIT * math.log2((len(texts) + settings.background) / (number + 1)))

    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for passage, inside in enumerate(held):
        for feature in inside:
            holders[feature].append(passage)
    counts: Counter[Pair] = Counter()
    shared: Counter[Pair] = Counter()
    for feature, passages in holders.items():
        if 2 <= len(passages) <= settings.spread:
            for pair in combinations(passages, 2):
                counts[pair] += 1
                shared[pair] += weight(feature)
    total = [sum(weight(feature) for feature in inside) for inside in held]
    found = {}
    for (a, b), number in sorted(counts.items()):
        share = shared[a, b] / max(1, min(total[a], total[b]))
        floors = shared[a, b] >= settings.floor_bits * BIT and share >= settings.floor_share
        if number >= settings.min_features and owners[a] != owners[b] and floors:
            found[a, b] = (shared[a, b], share)
    return found
