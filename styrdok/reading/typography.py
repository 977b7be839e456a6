"""How a document is set: size, weight, font and line pitch of its running text."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from styrdok.reading.piece import Piece

_FLAT = 0.985


@dataclass(frozen=True, slots=True)
class Typography:
    """The style of the running text: ``pitch`` is the distance of its lines as a multiple of its size.

    ``flat`` is true when nearly everything is set in one style, so that headings cannot differ by it.
    """

    size: float = 10.0
    bold: bool = False
    font: str = ""
    pitch: float = 1.2
    flat: bool = False


def typography_of(pages: Iterable[Sequence[Piece]]) -> Typography:
    """The style in which most of the text is set."""
    styles: Counter[tuple[float, bool]] = Counter()
    fonts: Counter[str] = Counter()
    pitches: Counter[float] = Counter()
    for pieces in pages:
        for piece in pieces:
            styles[piece.size, piece.bold] += len(piece.text)
            fonts[piece.font] += len(piece.text)
        for a, b in pairwise(pieces):
            if a.size == b.size and 0 < b.top - a.top < 2.5 * a.size and len(a.text) > 40:
                pitches[round((b.top - a.top) / max(a.size, 1.0), 2)] += 1
    if not styles:
        return Typography()
    (size, bold), _ = max(styles.items(), key=lambda item: (item[1], item[0]))
    font = max(fonts.items(), key=lambda item: (item[1], item[0]))[0]
    pitch = max(pitches.items(), key=lambda item: (item[1], -item[0]))[0] if pitches else 1.2
    flat = styles[size, bold] > _FLAT * styles.total()
    return Typography(size, bold, font, pitch, flat)
