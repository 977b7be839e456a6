"""Where the nodes of a drawing stand: the same place each time for the same graph."""

import math

import networkx as nx
import numpy as np

Positions = dict[str, tuple[float, float]]
_ROUNDS = 200


def layout(graph: "nx.MultiDiGraph[str]", size: float = 1000.0) -> Positions:
    """Positions in a square of side ``size`` by the force method of Fruchterman and Reingold (1991).

    Starts from a golden-angle spiral over the sorted nodes instead of random places, so it needs no seed.
    """
    nodes = sorted(graph)
    if not nodes:
        return {}
    number = {node: i for i, node in enumerate(nodes)}
    edges = sorted({(number[a], number[b]) for a, b in graph.edges() if a != b})
    places = _spiral(len(nodes))
    ideal = 1.0 / math.sqrt(len(nodes))
    for step in range(_ROUNDS):
        places = _moved(places, edges, ideal, heat=0.1 * (1 - step / _ROUNDS))
    low, high = places.min(axis=0), places.max(axis=0)
    span = np.where(high > low, high - low, 1.0)
    scaled = np.where(high > low, (places - low) / span, 0.5) * size
    return {node: (round(float(scaled[i, 0]), 1), round(float(scaled[i, 1]), 1)) for node, i in number.items()}


def _spiral(count: int) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    steps = np.arange(count, dtype=np.float64)
    angle = steps * math.pi * (3 - math.sqrt(5))
    radius = np.sqrt((steps + 0.5) / count) / 2
    return np.stack([0.5 + radius * np.cos(angle), 0.5 + radius * np.sin(angle)], axis=1)


def _moved(
    places: "np.ndarray[tuple[int, int], np.dtype[np.float64]]",
    edges: list[tuple[int, int]],
    ideal: float,
    heat: float,
) -> "np.ndarray[tuple[int, int], np.dtype[np.float64]]":
    apart = places[:, None, :] - places[None, :, :]
    distance = np.maximum(np.sqrt((apart**2).sum(axis=2)), 1e-6)
    force = (apart * (ideal**2 / distance**2)[:, :, None]).sum(axis=1)
    for a, b in edges:
        pull = apart[a, b] * distance[a, b] / ideal
        force[a] -= pull
        force[b] += pull
    force -= (places - 0.5) * 0.5
    length = np.maximum(np.sqrt((force**2).sum(axis=1)), 1e-9)
    moved: np.ndarray[tuple[int, int], np.dtype[np.float64]]
    moved = places + force / length[:, None] * np.minimum(length, heat)[:, None]
    return moved
