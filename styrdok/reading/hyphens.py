"""Words broken at the end of a line: joined, kept with their hyphen, or left hanging (``miljö- och``)."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from enum import Enum
from functools import cached_property

from styrdok.reading.words import words

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LAST = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?=-$)")
_FIRST = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_TRIPLED = frozenset("bdfgklmnprst")


class Join(Enum):
    """What happens to the hyphen between two lines."""

    JOINED = ""
    KEPT = "-"
    HANGING = "- "


class Vocabulary:
    """How often words stand unbroken in the lines of a document, counted when it is asked for."""

    def __init__(self, lines: Callable[[], Iterable[tuple[str, bool]]]) -> None:
        """``lines`` gives pairs of a text and whether it ends with a broken word."""
        self._lines = lines

    @cached_property
    def _hyphened(self) -> Counter[str]:
        return words_of((text, broken) for text, broken in self._lines() if "-" in text)

    @cached_property
    def _all(self) -> Counter[str]:
        return words_of(self._lines())

    def prefers(self, kept: str, joined: str) -> bool:
        """Whether the document writes ``kept``, a form with a hyphen, oftener than ``joined``; both in lower case."""
        count = self._hyphened[kept]
        return count > 0 and count > self._all[joined]


def words_of(lines: Iterable[tuple[str, bool]]) -> Counter[str]:
    """How often each word stands unbroken in ``lines`` of (text, ends with a broken word)."""
    counts: Counter[str] = Counter()
    for text, broken in lines:
        found = _WORD.findall(text.lower())
        counts.update(found[1:-1] if broken else found[1:])
    return counts


def join(left: str, right: str, seen: Vocabulary) -> Join:
    """How the line ``left``, which ends with a hyphen, goes on in the line ``right``."""
    before, after = _LAST.search(left), _FIRST.match(right)
    if before is None or after is None:
        return Join.KEPT if after else Join.HANGING
    head, tail = before.group(), after.group()
    if tail.lower() in words().hanging:
        return Join.HANGING
    if not tail[0].islower() or not head[-1].isalpha() or (len(head) > 1 and head.isupper()):
        return Join.KEPT
    whole, kept = (head + tail).lower(), f"{head}-{tail}".lower()
    return Join.KEPT if seen.prefers(kept, whole) else Join.JOINED


def drops_letter(left: str, right: str) -> bool:
    """Whether joining must drop one of three equal consonants (``till-låta`` gives ``tillåta``)."""
    before, after = _LAST.search(left), _FIRST.match(right)
    if before is None or after is None:
        return False
    head, tail = before.group().lower(), after.group().lower()
    return len(head) > 2 and len(tail) > 1 and head[-1] == head[-2] == tail[0] and head[-1] in _TRIPLED
