"""Characters as the PDF gives them made into characters as one reads them, each keeping its place on the page."""

import re
import unicodedata

_PLAIN = re.compile(r"[!-~ÅÄÖåäöéÉ–—‘’“”»«§€•…½°·×üÜ⁰¹²³⁴-⁹]+(?: [!-~ÅÄÖåäöéÉ–—‘’“”»«§€•…½°·×üÜ⁰¹²³⁴-⁹]+)*")
_SPLIT = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "ft",
    "ﬆ": "st",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2007": " ",
    "\u2008": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u202f": " ",
    "\u3000": " ",
    "\t": " ",
    "\u00ad": "",
    "\u200b": "",
    "\u200c": "",
    "\u200d": "",
    "\u2060": "",
    "\ufeff": "",
    "\u2010": "-",
    "\u2011": "-",
    "\ufffe": "-",
    "\x02": "-",
}
_BULLETS = frozenset("\uf0b7\uf0a7\uf02d\uf0d8\uf0fc\uf076\uf071\uf06e\uf0e0\uf0a8\uf0d2\u2219\u25cf\u2022")
_PRIVATE = ("\ue000", "\uf8ff")
_SWAPPED = ("\u4100", "\u7a00")


def is_plain(text: str) -> bool:
    """Whether nothing in ``text`` needs repair."""
    return _PLAIN.fullmatch(text) is not None


def repaired(text: str, left: list[float], right: list[float]) -> tuple[str, list[float]]:
    """Normalised text and its edges (one more than characters).

    Ligatures are split, soft hyphens dropped, combining marks composed (NFC), byte-swapped ligatures turned back,
    runs of spaces made one. ``left`` and ``right`` are the sides of each character of ``text``.
    """
    if is_plain(text):
        return text, [*left, right[-1]]
    out: list[str] = []
    edges: list[float] = []
    end = left[0] if left else 0.0
    for char, x0, x1 in zip(text, left, right, strict=True):
        if "!" <= char <= "~":
            out.append(char)
            edges.append(x0)
            end = x1
            continue
        piece = _one(char)
        if not piece:
            continue
        if piece == " " and (not out or out[-1] == " "):
            end = max(end, x1)
            continue
        if unicodedata.combining(piece[0]) and out and _composed(out, piece):
            end = max(end, x1)
            continue
        step = (x1 - x0) / len(piece)
        for number, part in enumerate(piece):
            out.append(part)
            edges.append(x0 + number * step)
        end = x1
    if out and out[-1] == " ":
        out.pop()
        end = edges.pop()
    return "".join(out), [*edges, end]


def _one(char: str) -> str:
    if char in _SPLIT:
        return _SPLIT[char]
    if char in _BULLETS:
        return "•"
    if char < " " or _PRIVATE[0] <= char <= _PRIVATE[1]:
        return "\ufffd"
    if _SWAPPED[0] <= char <= _SWAPPED[1] and not ord(char) & 0xFF:
        return chr(ord(char) >> 8)
    if "\u0300" <= char <= "\u036f":
        return char
    return unicodedata.normalize("NFC", char)


def _composed(out: list[str], mark: str) -> bool:
    whole = unicodedata.normalize("NFC", out[-1] + mark)
    if len(whole) > 1:
        return False
    out[-1] = whole
    return True
