"""Finding features in a large sorted array of keys without walking through all of it.

A binary search over many millions of keys waits for memory at every step. Every 64th key, kept apart, is small enough
for the processor's own memory; the last six steps stay within a few neighbouring lines of the large array.
"""

from dataclasses import dataclass

import numpy as np

from styrdok.overlaps.reuse.features import PASSAGE_MASK
from styrdok.overlaps.reuse.stems import Codes, Positions

_STEP = 64


@dataclass(frozen=True, slots=True)
class Lookup:
    """Sorted keys with every 64th of them."""

    keys: Codes
    steps: Codes

    @classmethod
    def of(cls, keys: Codes) -> "Lookup":
        """Of a sorted array of keys."""
        return cls(keys, keys[::_STEP].copy())

    def runs(self, hashes: Codes, most: int) -> tuple[Positions, Positions]:
        """Where the keys of each feature begin, and how many there are, counted to ``most + 1``."""
        begins = self._places(hashes)
        return begins, np.minimum(self._places(hashes | PASSAGE_MASK) - begins, most + 1)

    def _places(self, wanted: Codes) -> Positions:
        """For each wanted key the first place of one that is not smaller."""
        step = np.searchsorted(self.steps, wanted)
        low = np.maximum(step - 1, 0) * _STEP
        high = np.minimum(step * _STEP, len(self.keys))
        for _ in range(_STEP.bit_length()):
            middle = (low + high) >> 1
            smaller = (low < high) & (self.keys.take(middle, mode="clip") < wanted) if len(self.keys) else low < high
            low, high = np.where(smaller, middle + 1, low), np.where(smaller, high, middle)
        return low
