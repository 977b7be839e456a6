"""From when and until when a document says in a sentence that it holds: *… § 12, att gälla fr.o.m. 1 januari 2024*."""

import re
from collections.abc import Iterator
from functools import lru_cache

from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.values import Validity, period_in, read_between
from styrdok.tables import read_toml

_REACH = 90
_BOUNDARY = re.compile(r"(?<![oO]\.m)(?<![oO]\. m)(?<!\bm)[.;]\s+(?=[A-ZÅÄÖ])")


@lru_cache(maxsize=1)
def _cue() -> re.Pattern[str]:
    told = read_toml("styrdok.extraction.lexicon", "validity.toml")["told"]
    until = rf"(?:{'|'.join(told['verbs'])})\s+(?=(?:{'|'.join(told['follows'])}))"
    return re.compile(rf"\b(?:{until}|(?P<start>{'|'.join(told['starts'])})\s+(?:den\s+)?(?=\d))", re.I)


@lru_cache(maxsize=1)
def _own() -> re.Pattern[str]:
    """What may stand before the verb when the sentence is about the document itself."""
    sentences = read_toml("styrdok.extraction.lexicon", "adopters.toml")["sentences"]
    selves, participles = "|".join(sentences["self"]), "|".join(sentences["participles"])
    return re.compile(rf"(?:{selves})(?:\s[\w§-]+){{0,4}}$|\b(?:{participles})\b|^[^\w]*$", re.I)


@lru_cache(maxsize=1)
def _earlier() -> re.Pattern[str]:
    words = read_toml("styrdok.extraction.lexicon", "adopters.toml")["sentences"]["earlier"]
    return re.compile(rf"\b(?:{'|'.join(words)})", re.I)


def speaks_of_others(before: str) -> bool:
    """Whether the words before a statement make it one about an earlier or another document."""
    return _earlier().search(before) is not None


def validity_told(text: str, span: tuple[int, int]) -> Iterator[Found]:
    """The period of validity that a short text tells of the document itself."""
    for match in _cue().finditer(text):
        before = _BOUNDARY.split(text[: match.start()])[-1]
        if speaks_of_others(before) or not _own().search(before.strip()):
            continue
        rest = _BOUNDARY.split(text[match.end() : match.end() + _REACH])[0]
        yield from _limits(_read(f"från {rest}" if match["start"] else rest), span)
        return


def _read(rest: str) -> Validity:
    found = read_between(rest)
    period = None if found.start or found.end else period_in(rest[:24])
    return read_between(f"från {period[0]} till {period[1]}") if period else found


def _limits(found: Validity, span: tuple[int, int]) -> Iterator[Found]:
    for field, day in (("valid_from", found.start), ("valid_to", found.end)):
        if day:
            yield Found(field, day.isoformat(), "sentence", 0.72, (), span)
