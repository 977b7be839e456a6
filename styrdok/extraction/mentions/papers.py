"""Lists of papers: below a heading such as ``Handlingar i ärendet`` every entry is a paper, whatever it is called.

An entry in which another rule finds a title is left to that rule.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from styrdok.extraction.lexicon.tables import read_toml
from styrdok.extraction.mentions.found import Found
from styrdok.extraction.mentions.titles import capitalised
from styrdok.extraction.mentions.words import phrases
from styrdok.models import Block, Reading
from styrdok.swedish.fold import squeezed
from styrdok.swedish.tags import is_finite
from styrdok.vocabulary import BlockKind, MentionKind

RANK = 20
_LONGEST = 190
_MOST_WORDS = 14
_NUMBER = re.compile(r"^(?:[\d.]+|[A-Z]|§ ?\d+)[.)]? +")
_DATE = r"(?:19|20)\d\d[- ](?:[01]\d)-(?:[0-3]\d)"
_PARTS = re.compile(r"(?<=\d-\d\d) (?=[A-ZÅÄÖ])|[;\n] ?")
_ANNEX = r"(?:(?:bilaga|bil\.?) ?[\dA-Z]{0,2}[.:]? ?[-–:]? ?)?"
_DRAFT = r"(?:reviderat |nytt )?förslag(?: till)?|remissversion(?: av)?|remissutgåva(?: av)?|utkast(?: till)?"
_STATUS = rf"(?:(?:{_DRAFT}) ?[-–:]? ?)?"
_END = rf"(?= ?(?:[,;(]|inkl|(?:daterad |upprättad |uppdaterad |från |av den )?{_DATE}|[.]? *\Z|\. [A-ZÅÄÖ]))"
_NAME = re.compile(
    rf"(?:[•·▪–-]|\d{{1,2}}[.)]?|[a-z]\))? ?{_ANNEX}{_STATUS}(?P<name>[A-ZÅÄÖ][^,;()]*?){_END}", re.IGNORECASE
)
_DATED = re.compile(rf"{_DATE}|beslut i ")


@dataclass(frozen=True, slots=True)
class _Words:
    """``papers.toml``: headings of lists of papers, which of them hold own appendices too, what is no paper to name.

    ``letter`` matches an entry that names a letter of a case: by its author, its day, or alone.
    """

    headings: frozenset[str]
    own_parts: frozenset[str]
    no_paper: tuple[str, ...]
    paper_endings: tuple[str, ...]
    letter: re.Pattern[str]
    posts: tuple[str, ...]


@cache
def _words() -> _Words:
    table = read_toml("papers.toml")
    return _Words(
        frozenset(table["headings"]),
        frozenset(table["own_parts"]),
        tuple(table["no_paper"]),
        tuple(table["paper_endings"]),
        _letter(table["letters"], table["alone"]),
        tuple(read_toml("adopters.toml")["posts"]["endings"]),
    )


def _letter(letters: list[str], alone: list[str]) -> re.Pattern[str]:
    noun, whole = "|".join(letters), "|".join(alone)
    dated = rf"(?: (?:(?:daterat|daterad|av den|från) )?{_DATE})"
    whose = r"[A-ZÅÄÖ][\wåäöÅÄÖ-]+(?:,? [\wåäöÅÄÖ-]+){0,5}s"
    from_whom = r" från [^,;()\n]{3,60}"
    named = rf"{whose} (?:{noun}){dated}?|(?i:{noun}){dated}|(?i:{noun}){from_whom}|(?i:{whole}){dated}?"
    return re.compile(rf"(?:[•·▪–-] ?)?(?P<name>{named})(?= ?(?:[,;(\n]|\Z))")


def listed_papers(reading: Reading, found: list[Found], *, case_paper: bool) -> Iterator[Found]:
    """The papers listed below such headings in which ``found`` has no document yet.

    In other documents than ``case_paper`` (minutes, replies, memos) appendices are parts of the document itself unless
    they have a date of their own.
    """
    taken = sorted((item.start, item.end) for item in found if item.kind in _DOCUMENTS)
    for block, heading in _below_headings(reading):
        dated = not case_paper and heading in _words().own_parts
        for start, end in _entries(reading.text, block):
            if dated and not _DATED.search(reading.text, start, end):
                continue
            letter = _words().letter.match(reading.text, start, end)
            name = letter.span("name") if letter else _name(reading.text, start, end)
            if name is not None and not any(one < name[1] and name[0] < two for one, two in taken):
                words, rule = squeezed(reading.text[slice(*name)]), "listed letter" if letter else "listed paper"
                sure = 0.6 if letter else 0.7
                yield Found(MentionKind.TITLE, *name, capitalised(words), rule, 3, confidence=sure, rank=RANK)


_DOCUMENTS = (MentionKind.TITLE, MentionKind.LAW, MentionKind.EU_ACT, MentionKind.PROPOSITION, MentionKind.SELF)


def _below_headings(reading: Reading) -> Iterator[tuple[Block, str]]:
    """Blocks below a heading for papers, up to the next heading of its level, with the words of the heading."""
    under, level = "", 0
    for block in reading.blocks:
        if block.furniture or block.kind is BlockKind.TOC:
            continue
        words = reading.text[block.start : block.end] if block.end - block.start < _LONGEST else ""
        plain = _NUMBER.sub("", words).strip(" :").lower()
        if plain in _words().headings and block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            under, level = plain, block.level or 9
        elif block.kind is BlockKind.HEADING and (block.level or 9) <= level:
            under = ""
        elif under and words and block.kind in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH):
            yield block, under


def _entries(text: str, block: Block) -> Iterator[tuple[int, int]]:
    """The entries of a block: mostly one; several where each ends with its date."""
    start = block.start
    for part in _PARTS.finditer(text, block.start, block.end):
        yield start, part.start()
        start = part.end()
    yield start, block.end


def _name(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the name of a paper stands in an entry, or ``None`` when it is a sentence or no paper to name."""
    match = _NAME.match(text, start, end)
    if match is None:
        return None
    lead = text[start : match.start("name")]
    if not text[match.start("name")].isupper() and not any(map(str.isalpha, lead)):
        return None
    name = match.group("name")
    words = name.split()
    if len(words) > _MOST_WORDS or name.lower().startswith(_words().no_paper) or words[-1] in _words().no_paper:
        return None
    return match.span("name") if _reads_as_a_name(words) else None


def _reads_as_a_name(words: list[str]) -> bool:
    """Whether words are a paper's name: no sentence, and neither a person's nor a firm's name."""
    first = words[0].lower()
    if first in phrases().determiners or first in phrases().further or first in phrases().stop:
        return False
    if any(word.lower() in phrases().stop or is_finite(word) for word in words[1:]):
        return False
    if len(words) > 1 and words[-1].endswith(_words().posts) and all(word[0].isupper() for word in words[:-1]):
        return False
    if len(words) == 1:
        return first.endswith(_words().paper_endings)
    return any(len(word) > 3 and word[0].islower() for word in words[1:])
