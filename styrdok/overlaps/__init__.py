"""Overlaps between documents: candidates, signals, score, coordination needs and proposals."""

from styrdok.overlaps.needs import find_needs
from styrdok.overlaps.scoring import find_overlaps

__all__ = ["find_needs", "find_overlaps"]
