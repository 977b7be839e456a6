"""Running headers, footers and page numbers: found by place and repetition over the pages of a document.

Only the page-number token of a line is masked when lines are compared, never every digit: a case number or a
date that differs from page to page is text, not furniture.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from styrdok.reading.patterns import NOTE_START, PAGE_NUMBER, PAGE_TOKEN
from styrdok.reading.piece import UPRIGHT, Piece
from styrdok.reading.sheet import Sheet
from styrdok.vocabulary import BlockKind

_HEAD = 0.14
_FOOT = 0.16
_OUTERMOST = 12
_STEP = 10.0
_OFFSET = 30
_DIGIT = re.compile(r"\d")

Role = BlockKind
Key = tuple[bool, str, int]


@dataclass(frozen=True, slots=True)
class _Candidate:
    sheet: int
    place: int
    piece: Piece
    top: bool
    key: str
    number: int | None

    @property
    def row(self) -> int:
        return round(self.piece.top / _STEP)


def furniture_of(sheets: Sequence[Sheet]) -> list[dict[int, Role]]:
    """For every sheet the positions of the runs that are furniture, with their role."""
    body = _body_size(sheets)
    candidates = [found for index, sheet in enumerate(sheets) for found in _candidates(index, sheet, body)]
    times = Counter((one.top, one.key) for one in candidates)
    seen: dict[Key, set[int]] = defaultdict(set)
    for one in candidates:
        if times[one.top, one.key] > 1:
            for row in (one.row - 1, one.row, one.row + 1):
                seen[one.top, one.key, row].add(one.sheet)
    numbers = _number_offsets(candidates)
    roles: list[dict[int, Role]] = [{} for _ in sheets]
    for one in candidates:
        role = _role(one, seen.get((one.top, one.key, one.row), {one.sheet}), numbers, len(sheets))
        if role is not None:
            roles[one.sheet][one.place] = role
    return roles


def _body_size(sheets: Sequence[Sheet]) -> float:
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for piece in sheet.pieces:
            sizes[piece.size] += len(piece.text)
    return max(sizes.items(), key=lambda item: (item[1], item[0]))[0] if sizes else 0.0


def _candidates(index: int, sheet: Sheet, body: float) -> list[_Candidate]:
    found = []
    for top in (True, False):
        inside = [
            (piece.top if top else -piece.bottom, place, piece)
            for place, piece in enumerate(sheet.pieces)
            if piece.place == UPRIGHT
            and (piece.bottom < sheet.height * _HEAD if top else piece.top > sheet.height * (1 - _FOOT))
        ]
        inside.sort(key=lambda entry: entry[:2])
        for _, place, piece in inside[:_OUTERMOST]:
            plain = piece.size < 1.05 * body and not piece.bold
            key = masked(piece.text, index + 1, leading=plain)
            found.append(_Candidate(index, place, piece, top, key, page_number(piece.text)))
    return found


def masked(text: str, page: int, *, leading: bool = True) -> str:
    """``text`` in lower case with its page number (near ``page``) replaced by ``#``.

    Without ``leading`` a number at the beginning stays: it may be that of a heading.
    """

    def mask(match: re.Match[str]) -> str:
        near = abs(int(match.group()) - page) <= _OFFSET
        return "#" if near and (leading or match.start()) else match.group()

    return PAGE_TOKEN.sub(mask, text.lower()) if _DIGIT.search(text) else text.lower()


def page_number(text: str) -> int | None:
    """The number when ``text`` is nothing but a page number."""
    match = PAGE_NUMBER.fullmatch(text.strip())
    if match is None:
        return None
    number, total = int(match["number"]), match["bracketed"] or match["total"]
    return number if total is None or number <= int(total) else None


def _number_offsets(candidates: Sequence[_Candidate]) -> Counter[tuple[bool, int]]:
    """How many sheets carry a page number that lies a given distance from the sheet's own number."""
    found = set()
    for one in candidates:
        if one.number is not None:
            found.add((one.top, one.number - one.sheet, one.sheet))
    return Counter((top, distance) for top, distance, _ in found)


def _role(one: _Candidate, where: set[int], numbers: Counter[tuple[bool, int]], count: int) -> Role | None:
    number = one.number
    if number is not None and _is_page_number(one, number, numbers, count):
        return BlockKind.PAGE_NUMBER
    edge = BlockKind.HEADER if one.top else BlockKind.FOOTER
    if NOTE_START.match(one.piece.text) and not one.top and number is None and len(one.piece.text) > 40:
        return None
    if _repeats(one.sheet, where, count):
        return edge
    if one.piece.tag == "ARTIFACT" and one.piece.page > 0 and len(where) >= min(2, count):
        return edge
    return None


def _is_page_number(one: _Candidate, number: int, numbers: Counter[tuple[bool, int]], count: int) -> bool:
    sheets = numbers[one.top, number - one.sheet]
    if count == 1:
        return number == 1 and len(one.piece.text) > 1
    return sheets >= max(2, 0.3 * count) or (number == one.sheet + 1 and sheets >= min(count, 2))


def _repeats(sheet: int, where: set[int], count: int) -> bool:
    """On half of the pages, on most pages of one side, or on both of two pages; or on a long run of pages."""
    if count <= 1:
        return False
    if count <= 3:
        return len(where) == count or (count == 3 and len(where) == 2 and sheet > 0 and 0 not in where)
    same_side = sum(other % 2 == sheet % 2 for other in where)
    side = (count + 1 - sheet % 2) // 2
    return len(where) >= 3 and (len(where) >= 0.5 * count or same_side >= 0.6 * side or _run_length(sheet, where) >= 5)


def _run_length(sheet: int, where: set[int]) -> int:
    """Pages in a row, this one among them, that carry the line (chapters have headers of their own)."""
    low = high = sheet
    while low - 1 in where:
        low -= 1
    while high + 1 in where:
        high += 1
    return high - low + 1
