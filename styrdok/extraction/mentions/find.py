"""What a document points at: titles, case numbers, decisions, laws, EU acts, goals, systems, itself.

Mentions are found without knowing what documents exist; whether a title is known is asked later.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import islice

from styrdok.extraction.mentions.collect import collect, labelled
from styrdok.extraction.mentions.context import Context, context_of
from styrdok.extraction.mentions.found import Found, settle
from styrdok.extraction.mentions.papers import listed_papers
from styrdok.extraction.mentions.places import decided_places
from styrdok.extraction.mentions.placing import mention_at
from styrdok.extraction.numbers.case_numbers import diary_key
from styrdok.models import Block, Description, Mention, Reading
from styrdok.swedish.fold import squeezed
from styrdok.vocabulary import BlockKind, Kind, MentionKind

_ENDS = re.compile(r"(?i)ersätt|upphäv")
_FIELD = re.compile(
    r"(?i)^[^:]{0,40}?(?:dnr|diarie\w*|ärende(?:nr|nummer)|antage[nt]|beslut\w*|fastställ\w*|godkän\w*|datum|giltig\w*|"
    r"version|senast|reviderad|revidering|dokument\w*)\b"
)
_SECTION = re.compile(r"§ ?(\d+)")
_MEETING = re.compile(r"(?i)(?:till|[\w-]*(?:protokoll|sammanträde|kallelse|tjänsteskrivelse|tjänsteutlåtande)\w*) \Z")
_THEIRS = re.compile(r"(?i)\bert? \w+:?\s*\Z")
_THEIR_LABEL = 24
_FIELD_LENGTH = 160
_COLON = re.compile(r"[^.;\n]{0,45}:")
_LABEL_LENGTH = 90
_FIRST_PAGES = 2
_HEADING_NUMBER = re.compile(r"(?i)^(?:(?:kapitel|bilaga|§) ?)?[\dA-Z]{0,2}(?:\.\d+)*\.?[ \t:–-]*")
_HEAD_BLOCKS = 24
_RULES = re.compile(r"(?i)föreskrift|allmänna råd|kungörelse")
_NUMBER_IN_SERIES = re.compile(r"(?<![\w-])[A-ZÅÄÖ][A-Za-zÅÄÖ-]{0,5}FS (?:19|20)\d\d:\d{1,3}(?!\d)")
_CASE_PAPERS = (Kind.REPLY, Kind.MEMO, Kind.MINUTES)
_OWN_KINDS = (MentionKind.DIARY_NUMBER, MentionKind.DECISION)


def find_mentions(reading: Reading, description: Description | None = None) -> list[Mention]:
    """All mentions in the body text of a reading, in order, as yet without relations.

    ``description`` says what the document is; without it title, kind and date are guessed from the first page.
    """
    context = context_of(reading, description)
    found = labelled(collect(reading.text, context), context)
    case_paper = description is not None and description.kind in _CASE_PAPERS
    listed = [*listed_papers(reading, found, case_paper=case_paper), *decided_places(reading, found)]
    found = settle([*found, *listed]) if listed else found
    own = _own(description)
    return [mention_at(reading, item, block) for item, block in _in_body(reading, context, found, own)]


@dataclass(frozen=True, slots=True)
class _Own:
    """What is the document's own: keys of its case numbers, day and section of its adoption."""

    keys: frozenset[str] = frozenset()
    day: str | None = None
    section: str | None = None


def _own(description: Description | None) -> _Own:
    if description is None:
        return _Own()
    day = description.adopted_on.isoformat() if description.adopted_on else None
    return _Own(frozenset(map(diary_key, description.diary_numbers)), day, description.decision)


def _in_body(reading: Reading, context: Context, found: list[Found], own: _Own) -> list[tuple[Found, Block]]:
    blocks = reading.blocks
    starts = [block.start for block in blocks]
    rules = _own_rules(reading, context)
    told = _told_in_prose(reading, found) if not context.reply else None
    kept = []
    for item in found:
        at = bisect_right(starts, item.start) - 1
        if at < 0 or blocks[at].furniture or item.start >= blocks[at].end:
            continue
        block = blocks[at]
        own_number = item.label == rules and block.page <= _FIRST_PAGES
        if not (
            own_number
            or (told is not None and _is_own_heading(reading, block, item, told))
            or (_is_own_field(reading, block, item, own) and not _is_of_another(block, item, found, context, own))
            or _is_own_title(reading, block, item, context)
        ):
            kept.append((item, block))
    return kept


def _told_in_prose(reading: Reading, found: list[Found]) -> frozenset[str]:
    """Labels of the titles that are spoken of outside headings and the list of contents."""
    headings = [
        (block.start, block.end) for block in reading.blocks if block.kind is BlockKind.HEADING or block.furniture
    ]
    starts = [start for start, _ in headings]
    told = set()
    for item in found:
        at = bisect_right(starts, item.start) - 1
        if item.kind is MentionKind.TITLE and (at < 0 or item.start >= headings[at][1]):
            told.add(item.label.casefold())
    return frozenset(told)


def _is_own_heading(reading: Reading, block: Block, item: Found, told: frozenset[str]) -> bool:
    """Whether a title is all of a heading over a part of the document itself (``3 Rutiner för bokning av kajplats``).

    A title with an owner or years, or one that the text speaks of elsewhere, is another document.
    """
    if block.kind is not BlockKind.HEADING or item.kind is not MentionKind.TITLE or item.owner or item.year:
        return False
    words = reading.text[block.start : block.end]
    before = words[: item.start - block.start]
    behind = words[item.end - block.start :]
    return not _HEADING_NUMBER.sub("", before).strip() and len(behind) < 3 and item.label.casefold() not in told


def _own_rules(reading: Reading, context: Context) -> str | None:
    """The number in their series of agency rules, which stands on the first page beside their title."""
    if context.title is None or not _RULES.search(context.title):
        return None
    inside = _NUMBER_IN_SERIES.search(context.title)
    if inside is not None:
        return inside.group()
    heads = (block for block in reading.blocks if block.page == 1)
    for block in islice(heads, _HEAD_BLOCKS):
        match = _NUMBER_IN_SERIES.match(reading.text, block.start, block.end)
        if match is not None:
            return match.group()
    return None


def _is_own_field(reading: Reading, block: Block, item: Found, own: _Own) -> bool:
    """Whether a number or decision stands in a field of the document's own front matter."""
    if item.kind is MentionKind.SELF and item.rule == "the document":
        words = reading.text[slice(*_standing_in(block, item))].strip()
        behind = reading.text[item.end : min(block.end, item.end + 50)]
        return bool(_COLON.match(behind)) or (len(words) < _LABEL_LENGTH and not words.endswith("."))
    if item.kind is MentionKind.GOAL and item.label.startswith("Målområde"):
        return item.start == block.start and not reading.text.startswith(" ", item.end)
    if block.page > _FIRST_PAGES:
        return _is_own_number(item, own)
    adoption = item.kind is MentionKind.DECISION and _is_adoption(item, own)
    if adoption or item.kind not in _OWN_KINDS or block.kind is BlockKind.HEADING:
        return adoption
    if item.kind is MentionKind.DECISION and _in_letterhead(reading, block, item):
        return True
    told = item.kind is MentionKind.DIARY_NUMBER and own.keys
    if told and any(_alike(diary_key(item.label), key) for key in own.keys):
        return True
    if block.end - block.start > _FIELD_LENGTH and block.kind is not BlockKind.TABLE:
        return False
    if told or _THEIRS.search(reading.text, max(0, block.start - _THEIR_LABEL), block.start):
        return False
    before = reading.text[_row_start(block, item) : item.start]
    if re.search(r"(?i)ersätt|upphäv|relatera|tidigare|se även|\bert? ", before):
        return False
    return bool(_FIELD.match(before + " ")) or not before.strip(" :–-") or block.kind is BlockKind.TABLE


def _is_of_another(block: Block, item: Found, found: list[Found], context: Context, own: _Own) -> bool:
    """Whether a decision stands behind the name of another document, in its row or line: it is that one's."""
    if item.kind is not MentionKind.DECISION or _is_adoption(item, own):
        return False
    title, begins = (context.title or "").casefold(), _row_start(block, item)
    return any(
        one.kind is MentionKind.TITLE and begins <= one.start < item.start and one.label.casefold() not in title
        for one in found
    )


def _is_own_number(item: Found, own: _Own) -> bool:
    """Whether a number is the document's own wherever it stands: its case number, the section it was adopted by."""
    if item.kind is MentionKind.DIARY_NUMBER:
        return diary_key(item.label) in own.keys
    return (
        item.kind is MentionKind.DECISION and "§" in item.label and own.section is not None and _is_adoption(item, own)
    )


def _is_adoption(item: Found, own: _Own) -> bool:
    """Whether a decision is the one by which the document was adopted, as a sentence may tell it again."""
    section = _SECTION.search(item.label)
    same = section is None or section.group(1) in (own.section or "").replace("§", "").split()
    return own.day is not None and own.day in item.label and same


def _in_letterhead(reading: Reading, block: Block, item: Found) -> bool:
    """Whether a body and a date fill a line on the first page: the meeting that the paper goes to."""
    if block.page > 1 or "§" in item.label:
        return False
    line = next((line for line in block.lines if line.start <= item.start < line.end), None)
    if line is None or line.end > item.end + 1:
        return False
    before = reading.text[line.start : item.start]
    return not before.strip() or _MEETING.fullmatch(before) is not None


def _standing_in(block: Block, item: Found) -> tuple[int, int]:
    """Where the cell of a find begins and ends; outside tables its block."""
    return next(
        ((cell.start, cell.end) for cell in block.cells if cell.start <= item.start < cell.end),
        (block.start, block.end),
    )


def _row_start(block: Block, item: Found) -> int:
    """Where the table row of a find begins; outside tables the start of its block."""
    row = next((cell.row for cell in block.cells if cell.start <= item.start < cell.end), None)
    return min((cell.start for cell in block.cells if cell.row == row), default=block.start)


def _alike(key: str, other: str) -> bool:
    """Whether two keys differ in separators or in a class of three figures behind the number only."""
    one, two = re.sub(r"\W", "", key), re.sub(r"\W", "", other)
    return one == two or (key.startswith(other) and re.fullmatch(r"\d{3}", key[len(other) :]) is not None)


def _is_own_title(reading: Reading, block: Block, item: Found, context: Context) -> bool:
    """Whether the words stand inside the document's own printed title."""
    titled = item.kind in (MentionKind.TITLE, MentionKind.SELF) or item.rule.startswith("agency rules")
    if context.reply or context.title is None or not titled or block.page > _FIRST_PAGES:
        return False
    before = reading.text[max(0, block.start - 60) : item.start]
    if _ENDS.search(before):
        return False
    printed = squeezed(reading.text[block.start : block.end]).lower()
    own = squeezed(context.title).lower()
    if printed in own or (own in printed and len(printed) < len(own) + 40):
        return True
    above = squeezed(reading.text[max(0, block.start - len(own) - 4) : block.start]).lower()
    return above.endswith(own) and context.noun is not None and _is_subtitle(printed, context.noun)


def _is_subtitle(printed: str, noun: str) -> bool:
    """Whether a line right below the title says it once more, with its noun first (``Policy för kommunens inköp``)."""
    return printed.startswith(f"{noun} för ") and len(printed) < _LABEL_LENGTH and not printed.endswith(".")
