"""Ruled tables: crossing rules make a grid, the grid makes cells."""

from collections import defaultdict
from dataclasses import dataclass

from styrdok.models import Box
from styrdok.reading.rules import Edge, Rules

_SLACK = 3.0
_NARROW = 6.0
_MOST_LINES = 400
_MOST_CELLS = 4_000


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a grid before there is text in it."""

    row: int
    column: int
    box: Box


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its box and its cells row by row."""

    box: Box
    cells: tuple[GridCell, ...]
    rows: int
    columns: int


def grids_of(rules: Rules) -> list[Grid]:
    """The grids on a page from top to bottom; a lone frame is not a grid."""
    if len(rules.across) < 2 or len(rules.down) < 2 or len(rules.across) + len(rules.down) > _MOST_LINES:
        return []
    grids = [_grid(across, down) for across, down in _crossing(rules)]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: (grid.box.top, grid.box.x0))


def _crossing(rules: Rules) -> list[tuple[list[Edge], list[Edge]]]:
    """Groups of rules that touch each other."""
    count = len(rules.across)
    parent = list(range(count + len(rules.down)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    for i, (y, x0, x1) in enumerate(rules.across):
        for j, (x, top, bottom) in enumerate(rules.down):
            if x0 - _SLACK <= x <= x1 + _SLACK and top - _SLACK <= y <= bottom + _SLACK:
                parent[root(i)] = root(count + j)
    groups: dict[int, tuple[list[Edge], list[Edge]]] = defaultdict(lambda: ([], []))
    for i, edge in enumerate(rules.across):
        groups[root(i)][0].append(edge)
    for j, edge in enumerate(rules.down):
        groups[root(count + j)][1].append(edge)
    return [groups[key] for key in sorted(groups)]


def _grid(across: list[Edge], down: list[Edge]) -> Grid | None:
    ys = _distinct([edge[0] for edge in across])
    xs = _distinct([edge[0] for edge in down], _NARROW)
    if len(ys) < 2 or len(xs) < 2 or len(ys) + len(xs) < 5 or len(ys) * len(xs) > _MOST_CELLS:
        return None
    cells: list[GridCell] = []
    for r in range(len(ys) - 1):
        c = 0
        while c < len(xs) - 1:
            if not _has(across, ys[r], xs[c], xs[c + 1]):
                c += 1
                continue
            right = c + 1
            while right < len(xs) - 1 and not _has(down, xs[right], ys[r], ys[r + 1], _NARROW):
                right += 1
            low = r + 1
            while low < len(ys) - 1 and not _has(across, ys[low], xs[c], xs[right]):
                low += 1
            cells.append(GridCell(r, c, Box(xs[c], ys[r], xs[right], ys[low])))
            c = right
    if len(cells) < 2:
        return None
    return Grid(Box(xs[0], ys[0], xs[-1], ys[-1]), tuple(cells), len(ys) - 1, len(xs) - 1)


def _distinct(places: list[float], slack: float = _SLACK) -> list[float]:
    out: list[float] = []
    for place in sorted(places):
        if not out or place - out[-1] > slack:
            out.append(place)
    return out


def _has(edges: list[Edge], place: float, start: float, end: float, slack: float = _SLACK) -> bool:
    """Whether a rule at ``place`` covers the middle part of ``start``–``end``."""
    margin = min(_NARROW, (end - start) / 4)
    return any(
        abs(edge[0] - place) <= slack and edge[1] <= start + margin and edge[2] >= end - margin for edge in edges
    )
