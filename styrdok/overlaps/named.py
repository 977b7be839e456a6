"""Which words of a document only name something: other documents, acts, decisions, or the fields of its front page."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from styrdok.findings import Record
from styrdok.models import Anchor

_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Named:
    """The named ranges of each page, merged and sorted, in offsets of the page."""

    pages: Mapping[int, Sequence[tuple[int, int]]]

    @classmethod
    def of(cls, record: Record) -> "Named":
        """From the mentions and the metadata fields of a document."""
        anchors = [mention.anchor for mention in record.extraction.mentions]
        anchors += [field.anchor for field in record.extraction.fields if field.anchor]
        pages: dict[int, list[tuple[int, int]]] = {}
        for page, start, end in sorted({(one.page, one.start, one.end) for one in anchors}):
            ranges = pages.setdefault(page, [])
            if ranges and start <= ranges[-1][1]:
                ranges[-1] = (ranges[-1][0], max(ranges[-1][1], end))
            else:
                ranges.append((start, end))
        return cls(pages)

    def mostly(self, anchor: Anchor, start: int, end: int) -> bool:
        """Whether at least half of the words ``start:end`` of an anchored text are names."""
        low, high = anchor.start + start, anchor.start + end
        ranges = self.pages.get(anchor.page, ())
        inside = 0
        for begin, stop in ranges[max(0, bisect_left(ranges, (low, low)) - 1) :]:
            if begin >= high:
                break
            inside += max(0, min(stop, high) - max(begin, low))
        return inside >= _MOSTLY * (high - low)
