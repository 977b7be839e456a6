"""The evidence of a pair as its page shows it: clashes, passages with the same words, passages on the same matter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from styrdok.findings import Record, SharedPassage
from styrdok.language import Language
from styrdok.models import Anchor, Box, Page
from styrdok.pages.overlay import Mark
from styrdok.pages.words import Piece, common_words
from styrdok.reports.wording import unbulleted
from styrdok.vocabulary import ReuseKind
from styrdok.web.grounds import Grounds, both_sides
from styrdok.web.wording import lead

_LETTERS = 56
_ABOVE, _BESIDE, _SHAPE = 48.0, 26.0, 0.52


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words on both sides: its number, ``clash``, ``words`` or ``matter``, and the words cut into common and different.

    ``label`` says in a few words what it is about, ``likeness`` (0–1) how alike the words are; a clash has none.
    """

    number: int
    look: str
    label: str
    sides: tuple[Anchor, Anchor]
    pieces: tuple[tuple[Piece, ...], tuple[Piece, ...]]
    likeness: float | None = None


def evidence_of(
    passages: Sequence[SharedPassage], grounds: Grounds, pair: tuple[str, str], language: Language
) -> list[Evidence]:
    """Everything that can be shown of a pair, numbered from 1: clashes, then shared words, then the same matter."""
    found = [*_clashes(grounds, pair, language), *_shared(passages, False), *_shared(passages, True)]
    return [
        Evidence(number, look, label, sides, common_words(sides[0].text, sides[1].text), likeness)
        for number, (look, label, sides, likeness) in enumerate(found, 1)
    ]


_Found = tuple[str, str, tuple[Anchor, Anchor], float | None]


def _clashes(grounds: Grounds, pair: tuple[str, str], language: Language) -> Iterator[_Found]:
    for need in grounds.clashes:
        if sides := both_sides(need, pair):
            yield "clash", lead(language, need.sentence), sides, None


def _shared(passages: Sequence[SharedPassage], topical: bool) -> Iterator[_Found]:
    for passage in passages:
        if (passage.kind is ReuseKind.TOPICAL) is topical:
            yield "matter" if topical else "words", _begun(passage.a.text), (passage.a, passage.b), passage.similarity


def _begun(text: str) -> str:
    """The beginning of a text, cut between words."""
    line = " ".join(unbulleted(text).split())
    return line if len(line) <= _LETTERS else line[:_LETTERS].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def section_of(record: Record, anchor: Anchor) -> str:
    """The heading that words of a document stand under."""
    on_page = (p for p in record.extraction.passages if p.anchor.page == anchor.page and p.anchor.start <= anchor.start)
    nearest = max(on_page, key=lambda passage: passage.anchor.start, default=None)
    return nearest.section.rsplit(" › ", 1)[-1] if nearest else ""


def marks_on(number: int, side: int, shared: Sequence[Evidence], chosen: Evidence | None) -> list[Mark]:
    """The frames on a page of one side: the chosen evidence boldest and last, so that it lies on top."""
    above = chosen.sides[side].boxes if chosen else ()
    there = [i for i in shared if i.sides[side].page == number and (i is chosen or i.sides[side].boxes != above)]
    return [
        Mark(item.sides[side].boxes, _frame(item, chosen), str(item.number), item.sides[side].text)
        for item in sorted(there, key=lambda item: item is chosen)
    ]


def _frame(item: Evidence, chosen: Evidence | None) -> str:
    return "other" if item is not chosen else "chosen clash" if item.look == "clash" else "chosen"


def window_on(page: Page, boxes: Sequence[Box]) -> Box | None:
    """The part of a page around some words, as wide as its text so that it can be read; ``None`` without words."""
    if not boxes:
        return None
    left = max(0.0, min(min(box.x0 for box in boxes), page.width * 0.14) - _BESIDE)
    right = min(page.width, max(max(box.x1 for box in boxes), page.width * 0.86) + _BESIDE / 2)
    top = max(0.0, min(box.top for box in boxes) - _ABOVE)
    needed = max(box.bottom for box in boxes) - top + _ABOVE / 2
    height = min(page.height, max((right - left) * _SHAPE, min(needed, right - left)))
    top = min(top, page.height - height)
    return Box(left, top, right, top + height)
