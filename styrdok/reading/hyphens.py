"""Words broken at the end of a line: joined, kept with their hyphen, or left hanging (``miljö- och``)."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum

from styrdok.reading.words import words
from styrdok.swedish.tags import tags

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_LAST = re.compile(r"[^\W_]+(?:-[^\W_]+)*(?=-$)")
_FIRST = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_TRIPLED = frozenset("bdfgklmnprst")
_TORN = re.compile(r"(?<![^\W_])(?<!-)([^\W\d_]{2,})(- )([a-zåäöé]{2,})")


class Join(Enum):
    """What happens to the hyphen between two lines."""

    JOINED = ""
    KEPT = "-"
    HANGING = "- "


class Vocabulary:
    """How often a document writes the words in which a hyphen at the end of a line may be in question."""

    def __init__(self, lines: Sequence[tuple[str, bool]]) -> None:
        """``lines`` are pairs of a text and whether it ends with a broken word."""
        hyphened = words_of(line for line in lines if "-" in line[0])
        heads = {found.group().lower() for text, broken in lines if broken and (found := _last(text))}
        pairs = {(key, joined) for key in hyphened for head, joined in _splits(key) if head in heads}
        every = words_of(lines) if pairs else Counter[str]()
        self._preferred = {pair for pair in pairs if hyphened[pair[0]] > every[pair[1]]}

    def prefers(self, kept: str, joined: str) -> bool:
        """Whether the document writes ``kept``, a form with a hyphen, oftener than ``joined``; both in lower case."""
        return (kept, joined) in self._preferred


def _splits(word: str) -> Iterator[tuple[str, str]]:
    """For each hyphen of a word: what stands before it, and the word without it."""
    for place, char in enumerate(word):
        if char == "-":
            yield word[:place], word[:place] + word[place + 1 :]


def words_of(lines: Iterable[tuple[str, bool]]) -> Counter[str]:
    """How often each word stands unbroken in ``lines`` of (text, ends with a broken word)."""
    counts: Counter[str] = Counter()
    for text, broken in lines:
        found = _WORD.findall(text.lower())
        counts.update(found[1:-1] if broken else found[1:])
    return counts


def _last(line: str) -> re.Match[str] | None:
    """The word before the hyphen that ends ``line``; no word holds a space, so that it stands after the last one."""
    return _LAST.search(line, line.rfind(" ") + 1)


def join(left: str, right: str, seen: Vocabulary) -> Join:
    """How the line ``left``, which ends with a hyphen, goes on in the line ``right``."""
    before, after = _last(left), _FIRST.match(right)
    if before is None or after is None:
        return Join.KEPT if after else Join.HANGING
    head, tail = before.group(), after.group()
    if tail.lower() in words().hanging:
        return Join.HANGING
    if not tail[0].islower() or not head[-1].isalpha() or (len(head) > 1 and head.isupper()):
        return Join.KEPT
    if head.lower() in words().hyphened:
        return Join.KEPT
    whole, kept = (head + tail).lower(), f"{head}-{tail}".lower()
    return Join.KEPT if seen.prefers(kept, whole) else Join.JOINED


def drops_letter(left: str, right: str) -> bool:
    """Whether joining must drop one of three equal consonants (``till-låta`` gives ``tillåta``)."""
    before, after = _last(left), _FIRST.match(right)
    if before is None or after is None:
        return False
    head, tail = before.group().lower(), after.group().lower()
    return len(head) > 2 and len(tail) > 1 and head[-1] == head[-2] == tail[0] and head[-1] in _TRIPLED


def torn(text: str) -> Iterator[tuple[int, int]]:
    """Where a line holds the hyphen of an older line end (``Över- siktsplanen``): hyphen and space of each, in order.

    Only between parts that make up a word; ``mark- och``, a list of first parts and a dash stay as they are.
    """
    if "- " not in text:
        return
    for match in _TORN.finditer(text):
        head, _, tail = match.groups()
        if tail not in words().hanging and head.lower() not in words().hyphened and tags((head + tail).lower()):
            yield match.span(2)
