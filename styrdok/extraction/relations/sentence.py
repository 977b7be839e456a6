"""What the wordings of one sentence tell of the mentions in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from styrdok.extraction.relations.moods import modality_of, planned
from styrdok.extraction.relations.table import Trigger, Wordings, wordings
from styrdok.models import Mention
from styrdok.swedish.tags import tags
from styrdok.vocabulary import MentionKind, Modality, Relation

_NEAR_AFTER = 75
_NEAR_BEFORE = 60
_STRICT = 12
_LIST_GAP = re.compile(
    r"[\s,()\"”“–-]*(?:(?:och|samt|&|respektive|eller|dnr|utlåtande|vårt|vår|till|även|dels|med|om|den|de|det|en|ett|"
    r"i|på|från|av|stadens|kommunens|tillhörande|målen?|"
    r"\d{1,2}(?:, \d{1,2})*(?: och \d{1,2})?|[\w-]{3,15})[\s,.:()\"”“–-]*){0,7}"
)
_CLAUSE = re.compile(
    r"\b(?:som|är|har|att|där|ska|skall|bör|kan|vilket|vilka|men|medan|eftersom|innehåller|beskriver)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:som|att|där|när|innan|tills|sedan|eftersom|medan)\b|\w tillsammans med\b"
    r"|\b(?:remiss|yttrande|svar)\w* (?:över|på|om)\b"
)
# "på den hållning som beskrivs i X": what a relative clause only places in X is said of X.
_PLACED = re.compile(
    r"\bsom (?:[a-zåäö]+ )?(?:(?:ut)?trycks|beskrivs|anges|redovisas|formuleras|fastställs|slås fast|läggs fast|finns"
    r"|framgår|följer|står|ges|presenteras|uttrycks|ställs)(?: upp)?(?: [a-zåäö]+)? (?:i|av|genom)\b"
)
_STRANDED = re.compile(r",? (?:som|vilket|vilken|vilka) (?:[\wåäö-]+ ){1,4}\Z")
_CLAUSE_END = re.compile(r"\s*(?:[.,;:)]|$| och )")
_JOINED = re.compile(r"(?:, | )(?:och|men|samt|utan) (?:[a-zåäö]+ ){0,4}\Z")
_ASIDE = re.compile(r"^,? (?:som|vilket|vilken|vilka) [^,.;:]{1,60}, ")
_NEW_SUBJECT = re.compile(r"[;:]|\bi uppdrag att\b|\bvilka\b(?! (?:som )?båda\b)")
_THAT = re.compile(r"[a-zåäö]+r att ([a-zåäö]+) ")
_BOTH = re.compile(
    r"\b(?:(?:de|dessa) (?:båda|bägge|två)|(?:båda|bägge)(?: [a-zåäö]+(?:en|na))?|(?:mellan |ihop |av )dem)\b"
    r"|(?<![\wåäö])de(?= (?:bör|borde|ska|skall|behöver|måste|kan|skulle)\b)"
)
_PAIRING = ("med", "mot", "och", "till")
_REACH_OF_BOTH = 60
_SUBJECT_WORDS = 3
_TIED = 2
_DOCUMENTS = (MentionKind.TITLE, MentionKind.SELF)
_LETTERS = re.compile(r"[a-zåäö]+")
_FINITE = ("PRS", "PRT")
_JOINER = re.compile(r"\b(?:och|samt|respektive|eller|dnr|&)\b|[,(]")
_FRONTED = re.compile(
    r"\W*(?:genom|enligt|i och med|i samband med|i|med|till|av|på|från|utifrån|under|efter|inom|utöver)"
    r"(?: (?:den|det|de|beslutet om|beslut om|antagandet av|antagande av|kommunens|stadens|nya|ny|nytt)){0,3} \Z"
)
_CLAUSE_HEAD = re.compile(r"(?:^|[;:] |\b(?:vilket|som|att|och|men|eftersom) )\W*\Z")
_THE_ONE = re.compile(r"\s*(?:av |med )?(?:den|det|de) [\wåäö-]+ som\s*")
_ADOPTED = re.compile(r"\b(?:som|antog|antogs|fastställde|fastställdes|beslutade|beslutades)\b")
_INVERSE = {
    Relation.REPLACES: Relation.REPLACED_BY,
    Relation.REPLACED_BY: Relation.REPLACES,
    Relation.REPEALS: Relation.REPEALED,
    Relation.PART_OF: Relation.HAS_PART,
    Relation.HAS_PART: Relation.PART_OF,
    Relation.SUBORDINATE_TO: Relation.OVERRIDES,
    Relation.OVERRIDES: Relation.SUBORDINATE_TO,
    Relation.COMPLEMENTS: Relation.COMPLEMENTS,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A relation told of the mention with this index; ``nearness`` decides between several."""

    index: int
    relation: Relation
    modality: Modality
    trigger: str
    nearness: int


@dataclass(frozen=True, slots=True)
class Telling:
    """A wording in its place with its modality; ``planned``: a replacement that has not come about."""

    trigger: Trigger
    match: re.Match[str]
    modality: Modality
    planned: bool


@dataclass(frozen=True, slots=True)
class ParsedSentence:
    """A sentence of a block with its mentions; ``text`` is the block's text in lower case.

    ``subject`` is the mention in the sentence before that a pronoun in this one takes up ("Den ersätts av …"),
    ``earlier`` are the mentions of that sentence ("Båda planerna ska …"), ``steering``: it stands in a document that
    steers, not in one that tells of such.
    """

    text: str
    base: int
    start: int
    end: int
    mentions: Sequence[Mention]
    indexes: list[int]
    subject: int | None = None
    earlier: tuple[int, ...] = ()
    steering: bool = True

    def told(self) -> list[Told]:
        """What every wording in the sentence tells."""
        table = wordings()
        unlike = [match.span() for match in table.unlike.finditer(self.text, self.start, self.end)]
        found: list[Told] = []
        for trigger in self._triggers(table):
            for match in trigger.pattern.finditer(self.text, self.start, self.end):
                if any(low <= match.start() < high or match.start() <= low < match.end() for low, high in unlike):
                    continue
                if trigger.manner and _CLAUSE_HEAD.search(self.text[self.start : match.start()]):
                    continue
                if not self._inside_mention(match) or trigger.inside:
                    found.extend(self._tells(trigger, match))
        return found

    def _triggers(self, table: Wordings) -> Iterator[Trigger]:
        """The wordings that may stand in the sentence, in the order of the table."""
        for bundle in table.bundles:
            if bundle.pattern.search(self.text, self.start, self.end):
                yield from bundle.triggers

    def _span(self, index: int) -> tuple[int, int]:
        mention = self.mentions[index]
        return mention.start - self.base, mention.end - self.base

    def _inside_mention(self, match: re.Match[str]) -> bool:
        return any(self._span(i)[0] <= match.start() and match.end() <= self._span(i)[1] for i in self.indexes)

    def _tells(self, trigger: Trigger, match: re.Match[str]) -> list[Told]:
        if (trigger.steering and not self.steering) or (trigger.case and self.steering):
            return []
        after = self._after(match.end(), trigger) or self._stranded(trigger, match)
        before = [] if after and self._span(after[0])[0] < match.start() else self._subjects(trigger, match)
        told = self._telling(trigger, match)
        if (trigger.only is not None and told.modality is not trigger.only) or (trigger.inverted and before):
            return []
        found: list[Told] = []
        if trigger.after is not None:
            found += self._make(after, trigger.after, told)
        if trigger.after in _INVERSE and any(self._is_self(i) for i in after):
            found += self._make(before, _INVERSE[trigger.after], told)
        elif trigger.before is not None:
            found += self._make(before, trigger.before, told)
        elif told.planned:
            found += self._make(before, Relation.PLANNED_REPLACEMENT, told)
        return found

    def _telling(self, trigger: Trigger, match: re.Match[str]) -> Telling:
        bounds = (self.start, self.end)
        modality = modality_of(self.text, bounds, match, trigger)
        plan = trigger.replacement and planned(self.text, bounds, match, trigger) is not Modality.FACT
        return Telling(trigger, match, modality, plan)

    def _subjects(self, trigger: Trigger, match: re.Match[str]) -> list[int]:
        """What stands before a wording as its subject; ``Genom X upphävs …`` has none there."""
        if trigger.inside:
            return [i for i in self.indexes if match.start() <= self._span(i)[0] < match.end()]
        before = self._before(match.start())
        if before and _FRONTED.match(self.text[self.start : self._span(before[0])[0]]):
            return []
        if before:
            return before
        if trigger.paired and (both := self._both(match)):
            return both
        if self.subject is not None and not self._named_before(match.start()):
            return [self.subject]
        return self._distant(match)

    def _stranded(self, trigger: Trigger, match: re.Match[str]) -> list[int]:
        """What is spoken of in front of its wording: ``X, som planen ligger i linje med``."""
        if trigger.after is None or not _CLAUSE_END.match(self.text, match.end()):
            return []
        found = [i for i in self.indexes if self._span(i)[1] <= match.start()]
        ends = [i for i in found if _STRANDED.fullmatch(self.text, self._span(i)[1], match.start())]
        return ends[-1:]

    def _distant(self, match: re.Match[str]) -> list[int]:
        """The subject at the head of the sentence, of a verb that a conjunction ties to an earlier one."""
        if _JOINED.search(self.text[self.start : match.start()]) is None:
            return []
        first = next((i for i in self.indexes if self._span(i)[1] <= match.start()), None)
        if first is None or len(self.text[self.start : self._span(first)[0]].split()) > _SUBJECT_WORDS:
            return []
        if _FRONTED.match(self.text[self.start : self._span(first)[0]]):
            return []
        chosen = [first]
        for index in self.indexes[self.indexes.index(first) + 1 :]:
            if not _in_list(self.text[self._span(chosen[-1])[1] : self._span(index)[0]]):
                break
            chosen.append(index)
        return chosen

    def _both(self, match: re.Match[str]) -> list[int]:
        """The two documents that "båda" or "de två" near the wording takes up; none where they are not just two."""
        low = max(self.start, match.start() - _REACH_OF_BOTH)
        said = [found.start() for found in _BOTH.finditer(self.text, low, min(self.end, match.end() + _REACH_OF_BOTH))]
        if not said:
            return []
        here = [i for i in self.indexes if self._span(i)[1] <= said[0]]
        for group in (here, [*self.earlier, *here]):
            named = {self.mentions[i].label: i for i in group if self.mentions[i].kind in _DOCUMENTS}
            if len(named) == 2:
                return sorted(named.values())
        return []

    def _named_before(self, position: int) -> bool:
        return any(self._span(i)[0] < position for i in self.indexes)

    def _is_self(self, index: int) -> bool:
        return self.mentions[index].kind is MentionKind.SELF

    def _make(self, indexes: list[int], relation: Relation, told: Telling) -> list[Told]:
        relation = Relation.PLANNED_REPLACEMENT if told.planned else relation
        words = " ".join(told.match.group().split())
        return [
            Told(index, relation, told.modality, words, self._nearness(index, told.match) + told.trigger.loose)
            for index in indexes
            if told.trigger.reaches(self.mentions[index].kind, self.mentions[index].rule)
            and not self._is_adoption(index, told.match.end())
        ]

    def _is_adoption(self, index: int, position: int) -> bool:
        """Whether a decision only says when what was named before it was adopted, or what somebody is to do."""
        start, end = self._span(index)
        if self.mentions[index].kind is not MentionKind.DECISION:
            return False
        if start < position:
            return self.text.startswith(" att ", end)
        if _THE_ONE.fullmatch(self.text, position, start):
            return False
        return _ADOPTED.search(self.text, position, start) is not None

    def _distance(self, index: int, match: re.Match[str]) -> int:
        start, end = self._span(index)
        return max(start - match.end(), match.start() - end, 0)

    def _nearness(self, index: int, match: re.Match[str]) -> int:
        """The distance; what a conjunction ties to a subject far off stands as near as if it were repeated."""
        distance = self._distance(index, match)
        far = distance > _NEAR_BEFORE and self._span(index)[1] <= match.start()
        return _TIED if far or index not in self.indexes else distance

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
                if start - position > reach:
                    return chosen
                if _ends_reach(gap, strong=trigger.strong) and not self._is_the_one(index, gap):
                    return chosen
            elif start > at and not _in_list(_PLACED.sub("", gap)) and not (trigger.both_after and _is_pair(gap)):
                return chosen
            chosen.append(index)
            at = max(at, end)
        return chosen

    def _is_the_one(self, index: int, gap: str) -> bool:
        """Whether a decision names what it decided: ``ersätter den taxa som fullmäktige beslutade 2016-11-28``."""
        return self.mentions[index].kind is MentionKind.DECISION and _THE_ONE.fullmatch(gap) is not None

    def _before(self, position: int) -> list[int]:
        """The last mention before the wording, and those in one list with it."""
        chosen: list[int] = []
        at = position
        for index in reversed(self.indexes):
            start, end = self._span(index)
            if end > position:
                continue
            gap = _ASIDE.sub(" ", self.text[end:at])
            if not chosen:
                if len(gap) > _NEAR_BEFORE or gap.count(",") > 1 or _NEW_SUBJECT.search(gap) or _is_about_other(gap):
                    return chosen
            elif end < at and not _in_list(gap):
                return chosen
            chosen.append(index)
            at = min(at, start)
        return chosen[::-1]


def _ends_reach(gap: str, *, strong: bool) -> bool:
    """Whether the words between a wording and a mention begin something else."""
    gap = _PLACED.sub("", gap)
    if ";" in gap or ":" in gap[:-2] or _ELSEWHERE.search(gap):
        return True
    return not strong and "enligt" in gap


def _is_about_other(gap: str) -> bool:
    """Whether a clause between has a subject of its own: ``Utredningen föreslår att vissa mått ses över``."""
    clause = _THAT.search(gap)
    if clause is None:
        return False
    found = tags(clause.group(1))
    able = any(tag.startswith(("AB", "PN", "PP", "VB:INF", "KN", "SN")) for tag in found)
    return not able and any(tag.startswith(("NN", "JJ")) for tag in found)


def _is_pair(gap: str) -> bool:
    """Whether only ``med`` or the like stands between the two that a wording speaks of: ``samordna A med B``."""
    return gap.strip() in _PAIRING


def _in_list(gap: str) -> bool:
    """Whether the words between two mentions only list them."""
    if gap.strip() == ":":
        return True
    if len(gap) > 60 or _CLAUSE.search(gap) or (any(sign in gap for sign in ".;:") and "dnr" not in gap):
        return False
    if _LIST_GAP.fullmatch(gap) is None or (len(gap) >= 4 and _JOINER.search(gap) is None):
        return False
    return not any(_is_verb(word) for word in _LETTERS.findall(gap))


def _is_verb(word: str) -> bool:
    """A finite verb and nothing else."""
    found = tags(word)
    return bool(found) and all(tag.startswith("VB:") for tag in found) and any(tag[3:6] in _FINITE for tag in found)
