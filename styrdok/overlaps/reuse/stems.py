"""Text to stems: every word cut to its first six letters, packed into one integer.

Six letters undo most Swedish inflection (*samordnas*, *samordning*, *samordnade* are one stem) without a lexicon.
Words are runs of Latin-1 letters and digits; anything else separates.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

PREFIX = 6
_PADDING = 9
_BLOCK = 4096
"""Passages taken at a time: what is made of them stays in the processor's own memory."""

Codes = NDArray[np.uint64]
Positions = NDArray[np.int64]
Offsets = NDArray[np.int32]


def _letters() -> bytes:
    table = bytearray(256)
    for code in range(256):
        char = chr(code)
        if char.isalnum():
            lower = char.lower()
            table[code] = ord(lower) if len(lower) == 1 and ord(lower) < 256 else code
    return bytes(table)


_LETTERS = _letters()
_MASKS = np.array([(1 << (8 * length)) - 1 for length in range(PREFIX + 1)], np.uint64)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of several passages, one after another.

    ``stems`` holds one code per word; ``starts`` and ``ends`` are character offsets within the passage the word
    stands in; the words of passage ``p`` are ``first[p]:first[p + 1]``.
    """

    stems: Codes
    starts: Offsets
    ends: Offsets
    first: Positions

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self.first) - 1

    def owner(self) -> Positions:
        """For each word the number of its passage."""
        return np.repeat(np.arange(self.passages, dtype=np.int64), np.diff(self.first))

    @classmethod
    def joined(cls, parts: Sequence["Tokens"]) -> "Tokens":
        """The passages of all parts, one part after another."""
        lengths = np.concatenate([np.zeros(1, np.int64), *(np.diff(part.first) for part in parts)])
        return cls(
            np.concatenate([part.stems for part in parts]),
            np.concatenate([part.starts for part in parts]),
            np.concatenate([part.ends for part in parts]),
            np.cumsum(lengths),
        )

    def only(self, chosen: Positions) -> "Tokens":
        """Some passages alone, numbered anew."""
        lengths = self.first[chosen + 1] - self.first[chosen]
        first = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        places = np.arange(first[-1]) - np.repeat(first[:-1], lengths) + np.repeat(self.first[chosen], lengths)
        return Tokens(self.stems[places], self.starts[places], self.ends[places], first)


def tokenise(texts: Sequence[str]) -> Tokens:
    """The words of some passages as stems, with their places."""
    blocks = [_tokenised(texts[begin : begin + _BLOCK]) for begin in range(0, max(1, len(texts)), _BLOCK)]
    return blocks[0] if len(blocks) == 1 else Tokens.joined(blocks)


def _tokenised(texts: Sequence[str]) -> Tokens:
    begins = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts)), out=begins[1:])
    joined = "\n".join(texts) + "\n" * _PADDING
    buffer = joined.encode("latin-1", "replace").translate(_LETTERS)
    starts, ends = _words(np.frombuffer(buffer, np.uint8))
    eights: Codes = np.ndarray((len(buffer) - 7,), "<u8", buffer, 0, (1,))
    stems = eights[starts] & _MASKS[np.minimum(ends - starts, PREFIX)]
    first = np.searchsorted(starts, begins)
    origin = np.repeat(begins[:-1], np.diff(first))
    return Tokens(stems, (starts - origin).astype(np.int32), (ends - origin).astype(np.int32), first)


def _words(letters: NDArray[np.uint8]) -> tuple[Positions, Positions]:
    inside = letters != 0
    turns = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    if len(inside) and inside[0]:
        turns = np.concatenate([np.zeros(1, np.int64), turns])
    return turns[0::2], turns[1::2]
