"""What counts as reuse."""

from dataclasses import dataclass

BIT = 256
"""Information is counted in whole 1/256 bits, so that sums do not depend on their order."""


@dataclass(frozen=True, slots=True)
class ReuseSettings:
    """Thresholds of the search for shared wording.

    ``spread`` is the largest number of passages that wording may stand in and still say something about a pair:
    beyond it the wording is *standard text*. ``background`` is the number of imagined passages that carry only
    chance wording; it keeps the figures of tiny collections sober. ``floor_bits`` and ``floor_share`` are what a
    pair needs to be looked at, ``min_bits``, ``min_tokens`` and ``min_score`` what it needs to be shown.
    ``full_match`` is the number of agreeing words beyond which only the share counts.

    ``between`` is the largest number of words that may stand between two finds of one stretch, on either side: a
    sentence or two, or a short list; a paragraph of its own parts them. ``moved`` is the largest find, in words, that
    may stand out of order in a stretch: less than a paragraph. Beyond these little more of what was planted is found
    whole (``benchmarks/reuse_documents.py``), and paragraphs that changed places would be told of as one.
    """

    spread: int = 16
    min_features: int = 2
    background: int = 2000
    floor_bits: float = 60.0
    floor_share: float = 0.10
    min_bits: float = 80.0
    min_tokens: int = 8
    min_score: float = 0.20
    full_match: int = 20
    between: int = 40
    moved: int = 30
