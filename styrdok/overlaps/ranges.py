"""Ranges of a document's words that say nothing about its matter.

Words that only name something (other documents, acts, decisions, the fields of the front page), and standard text.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from styrdok.findings import Record
from styrdok.models import Anchor

_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class Ranges:
    """The ranges of each page, merged and sorted, in offsets of the page."""

    pages: Mapping[int, Sequence[tuple[int, int]]]

    @classmethod
    def of(cls, anchors: Iterable[Anchor]) -> "Ranges":
        """The ranges that some anchors cover."""
        return cls.of_spans((one.page, one.start, one.end) for one in anchors)

    @classmethod
    def of_spans(cls, spans: Iterable[tuple[int, int, int]]) -> "Ranges":
        """The ranges of some spans: page, start, end."""
        pages: dict[int, list[tuple[int, int]]] = {}
        for page, start, end in sorted(set(spans)):
            ranges = pages.setdefault(page, [])
            if ranges and start <= ranges[-1][1]:
                ranges[-1] = (ranges[-1][0], max(ranges[-1][1], end))
            else:
                ranges.append((start, end))
        return cls(pages)

    @classmethod
    def named(cls, record: Record) -> "Ranges":
        """What the mentions and the metadata fields of a document cover."""
        anchors = [mention.anchor for mention in record.extraction.mentions]
        return cls.of([*anchors, *(field.anchor for field in record.extraction.fields if field.anchor)])

    def mostly(self, anchor: Anchor, start: int = 0, end: int | None = None) -> bool:
        """Whether at least half of the words ``start:end`` of an anchored text lie inside."""
        low, high = anchor.start + start, anchor.start + (len(anchor.text) if end is None else end)
        inside = sum(min(stop, high) - max(begin, low) for begin, stop in self._meeting(anchor.page, low, high))
        return inside > 0 and inside >= _MOSTLY * (high - low)

    def outside(self, anchor: Anchor) -> str:
        """The anchored text with blanks in place of the words inside."""
        return self.blanked(anchor.text, anchor.page, anchor.start)

    def blanked(self, text: str, page: int, low: int) -> str:
        """A text that begins at ``low`` of a page, with blanks in place of the words inside."""
        for begin, stop in self._meeting(page, low, low + len(text)):
            first, last = max(begin - low, 0), min(stop - low, len(text))
            text = f"{text[:first]}{' ' * (last - first)}{text[last:]}"
        return text

    def _meeting(self, page: int, low: int, high: int) -> Iterator[tuple[int, int]]:
        """The ranges of a page that have anything in common with ``low:high``."""
        ranges = self.pages.get(page, ())
        for begin, stop in ranges[max(0, bisect_left(ranges, (low, low)) - 1) :]:
            if begin >= high:
                break
            if stop > low:
                yield begin, stop


NOTHING: Ranges = Ranges({})
