"""Words of a text with their places."""

import re
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’:][^\W\d_]+)*-?|\d+(?:[.,:/-]\d+)*")


class Token(NamedTuple):
    """A word or a number: ``text`` stands at ``start:end``."""

    start: int
    end: int
    text: str


def tokens(text: str) -> tuple[Token, ...]:
    """The words and numbers of a text in order.

    A hyphen inside a word belongs to it, as does one that hangs at its end (``trygghets- och``).
    """
    return tuple([Token(*match.span(), match[0]) for match in _WORD.finditer(text)])
