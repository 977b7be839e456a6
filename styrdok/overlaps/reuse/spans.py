"""Where the shared wording stands: longest common subsequences of stems, tiled and joined.

Each stem becomes one character, so that a string routine aligns words. Matches are joined over gaps of a few words,
taken out, and the rest is aligned again, which finds passages that were moved; spans that leave less than half of
either side uncovered are joined into one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import LCSseq

from styrdok.overlaps.reuse.stems import Positions, Tokens

_GAP = 6
_LEAST_MATCH = 5
_LEAST_RUN = 2
_DENSITY = 0.5
_ROUNDS = 4
_SURROGATES = 0xD800
_TAKEN = ("\ue000", "\ue001")

Block = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class WordSpan:
    """Words ``a_start:a_end`` of one passage that recur as ``b_start:b_end`` of another; ``matched`` of them agree."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    matched: int

    @property
    def similarity(self) -> float:
        """Matched words in relation to the length of both sides (0–1)."""
        return 2 * self.matched / (self.a_end - self.a_start + self.b_end - self.b_start)


def coded(tokens: Tokens, passages: Positions) -> dict[int, str]:
    """For each of some passages its words as one character per stem."""
    chosen = np.unique(passages)
    lengths = (tokens.first[1:] - tokens.first[:-1])[chosen]
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    places = np.arange(offsets[-1]) - np.repeat(offsets[:-1], lengths) + np.repeat(tokens.first[chosen], lengths)
    _, codes = np.unique(tokens.stems[places], return_inverse=True)
    codes = codes + 1
    codes = np.where(codes >= _SURROGATES, codes + 0x2800, codes).astype("<u4")
    text = codes.tobytes().decode("utf-32-le")
    return {int(p): text[offsets[k] : offsets[k + 1]] for k, p in enumerate(chosen)}


def align(a: str, b: str) -> tuple[WordSpan, ...]:
    """The spans that two coded passages share, in the order of the first."""
    if a == b:
        return (WordSpan(0, len(a), 0, len(b), len(a)),) if a else ()
    found: list[WordSpan] = []
    rest_a, rest_b = a, b
    for _ in range(_ROUNDS):
        blocks = _trimmed(_equal(rest_a, rest_b))
        spans = _joined(blocks)
        if not spans:
            break
        found.extend(spans)
        rest_a, rest_b = _without(rest_a, rest_b, blocks, spans)
        if min(_left(rest_a, _TAKEN[0]), _left(rest_b, _TAKEN[1])) < _LEAST_MATCH:
            break
    return _hull(found, len(a), len(b))


def _left(text: str, taken: str) -> int:
    return len(text) - text.count(taken)


def _equal(a: str, b: str) -> list[Block]:
    matches = LCSseq.opcodes(a, b).as_matching_blocks()
    return [(match.a, match.a + match.size, match.b, match.b + match.size) for match in matches if match.size]


def _trimmed(blocks: list[Block]) -> list[Block]:
    """Without single words that have no longer run close by."""
    kept = []
    for k, block in enumerate(blocks):
        if (
            block[1] - block[0] >= _LEAST_RUN
            or (k and _close(block, blocks[k - 1]))
            or (k + 1 < len(blocks) and _close(block, blocks[k + 1]))
        ):
            kept.append(block)
    return kept


def _close(single: Block, other: Block) -> bool:
    if other[1] - other[0] < _LEAST_RUN:
        return False
    left, right = (other, single) if other[0] < single[0] else (single, other)
    return max(right[0] - left[1], right[2] - left[3]) <= 2


def _joined(blocks: Iterable[Block]) -> list[WordSpan]:
    groups: list[list[int]] = []
    for a0, a1, b0, b1 in blocks:
        last = groups[-1] if groups else None
        if last and a0 - last[1] <= _GAP and b0 - last[3] <= _GAP:
            last[1], last[3] = a1, b1
            last[4] += a1 - a0
            last[5] = max(last[5], a1 - a0)
        else:
            groups.append([a0, a1, b0, b1, a1 - a0, a1 - a0])
    return [WordSpan(*group[:5]) for group in groups if _dense(group)]


def _dense(group: Sequence[int]) -> bool:
    a0, a1, b0, b1, matched, longest = group
    return matched >= _LEAST_MATCH and longest >= _LEAST_RUN and matched >= _DENSITY * max(a1 - a0, b1 - b0)


def _without(a: str, b: str, blocks: Sequence[Block], spans: Sequence[WordSpan]) -> tuple[str, str]:
    """Both texts with the matched words of the spans replaced by marks that match nothing."""
    left, right = list(a), list(b)
    for a0, a1, b0, b1 in blocks:
        if any(span.a_start <= a0 and a1 <= span.a_end for span in spans):
            left[a0:a1] = _TAKEN[0] * (a1 - a0)
            right[b0:b1] = _TAKEN[1] * (b1 - b0)
    return "".join(left), "".join(right)


def _hull(spans: list[WordSpan], a_length: int, b_length: int) -> tuple[WordSpan, ...]:
    spans.sort(key=lambda span: (span.a_start, span.b_start))
    if len(spans) > 1:
        a_covered = sum(span.a_end - span.a_start for span in spans)
        b_covered = sum(span.b_end - span.b_start for span in spans)
        if 2 * a_covered >= a_length and 2 * b_covered >= b_length:
            return (
                WordSpan(
                    min(span.a_start for span in spans),
                    max(span.a_end for span in spans),
                    min(span.b_start for span in spans),
                    max(span.b_end for span in spans),
                    sum(span.matched for span in spans),
                ),
            )
    return tuple(spans)
