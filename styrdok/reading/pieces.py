"""From the characters of a page to runs on lines."""

import re
from array import array
from collections.abc import Iterator
from itertools import accumulate

from styrdok.reading.glyphs import Characters, Glyph, OpenPage
from styrdok.reading.patterns import LEADING, RAISED
from styrdok.reading.pdfium import HYPHEN
from styrdok.reading.piece import HIDDEN, OUTSIDE, TURNED, UPRIGHT, Piece
from styrdok.reading.repair import is_plain, repaired
from styrdok.reading.words import words

_RUN = re.compile(f"[^\r\n{HYPHEN}]*[^\r\n\\s{HYPHEN}][^\r\n{HYPHEN}]*{HYPHEN}?")
_SPACES = re.compile(r"\s+")
_ENDS_BROKEN = re.compile(r"[^\W\d_]-$")
_DIGITS = re.compile(r"\d{1,3}")
_UNIT = re.compile(rf"(?:^|[\s/])(?:{'|'.join(sorted(words().units))})[23]$")
_COLUMN_GAP = 1.8


def pieces_of(page: OpenPage, number: int) -> list[Piece]:
    """The runs of a page in the order of the file, cut where a gap says that another column or cell begins."""
    chars = page.characters()
    return [
        piece
        for match in _RUN.finditer(chars.text)
        for start, end in _cut_at_gaps(chars, match.start(), match.end())
        if (piece := _piece(page, chars, number, (start, end))) is not None
    ]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def _cut_at_gaps(chars: Characters, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a run where the space between two words is wider than spaces are."""
    start, end = _trimmed(chars.text, start, end)
    height = max(chars.bottom[start] - chars.top[start], 4.0)
    first = start
    for space in _SPACES.finditer(chars.text, start, end):
        before, after = space.start() - 1, space.end()
        gap = chars.x0[after] - chars.x1[before]
        leading = first == start and LEADING.fullmatch(chars.text, first, space.start())
        if (gap > _COLUMN_GAP * height * 0.8 and not leading) or chars.x1[after] < chars.x0[first]:
            yield first, before + 1
            first = after
    yield first, end


def _piece(page: OpenPage, chars: Characters, number: int, span: tuple[int, int]) -> Piece | None:
    start, end = span
    text = chars.text[start:end]
    left, right = _sides(chars, start, end)
    text, left, right = _marked(chars, (start, end), (text, left, right))
    if not is_plain(text):
        text, edges = repaired(text, left, right)
    else:
        edges = [*left, right[-1]]
    if not text.strip():
        return None
    glyphs = _probes(page, chars.text, start, end)
    edges = list(accumulate(edges, max))
    top, bottom = _upright_extent(chars, start, end)
    first = glyphs[0]
    tag, element = page.role(first.content)
    return Piece(
        page=number,
        text=text,
        edges=array("f", edges).tobytes(),
        x0=edges[0],
        top=top,
        x1=edges[-1],
        bottom=bottom,
        size=max(glyph.size for glyph in glyphs),
        bold=2 * sum(glyph.bold for glyph in glyphs) > len(glyphs),
        font=first.font,
        broken=chars.text[end - 1] in f"{HYPHEN}\u00ad\u2010" or _ENDS_BROKEN.search(text) is not None,
        place=_place(page, glyphs, (edges[0] + edges[-1]) / 2, (top + bottom) / 2),
        tag=tag,
        element=element,
    )


def _sides(chars: Characters, start: int, end: int) -> tuple[list[float], list[float]]:
    """Left and right of each character; a space fills the room between its neighbours."""
    left, right = chars.x0[start:end], chars.x1[start:end]
    for space in _SPACES.finditer(chars.text, start, end):
        a, b = space.start() - start, space.end() - start
        x0, x1 = right[a - 1], left[b]
        for k in range(a, b):
            left[k], right[k] = x0, x1
    return left, right


def _marked(
    chars: Characters, span: tuple[int, int], run: tuple[str, list[float], list[float]]
) -> tuple[str, list[float], list[float]]:
    """Set note marks (raised small digits) apart from the word before them, as raised digits."""
    text, left, right = run
    found = [match.span() for match in _DIGITS.finditer(text) if _is_mark(chars, span, match.span())]
    for a, b in reversed(found):
        apart = a > 0 and not text[a - 1].isspace() and not _UNIT.search(text[:b])
        text = text[:a] + " " * apart + text[a:b].translate(RAISED) + text[b:]
        if apart:
            left.insert(a, left[a])
            right.insert(a, left[a])
    return text, left, right


def _is_mark(chars: Characters, span: tuple[int, int], digits: tuple[int, int]) -> bool:
    start, end = span
    first = start + digits[0]
    height = chars.bottom[first] - chars.top[first]
    other = digits[0] - 1 if digits[0] else digits[1]
    while start + other < end - 1 and chars.text[start + other].isspace():
        other += 1
    if start + other >= end or not digits[0] <= other < digits[1]:
        beside = start + min(other, end - start - 1)
        full = chars.bottom[beside] - chars.top[beside]
        return 0 < height < 0.86 * full and chars.bottom[first] < chars.bottom[beside] - 0.08 * full
    return False


def _upright_extent(chars: Characters, start: int, end: int) -> tuple[float, float]:
    tops = [y for y, b in zip(chars.top[start:end], chars.bottom[start:end], strict=True) if b > y]
    bottoms = [b for y, b in zip(chars.top[start:end], chars.bottom[start:end], strict=True) if b > y]
    return (min(tops), max(bottoms)) if tops else (chars.top[start], chars.bottom[start])


def _probes(page: OpenPage, text: str, start: int, end: int) -> list[Glyph]:
    middle = (start + end) // 2
    while middle > start and text[middle].isspace():
        middle -= 1
    positions = (start, middle, end - 1) if end - start > 4 else (start,)
    return [page.probe(position) for position in positions]


def _place(page: OpenPage, glyphs: list[Glyph], x: float, y: float) -> str:
    if not 0 <= x <= page.width or not 0 <= y <= page.height:
        return OUTSIDE
    if not any(glyph.visible for glyph in glyphs):
        return HIDDEN
    return UPRIGHT if 2 * sum(glyph.upright for glyph in glyphs) > len(glyphs) else TURNED
