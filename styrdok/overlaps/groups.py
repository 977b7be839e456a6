"""Groups of documents to look at together: a constant-Potts partition of the overlap graph.

A group is worth the sum over its pairs of (overlap score − threshold): documents are grouped while their average
overlap exceeds the threshold, so that the threshold means the same in a collection of any size.
"""

import heapq
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from styrdok.findings import Overlap

_ROUNDS = 20

Weights = dict[int, dict[int, float]]


@dataclass(frozen=True, slots=True)
class PairGroup:
    """Documents that overlap on average by ``mean`` (0–1); ``weakest`` is the member that hangs on least."""

    documents: tuple[str, ...]
    mean: float
    weakest: str


def find_groups(overlaps: Sequence[Overlap], threshold: float = 0.30) -> tuple[PairGroup, ...]:
    """Groups of two or more documents, the most tightly bound first; lineage does not bind."""
    weights = {(one.a, one.b): one.score for one in overlaps if not one.lineage}
    groups = [_group(members, weights) for members in partition(weights, threshold) if len(members) > 1]
    return tuple(sorted(groups, key=lambda group: (-group.mean, group.documents)))


def _group(members: tuple[str, ...], weights: Mapping[tuple[str, str], float]) -> PairGroup:
    ties = dict.fromkeys(members, 0.0)
    for k, a in enumerate(members):
        for b in members[k + 1 :]:
            weight = weights.get((a, b), 0.0)
            ties[a] += weight
            ties[b] += weight
    pairs = len(members) * (len(members) - 1) / 2
    weakest = min(members, key=lambda name: (ties[name], name))
    return PairGroup(members, round(sum(ties.values()) / 2 / pairs, 4), weakest)


def partition(weights: Mapping[tuple[str, str], float], threshold: float) -> list[tuple[str, ...]]:
    """The nodes of a weighted graph in groups: merges by average linkage, then moves of single nodes."""
    names = sorted({name for pair in weights for name in pair})
    number = {name: k for k, name in enumerate(names)}
    graph: Weights = defaultdict(dict)
    for (a, b), weight in sorted(weights.items()):
        graph[number[a]][number[b]] = graph[number[b]][number[a]] = weight
    home = _moved(graph, _merged(graph, len(names), threshold), threshold)
    groups: dict[int, list[str]] = defaultdict(list)
    for node, group in enumerate(home):
        groups[group].append(names[node])
    return sorted(tuple(members) for members in groups.values())


def _merged(graph: Weights, count: int, threshold: float) -> list[int]:
    """Join the two groups with the highest average weight between them while that exceeds the threshold."""
    between = {node: dict(graph[node]) for node in range(count)}
    size, version = [1] * count, [0] * count
    home = list(range(count))
    heap = [(-weight, a, b, 0, 0) for a in range(count) for b, weight in graph[a].items() if a < b]
    heapq.heapify(heap)
    while heap:
        mean, a, b, at_a, at_b = heapq.heappop(heap)
        if -mean <= threshold:
            break
        if (version[a], version[b]) != (at_a, at_b):
            continue
        _join(between, size, version, a, b)
        home[b] = a
        for c, weight in between[a].items():
            x, y = min(a, c), max(a, c)
            heapq.heappush(heap, (-weight / (size[a] * size[c]), x, y, version[x], version[y]))
    return [_root(home, node) for node in range(count)]


def _join(between: Weights, size: list[int], version: list[int], a: int, b: int) -> None:
    """Group ``a`` takes in group ``b``, whose version becomes one that nobody has seen."""
    for c, weight in between.pop(b).items():
        del between[c][b]
        if c != a:
            between[a][c] = between[c][a] = between[a].get(c, 0.0) + weight
    size[a] += size[b]
    version[a] += 1
    version[b] = -1


def _root(home: list[int], node: int) -> int:
    while home[node] != node:
        node = home[node]
    return node


def _moved(graph: Weights, home: list[int], threshold: float) -> list[int]:
    """Move single nodes to the group where they are worth most, until none wants to move."""
    size = [0] * len(home)
    for group in home:
        size[group] += 1
    for _ in range(_ROUNDS):
        changed = False
        for node in range(len(home)):
            target = _best(graph, home, size, node, threshold)
            if target != home[node]:
                size[home[node]] -= 1
                size[target] += 1
                home[node] = target
                changed = True
        if not changed:
            break
    return home


def _best(graph: Weights, home: list[int], size: list[int], node: int, threshold: float) -> int:
    ties: dict[int, float] = defaultdict(float)
    for other, weight in graph[node].items():
        ties[home[other]] += weight
    here = home[node]
    best, worth = here, ties.get(here, 0.0) - threshold * (size[here] - 1)
    for group, weight in sorted(ties.items()):
        if group != here and weight - threshold * size[group] > worth + 1e-12:
            best, worth = group, weight - threshold * size[group]
    if worth < -1e-12 and size[here] > 1:
        return _empty(size, node)
    return best


def _empty(size: list[int], node: int) -> int:
    """A group of its own for a node that is worth less than nothing everywhere: its own number, or any that is free."""
    return node if size[node] == 0 else size.index(0)
