"""How texts are compared when figures are made: case, spaces, dashes and quotation marks do not count."""

import re
import unicodedata

_DASHES = re.compile("[‐‑‒–—−]")
_QUOTES = re.compile("[”“„\"’‘'»«]")
_NOT_WORD = re.compile(r"[^\w§]+")


def normal(text: str) -> str:
    """The text with case, runs of white space, kinds of dashes and of quotes made equal."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = _QUOTES.sub('"', _DASHES.sub("-", text))
    return " ".join(text.split()).strip(" .,;:")


def words(text: str) -> list[str]:
    """The words of a text, for comparing by overlap."""
    return _NOT_WORD.sub(" ", normal(text)).split()


def common_part(a: str, b: str) -> float:
    """How far one text lies inside the other or overlaps its edge (0–1), counted in words of the longer."""
    x, y = words(a), words(b)
    if not x or not y:
        return 0.0
    if len(x) > len(y):
        x, y = y, x
    best = _longest_run(x, y)
    return best / len(y)


def _longest_run(x: list[str], y: list[str]) -> int:
    """Length of the longest run of words that stands in both."""
    best = 0
    previous = [0] * (len(y) + 1)
    for word in x:
        current = [0] * (len(y) + 1)
        for j, other in enumerate(y):
            if word == other:
                current[j + 1] = previous[j] + 1
                best = max(best, current[j + 1])
        previous = current
    return best
