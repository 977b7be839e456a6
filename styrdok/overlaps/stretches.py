"""What the shared passages of two documents come to: longer stretches, told by the words of the documents."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from styrdok.findings import Record, SharedPassage, Stretch
from styrdok.language import Sentence
from styrdok.models import Anchor
from styrdok.overlaps.reuse.spans import WordSpan
from styrdok.overlaps.reuse.stretches import stretches, whole
from styrdok.vocabulary import ReuseKind

_FEWEST = 2
_SHORTEST, _LEAST_ALIKE = 40, 0.5
"""A stretch of fewer words, or of mostly other words, says no more than its passages do."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """The running text of a document, its words numbered through: the places, texts and first words of passages.

    Headings, and what stands at the head and foot of a page, are no running text, so neither they nor a page break
    stand between two passages.
    """

    passages: Sequence[Anchor]
    first: Sequence[int]

    @classmethod
    def of(cls, record: Record) -> "_Numbered":
        anchors = [passage.anchor for passage in record.extraction.passages]
        first = [0]
        for anchor in anchors:
            first.append(first[-1] + _words(anchor.text))
        return cls(anchors, first)

    def words(self, anchor: Anchor) -> tuple[int, int]:
        """The numbers of the first word of a part of a passage and of the word after its last."""
        number = bisect_right(self.passages, (anchor.page, anchor.start), key=_place) - 1
        passage = self.passages[number]
        begin = self.first[number] + passage.text.count(" ", 0, anchor.start - passage.start)
        return begin, begin + _words(anchor.text)


def stretches_of(a: Record, b: Record, passages: Iterable[SharedPassage]) -> tuple[Stretch, ...]:
    """The stretches of two or more shared passages that are worth telling of, the longest first.

    What the passages leave out, such as standard text, stands between them like any other words.
    """
    shared = [one for one in passages if one.kind is not ReuseKind.TOPICAL]
    if len(shared) < _FEWEST:
        return ()
    left, right = _Numbered.of(a), _Numbered.of(b)
    at = {_span(left.words(one.a), right.words(one.b), one): one for one in shared}
    found = [_told([at[span] for span in parts], whole(parts)) for parts in stretches(at) if len(parts) >= _FEWEST]
    telling = (one for one in found if max(one.a_words, one.b_words) >= _SHORTEST and one.similarity >= _LEAST_ALIKE)
    return tuple(sorted(telling, key=lambda one: (-one.a_words - one.b_words, _place(one.a[0]), _place(one.b[0]))))


def sentence_of(stretch: Stretch) -> Sentence:
    """How many words in a row a stretch has, and how much of them is the same."""
    count = max(stretch.a_words, stretch.b_words)
    if stretch.similarity == 1:
        return Sentence.of("{count} ord i följd är desamma i båda.", count=count)
    share = int(100 * stretch.similarity)
    return Sentence.of("{count} ord i följd är till {share} procent desamma i båda.", count=count, share=share)


def _span(a: tuple[int, int], b: tuple[int, int], passage: SharedPassage) -> WordSpan:
    matched = round(passage.similarity * (a[1] - a[0] + b[1] - b[0]) / 2)
    return WordSpan(*a, *b, matched)


def _told(passages: Sequence[SharedPassage], span: WordSpan) -> Stretch:
    return Stretch(
        tuple(sorted((one.a for one in passages), key=_place)),
        tuple(sorted((one.b for one in passages), key=_place)),
        span.a_end - span.a_start,
        span.b_end - span.b_start,
        round(span.similarity, 4),
    )


def _place(anchor: Anchor) -> tuple[int, int]:
    return anchor.page, anchor.start


def _words(text: str) -> int:
    return text.count(" ") + 1
