"""Anchors of parts of what is anchored."""

from styrdok.findings import Record
from styrdok.models import Anchor


def part(anchor: Anchor, start: int, end: int) -> Anchor:
    """The words ``start:end`` of an anchor's text as an anchor of their own.

    Boxes are kept for the lines that hold the words, reckoned by the width of the lines.
    """
    widths = [box.x1 - box.x0 for box in anchor.boxes]
    total, length = sum(widths) or 1.0, max(1, len(anchor.text))
    low, high, begun = start / length, end / length, 0.0
    boxes = []
    for box, width in zip(anchor.boxes, widths, strict=True):
        if begun / total < high and (begun + width) / total > low:
            boxes.append(box)
        begun += width
    return Anchor(anchor.page, anchor.start + start, anchor.start + end, anchor.text[start:end], tuple(boxes))


def sentence_anchor(record: Record, near: Anchor, sentence: str) -> Anchor:
    """Where a sentence stands around a mention, or the mention itself if the sentence is not found in a passage."""
    for passage in record.extraction.passages:
        if passage.anchor.page == near.page:
            start = passage.anchor.text.find(sentence)
            if start >= 0:
                return part(passage.anchor, start, start + len(sentence))
    return Anchor(near.page, near.start, near.end, sentence, near.boxes)
