"""Groups for consolidation on planted overlap graphs: ours beside networkx Louvain and connected components.

    python benchmarks/groups.py 300 3000

Planted groups of 3 to 6 documents, noise edges between strangers, and hub documents that touch many weakly. Prints the
adjusted Rand index of each method and its CPU seconds.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from math import comb

import networkx as nx

from styrdok.overlaps.groups import partition

Weights = dict[tuple[str, str], float]


def planted(count: int, seed: int) -> tuple[Weights, dict[str, int]]:
    """A weighted graph and the true group of each node; half of the nodes are alone."""
    rng = random.Random(seed)
    names = [f"n{k:05}" for k in range(count)]
    rng.shuffle(names)
    truth = {name: count + number for number, name in enumerate(names)}
    weights: Weights = {}

    def join(a: str, b: str, mean: float, spread: float) -> None:
        if a != b:
            weights.setdefault((min(a, b), max(a, b)), min(1.0, max(0.02, rng.gauss(mean, spread))))

    at = 0
    while at < count // 2:
        size = rng.randint(3, 6)
        for k, a in enumerate(names[at : at + size]):
            truth[a] = at
            for b in names[at : at + size][:k]:
                if rng.random() < 0.75:
                    join(a, b, 0.65, 0.15)
        at += size
    for _ in range(count * 2):
        join(rng.choice(names), rng.choice(names), 0.15, 0.08)
    for hub in rng.sample(names, max(1, count // 300)):
        for other in rng.sample(names, count // 20):
            join(hub, other, 0.12, 0.05)
    return weights, truth


def rand_index(truth: dict[str, int], groups: Iterable[Iterable[str]]) -> float:
    """The adjusted Rand index."""
    found = {name: number for number, group in enumerate(groups) for name in group}
    both = sum(comb(n, 2) for n in Counter((truth[name], found[name]) for name in truth).values())
    a = sum(comb(n, 2) for n in Counter(truth.values()).values())
    b = sum(comb(n, 2) for n in Counter(found[name] for name in truth).values())
    expected = a * b / comb(len(truth), 2)
    return (both - expected) / ((a + b) / 2 - expected)


def main() -> None:
    for count in [int(word) for word in sys.argv[1:]] or [300, 3000]:
        weights, truth = planted(count, count)
        graph = nx.Graph()
        graph.add_nodes_from(truth)
        graph.add_weighted_edges_from((a, b, weight) for (a, b), weight in weights.items())
        methods: dict[str, Callable[[], Iterable[Iterable[str]]]] = {
            "constant Potts, 0.30": lambda w=weights, t=truth: _whole(partition(w, 0.30), t),
            "Louvain": lambda g=graph: nx.community.louvain_communities(g, seed=1),
            "Louvain, resolution 8": lambda g=graph: nx.community.louvain_communities(g, resolution=8, seed=1),
            "connected": lambda g=graph: nx.connected_components(g),
        }
        print(f"{count} documents, {len(weights)} overlaps")
        for name, method in methods.items():
            begun = time.process_time()
            groups = [list(group) for group in method()]
            print(f"  {name:22} ARI {rand_index(truth, groups):.3f}  {time.process_time() - begun:.2f} s")


def _whole(groups: list[tuple[str, ...]], truth: dict[str, int]) -> list[tuple[str, ...]]:
    """With the nodes that have no edge, each alone."""
    held = {name for group in groups for name in group}
    return groups + [(name,) for name in truth if name not in held]


if __name__ == "__main__":
    main()
