"""Which groups of lines are headings, how sure that is, and on which level they stand."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from styrdok.reading.contents import plain
from styrdok.reading.paragraphs import Group
from styrdok.reading.patterns import BULLET, CAPTION, ITEM, NUMBERED, STARTS_LOW
from styrdok.reading.piece import Piece
from styrdok.reading.typography import Typography
from styrdok.reading.words import words

_LONGEST = 160
MOST_LINES = 4
_ENOUGH = 0.45
_DEEPEST = 6
_WEIGHTS = {
    "tag": 0.75,
    "outline": 0.7,
    "contents": 0.6,
    "huge": 0.6,
    "large": 0.5,
    "larger": 0.35,
    "bold": 0.4,
    "capitals": 0.2,
    "font": 0.15,
    "number": 0.2,
    "apart": 0.2,
    "italic": 0.2,
    "alone": 0.5,
}
_VALUE = re.compile(r":\s*[\d(+]|@|\bwww\.")
_ALIKE = 92

Style = tuple[float, bool, bool]


@dataclass(frozen=True, slots=True)
class Promise:
    """Headings that the document announces: outline titles with level and page, and titles of its contents pages."""

    outline: Mapping[str, tuple[int, int]]
    contents: Mapping[str, int]
    tagged: bool

    @property
    def anything(self) -> bool:
        """Whether the document announces any heading."""
        return bool(self.outline or self.contents or self.tagged)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A group that may be a heading; ``score`` is how sure that is, ``level`` what a sign says about its level."""

    score: float
    evidence: tuple[str, ...]
    style: Style
    level: int = 0

    @property
    def chosen(self) -> bool:
        """Whether it is a heading."""
        return self.score >= _ENOUGH


@dataclass(frozen=True, slots=True)
class Setting:
    """What stands around a group: room above and below in points, and the length of the group that follows."""

    above: float
    below: float
    following: int


def text_of(group: Sequence[Piece]) -> str:
    """The lines of a group as one string."""
    return " ".join(piece.text for piece in group)


def candidate_of(group: Group, style: Typography, promise: Promise, setting: Setting) -> Candidate:
    """Weigh the signs that a group of at most ``MOST_LINES`` lines is a heading."""
    first = group[0]
    text = text_of(group)
    look = (first.size, first.bold, text.isupper())
    if not _possible(text):
        return Candidate(0.0, (), look)
    signs, level = _announced(first, text, promise)
    strong = bool(signs) and not ("contents" in signs and first.size < 0.93 * style.size)
    if not strong and (first.size < 0.88 * style.size or _unlikely(text, first)):
        return Candidate(0.0, tuple(signs), look)
    signs += _set_apart(group, text, style, setting)
    doubt = 1.0
    for sign in signs:
        doubt *= 1 - _WEIGHTS[sign]
    return Candidate(round(1 - doubt, 3), tuple(signs), look, level)


def _possible(text: str) -> bool:
    if len(text) > _LONGEST:
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= 2 and letters >= 0.4 * len(text)


def _unlikely(text: str, first: Piece) -> bool:
    """Ends like a sentence or a label, starts in mid-sentence, or is a caption or a list item in disguise."""
    if (
        text[-1] in ".,;:"
        or _VALUE.search(text)
        or BULLET.match(text)
        or (STARTS_LOW.match(text) and not NUMBERED.match(text))
        or CAPTION.match(text)
    ):
        return True
    item = ITEM.match(text)
    if item is not None and not (first.bold or NUMBERED.match(text)):
        return True
    return text.split()[0].lower().strip(":") in words().labels and ":" in text


def _announced(first: Piece, text: str, promise: Promise) -> tuple[list[str], int]:
    """The signs by which the document itself says that this is a heading, and the level they give."""
    signs: list[str] = []
    level = 0
    if not promise.anything:
        return signs, level
    key = plain(text)
    bare = key.lstrip("0123456789")
    if promise.tagged and first.tag.startswith("H") and len(first.tag) <= 2:
        signs.append("tag")
        level = int(first.tag[1:] or 0)
    found = promise.outline.get(key) or (promise.outline.get(bare) if bare else None)
    if found is not None and (not found[1] or abs(found[1] - first.page) <= 1):
        signs.append("outline")
        level = found[0]
    if _promised(key, bare, promise.contents):
        signs.append("contents")
    return signs, level


def _promised(key: str, bare: str, titles: Mapping[str, int]) -> bool:
    """Whether the contents pages name this title, a few letters more or less (an inflected form) allowed."""
    if key in titles or (len(bare) > 3 and bare in titles):
        return True
    if len(bare) < 12 or not titles:
        return False
    return process.extractOne(bare, titles.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE) is not None


def _set_apart(group: Group, text: str, style: Typography, setting: Setting) -> list[str]:
    """The signs of typography."""
    signs = []
    size = min(piece.size for piece in group)
    ratio = size / max(style.size, 1.0)
    if ratio >= 1.08:
        signs.append("huge" if ratio >= 1.35 else "large" if ratio >= 1.17 else "larger")
    if all(piece.bold for piece in group) and not style.bold:
        signs.append("bold")
    if text.isupper() and sum(map(str.isalpha, text)) > 3:
        signs.append("capitals")
    if group[0].font != style.font and ratio >= 0.98 and not group[0].font.startswith(style.font[:6]):
        signs.append("font")
    if _slanted(group[0].font) and not _slanted(style.font):
        signs.append("italic")
    if _numbered(text):
        signs.append("number")
    roomy = setting.above > 0.4 * size and setting.above >= setting.below - 0.1 * size
    if roomy and setting.following >= 60 and len(group) <= 2 and len(text) <= 90:
        signs.append("alone" if style.flat and group[-1].x1 - group[0].x0 < 25 * size else "apart")
    return signs


def _slanted(font: str) -> bool:
    low = font.lower()
    return "italic" in low or "oblique" in low


def _numbered(text: str) -> bool:
    match = NUMBERED.match(text)
    return match is not None and text[match.end() - 1 :][:1].isupper()


def levels_of(chosen: Sequence[Candidate], texts: Sequence[str], pages: Sequence[int]) -> list[int]:
    """A level for each heading: outline and tags first, then numbering, then the rank of its style.

    Where some headings have a level by outline or tags, numbers count for headings of their styles only: others may
    number something of their own.
    """
    said = {candidate.style for candidate in chosen if candidate.level}
    known = [
        candidate.level or (_depth(text) if not said or candidate.style in said else 0)
        for candidate, text in zip(chosen, texts, strict=True)
    ]
    votes: dict[Style, Counter[int]] = {}
    for candidate, level in zip(chosen, known, strict=True):
        if level:
            votes.setdefault(candidate.style, Counter())[level] += 1
    ranks = _ranks(chosen, pages, votes)
    return [min(_DEEPEST, level or ranks[candidate.style]) for candidate, level in zip(chosen, known, strict=True)]


def _depth(text: str) -> int:
    match = NUMBERED.match(text)
    if match is None:
        return 0
    return match[1].count(".") + 1 if match[1] else 1


def _ranks(chosen: Sequence[Candidate], pages: Sequence[int], votes: Mapping[Style, Counter[int]]) -> dict[Style, int]:
    """A level for each style: what most headings of that style say, else its place among the styles by size.

    Sizes that differ little are one step; a style that occurs once or twice does not make a step of its own.
    """
    counts = Counter(candidate.style for candidate in chosen)
    styles = sorted(counts, key=lambda style: (-style[0], not style[1], not style[2]))
    ranks: dict[Style, int] = {}
    level, size = 0, 0.0
    for position, style in enumerate(styles):
        title = position == 0 and counts[style] <= 2 and len(styles) > 1 and _first_page(style, chosen, pages) <= 2
        if style in votes:
            level = max(votes[style].items(), key=lambda item: (item[1], -item[0]))[0]
            size = style[0]
        elif not title and not (level and (counts[style] <= 2 or style[0] > 0.94 * size)):
            level, size = level + 1, style[0]
        ranks[style] = 1 if title else min(_DEEPEST, max(1, level))
    return ranks


def _first_page(style: Style, chosen: Sequence[Candidate], pages: Sequence[int]) -> int:
    return min(page for candidate, page in zip(chosen, pages, strict=True) if candidate.style == style)
