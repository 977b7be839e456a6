"""Stretches: finds that follow on each other in both documents, as a reader sees them.

Passages are bounds of ours and not of the text, and a copy is edited: what somebody took over in one go is found in
several pieces. Pieces with few words between, on either side, are parts of one stretch where they stand in the same
order. A short piece may stand out of order, since a sentence that was moved does not part a text; longer ones that
changed places are stretches of their own. So is wording that one side has twice: a stretch never has more words in
common than it has words.
"""

from collections.abc import Iterable

from styrdok.overlaps.reuse.settings import ReuseSettings
from styrdok.overlaps.reuse.spans import WordSpan


def stretches(spans: Iterable[WordSpan], settings: ReuseSettings | None = None) -> tuple[tuple[WordSpan, ...], ...]:
    """The finds of two documents by the stretch that they belong to, in the order of the first document.

    The words of each document are numbered from its beginning to its end.
    """
    limits = settings or ReuseSettings()
    found: list[list[WordSpan]] = []
    open_: list[tuple[WordSpan, list[WordSpan]]] = []
    for span in sorted(spans, key=lambda one: (one.a_start, one.b_start, one.a_end, one.b_end)):
        open_ = [one for one in open_ if span.a_start - one[0].a_end <= limits.between]
        near = [one for one in open_ if _continued(one[0], span, limits)]
        if near:
            before = min(near, key=lambda one: _between(one[0], span))
            open_.remove(before)
            parts = before[1]
            parts.append(span)
        else:
            parts = [span]
            found.append(parts)
        open_.append((whole(parts), parts))
    return tuple(map(tuple, found))


def whole(spans: Iterable[WordSpan]) -> WordSpan:
    """From the first word of some finds to the last, on both sides."""
    parts = tuple(spans)
    return WordSpan(
        min(one.a_start for one in parts),
        max(one.a_end for one in parts),
        min(one.b_start for one in parts),
        max(one.b_end for one in parts),
        sum(one.matched for one in parts),
    )


def _continued(before: WordSpan, span: WordSpan, limits: ReuseSettings) -> bool:
    if _between(before, span) > limits.between:
        return False
    if before.a_end <= span.a_start and before.b_end <= span.b_start:
        return True
    both = whole((before, span))
    once = both.matched <= min(both.a_end - both.a_start, both.b_end - both.b_start)
    return once and min(_length(before), _length(span)) <= limits.moved


def _between(one: WordSpan, other: WordSpan) -> int:
    """The words between two finds, on the side where there are most; less than none where they meet."""
    return max(
        max(other.a_start - one.a_end, one.a_start - other.a_end),
        max(other.b_start - one.b_end, one.b_start - other.b_end),
    )


def _length(span: WordSpan) -> int:
    return max(span.a_end - span.a_start, span.b_end - span.b_start)
