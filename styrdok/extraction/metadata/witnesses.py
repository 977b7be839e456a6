"""Second opinions on a title: the running head and the PDF's own title bear it out, complete it or speak against it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from styrdok.extraction.metadata.heads import find_heads
from styrdok.extraction.metadata.rules import Found
from styrdok.models import Reading
from styrdok.vocabulary import BlockKind

_PAGES = 3
_SHORTEST = 8
_LONGEST = 140
_FILE_NAME = re.compile(r"^Microsoft \w+ - |\.(?:docx?|pdf|pptx?|indd|odt|html?)$", re.IGNORECASE)
_APART = re.compile(r"\s+[·•|]\s+|\s+[–—-]\s+(?=(?i:dnr|[A-ZÅÄÖ]{1,5}[ /]\d))|\n")
_BORNE_OUT, _DOUBTED = 0.03, 0.15


def weighed(title: Found, reading: Reading) -> Found:
    """The title as its witnesses leave it: completed where it was cut within a word, surer or less sure."""
    said = [words for words in (*_running_heads(reading), file_title(reading)) if len(key(words)) >= _SHORTEST]
    mine = key(title.value)
    for words in said:
        if _cut_within_word(mine, words):
            return replace(title, value=words, rule=f"{title.rule}, completed from the running head")
    if any(mine in key(words) or key(words) in mine for words in said):
        return replace(title, confidence=round(min(1.0, title.confidence + _BORNE_OUT), 3))
    nouns = {head.word for head in find_heads(title.value)}
    others = [{head.word for head in find_heads(words)} for words in said]
    if nouns and any(other and not other & nouns for other in others):
        return replace(
            title,
            confidence=round(max(0.05, title.confidence - _DOUBTED), 3),
            rule=f"{title.rule}, another title in running head or file",
        )
    return title


def _cut_within_word(mine: str, words: str) -> bool:
    """Whether a witness begins with the title and goes on in the middle of its last word."""
    squeezed = key(words)
    if len(mine) < _SHORTEST or not squeezed.startswith(mine) or len(squeezed) == len(mine):
        return False
    ends = {len(key(words[: match.end()])) for match in re.finditer(r"[\w-]+", words)}
    return len(mine) not in ends


def _running_heads(reading: Reading) -> Iterator[str]:
    for block in reading.blocks:
        if block.kind is BlockKind.HEADER and block.page <= _PAGES:
            for words in _APART.split(reading.text[block.start : block.end]):
                if len(words) <= _LONGEST:
                    yield " ".join(words.split())


def file_title(reading: Reading) -> str:
    """The title that the PDF itself carries, without the name of a program or the ending of a file."""
    return _FILE_NAME.sub("", dict(reading.info).get("Title", "")).strip()


def key(text: str) -> str:
    """The letters and figures of a text in lower case."""
    return re.sub(r"[\W_]+", "", text.lower())
