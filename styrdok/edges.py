"""Where the letters of a line stand: hundredths of a point, in two bytes each.

Packed are the place of the first letter and how far each further edge lies from it. The edges of a line of more than
655 points, and those that go back, are packed with eight bytes each.
"""

import struct
from array import array
from collections.abc import Iterable, Sequence

GRAIN = 100
"""Places in a point."""

_NARROW = b"H"
_WIDE = b"q"
_FARTHEST = (1 << 16) - 1
_BOUND = 1 << 31
_HEAD = struct.Struct("=ci")
_STEP = struct.Struct("=H")
_PLACE = struct.Struct("=q")


def fits(first: int, last: int) -> bool:
    """Whether rising places from the first to the last can be packed in two bytes each."""
    return -_BOUND <= first < _BOUND and 0 <= last - first <= _FARTHEST


def joined(first: int, away: bytes, last: int) -> bytes:
    """Places that :func:`fits`, packed, of which all but the last stand there as distances in two bytes each."""
    return _HEAD.pack(_NARROW, first) + away + _STEP.pack(last - first)


def pack(places: Sequence[int]) -> bytes:
    """The places, in hundredths of a point, as bytes."""
    if not places:
        return b""
    first = places[0]
    away = [place - first for place in places]
    if min(away) >= 0 and fits(first, first + max(away)):
        return _HEAD.pack(_NARROW, first) + array("H", away).tobytes()
    return _HEAD.pack(_WIDE, 0) + array("q", places).tobytes()


def pack_points(points: Iterable[float]) -> bytes:
    """Like :func:`pack`, of places in points, which are taken as float32."""
    return pack([round(point * GRAIN) for point in array("f", points)])


def unpack(edges: bytes) -> list[int]:
    """The places in hundredths of a point. Raises :class:`ValueError` for bytes that :func:`pack` does not write."""
    if not edges:
        return []
    if len(edges) < _HEAD.size or edges[:1] not in (_NARROW, _WIDE):
        raise ValueError("letters stand at no place")
    code, first = _HEAD.unpack_from(edges)
    return [first + away for away in array(code.decode(), edges[_HEAD.size :])]


def points(edges: bytes) -> list[float]:
    """The places in points."""
    return [place / GRAIN for place in unpack(edges)]


def point(edges: bytes, index: int) -> float:
    """One of the places, in points."""
    code, first = _HEAD.unpack_from(edges)
    step = _STEP if code == _NARROW else _PLACE
    away: int = step.unpack_from(edges, _HEAD.size + step.size * index)[0]
    return (int(first) + away) / GRAIN


def count(edges: bytes) -> int:
    """How many places there are."""
    return (len(edges) - _HEAD.size) // (_STEP if edges[:1] == _NARROW else _PLACE).size if edges else 0
