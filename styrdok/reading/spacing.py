"""Letter-spaced words (``K L I M A T``) closed up: the gaps between letters tell where words end."""

import re
from itertools import pairwise
from statistics import median

SPACED = re.compile(r"(?:^|\s)(?:\S{1,3}\s+){3,}\S{1,3}(?:\s|$)")
_TRACKED = 0.045
_WORD_GAP = 0.17

Run = tuple[str, list[float], list[float]]


def closed_up(text: str, left: list[float], right: list[float], size: float) -> Run:
    """Put the spaces where the gaps are wider than those between the letters of the line.

    A line that is not letter-spaced is given back as it is.
    """
    letters = [k for k, char in enumerate(text) if not char.isspace()]
    gaps = [left[b] - right[a] for a, b in pairwise(letters)]
    tokens = text.split()
    alphabetic = sum(char.isalpha() for char in text)
    if len(letters) < 6 or len(letters) > 3.2 * len(tokens) or alphabetic < 0.7 * len(letters):
        return text, left, right
    usual = median(gaps)
    if usual < _TRACKED * size:
        return text, left, right
    out, x0, x1 = [text[letters[0]]], [left[letters[0]]], [right[letters[0]]]
    for gap, (a, b) in zip(gaps, pairwise(letters), strict=True):
        if gap > usual + _WORD_GAP * size:
            out.append(" ")
            x0.append(right[a])
            x1.append(left[b])
        out.append(text[b])
        x0.append(left[b])
        x1.append(right[b])
    return "".join(out), x0, x1
