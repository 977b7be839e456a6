"""Relations of mentions from the wordings around them.

The direction is from the document that speaks, or that is spoken of as subject, to the one mentioned. A wording
reaches the mentions of its own sentence: the first one near it, and those that share a list with that one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from styrdok.extraction.relations.finish import finished
from styrdok.extraction.relations.scopes import scoped
from styrdok.extraction.relations.sentence import ParsedSentence, Told
from styrdok.extraction.relations.table import Trigger, wordings
from styrdok.models import Block, Mention, Reading
from styrdok.swedish.sentences import sentences
from styrdok.vocabulary import CASE_PAPERS, BlockKind, Kind, MentionKind, Modality, Relation

_DENIAL = 40
_SENTENCE_REACH = 220
_ITEM = re.compile(r"(?:att |\d{1,2}\. )")
# "Det finns …" and the like take nothing up.
_PRONOUN = re.compile(
    r"\s*(?!det (?:finns|fanns|saknas|saknades|krävs|behövs|pågår|sker|är|var|framgår|handlar|visar sig|blir)\b)"
    r"(?:den|det|denna|detta) (?=[a-zåäö]+(?:s|r|de)\b)"
)
_LIST_HEAD = 40
_LIST_LEAD = 80
# "bör redovisas i enlighet med": what is asked for is the reporting, the accord is a fact.
_OPEN = {
    Modality.PROPOSED: (Modality.FACT, Modality.REQUESTED),
    Modality.REQUESTED: (Modality.FACT, Modality.PROPOSED),
}
_STATED = (Relation.IN_LINE_WITH, Relation.RESPONDS_TO)


def relate(reading: Reading, mentions: Sequence[Mention], kind: Kind | None = None) -> tuple[Mention, ...]:
    """The mentions with relation, modality and the wording that told it.

    Text without a known wording leaves ``refers_to``. Where several wordings reach a mention, the nearest decides.
    ``kind`` is that of the document: what a memo says should be done is its proposal.
    """
    told: dict[int, Told] = {}
    starts = [mention.start for mention in mentions]
    wanted: Modality | None = None
    asked: dict[int, Modality] = {}
    for block in reading.blocks:
        if block.furniture:
            continue
        wanted = _wanted(reading, block, before=wanted)
        low, high = bisect_left(starts, block.start), bisect_right(starts, block.end)
        if wanted and _is_item(reading, block):
            asked.update(dict.fromkeys(range(low, high), wanted))
        for item in _in_block(reading, mentions, block, range(low, high), kind) if low < high else ():
            if wanted and _gives_way(item, wanted, kind):
                item = replace(item, modality=wanted)
            if item.index not in told or item.nearness < told[item.index].nearness:
                told[item.index] = item
    for index, (scope, label) in scoped(reading, mentions).items():
        if index not in told or (told[index].modality is Modality.FACT and not scope.weak):
            told[index] = Told(index, scope.relation, Modality.FACT, label, 0)
    for item in _in_lists(reading, mentions):
        told.setdefault(item.index, item)
    related = (_with(mention, told.get(index)) for index, mention in enumerate(mentions))
    apart = [_told_apart(reading, mention, asked.get(index)) for index, mention in enumerate(related)]
    return finished(reading, apart, kind)


def _is_item(reading: Reading, block: Block) -> bool:
    """Whether a block is one of several things that are proposed or asked for."""
    return block.kind is BlockKind.LIST_ITEM or _ITEM.match(reading.text, block.start) is not None


def _told_apart(reading: Reading, mention: Mention, asked: Modality | None) -> Mention:
    """``har ingen resepolicy``: what is mentioned does not exist; what is done to it may be wished for only."""
    if mention.kind is not MentionKind.TITLE or mention.modality is not Modality.FACT:
        return mention
    before = reading.text[max(0, mention.start - _DENIAL) : mention.start].lower()
    if wordings().denial.search(before):
        return replace(mention, modality=Modality.NEGATED)
    behind = reading.text[mention.end : mention.end + _DENIAL].lower()
    if wordings().any_one.search(before) and wordings().denied.after.match(behind):
        return replace(mention, modality=Modality.NEGATED)
    if wordings().not_yet.search(before) and wordings().would.match(behind):
        return replace(mention, modality=Modality.HYPOTHETICAL)
    wish = (asked or _wish(reading, mention)) if mention.relation is Relation.REFERS_TO else None
    return replace(mention, modality=wish) if wish else mention


def _wish(reading: Reading, mention: Mention) -> Modality | None:
    """What the sentence of a mention says before it that all of it is: a recommendation, a proposal to ask somebody."""
    lead = reading.text[max(0, mention.start - _SENTENCE_REACH) : mention.start].lower()
    said = re.split(r"[.;!?](?=\s)|(?<!:)(?<!att)\n", lead)[-1]
    table = wordings()
    sorts = ((Modality.REQUESTED, table.requested), (Modality.PROPOSED, table.proposed))
    return next((sort for sort, words in sorts if words.sentence.search(said)), None)


def _in_lists(reading: Reading, mentions: Sequence[Mention]) -> Iterator[Told]:
    """A wording at the end of a paragraph (``Riktlinjerna grundas på``) holds for the list that follows it."""
    starts = [mention.start for mention in mentions]
    before: Block | None = None
    leading: tuple[Trigger, str] | None = None
    for block in reading.blocks:
        if block.furniture:
            continue
        if block.kind is not BlockKind.LIST_ITEM:
            before = block
            continue
        low, high = bisect_left(starts, block.start), bisect_left(starts, block.end)
        if before is not None and low < high:
            leading, before = _leading(reading.text[before.start : before.end].lower()), None
        if leading is None or before is not None:
            continue
        trigger, words = leading
        for index in range(low, high):
            if mentions[index].kind in trigger.kinds and mentions[index].start - block.start < _LIST_HEAD:
                yield Told(index, trigger.after or Relation.REFERS_TO, Modality.FACT, words, 0)


def _leading(text: str) -> tuple[Trigger, str] | None:
    for trigger in wordings().triggers:
        for match in trigger.pattern.finditer(text, max(0, len(text) - _LIST_LEAD)):
            if (
                trigger.after is not None
                and not trigger.strict
                and re.fullmatch(r"[a-zåäö ]{0,30}:?\s*", text[match.end() :])
            ):
                return trigger, " ".join(match.group().split())
    return None


def _gives_way(item: Told, wanted: Modality, kind: Kind | None) -> bool:
    """Whether what is told becomes a proposal or request; what others want stays their wish but in a memo's list."""
    if item.relation in _STATED or (item.modality is Modality.REQUESTED and kind is not Kind.MEMO):
        return False
    return item.modality in _OPEN[wanted]


def _wanted(reading: Reading, block: Block, *, before: Modality | None) -> Modality | None:
    """Whether a block proposes or requests: under such a heading, or in a list after such an introduction."""
    text = reading.text[block.start : block.end].lower()
    table = wordings()
    sorts = ((Modality.PROPOSED, table.proposed), (Modality.REQUESTED, table.requested))
    if block.cells:
        heads = [reading.text[cell.start : cell.end].lower() for cell in block.cells if cell.row == 0]
        return next((sort for sort, words in sorts if any(map(words.column.fullmatch, heads))), before)
    if block.kind is BlockKind.HEADING:
        return next((sort for sort, words in sorts if words.heading.search(text)), None)
    if not text.rstrip().endswith((":", "att", "beslutar", "besluta")):
        return before
    return next((sort for sort, words in sorts if words.lead.search(text)), before)


def _with(mention: Mention, told: Told | None) -> Mention:
    if told is None:
        return mention
    return replace(mention, relation=told.relation, modality=told.modality, trigger=told.trigger)


def _in_block(
    reading: Reading, mentions: Sequence[Mention], block: Block, indexes: range, kind: Kind | None
) -> list[Told]:
    text = reading.text[block.start : block.end]
    lowered = text.lower() if len(text.lower()) == len(text) else text
    found: list[Told] = []
    spoken_of: int | None = None
    earlier: tuple[int, ...] = ()
    steering = kind not in CASE_PAPERS
    for start, end in _rows(block) if block.cells else sentences(text):
        inside = [i for i in indexes if start <= mentions[i].start - block.start < end]
        subject = spoken_of if _PRONOUN.match(lowered, start) and not block.cells else None
        if inside or subject is not None or earlier:
            said = ParsedSentence(lowered, block.start, start, end, mentions, inside, subject, earlier, steering)
            found.extend(said.told())
        earlier = () if block.cells else tuple(inside)
        spoken_of = next((i for i in inside if mentions[i].kind is MentionKind.TITLE), subject)
    return found


def _rows(block: Block) -> list[tuple[int, int]]:
    """The rows of a table as ranges that count from the block's start."""
    rows: dict[int, tuple[int, int]] = {}
    for cell in block.cells:
        start, end = rows.get(cell.row, (cell.start, cell.end))
        rows[cell.row] = (min(start, cell.start), max(end, cell.end))
    return [(start - block.start, end - block.start) for _, (start, end) in sorted(rows.items())]
