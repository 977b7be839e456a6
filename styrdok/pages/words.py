"""Which words two passages have in common, so that both can be shown with them marked."""

from dataclasses import dataclass

from rapidfuzz.distance import LCSseq

from styrdok.swedish.tokens import tokens


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a passage; ``common`` when the other passage has the same words in the same order."""

    text: str
    common: bool


def common_words(a: str, b: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both passages cut into pieces, those marked that are the longest common sequence of words.

    Case, line breaks and punctuation do not count. Joining the pieces gives back each text.
    """
    left, right = _words(a), _words(b)
    kept_left: set[int] = set()
    kept_right: set[int] = set()
    operations = LCSseq.opcodes([word for word, _, _ in left], [word for word, _, _ in right])
    for step in operations:
        if step.tag == "equal":
            kept_left.update(range(step.src_start, step.src_end))
            kept_right.update(range(step.dest_start, step.dest_end))
    return _pieces(a, left, kept_left), _pieces(b, right, kept_right)


_Word = tuple[str, int, int]


def _words(text: str) -> list[_Word]:
    return [(token.text.casefold(), token.start, token.end) for token in tokens(text) if token.text[0].isalnum()]


def _pieces(text: str, words: list[_Word], kept: set[int]) -> tuple[Piece, ...]:
    """Runs of kept and of other words; what stands between two kept neighbours belongs to their run."""
    pieces: list[Piece] = []
    at = 0
    for number, (_, start, end) in enumerate(words):
        inside = number in kept and number - 1 in kept
        if start > at:
            pieces = _added(pieces, Piece(text[at:start], inside))
        pieces = _added(pieces, Piece(text[start:end], number in kept))
        at = end
    return tuple(_added(pieces, Piece(text[at:], False)) if at < len(text) else pieces)


def _added(pieces: list[Piece], piece: Piece) -> list[Piece]:
    if pieces and pieces[-1].common is piece.common:
        return [*pieces[:-1], Piece(pieces[-1].text + piece.text, piece.common)]
    return [*pieces, piece]
