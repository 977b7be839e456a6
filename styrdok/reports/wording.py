"""Sentences of the analysis as a report shows them."""

import re

_TECHNICAL = re.compile(r"; \d+ bitar(?=\))| \(likhet [^()]*\)")
_BULLET = re.compile(r"^[•▪◦]\s+")
_FIRST = re.compile(r"^[^.”]*\.")


def tidy(sentence: object) -> str:
    """A sentence without bullets in its quotes and double stops."""
    return re.sub(r"”[•▪◦]\s+", "”", str(sentence)).replace(".”.", ".”")


def plain(sentence: object) -> str:
    """A tidy sentence without the measures that only its authors need."""
    return _TECHNICAL.sub("", tidy(sentence))


def unbulleted(text: str) -> str:
    """Words of a document without the bullet of a list item before them."""
    return _BULLET.sub("", text)


def first_sentence(text: str) -> str:
    """What stands before the first full stop that is outside quotes; all where there is none."""
    found = _FIRST.match(text)
    return found.group() if found else text


def listed(names: list[str]) -> str:
    """Names with commas and an ``och``."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"
