"""Counts of right, wrong and missed, and the figures made of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

P = TypeVar("P")
G = TypeVar("G")


@dataclass(frozen=True, slots=True)
class Score:
    """One row of the table of figures.

    ``right`` is what was found and is true, ``found`` all that was found, ``true`` all that should be found;
    ``misses`` and ``extras`` name what is lacking and what should not be there, for gains and losses.
    """

    name: str
    right: int
    found: int
    true: int
    misses: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()

    @property
    def precision(self) -> float | None:
        """Share of the found that is true."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the true that was found."""
        return self.right / self.true if self.true else None

    @property
    def f1(self) -> float | None:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.true) if self.found + self.true else None


def total(name: str, scores: Iterable[Score]) -> Score:
    """The sum of several scores."""
    rows = list(scores)
    return Score(
        name,
        sum(row.right for row in rows),
        sum(row.found for row in rows),
        sum(row.true for row in rows),
        tuple(miss for row in rows for miss in row.misses),
        tuple(extra for row in rows for extra in row.extras),
    )


def assign(
    predicted: Sequence[P], gold: Sequence[G], likeness: Callable[[P, G], float]
) -> list[tuple[int, int, float]]:
    """Pair predictions with gold entries one to one, the likest first; pairs of likeness 0 are never made.

    Ties fall to the earlier gold entry, then to the earlier prediction.
    """
    pairs = sorted(
        (-value, j, i) for i, p in enumerate(predicted) for j, g in enumerate(gold) if (value := likeness(p, g)) > 0
    )
    used_p: set[int] = set()
    used_g: set[int] = set()
    result = []
    for value, j, i in pairs:
        if i not in used_p and j not in used_g:
            used_p.add(i)
            used_g.add(j)
            result.append((i, j, -value))
    return result
