"""How alike the themes of two documents are, for many pairs."""

import math
from collections.abc import Mapping
from functools import cache

from styrdok.overlaps.tables import kinship


class ThemeLikeness:
    """The cosine of the rare themes of two documents, akin themes counting in part."""

    def __init__(self, themes: Mapping[str, Mapping[str, float]], rarity: Mapping[str, float]) -> None:
        self.rare = {
            name: {theme: weight * rarity[theme] for theme, weight in sorted(held.items())}
            for name, held in themes.items()
        }
        self._length = {name: _product(held, held) for name, held in self.rare.items()}
        self._last: tuple[str, str, float] | None = None

    def of(self, a: str, b: str) -> float:
        """How alike two documents are (0–1)."""
        if self._last is None or self._last[:2] != (a, b):
            product = _product(self.rare[a], self.rare[b])
            value = min(1.0, product / math.sqrt(self._length[a] * self._length[b])) if product else 0.0
            self._last = (a, b, value)
        return self._last[2]


def _product(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    total = 0.0
    for theme, x in a.items():
        akin = _akin_to(theme)
        for other, y in b.items():
            if other in akin:
                total += x * y * akin[other]
    return total


@cache
def _akin_to(theme: str) -> Mapping[str, float]:
    """How near each theme is that a theme has anything in common with."""
    return {other: near for (one, other), near in kinship().items() if one == theme} | {theme: 1.0}
