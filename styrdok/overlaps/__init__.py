"""Overlaps between documents: candidates, signals, score, coordination needs and proposals."""

from styrdok.overlaps.scoring import find_overlaps

__all__ = ["find_overlaps"]
