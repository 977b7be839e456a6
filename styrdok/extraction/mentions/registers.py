"""Goals, systems and EU acts called by name."""

import re
from collections.abc import Iterator
from functools import cache

from styrdok.extraction.lexicon.tables import read_tsv
from styrdok.extraction.mentions import extent, pinpoints
from styrdok.extraction.mentions.found import Found, Source
from styrdok.extraction.mentions.titles import capitalised
from styrdok.swedish.fold import squeezed
from styrdok.vocabulary import MentionKind

RANK = 50
_EU_NUMBER = re.compile(r"(?:förordning|direktiv|beslut)(?:en|et)?(?: \(E[UG]G?\))?(?: nr)? \d+/\d+(?:/E(?:U|G|EG))?")
_COMPOUND = re.compile(r"-(?:målen|mål|systemet|system|arbetet|webb)(?:s)?(?![\wåäö])")
_NUMBERED = re.compile(
    r"[Mm][Åå][Ll] (?:nr )?(\d{1,2})(?![\d.,:/]\d|\d| ?(?:procent|%|kap|st\b))(?:: ?([A-ZÅÄÖ][A-ZÅÄÖ ,\wåäö-]{3,60}))?"
)
_AREA = re.compile(
    r"(?:[Ff]okus|[Mm]ål)område (\d{1,2})(?: - [A-ZÅÄÖ][\wåäö, -]{3,80}?"
    r"(?= ?(?:[.;:\n(•]|$| (?:[Ff]okus|[Mm]ål)område)))?(?!\d)"
)
_LONG_TERM = re.compile(r"(?i:långsiktigt mål nr) (\d{1,2})(?!\d)")
_DIRECTION = re.compile(r"(?i:inriktningsmål)(et|en)? om ")


@cache
def eu_labels() -> dict[str, str]:
    """CELEX number to a short label (``Förordning (EU) 2016/679``)."""
    labels = {}
    for row in read_tsv("eu.tsv", ("celex", "label", "names")):
        number = _EU_NUMBER.search(row["label"])
        labels[row["celex"]] = capitalised(number.group() if number else row["label"])
    return labels


def eu_name(source: Source, start: int, end: int, celex: str) -> Found:
    """An EU act called by name, with its article."""
    left, right = pinpoints.before(source.plain, start), pinpoints.after(source.plain, end)
    pinpoint = left[1] if left else right[1] if right else None
    start, end = (left[0] if left else start), (right[0] if right and not left else end)
    return Found(MentionKind.EU_ACT, start, end, eu_labels()[celex], "EU name", 1, pinpoint=pinpoint, rank=RANK + 5)


def system(source: Source, start: int, end: int, label: str) -> Found | None:
    """A management system, with its owner: ``Simrishamns kommuns styrmodell``."""
    text = source.plain
    compound = _COMPOUND.match(text, end)
    if text[end : end + 1] == "-" and compound is None:
        return None
    left = extent.left_of(text, start, 0)
    owned = left.owner_start is not None and label == "Styrmodell"
    at = left.owner_start if owned and left.owner_start is not None else start
    owner = left.owner if owned else None
    return Found(MentionKind.SYSTEM, at, compound.end() if compound else end, label, "system name", 0, owner, rank=RANK)


def goal(source: Source, start: int, end: int, value: tuple[str, bool]) -> Found | None:
    """A goal called by name; names that are plain phrases must have their capital."""
    label, exact = value
    text = source.plain
    if exact and not text[start].isupper():
        return None
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha() and not _COMPOUND.match(text, end):
        return None
    if text[max(0, start - 6) : start].endswith(("- och ", "- samt ")):
        return None
    if exact and start >= 2 and text[start - 2] not in ".!?:•\n" and text[start - 1] != "\n":
        named = _local(text, start)
        start = named if named is not None else start
    if label.startswith("Sveriges") and _OWN_GOALS.search(text, max(0, start - 20), start):
        label = label.replace("Sveriges", "Lokala")
    return Found(MentionKind.GOAL, start, end, label, "goal name", 0, rank=RANK)


_OWN_GOALS = re.compile(r"(?:[Kk]ommunens|[Ss]tadens|[Ll]okala|[Rr]egionens|[Rr]egionala) \Z")
_LOCAL = re.compile(r"(?:[Ll]okala?t?|[Rr]egionala?t?) miljömål(?:et|en)? (?:om )?(?:en |ett )?\Z")


def _local(text: str, start: int) -> int | None:
    match = _LOCAL.search(text, max(0, start - 45), start)
    return match.start() if match else None


def goal_word(source: Source, start: int, word: str, *, global_goals: bool) -> Found | None:
    """Goals told by a word and a number or topic; plain numbers only where the text speaks of the global goals."""
    text = source.plain
    if start and text[start - 1].isalnum():
        return None
    if word == "mål ":
        return _numbered(text, start) if global_goals else None
    if word == "långsiktigt mål nr ":
        match = _LONG_TERM.match(text, start)
        return _goal(match, f"Långsiktigt mål nr {match.group(1)}") if match else None
    if word == "inriktningsmål":
        return _direction(text, start)
    match = _AREA.match(text, start)
    return _goal(match, f"{word.strip().capitalize()} {match.group(1)}") if match else None


def _goal(match: re.Match[str], label: str) -> Found:
    end = match.start() + len(match.group().rstrip(" ,"))
    return Found(MentionKind.GOAL, match.start(), end, label, "goal number", 0, rank=RANK)


def _numbered(text: str, start: int) -> Found | None:
    match = _NUMBERED.match(text, start)
    if match is None or not 1 <= int(match.group(1)) <= 17:
        return None
    heading = match.group(2)
    end = match.end() if heading and heading.isupper() else match.end(1)
    end = start + len(text[start:end].rstrip(" ,-"))
    return Found(MentionKind.GOAL, start, end, f"SDG {match.group(1)}", "goal number", 0, rank=RANK + 1)


def _direction(text: str, start: int) -> Found | None:
    match = _DIRECTION.match(text, start)
    if match is None:
        return None
    end = extent.topic_end(text, match.end() - 4, open_ended=True)
    if end <= match.end():
        return None
    label = capitalised(squeezed(text[match.end() : end]))
    return Found(MentionKind.GOAL, start, end, label, "goal topic", 1, rank=RANK)


_SYSTEM = re.compile(
    r"(?:([A-ZÅÄÖ][\wåäö]+s (?:stads |kommuns )?))?"
    r"(?<![\wåäöÅÄÖ])([Ll]ednings|[Ss]tyr|[Kk]valitetslednings)system(?:et)?"
    r"(?:(?: för [\wåäö ]{4,50}?)? ?\(([A-ZÅÄÖ]{2,6})\)|,? ([A-ZÅÄÖ]{2,6})(?![\wåäöÅÄÖ-]))?"
)

_USED = re.compile(r" (?:i|genom) ([A-ZÅÄÖ]{3,5})(?![\wåäöÅÄÖ-])")
_USE = re.compile(
    r"(?:följ(?:s|as|er)(?: [a-zåäö]+){0,2} upp|[Uu]ppfölj\w+ (?:sker|görs)|redovisas|rapporteras|registreras|"
    r"dokumenteras|läggs in)(?: också| även| löpande)?\Z"
)
_SYSTEM_WORDS = ("ningssystem", "styrsystem")


@cache
def known_systems() -> frozenset[str]:
    """The abbreviations of ``systems.tsv``."""
    rows = read_tsv("systems.tsv", ("label", "names", "case"))
    return frozenset(name for row in rows if row["case"] == "exact" for name in row["names"].split(";"))


def _system_words(source: Source) -> Iterator[re.Match[str]]:
    """Where the text speaks of a management system."""
    last = 0
    for word in _SYSTEM_WORDS:
        at = source.folded.find(word)
        while at >= 0:
            for match in _SYSTEM.finditer(source.plain, max(last, at - 60), at + 90):
                if match.start() <= at < match.end():
                    last = match.end()
                    yield match
            at = source.folded.find(word, at + len(word))
        last = 0


def own_systems(source: Source) -> Iterator[Found]:
    """Management systems that the text names itself: ``Ekbys ledningssystem (ELS)``, and then ``ELS`` alone."""
    text = source.plain
    names: dict[str, None] = {}
    for match in _system_words(source):
        short = match.group(3) or match.group(4)
        if not short and (not match.group(1) or match.group(1).lower().startswith(("stadens", "kommunens"))):
            continue
        label = short or squeezed(match.group())
        if short in known_systems():
            continue
        if short:
            names[short] = None
        yield Found(MentionKind.SYSTEM, match.start(), match.end(), label, "system named in the text", 2, rank=RANK + 2)
    for match in _USED.finditer(text):
        if _USE.search(text, max(0, match.start() - 45), match.start()):
            names[match.group(1)] = None
    for name in names:
        for match in re.finditer(rf"(?<![\w-]){name}(?:-systemet|:s)?(?![\w-])", text):
            yield Found(MentionKind.SYSTEM, match.start(), match.end(), name, "system named in the text", 2, rank=RANK)
