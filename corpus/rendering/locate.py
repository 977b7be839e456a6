"""Finds the words of a source again in the text of the rendered PDF."""

from bisect import bisect_right
from dataclasses import dataclass

import pypdfium2

from rendering.inline import Mention, Piece, parse_inline, plain, squeeze
from rendering.source import GRID_COLUMNS, Source

CONTEXT = 60
ENOUGH = 10
LEADERS = "........"


class NotFoundInPrintError(Exception):
    """Words of the source stand nowhere in the rendered text."""


@dataclass(frozen=True)
class Spot:
    """A stretch of source words with what stands before and after, all squeezed."""

    words: str
    before: str
    after: str
    mention: Mention | None = None
    level: int = 0
    passage: str | None = None
    text: str = ""


class Print:
    """The text of a rendered PDF, squeezed, with the page of every character."""

    def __init__(self, pdf: bytes, name: str) -> None:
        self.name = name
        with pypdfium2.PdfDocument(pdf) as document:
            self.pages = [squeeze(page.get_textpage().get_text_bounded()) for page in document]
        self.text = "".join(self.pages)
        self._starts = [sum(map(len, self.pages[:number])) for number in range(len(self.pages))]

    def page(self, offset: int) -> int:
        """Return the 1-based page of a character."""
        return bisect_right(self._starts, offset)

    def offsets(self, words: str) -> list[int]:
        """Return every place where the squeezed words stand."""
        found, at = [], self.text.find(words)
        while at >= 0:
            found.append(at)
            at = self.text.find(words, at + 1)
        return found

    def find(self, spot: Spot, taken: set[int]) -> int:
        """Return the place of the spot: the one whose surroundings agree longest."""
        scored = [(self._agreement(spot, at), -at) for at in self.offsets(spot.words) if at not in taken]
        if not scored or (max(scored)[0] < ENOUGH and len(spot.words) < CONTEXT / 2):
            raise NotFoundInPrintError(f"{self.name}: {spot.words!r} after {spot.before[-30:]!r}")
        return -max(scored)[1]

    def first(self, words: str) -> int:
        """Return the first place of words given as ordinary text, outside the page of contents."""
        for at in self.offsets(squeeze(words)):
            if LEADERS not in self.pages[self.page(at) - 1]:
                return at
        raise NotFoundInPrintError(f"{self.name}: {words!r}")

    def _agreement(self, spot: Spot, at: int) -> int:
        before = self.text[max(0, at - CONTEXT) : at]
        end = at + len(spot.words)
        return _common(spot.before[::-1], before[::-1]) + _common(spot.after, self.text[end : end + CONTEXT])


def _common(left: str, right: str) -> int:
    for number, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return number
    return min(len(left), len(right))


def spots(source: Source) -> list[Spot]:
    """Return the mentions, headings and named passages of a source, with their surroundings."""
    runs = _runs(source)
    whole = "".join(squeeze(plain(pieces)) for pieces, _, _ in runs)
    found: list[Spot] = []
    at = 0
    for pieces, level, passage in runs:
        length = len(squeeze(plain(pieces)))
        if level or passage:
            found.append(_spot(whole, at, length, level=level, passage=passage, text=plain(pieces)))
        for piece in pieces:
            size = len(squeeze(piece.text))
            if piece.mention:
                found.append(_spot(whole, at, size, mention=piece.mention))
            at += size
    return found


def _spot(whole: str, at: int, size: int, **more: object) -> Spot:
    end = at + size
    return Spot(whole[at:end], whole[max(0, at - CONTEXT) : at], whole[end : end + CONTEXT], **more)


def _runs(source: Source) -> list[tuple[tuple[Piece, ...], int, str | None]]:
    name = source.name
    front = _front(source)
    runs: list[tuple[tuple[Piece, ...], int, str | None]] = [(parse_inline(text, name), 0, None) for text in front]
    for block in source.body:
        level = block.level if block.kind == "heading" else 0
        if block.marker:
            runs.append(((Piece(block.marker),), 0, None))
        runs += [(pieces, level, block.passage) for pieces in block.runs()]
    return runs + [(pieces, 0, None) for pieces in source.notes.values()]


def _front(source: Source) -> list[str]:
    """Return the words before the body in the order in which the template prints them."""
    meta, heading = source.meta, [source.title, source.meta.get("subtitle", "")]
    if source.template == "cover":
        return [*heading, source.adoption, source.imprint]
    if source.template == "letter":
        stamp = meta.get("registry_stamp", [])
        return [*stamp, meta.get("form", ""), *_field_words(source), *meta.get("to", []), *heading]
    if source.template == "grid":
        return [*_field_words(source), *heading]
    adoption = [source.adoption] if source.template == "strip" and "adoption" in meta else []
    return [*heading, *adoption, *_field_words(source)]


def _field_words(source: Source) -> list[str]:
    """Return labels and values in the order in which the template prints them."""
    if source.template != "grid":
        colon = ":" if source.template in {"block", "columns"} else ""
        return [words for label, value in source.fields for words in (label + colon, value)]
    rows = [source.fields[start : start + GRID_COLUMNS] for start in range(0, len(source.fields), GRID_COLUMNS)]
    return [field[side] for row in rows for side in (0, 1) for field in row]
