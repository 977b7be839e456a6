"""The labels of front pages: which words name which field, and where a segment holds them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from styrdok.tables import read_toml

_BEFORE = r"^[\s•*\-–—.|_]*"
_AFTER = r"(?=[\s:;.,|/(\[<_=]|$)(?P<tail>[\s:;=.|_]*)"
_DISTINCT = frozenset(
    {"diary_number", "adopter", "decision_date", "valid_from", "valid_to", "validity", "responsible", "type"}
)
_COLON = re.compile("[:;]")
_IN_SMALL_LETTERS = ("dnr", "h.id.", "diarienr", "diarienummer")
"""The labels that need no capital."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label: the field it names, how exactly (rank 1 best), and whether it may stand before a value without colon."""

    field: str
    rank: int
    bare: bool
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label found in a text: it ends at ``end``, where the value would begin."""

    label: Label
    start: int
    end: int
    colon: bool
    written: str


@lru_cache(maxsize=1)
def _book() -> dict[str, Label]:
    book: dict[str, Label] = {}
    for entry in read_toml("styrdok.extraction.lexicon", "labels.toml")["label"]:
        label = Label(entry["field"], entry.get("rank", 1), entry.get("bare", True), entry.get("alone", False))
        for words in entry["words"]:
            for spelling in _expanded(words):
                book.setdefault(_key(spelling), label)
    return book


def _expanded(words: str) -> Iterator[str]:
    """The spellings of a label: ``{a|b|}`` stands for a, b or nothing."""
    parts = [part.split("|") for part in re.split(r"[{}]", words)]
    return ("".join(choice) for choice in product(*parts))


_WORD = re.compile(r"\S+")
_FOLDED = str.maketrans("åäö", "aao")
_SPELT = {"a": "[aåä]", "o": "[oö]", " ": r"\s+", "/": r"\s?/\s?", ",": r",\s?"}


def _small(text: str) -> str:
    """The text in small letters, character for character."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(char.lower()[0] for char in text)


def _key(words: str) -> str:
    """The label in small letters without rings and dots, which scanned pages often lose."""
    return re.sub(r"\s*([/,])\s*", r"\1", " ".join(_small(words).translate(_FOLDED).split()))


def _pattern(endings: list[str]) -> str:
    """One expression for many labels, branching letter by letter; longer labels are tried before shorter ones."""
    branches: dict[str, list[str]] = {}
    for ending in endings:
        if ending:
            branches.setdefault(ending[0], []).append(ending[1:])
    if not branches:
        return ""
    options = [_SPELT.get(char, re.escape(char)) + _pattern(rest) for char, rest in branches.items()]
    if len(options) == 1 and "" not in endings:
        return options[0]
    return f"(?:{'|'.join(options)})" + ("?" if "" in endings else "")


@lru_cache(maxsize=1)
def _labels() -> str:
    return _pattern(sorted(_book()))


@lru_cache(maxsize=1)
def _at_start() -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?P<words>{_labels()}){_AFTER}")


@lru_cache(maxsize=1)
def _inside() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s.,;)])(?P<words>{_labels()})(?P<tail>\s?:\s*|\.?\s+|$)")


def label_at_start(text: str) -> Labelled | None:
    """The longest label that the text begins with."""
    small = text[:1].islower() and not text.lower().startswith(_IN_SMALL_LETTERS)
    return None if small else _at_beginning(text)


@lru_cache(maxsize=4096)
def _at_beginning(text: str) -> Labelled | None:
    match = _at_start().match(_small(text))
    if match is None or not _looks_like_label(_words(match, text)):
        return None
    label = _book()[_key(match["words"])]
    rest = text[match.end() :]
    if label.alone and rest and not _COLON.search(match["tail"]):
        return None
    if not label.bare and rest and not _COLON.search(match["tail"]) and not rest[0].isdigit():
        return None
    return Labelled(
        label, match.start("words"), match.end(), _COLON.search(match["tail"]) is not None, _words(match, text)
    )


def labels_inside(text: str, start: int) -> tuple[Labelled, ...]:
    """Labels that stand further on in the text: any label with a colon, and plain ones that say one thing only."""
    found = []
    for match in _inside().finditer(_small(text), start):
        label, colon = _book()[_key(match["words"])], ":" in match["tail"]
        if _looks_like_label(_words(match, text)) and (colon or _plain(label)):
            found.append(Labelled(label, match.start("words"), match.end(), colon, _words(match, text)))
    return tuple(found)


def _words(match: re.Match[str], text: str) -> str:
    return text[match.start("words") : match.end("words")]


def label_row(text: str) -> tuple[Labelled, ...]:
    """The labels of a text that ends in two or more labels, after at most three other short words."""
    for start in islice(_word_starts(text), 4):
        found = _row_from(text, start)
        if len(found) > 1 and (start == 0 or len(found) > 2 or start <= 10):
            return found
    return ()


def _word_starts(text: str) -> Iterator[int]:
    return (match.start() for match in _WORD.finditer(text))


def _row_from(text: str, at: int) -> tuple[Labelled, ...]:
    found: list[Labelled] = []
    while at < len(text):
        item = label_at_start(text[at:])
        if item is None:
            return ()
        found.append(Labelled(item.label, at + item.start, at + item.end, item.colon, item.written))
        at += item.end
    return tuple(found)


def _plain(label: Label) -> bool:
    """Whether a label may be believed in the middle of a line without a colon."""
    return label.bare and label.rank == 1 and label.field in _DISTINCT


def _looks_like_label(words: str) -> bool:
    """A label begins with a capital, or is an abbreviation in small letters."""
    return words[0].isupper() or words == "§" or words.lower() in _IN_SMALL_LETTERS
