"""Runs grouped into paragraphs: what goes on from line to line, and what starts afresh."""

from collections.abc import Sequence
from dataclasses import dataclass

from styrdok.edges import point
from styrdok.reading.order import gutter_of
from styrdok.reading.patterns import (
    BULLET,
    CALLS_FOR_MORE,
    CHAPTER_OR_SECTION,
    ITEM,
    LABEL,
    NOTE_START,
    NUMBER_CUT,
    NUMBERED,
    SENTENCE_END,
    STARTS_LOW,
    THOUSANDS,
    YEAR_AND_NUMBER,
)
from styrdok.reading.piece import Piece, overlap
from styrdok.reading.typography import Typography

_SAME_SIZE = 0.4
_LOOSE = 1.22
_SMALL = 0.93
_FULL = 0.7
_HEADING_PITCH = 1.35
_TORN_SLACK = 1.9

Group = list[Piece]


@dataclass(frozen=True, slots=True)
class Measure:
    """The right margins of a page: one, or two with the middle of the gutter between."""

    middle: float
    left: float
    right: float

    def end_of(self, piece: Piece) -> float:
        """Where the lines of the column end in which ``piece`` stands."""
        return self.left if piece.x1 <= self.middle else self.right


def measure_of(pieces: Sequence[Piece], width: float) -> Measure:
    """The right margins of the text on a page that is ``width`` wide.

    Where all lines are short, none of them shows the margin; it is then taken to be as wide as the left one.
    """
    start = min((piece.x0 for piece in pieces), default=0.0)
    end = max((piece.x1 for piece in pieces), default=0.0)
    if end - start < _FULL * (width - 2 * start):
        end = width - start
    gutter = gutter_of(pieces)
    return Measure((gutter.x0 + gutter.x1) / 2, gutter.x0, end) if gutter else Measure(0.0, end, end)


def groups_of(pieces: Sequence[Piece], style: Typography, measure: Measure) -> list[Group]:
    """Paragraphs, headings and list items of one page, without saying yet which is which."""
    groups: list[Group] = []
    for piece in pieces:
        if groups and _goes_on(groups[-1], piece, style, measure):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    return groups


def _goes_on(group: Group, piece: Piece, style: Typography, measure: Measure) -> bool:
    last = group[-1]
    if not last.text or not piece.text or last.place != piece.place:
        return False
    if abs(last.size - piece.size) >= _SAME_SIZE or _starts_item(piece, group, style):
        return False
    if piece.top < last.top - 0.5 * last.height or piece.page != last.page:
        return _runs_over(last, piece)
    if _weight_changes(last, piece, measure):
        return False
    if last.element and last.element == piece.element and last.tag == piece.tag:
        return _near(group, piece, style, slack=1.5)
    if last.element != piece.element and "H" in (last.tag[:1], piece.tag[:1]):
        return False
    if not _near(group, piece, style, slack=_TORN_SLACK if _is_torn(last, piece) else 1.0):
        return False
    if last.element and piece.element and SENTENCE_END.search(last.text):
        return False
    display = min(last.size, piece.size) > 1.12 * style.size
    beside = overlap(last.x0, last.x1, piece.x0, piece.x1) > 0
    return beside and (display or not _forced(last, piece, measure))


def _is_torn(last: Piece, piece: Piece) -> bool:
    """Whether a broken word, or what ``och`` leads to, stands at the beginning of the next line, however far below."""
    if abs(last.x0 - piece.x0) >= last.size or STARTS_LOW.match(piece.text) is None:
        return False
    return last.broken or CALLS_FOR_MORE.search(last.text) is not None


def _starts_item(piece: Piece, group: Group, style: Typography) -> bool:
    if ITEM.match(piece.text):
        return not (BULLET.match(piece.text) and piece.size > 1.12 * style.size)
    if piece.size < _SMALL * style.size and NOTE_START.match(piece.text) and NOTE_START.match(group[0].text):
        return True
    if LABEL.match(piece.text) and LABEL.match(group[-1].text):
        return True
    heavy = piece.bold or piece.size > 1.05 * style.size
    return heavy and NUMBERED.match(piece.text) is not None


def _runs_over(last: Piece, piece: Piece) -> bool:
    """Whether a paragraph goes on at the top of the next column."""
    if last.bold != piece.bold or piece.x0 < last.x1 - 5:
        return False
    return last.broken or (not SENTENCE_END.search(last.text) and STARTS_LOW.match(piece.text) is not None)


def _near(group: Group, piece: Piece, style: Typography, slack: float = 1.0) -> bool:
    last = group[-1]
    step = piece.top - last.top
    if step < 0.4 * last.size:
        return overlap(last.top, last.bottom, piece.top, piece.bottom) > 0.5 and piece.x0 - last.x1 < 3 * last.size
    usual = style.pitch if abs(last.size - style.size) < 1.0 else _HEADING_PITCH
    if len(group) > 1 and group[-1].top > group[-2].top:
        usual = min(2.2, max(usual if len(group) < 3 else 0.0, (last.top - group[-2].top) / max(last.size, 1.0)))
    return step <= slack * _LOOSE * usual * last.size


def _weight_changes(last: Piece, piece: Piece, measure: Measure) -> bool:
    if last.bold == piece.bold:
        return False
    full = last.x1 > measure.end_of(last) - 6 * last.size
    return not (full and STARTS_LOW.match(piece.text))


def _forced(last: Piece, piece: Piece, measure: Measure) -> bool:
    """Whether the line was ended on purpose: the next word would have fitted, and it does not go on in mid-sentence."""
    if last.broken or STARTS_LOW.match(piece.text) or _left_open(last.text, piece.text):
        return False
    first = piece.text.find(" ")
    word = point(piece.edges, first if first > 0 else len(piece.text)) - point(piece.edges, 0)
    room = measure.end_of(last) - last.x1
    return room > word + 0.8 * last.size + 0.04 * (last.x1 - last.x0)


def _left_open(last: str, text: str) -> bool:
    """Whether a sentence cannot end with the line: ``enligt lagen`` above ``(2031:14)``, ``340`` above ``000``."""
    if YEAR_AND_NUMBER.match(text) or CALLS_FOR_MORE.search(last):
        return True
    if NUMBER_CUT.search(last) and THOUSANDS.match(text):
        return True
    return last.endswith(",") and CHAPTER_OR_SECTION.match(text) is not None
