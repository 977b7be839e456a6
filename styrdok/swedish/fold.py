"""A folded copy of a text in which literals are looked up: lower case, plain spaces and dashes, same length.

Line breaks and tabs stay: they part blocks and the cells of tables, and no phrase runs over them.
"""

_SPACES = "\r\u00a0\u2002\u2003\u2009\u202f"
_DASHES = "‐‑‒–—−"


def fold(text: str) -> str:
    """Lower case with one kind of space and dash; ``len(fold(text)) == len(text)``."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return plain(lowered)


def plain(text: str) -> str:
    """The text with one kind of space and dash, case kept; the length stays the same."""
    for space in _SPACES:
        if space in text:
            text = text.replace(space, " ")
    for dash in _DASHES:
        if dash in text:
            text = text.replace(dash, "-")
    return text


def squeezed(text: str) -> str:
    """The words with line breaks and doubled spaces as one space."""
    return " ".join(text.split())


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether no letter or figure touches ``text[start:end]``."""
    before = start == 0 or not text[start - 1].isalnum()
    return before and (end == len(text) or not text[end].isalnum())
