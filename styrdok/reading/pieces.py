"""From the characters of a page to runs on lines."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from styrdok.edges import pack_points
from styrdok.reading.glyphs import Characters, Extent, Glyph, OpenPage
from styrdok.reading.patterns import LEADING, RAISED
from styrdok.reading.pdfium import HYPHEN
from styrdok.reading.piece import HIDDEN, OUTSIDE, TURNED, UPRIGHT, Piece
from styrdok.reading.repair import is_plain, repaired
from styrdok.reading.spacing import SPACED, Run, closed_up
from styrdok.reading.words import words

_RUN = re.compile(f"[^\\s{HYPHEN}](?:[^\r\n{HYPHEN}]*[^\\s{HYPHEN}])?(?:[^\\S\r\n]*{HYPHEN})?")
_ENDS_BROKEN = re.compile(r"[^\W\d_]-$")
_GLUED = re.compile(r"(?P<mark>\d(?:(?<=[^\W\d_].)|(?<=[^\W\d_][.,;:!?)”\"’].))\d{0,2})(?![\w%]|[.,]\d)")
_FIRST = re.compile(r"(?P<mark>\d{1,3})\s?(?=[^\W\d_])")
_DIGIT = re.compile(r"[0-9]")
_LETTER = re.compile(r"[a-z](?=[A-ZÅÄÖ])")
_UNIT = re.compile(rf"(?:^|[\s/])(?:{'|'.join(sorted(words().units))})[23]$")
_LINE_END_HYPHENS = f"{HYPHEN}\u00ad\u2010"
_LONGEST_MARK = 3
_HIDDEN_SHARE = 0.6


def pieces_of(page: OpenPage, number: int) -> list[Piece]:
    """The runs of a page in the order of the file, cut where a gap says that another column or cell begins."""
    chars = page.characters()
    spans = [span for match in _RUN.finditer(chars.text) for span in _cut_at_gaps(chars, *match.span())]
    found = [piece for extent in chars.extents(spans) if (piece := _piece(page, chars, number, extent)) is not None]
    return [_brought_forward(piece) for piece in found] if is_hidden_layer(found) else found


def is_hidden_layer(pieces: Sequence[Piece]) -> bool:
    """Whether the text of a page is invisible text: the layer that text recognition lays under a picture."""
    hidden = sum(len(piece.text) for piece in pieces if piece.place in (HIDDEN,))
    return hidden > _HIDDEN_SHARE * sum(len(piece.text) for piece in pieces)


def _brought_forward(piece: Piece) -> Piece:
    return piece._replace(place=UPRIGHT, layer=True) if piece.place == HIDDEN else piece


def _cut_at_gaps(chars: Characters, start: int, end: int) -> list[tuple[int, int]]:
    """Cut a run where the space between two words is wider than spaces are, or where the text goes backwards."""
    low = bisect_right(chars.gaps, start)
    if low == len(chars.gaps) or chars.gaps[low] >= end:
        return [(start, end)]
    spans = []
    first = start
    for after in chars.gaps[low : bisect_left(chars.gaps, end)]:
        before = after - 1
        while chars.text[before].isspace():
            before -= 1
        ahead = chars.x0[after] > chars.x1[before]
        if ahead and first == start and LEADING.fullmatch(chars.text, first, before + 1):
            continue
        if ahead or chars.x1[after] < chars.x0[first]:
            spans.append((first, before + 1))
            first = after
    return [*spans, (first, end)]


def _piece(page: OpenPage, chars: Characters, number: int, extent: Extent) -> Piece | None:
    start, end = extent.start, extent.end
    text, edges, x1 = _clean(page, chars, extent)
    if not text or text.isspace():
        return None
    look = _look(page, chars.text, start, end)
    tag, element = page.role(start)
    same = page.source.same
    return Piece(
        number,
        text,
        edges,
        same(extent.x0),
        same(extent.top),
        same(x1),
        same(extent.bottom),
        look.size,
        look.bold,
        look.font,
        _is_broken(text, chars.text[end - 1]),
        _place(page, look, (extent.x0 + x1) / 2, (extent.top + extent.bottom) / 2),
        tag,
        element,
    )


def _clean(page: OpenPage, chars: Characters, extent: Extent) -> tuple[str, bytes, float]:
    """Text, edges and right end of a run; most runs need no repair and are cut out of the page as they are."""
    start, end = extent.start, extent.end
    text = chars.text[start:end]
    if text[-1] in _LINE_END_HYPHENS:
        text = text[:-1] + "-"
    marks = _marks(page, chars, extent) if _DIGIT.search(text) else []
    lettered = not extent.level and _LETTER.match(text) is not None and _is_raised_letter(page, chars, start)
    spaced = 5 * text.count(" ") >= len(text) and SPACED.search(text) is not None
    if extent.rising and not (marks or lettered or spaced) and is_plain(text):
        return text, extent.edges, extent.x1
    run = _marked((text, chars.x0[start:end].tolist(), chars.x1[start:end].tolist()), marks)
    if lettered:
        run = _set_apart(run)
    if spaced:
        run = closed_up(*run, float(chars.bottom[start] - chars.top[start]))
    text, sides = repaired(*run)
    edges = list(accumulate(sides, max))
    return text, pack_points(edges), edges[-1]


def _is_broken(text: str, last: str) -> bool:
    """Whether a run ends with a hyphen that the end of its line brought about, as far as signs go."""
    return text.endswith("-") and (last in _LINE_END_HYPHENS or _ENDS_BROKEN.search(text) is not None)


def _marked(run: Run, marks: Sequence[tuple[int, int]]) -> Run:
    """Set note marks apart from the word before them, as raised digits."""
    text, left, right = run
    for a, b in reversed(marks):
        apart = a > 0 and not text[a - 1].isspace() and not _UNIT.search(text[:b])
        text = text[:a] + " " * apart + text[a:b].translate(RAISED) + text[b:]
        if apart:
            left.insert(a, left[a])
            right.insert(a, left[a])
    return text, left, right


def _set_apart(run: Run) -> Run:
    """Set the letter of a note that begins a run apart from the first word of the note."""
    text, left, right = run
    return f"{text[0]} {text[1:]}", [left[0], right[0], *left[1:]], [right[0], left[1], *right[1:]]


def _is_raised_letter(page: OpenPage, chars: Characters, start: int) -> bool:
    """Whether the character at ``start`` is set smaller and higher than the one after it."""
    full = float(chars.bottom[start + 1] - chars.top[start + 1])
    raised = float(chars.bottom[start]) < float(chars.bottom[start + 1]) - 0.08 * full
    return raised and page.probe(start).size < 0.86 * page.probe(start + 1).size


def _marks(page: OpenPage, chars: Characters, extent: Extent) -> list[tuple[int, int]]:
    """Where note marks stand in a run: digits set small and high, or drawn with raised glyphs of the font."""
    span = extent.start, extent.end
    raised = [] if extent.level else _raised_digits(chars, span)
    found = [digits for digits in raised if _is_smaller(page, chars, span, digits)]
    glued = list(_GLUED.finditer(chars.text, *span))
    first = _FIRST.match(chars.text, *span)
    for match in [first, *glued] if first else glued:
        digits = match.start("mark") - span[0], match.end("mark") - span[0]
        if digits not in found and page.is_raised_glyph(match.start("mark")):
            found.append(digits)
    return sorted(found)


def _is_smaller(page: OpenPage, chars: Characters, span: tuple[int, int], digits: tuple[int, int]) -> bool:
    """Whether the digits are set smaller than the text beside them: boxes alone differ between fonts, too."""
    start, end = span
    beside, step = (start + digits[0] - 1, -1) if digits[0] else (start + digits[1], 1)
    while start < beside < end - 1 and chars.text[beside].isspace():
        beside += step
    if not start <= beside < end or digits[1] - digits[0] > _LONGEST_MARK:
        return False
    return page.probe(start + digits[0]).size < 0.86 * page.probe(beside).size


def _raised_digits(chars: Characters, span: tuple[int, int]) -> list[tuple[int, int]]:
    """Runs of digits that are smaller than their line and stand above its foot, as offsets into the run."""
    start, end = span
    bottoms = chars.bottom[start:end].tolist()
    heights = (chars.bottom[start:end] - chars.top[start:end]).tolist()
    full = max(heights)
    foot = max(bottom for bottom, height in zip(bottoms, heights, strict=True) if height >= 0.9 * full)
    found: list[tuple[int, int]] = []
    for match in _DIGIT.finditer(chars.text, start, end):
        k = match.start() - start
        if 0 < heights[k] < 0.86 * full and bottoms[k] < foot - 0.08 * full:
            if found and found[-1][1] == k:
                found[-1] = (found[-1][0], k + 1)
            else:
                found.append((k, k + 1))
    return found


def _look(page: OpenPage, text: str, start: int, end: int) -> Glyph:
    """The look of a run: that of its ends where they are alike, else what most of its ends and its middle have."""
    first, last = page.probe(start), page.probe(end - 1)
    if end - start <= 4 or (first is last and first.visible):
        return first
    middle = (start + end) // 2
    while middle > start and text[middle].isspace():
        middle -= 1
    glyphs = first, page.probe(middle), last
    return first._replace(
        size=sorted(glyph.size for glyph in glyphs)[1],
        bold=sum(glyph.bold for glyph in glyphs) > 1,
        upright=sum(glyph.upright for glyph in glyphs) > 1,
        visible=any(glyph.visible for glyph in glyphs),
    )


def _place(page: OpenPage, look: Glyph, x: float, y: float) -> str:
    if not 0 <= x <= page.width or not 0 <= y <= page.height:
        return OUTSIDE
    if not look.visible:
        return HIDDEN
    return UPRIGHT if look.upright else TURNED
