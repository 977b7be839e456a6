"""Making a title out of printed lines: joining, cleaning, small letters instead of capitals."""

import re
from functools import lru_cache

from styrdok.swedish.tables import read_toml

_PARAGRAPH = re.compile(r"^§+\s?\d+[a-z]?\s+")
_PAGE = re.compile(r"\s*\b(?:[Ss]ida?|[Ss]idan)\s*\d+\s*(?:\(|av\b).*$")
_SHOUTED_OWNER = re.compile(r"\b([A-ZÅÄÖ]{3,}) (KOMMUNS?|STADS?)\b")
_OWNER_AFTER = re.compile(r"\s[-–—]\s[A-ZÅÄÖ][\w-]+\s(?:[Kk]ommun|[Ss]tad)$")
_STRAY = re.compile(r"(?:\s[=|]|\.)\s+(?=(?:19|20)\d\d\b)")


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(read_toml("styrdok.extraction.lexicon", "titles.toml")["function_words"]["words"])


@lru_cache(maxsize=1)
def _prefixes() -> tuple[str, ...]:
    return tuple(read_toml("styrdok.extraction.lexicon", "titles.toml")["prefixes"]["words"])


def glue_lines(text: str, lines: list[str]) -> str:
    """Lines as one title; two lines of one word each are one compound when the text elsewhere writes it so."""
    out = ""
    for line in lines:
        if out and " " not in out and " " not in line and re.search(rf"(?i)\b{re.escape(out + line)}", text):
            out += line
        else:
            out = f"{out} {line}" if out else line
    return out


def clean_title(title: str, text: str = "") -> str:
    """The title without paragraph number and stray signs, in small letters."""
    title = _PARAGRAPH.sub("", " ".join(title.split())).strip(" .,:;|_=*•")
    title = _OWNER_AFTER.sub("", _PAGE.sub("", _STRAY.sub(" ", title)))
    return lower_capitals(title, text)


def without_prefix(title: str) -> str:
    """The title of the document itself, without *Förslag till*, *Revidering av* and the like."""
    for prefix in _prefixes():
        if title.lower().startswith(prefix + " ") and len(title) > len(prefix) + 6:
            title = title[len(prefix) :].strip(" :–-")
            title = title[0].upper() + title[1:]
    return title


def lower_capitals(title: str, text: str) -> str:
    """A title in capitals as it would be written in running text.

    Short words may be abbreviations and stay; a word that ``text`` only writes with a capital is a name.
    """
    letters = [char for char in title if char.isalpha()]
    if len(letters) < 6 or sum(char.isupper() for char in letters) < 0.9 * len(letters):
        return _SHOUTED_OWNER.sub(lambda match: f"{match[1].capitalize()} {match[2].lower()}", title)
    words = [_lowered(word, index) for index, word in enumerate(title.split())]
    return " ".join(_named(word, text) for word in words)


def _named(word: str, text: str) -> str:
    name = word.capitalize()
    if len(word) < 4 or not word.islower() or re.search(rf"(?<![@./\w]){re.escape(word)}(?!\.\w)", text):
        return word
    running = rf"[a-zåäö,] {re.escape(name)}\b|\b{re.escape(name)}s? (?:kommun|stad|region)"
    return name if re.search(running, text) else word


def _lowered(word: str, index: int) -> str:
    bare = word.strip("()-–,.:").lower()
    if len(bare) <= 3 and bare not in _function_words() and not word.endswith("-") and index:
        return word
    return word.capitalize() if index == 0 else word.lower()
