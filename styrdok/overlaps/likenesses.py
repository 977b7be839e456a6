"""How alike the themes of two documents are, for many pairs."""

import math
from collections.abc import Mapping

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
    akin = kinship()
    return sum([x * y * (1.0 if s == t else akin.get((s, t), 0.0)) for s, x in a.items() for t, y in b.items()])
