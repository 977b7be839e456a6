"""Lists of places, each a document of the kind that the list is about: ``Söderby (KF 2031)``, ``Lillby (KF 2034)``."""

import re
from collections.abc import Iterator
from functools import cache

from styrdok.extraction.mentions.found import Found
from styrdok.extraction.mentions.titles import capitalised
from styrdok.models import Block, Reading
from styrdok.swedish.fold import squeezed
from styrdok.swedish.heads import noun_forms
from styrdok.swedish.tags import is_adjective
from styrdok.vocabulary import BlockKind, MentionKind

RANK = 20
_FEWEST = 3
_LEAD = 200
_BULLET = re.compile(r"[•·▪§–-]?\s*")
_DECIDED = re.compile(
    r"(?P<name>[A-ZÅÄÖ][^().,;:\n]{1,60}?) \((?:(?:antagen|antaget|laga kraft)(?: av)? )?"
    r"(?:[A-ZÅÄÖ]{2,4}|(?i:[a-zåäö]*(?:fullmäktige|styrelsen|nämnden)))?,? ?"
    r"(?:19|20)\d\d(?:-\d\d-\d\d)?(?:(?:,| och) (?:19|20)\d\d)*\)"
)
_YEAR_IN_BRACKETS = re.compile(r"\((?:[A-Za-zÅÄÖåäö]{2,20},? ){0,4}(?:19|20)\d\d")
_LAST_WORD = re.compile(r"[\wåäöÅÄÖ-]+")


def decided_places(reading: Reading, found: list[Found]) -> Iterator[Found]:
    """The items of lists of places with the body or year of their decision, where no other rule finds a document."""
    if len(_YEAR_IN_BRACKETS.findall(reading.text)) < _FEWEST:
        return
    titles = sorted((item for item in found if item.kind is MentionKind.TITLE), key=lambda item: item.start)
    lead = ""
    row: list[re.Match[str]] = []
    for block in reading.blocks:
        if block.furniture or not reading.text[block.start : block.end].strip(" •·▪§–-"):
            continue
        item = _item(reading.text, block)
        if item is not None:
            row.append(item)
            continue
        yield from _named(row, titles, lead)
        lead, row = reading.text[max(block.start, block.end - _LEAD) : block.end], []
    yield from _named(row, titles, lead)


def _item(text: str, block: Block) -> re.Match[str] | None:
    if block.kind not in (BlockKind.LIST_ITEM, BlockKind.PARAGRAPH):
        return None
    bullet = _BULLET.match(text, block.start, block.end)
    return _DECIDED.match(text, bullet.end() if bullet else block.start, block.end)


def _named(row: list[re.Match[str]], titles: list[Found], lead: str) -> Iterator[Found]:
    """The documents of a list of at least three; nothing where nothing says what kind they are of."""
    if len(row) < _FEWEST:
        return
    inside = {item: [one for one in titles if item.start("name") <= one.start < item.end()] for item in row}
    head = next(filter(None, (_head_of(item, inside[item]) for item in row)), "") or _told_in(lead)
    for item in row if head else ():
        if not inside[item]:
            label = f"{head} för {squeezed(item.group('name'))}"
            yield Found(MentionKind.TITLE, *item.span("name"), label, "listed by place", 3, confidence=0.7, rank=RANK)


def _head_of(item: re.Match[str], found: list[Found]) -> str:
    """The kind of document that an item says itself (``ÖP för Norrby``), as a title has it."""
    first = found[0] if found and " för " in item.group("name") else None
    return first.label.partition(" för ")[0] if first and first.start == item.start("name") else ""


def _told_in(lead: str) -> str:
    """The kind of document whose plural the words before a list end with; nothing where an adjective tells it apart."""
    words = _LAST_WORD.findall(lead.lower())
    for before, word in zip(words[-4:], words[-3:], strict=False):
        size = next((size for size in range(len(word), 3, -1) if word[-size:] in _plurals()), 0)
        if size and not is_adjective(before):
            return capitalised(word[:-size] + _plurals()[word[-size:]])
    return ""


@cache
def _plurals() -> dict[str, str]:
    """The plural forms of head nouns with their singular."""
    forms = noun_forms().items()
    return {text: form.noun.indefinite for text, form in forms if form.plural and not form.noun.as_plural}
