"""Whether a page could be read: text, picture, nothing, or signs that mean nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np

from styrdok.reading.piece import HIDDEN, UPRIGHT, Piece
from styrdok.reading.words import words
from styrdok.vocabulary import PageStatus

_VOWELS = frozenset("aeiouyåäöéüæø")
_PROSE_SHARE = 0.25
_FEW_LETTERS = 20
_ENOUGH_WORDS = 25
_SAMPLE = 1_500
_SHIFTS = (29, -29, 31, -31, 1, -1, 2, -2, 3, -3)


@dataclass(frozen=True, slots=True)
class Quality:
    """The status of a page, how many of its words are known, and flags."""

    status: PageStatus
    known_words: float = 1.0
    flags: tuple[str, ...] = ()


def quality_of(pieces: Sequence[Piece], covered: float, objects: int) -> Quality:
    """Judge a page by its runs, the share that its largest picture covers and the number of things drawn on it.

    ``known_words`` is the share of common small words against their share in Swedish prose, at most 1; it is only
    a measure where there are enough words.
    """
    text = " ".join([piece.text for piece in pieces if piece.place == UPRIGHT])
    letters = sum(1 for _ in islice(filter(str.isalpha, text), _FEW_LETTERS))
    if letters < _FEW_LETTERS and (covered > 0.5 or (not letters and (covered > 0.05 or objects > 30))):
        return Quality(PageStatus.IMAGE, flags=("no_text",))
    if not letters and not text.strip() and not any(piece.text.strip() for piece in pieces):
        return Quality(PageStatus.EMPTY)
    flags = []
    layer = sum(len(piece.text) for piece in pieces if piece.layer)
    if layer > 0.5 * len(text):
        flags.append("ocr_layer")
    hidden = sum(len(piece.text) for piece in pieces if piece.place == HIDDEN)
    if hidden > 0.3 * len(text):
        flags.append("duplicate_layer")
    known, trouble = _judged(text)
    flags += trouble
    if "shifted_font" in trouble or "unmapped_font" in trouble:
        return Quality(PageStatus.UNREADABLE, known, tuple(flags))
    return Quality(PageStatus.OCR if "ocr_layer" in flags else PageStatus.TEXT, known, tuple(flags))


def _judged(text: str) -> tuple[float, list[str]]:
    """The share of known words, and what is wrong with the text."""
    unmapped = text.count("\ufffd")
    if unmapped > 0.2 * len(text) and len(text) > _FEW_LETTERS:
        return 0.0, ["unmapped_font"]
    found = text.lower().split()
    share = _share(found)
    if len(found) >= _ENOUGH_WORDS or len(text) > 4 * _ENOUGH_WORDS:
        if share < 0.02 and any(_share(moved) > 0.1 for moved in _shifted(text)):
            return 0.0, ["shifted_font"]
        if len(found) >= _ENOUGH_WORDS and share < 0.02 and not _pronounceable(found):
            return 0.0, ["unmapped_font"]
    if len(found) < 2 * _ENOUGH_WORDS:
        return 1.0, []
    known = round(min(1.0, share / _PROSE_SHARE), 3)
    return known, ["few_known_words"] if known < 0.2 else []


def _share(found: Sequence[str]) -> float:
    return sum(map(words().known.__contains__, found)) / len(found) if found else 0.0


def _shifted(text: str) -> Iterator[list[str]]:
    """The words of the beginning of a text in lower case, its signs moved on by each of the usual shifts."""
    signs = np.frombuffer(text[:_SAMPLE].encode("utf-32-le", "replace"), np.int32)
    for by in _SHIFTS:
        moved = np.where(signs == ord(" "), signs, np.maximum(signs + by, 0))
        yield moved.astype(np.int32).tobytes().decode("utf-32-le", "replace").lower().split()


def _pronounceable(found: Sequence[str]) -> bool:
    """Whether the words have about as many vowels as words of a language with Latin letters."""
    letters = [char for word in found for char in word if char.isalpha()]
    vowels = sum(char in _VOWELS for char in letters)
    return not letters or 0.24 <= vowels / len(letters) <= 0.62
