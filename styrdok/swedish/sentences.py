"""Sentence boundaries."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from styrdok.tables import read_toml

_END = re.compile(r"([.!?…]+)([\"”»’')\]]*)(\s+)")
_WORD_BEFORE = re.compile(r"\S+$")
_LEFT_OF_WORD = "(\"”»’'"
_LEFT_OF_SENTENCE = "\"”»'’(–-•·▪◦* "
_LIST_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*|[a-zåäö]\)?")
_INITIAL = re.compile(r"[a-zåäö](?:\.?-?[a-zåäö])?")
_DOTTED = re.compile(r"(?:[a-zåäö]{1,3}\.)+[a-zåäö]{1,3}")
_WINDOW = 60


@dataclass(frozen=True, slots=True)
class _Table:
    abbreviations: frozenset[str]
    may_end: frozenset[str]
    before_figure: frozenset[str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    table = read_toml("styrdok.swedish.data", "sentences.toml")
    return _Table(frozenset(table["abbreviations"]), frozenset(table["may_end"]), frozenset(table["before_figure"]))


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """The (start, end) of every sentence, without the white space around it.

    A list number, an initial and a known abbreviation do not end a sentence; an empty line always does.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _blocks(text):
        for match in _END.finditer(text, start, end):
            if match.end() < end and _ends(text, start, match):
                _add(spans, text, start, match.end(2))
                start = match.end()
        _add(spans, text, start, end)
    return tuple(spans)


def _blocks(text: str) -> tuple[tuple[int, int], ...]:
    cuts = [0, *(match.end() for match in re.finditer(r"\n[ \t]*\n\s*", text)), len(text)]
    return tuple((a, b) for a, b in pairwise(cuts) if a < b)


def _add(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a sentence that began at ``start`` ends at the full stop that was matched."""
    after = text[match.end() : match.end() + _WINDOW].lstrip(_LEFT_OF_SENTENCE)
    if not after or after[0].islower():
        return False
    if match[1] != ".":
        return True
    written = _WORD_BEFORE.search(text, max(start, match.start() - _WINDOW), match.start())
    word = written.group().lstrip(_LEFT_OF_WORD).lower() if written else ""
    alone = len(text[start : match.start()].strip()) <= len(word)
    if alone and _LIST_NUMBER.fullmatch(word):
        return False
    if _INITIAL.fullmatch(word) and text[match.start() - 1].isupper():
        return False
    return not (word in _table().abbreviations or _DOTTED.fullmatch(word)) or _abbreviation_ends(word, after[0])


def _abbreviation_ends(word: str, after: str) -> bool:
    if after.isdigit():
        return word in _table().before_figure
    return word in _table().may_end and after.isupper()
