"""Passages on the same matter in other words: evidence for a pair, never part of its score."""

from styrdok.overlaps.topical.rows import Topics, topics_of, with_topical_rows
from styrdok.overlaps.topical.table import rarity

__all__ = ["Topics", "rarity", "topics_of", "with_topical_rows"]
