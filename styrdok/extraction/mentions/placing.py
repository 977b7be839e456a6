"""A find put in its place on the page, with the sentence around it."""

from styrdok.extraction.mentions.found import Found
from styrdok.models import Block, Mention, Reading
from styrdok.reading.anchors import anchor
from styrdok.swedish.fold import squeezed
from styrdok.swedish.sentences import sentences


def mention_at(reading: Reading, item: Found, block: Block) -> Mention:
    """The mention of a find that begins in ``block``."""
    place = anchor(reading, item.start, item.end)
    return Mention(
        kind=item.kind,
        start=item.start,
        end=item.end,
        text=place.text,
        label=item.label,
        anchor=place,
        rule=item.rule,
        tier=item.tier,
        owner=item.owner,
        year=item.year,
        pinpoint=item.pinpoint,
        sentence=_sentence(reading, item, block),
        confidence=item.confidence,
    )


def _sentence(reading: Reading, item: Found, block: Block) -> str:
    text = reading.text[block.start : max(block.end, item.end)]
    for start, end in sentences(text):
        if start <= item.start - block.start < end:
            return squeezed(text[start : max(end, item.end - block.start)])
    return squeezed(text)
