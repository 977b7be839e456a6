"""Values that pass between the steps of reading, before there is a canonical text."""

from typing import NamedTuple

from styrdok.edges import GRAIN, pack, unpack
from styrdok.models import Box

_LEAST = 0.01
UPRIGHT, TURNED, HIDDEN, OUTSIDE = "upright", "turned", "hidden", "outside"


class Piece(NamedTuple):
    """A run of characters on one printed line.

    ``edges`` are the left edges of the characters and the right edge of the last (:mod:`styrdok.edges`). ``broken`` is
    true when the last character is a hyphen that stands at the end of a line. ``place`` says whether the run belongs to
    the visible upright text. ``tag`` is the role in a tagged PDF (``H1``, ``P`` …), ``element`` the number of its
    element. ``layer`` marks invisible text that is the text of its page.
    """

    page: int
    text: str
    edges: bytes
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    bold: bool
    font: str
    broken: bool = False
    place: str = UPRIGHT
    tag: str = ""
    element: int = 0
    layer: bool = False

    @property
    def box(self) -> Box:
        """The rectangle around the run."""
        return Box(self.x0, self.top, self.x1, self.bottom)

    @property
    def height(self) -> float:
        """Height of the box in points."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The vertical middle of the box."""
        return (self.top + self.bottom) / 2

    def without_hyphen(self) -> "Piece":
        """The same run without its last character."""
        return self._replace(text=self.text[:-1], edges=pack(unpack(self.edges)[:-1]), broken=False)

    def without(self, start: int, end: int) -> "Piece":
        """The same run without the characters ``start:end``."""
        edges = unpack(self.edges)
        return self._replace(text=self.text[:start] + self.text[end:], edges=pack(edges[:start] + edges[end:]))

    def cut(self, start: int, end: int) -> "Piece":
        """The characters ``start:end`` as a run of their own."""
        edges = unpack(self.edges)[start : end + 1]
        last = end == len(self.text)
        return self._replace(
            text=self.text[start:end],
            edges=pack(edges),
            x0=edges[0] / GRAIN,
            x1=edges[-1] / GRAIN,
            broken=self.broken and last,
        )


def overlap(a0: float, a1: float, b0: float, b1: float) -> float:
    """How far two intervals overlap, as a share of the shorter one; negative or zero when they do not."""
    shared = (a1 if a1 < b1 else b1) - (a0 if a0 > b0 else b0)
    shorter = a1 - a0 if a1 - a0 < b1 - b0 else b1 - b0
    return shared / (shorter if shorter > _LEAST else _LEAST)
