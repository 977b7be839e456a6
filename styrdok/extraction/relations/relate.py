"""Relations of mentions from the wordings around them.

The direction is from the document that speaks, or that is spoken of as subject, to the one mentioned. A wording
reaches the mentions of its own sentence: the first one near it, and those that share a list with that one.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from styrdok.extraction.relations.scopes import scoped
from styrdok.extraction.relations.table import Trigger, wordings
from styrdok.models import Block, Mention, Reading
from styrdok.swedish.sentences import sentences
from styrdok.vocabulary import BlockKind, MentionKind, Modality, Relation

_NEAR_AFTER = 75
_NEAR_BEFORE = 60
_MOOD_REACH = 90
_STRICT = 12
_DENIAL = 24
_LIST_HEAD = 40
_LIST_LEAD = 80
_LIST_GAP = re.compile(
    r"[\s,()\"”“–-]*(?:(?:och|samt|&|respektive|eller|dnr|utlåtande|vårt|vår|till|även|dels|med|om|den|de|det|en|ett|"
    r"i|på|från|av|stadens|kommunens|tillhörande|[\w-]{3,15})[\s,.:()\"”“–-]*){0,7}"
)
_CLAUSE = re.compile(
    r"\b(?:som|är|har|att|där|ska|skall|bör|kan|vilket|vilka|men|medan|eftersom|innehåller|beskriver)\b"
)
_JOINER = re.compile(r"\b(?:och|samt|respektive|eller|dnr|&)\b|[,(]")
_INVERSE = {
    Relation.REPLACES: Relation.REPLACED_BY,
    Relation.REPLACED_BY: Relation.REPLACES,
    Relation.REPEALS: Relation.REPEALED,
    Relation.PART_OF: Relation.HAS_PART,
    Relation.HAS_PART: Relation.PART_OF,
    Relation.SUBORDINATE_TO: Relation.OVERRIDES,
    Relation.OVERRIDES: Relation.SUBORDINATE_TO,
}
# "bör redovisas i enlighet med": what is asked for is the reporting, the accord is a fact.
_STATED = (Relation.IN_LINE_WITH, Relation.RESPONDS_TO)


@dataclass(frozen=True, slots=True)
class Told:
    """A relation told of the mention with this index; ``nearness`` decides between several."""

    index: int
    relation: Relation
    modality: Modality
    trigger: str
    nearness: int


def relate(reading: Reading, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions with relation, modality and the wording that told it.

    Text without a known wording leaves ``refers_to``. Where several wordings reach a mention, the nearest decides.
    """
    told: dict[int, Told] = {}
    starts = [mention.start for mention in mentions]
    proposed = False
    for block in reading.blocks:
        if block.furniture:
            continue
        proposed = _is_proposal(reading, block, before=proposed)
        low, high = bisect_left(starts, block.start), bisect_right(starts, block.end)
        for item in _in_block(reading, mentions, block, range(low, high)) if low < high else ():
            if proposed and item.modality is Modality.FACT and item.relation not in _STATED:
                item = replace(item, modality=Modality.PROPOSED)
            if item.index not in told or item.nearness < told[item.index].nearness:
                told[item.index] = item
    for index, (relation, label) in scoped(reading, mentions).items():
        if index not in told or told[index].modality is Modality.FACT:
            told[index] = Told(index, relation, Modality.FACT, label, 0)
    for item in _in_lists(reading, mentions):
        told.setdefault(item.index, item)
    related = (_with(mention, told.get(index)) for index, mention in enumerate(mentions))
    return tuple(_denied(reading, mention) for mention in related)


def _denied(reading: Reading, mention: Mention) -> Mention:
    """``har ingen resepolicy``: what is mentioned does not exist."""
    if mention.kind is not MentionKind.TITLE or mention.modality is not Modality.FACT:
        return mention
    before = reading.text[max(0, mention.start - _DENIAL) : mention.start].lower()
    return replace(mention, modality=Modality.NEGATED) if wordings().denial.search(before) else mention


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


def _is_proposal(reading: Reading, block: Block, *, before: bool) -> bool:
    """Whether a block makes proposals: under such a heading, or in a list after such an introduction."""
    text = reading.text[block.start : block.end].lower()
    if block.kind is BlockKind.HEADING:
        return bool(wordings().proposal_heading.search(text))
    leads = bool(wordings().proposal_lead.search(text)) and text.rstrip().endswith((":", "att", "beslutar", "besluta"))
    return leads or before


def _with(mention: Mention, told: Told | None) -> Mention:
    if told is None:
        return mention
    return replace(mention, relation=told.relation, modality=told.modality, trigger=told.trigger)


def _in_block(reading: Reading, mentions: Sequence[Mention], block: Block, indexes: range) -> list[Told]:
    text = reading.text[block.start : block.end]
    lowered = text.lower() if len(text.lower()) == len(text) else text
    found: list[Told] = []
    for start, end in _rows(block) if block.cells else sentences(text):
        inside = [i for i in indexes if start <= mentions[i].start - block.start < end]
        if inside:
            sentence = Sentence(lowered, block.start, start, end, mentions, inside)
            found.extend(sentence.told())
    return found


def _rows(block: Block) -> list[tuple[int, int]]:
    """The rows of a table as ranges that count from the block's start."""
    rows: dict[int, tuple[int, int]] = {}
    for cell in block.cells:
        start, end = rows.get(cell.row, (cell.start, cell.end))
        rows[cell.row] = (min(start, cell.start), max(end, cell.end))
    return [(start - block.start, end - block.start) for _, (start, end) in sorted(rows.items())]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a block with its mentions; ``text`` is the block's text in lower case."""

    text: str
    base: int
    start: int
    end: int
    mentions: Sequence[Mention]
    indexes: list[int]

    def told(self) -> list[Told]:
        """What every wording in the sentence tells."""
        table = wordings()
        unlike = [match.span() for match in table.unlike.finditer(self.text, self.start, self.end)]
        found: list[Told] = []
        for trigger in table.triggers:
            for match in trigger.pattern.finditer(self.text, self.start, self.end):
                if any(low <= match.start() < high or match.start() <= low < match.end() for low, high in unlike):
                    continue
                if not self._inside_mention(match) or trigger.inside:
                    found.extend(self._tells(trigger, match))
        return found

    def _span(self, index: int) -> tuple[int, int]:
        mention = self.mentions[index]
        return mention.start - self.base, mention.end - self.base

    def _inside_mention(self, match: re.Match[str]) -> bool:
        return any(self._span(i)[0] <= match.start() and match.end() <= self._span(i)[1] for i in self.indexes)

    def _tells(self, trigger: Trigger, match: re.Match[str]) -> list[Told]:
        after, before = self._after(match.end(), trigger), self._before(match.start())
        if trigger.inside:
            after, before = [], [i for i in self.indexes if match.start() <= self._span(i)[0] < match.end()]
        modality = self._modality(match, trigger)
        if trigger.only is not None and modality is not trigger.only:
            return []
        self_after = any(self._is_self(i) for i in after)
        found: list[Told] = []
        if trigger.after is not None:
            found += self._make(after, trigger.after, modality, match, trigger)
        if self_after and trigger.after in _INVERSE:
            found += self._make(before, _INVERSE[trigger.after], modality, match, trigger)
        elif trigger.before is not None:
            found += self._make(before, trigger.before, modality, match, trigger)
        elif trigger.replacement and modality is not Modality.FACT:
            found += self._make(before, Relation.PLANNED_REPLACEMENT, modality, match, trigger)
        return found

    def _is_self(self, index: int) -> bool:
        return self.mentions[index].kind is MentionKind.SELF

    def _make(
        self, indexes: list[int], relation: Relation, modality: Modality, match: re.Match[str], trigger: Trigger
    ) -> list[Told]:
        if trigger.replacement and modality is not Modality.FACT:
            relation = Relation.PLANNED_REPLACEMENT
        if relation in _STATED and modality is not Modality.NEGATED:
            modality = Modality.FACT
        words = " ".join(match.group().split())
        return [
            Told(index, relation, modality, words, self._distance(index, match))
            for index in indexes
            if trigger.reaches(self.mentions[index].kind, self.mentions[index].rule)
        ]

    def _distance(self, index: int, match: re.Match[str]) -> int:
        start, end = self._span(index)
        return max(start - match.end(), match.start() - end, 0)

    def _after(self, position: int, trigger: Trigger) -> list[int]:
        """The first mention behind the wording, and those in one list with it."""
        reach = _STRICT if trigger.strict else _NEAR_AFTER
        chosen: list[int] = []
        at = position
        for index in self.indexes:
            start, end = self._span(index)
            if start < position:
                continue
            gap = self.text[at:start]
            if not chosen:
                if start - position > reach or ";" in gap or ":" in gap[:-2] or re.search(r"\b(?:som|att|där)\b", gap):
                    return chosen
            elif start > at and not _in_list(gap):
                return chosen
            chosen.append(index)
            at = max(at, end)
        return chosen

    def _before(self, position: int) -> list[int]:
        """The last mention before the wording, and those in one list with it."""
        chosen: list[int] = []
        at = position
        for index in reversed(self.indexes):
            start, end = self._span(index)
            if end > position:
                continue
            gap = self.text[end:at]
            if not chosen:
                if position - end > _NEAR_BEFORE or any(sign in gap for sign in ";:") or gap.count(",") > 1:
                    return chosen
            elif end < at and not _in_list(gap):
                return chosen
            chosen.append(index)
            at = min(at, start)
        return chosen[::-1]

    def _modality(self, match: re.Match[str], trigger: Trigger) -> Modality:
        near = self.text[max(self.start, match.start() - _MOOD_REACH) : match.end()]
        near = re.split(r"[;:]|, men ", near)[-1]
        wide = self.text[self.start : match.end()]
        late = self.text[match.end() : self.end + 120]
        for mood in wordings().moods:
            if mood.replacement and not trigger.replacement:
                continue
            part = late if mood.late else wide if mood.wide else near
            if mood.modality is Modality.NEGATED:
                part = near[: len(near) - len(match.group())] + match.group() * trigger.replacement
            if mood.pattern.search(part):
                return mood.modality
        return Modality.FACT


def _in_list(gap: str) -> bool:
    """Whether the words between two mentions only list them."""
    if gap.strip() == ":":
        return True
    if len(gap) > 60 or _CLAUSE.search(gap) or (any(sign in gap for sign in ".;:") and "dnr" not in gap):
        return False
    return _LIST_GAP.fullmatch(gap) is not None and (len(gap) < 4 or _JOINER.search(gap) is not None)
