"""Titles of steering documents: keys, likeness, wordings."""

from styrdok.extraction.title_keys import TitleKey, cut_opening, title_key
from styrdok.extraction.title_matching import LINK, POSSIBLE, has_unknown_word, similarity, tier, typing_score
from styrdok.extraction.title_variants import Variant, variants

__all__ = [
    "LINK",
    "POSSIBLE",
    "TitleKey",
    "Variant",
    "cut_opening",
    "has_unknown_word",
    "similarity",
    "tier",
    "title_key",
    "typing_score",
    "variants",
]
