"""The labels of front pages: which words name which field, and where a segment holds them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from styrdok.swedish.tables import read_toml

_BEFORE = r"^[\s•*\-–—.|_]*"
_AFTER = r"(?=[\s:;.,|/(\[<_=]|$)(?P<tail>[\s:;=.|_]*)"
_DISTINCT = frozenset(
    {"diary_number", "adopter", "decision_date", "valid_from", "valid_to", "validity", "responsible", "type"}
)
_COLON = re.compile("[:;]")


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


_FOLDED = str.maketrans("åäöÅÄÖ", "aaoaao")
_UNFOLDED = {"a": "[aåä]", "o": "[oö]"}


def _key(words: str) -> str:
    """The label in small letters without rings and dots, which scanned pages often lose."""
    return re.sub(r"\s+", " ", words).strip().translate(_FOLDED).lower()


def _pattern(words: str) -> str:
    """The label's words with free spaces, a free space at slashes, and letters whose marks may be lost."""
    parts = re.split(r"(?<=[/,])\s?|\s?(?=/)", words)
    return r"\s?".join(r"\s+".join(_spelt(word) for word in part.split()) for part in parts)


def _spelt(word: str) -> str:
    return "".join(_UNFOLDED.get(char, re.escape(char)) for char in word)


@lru_cache(maxsize=1)
def _alternatives() -> str:
    return "|".join(_pattern(words) for words in sorted(_book(), key=lambda words: (-len(words), words)))


@lru_cache(maxsize=1)
def _at_start() -> re.Pattern[str]:
    return re.compile(rf"{_BEFORE}(?P<words>{_alternatives()}){_AFTER}", re.IGNORECASE)


@lru_cache(maxsize=1)
def _inside() -> re.Pattern[str]:
    return re.compile(rf"(?<=[\s.,;)])(?P<words>{_alternatives()})(?P<tail>\s?:\s*|\.?\s+|$)", re.IGNORECASE)


def label_at_start(text: str) -> Labelled | None:
    """The longest label that the text begins with."""
    match = _at_start().match(text)
    if match is None or not _looks_like_label(match["words"]):
        return None
    label = _lookup(match["words"])
    rest = text[match.end() :]
    if label.alone and rest and not _COLON.search(match["tail"]):
        return None
    if not label.bare and rest and not _COLON.search(match["tail"]) and not rest[0].isdigit():
        return None
    return Labelled(label, match.start("words"), match.end(), _COLON.search(match["tail"]) is not None, match["words"])


def labels_inside(text: str, start: int) -> tuple[Labelled, ...]:
    """Labels that stand further on in the text: any label with a colon, and plain ones that say one thing only."""
    return tuple(
        Labelled(_lookup(match["words"]), match.start("words"), match.end(), ":" in match["tail"], match["words"])
        for match in _inside().finditer(text, start)
        if _looks_like_label(match["words"]) and (":" in match["tail"] or _plain(_lookup(match["words"])))
    )


def label_row(text: str) -> tuple[Labelled, ...]:
    """The labels of a text that ends in two or more labels, after at most three other short words."""
    for start in _word_starts(text)[:4]:
        found = _row_from(text, start)
        if len(found) > 1 and (start == 0 or len(found) > 2 or start <= 10):
            return found
    return ()


def _word_starts(text: str) -> list[int]:
    return [match.start() for match in re.finditer(r"\S+", text)]


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


def _lookup(words: str) -> Label:
    key = _key(words)
    book = _book()
    return book.get(key) or book[_squeezed()[re.sub(r"\s", "", key)]]


@lru_cache(maxsize=1)
def _squeezed() -> dict[str, str]:
    return {re.sub(r"\s", "", words): words for words in reversed(list(_book()))}


def _looks_like_label(words: str) -> bool:
    """A label begins with a capital, or is an abbreviation in small letters."""
    return words[0].isupper() or words == "§" or words.lower() in {"dnr", "h.id.", "diarienr", "diarienummer"}
