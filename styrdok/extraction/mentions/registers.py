"""Goals and EU acts called by name."""

import re
from functools import cache

from styrdok.extraction.lexicon.tables import read_tsv
from styrdok.extraction.mentions import extent, pinpoints
from styrdok.extraction.mentions.found import Found, Source
from styrdok.extraction.mentions.systems import COMPOUND
from styrdok.extraction.mentions.titles import capitalised
from styrdok.swedish.fold import fold, squeezed
from styrdok.vocabulary import MentionKind

RANK = 50
_GLOBAL_GOALS = 17
_TELLING = 8
_EU_NUMBER = re.compile(r"(?:förordning|direktiv|beslut)(?:en|et)?(?: \(E[UG]G?\))?(?: nr)? \d+/\d+(?:/E(?:U|G|EG))?")
_OWN_GOAL = re.compile(r"[:.] ?([A-ZÅÄÖ][^\n]{3,80})")
_NUMBERED = re.compile(
    r"[Mm][Åå][Ll] (?:nr )?(\d{1,2})(?![\d.,:/]\d|\d| ?(?:procent|%|kap|st\b))(?:: ?([A-ZÅÄÖ][A-ZÅÄÖ ,\wåäö-]{3,60}))?"
)
_AREA = re.compile(
    r"(?:[Ff]okus|[Mm]ål)område (\d{1,2})(?: - [A-ZÅÄÖ][\wåäö, -]{3,80}?"
    r"(?= ?(?:[.;:\n(•]|$| (?:[Ff]okus|[Mm]ål)område)))?(?!\d)"
)
_LONG_TERM = re.compile(r"(?i:långsiktigt mål nr) (\d{1,2})(?!\d)")
_PART = re.compile(r"[Dd]elmål (\d{1,2})\.[\da-d](?![\d.])")
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


def goal(source: Source, start: int, end: int, value: tuple[str, bool]) -> Found | None:
    """A goal called by name; names that are plain phrases must have their capital."""
    label, exact = value
    text = source.plain
    if exact and not text[start].isupper() and not _GOAL_LIST.search(text, max(0, start - _LIST_REACH), start):
        return None
    if text[end : end + 1] == "-" and text[end + 1 : end + 2].isalpha() and not COMPOUND.match(text, end):
        return None
    if text[max(0, start - 6) : start].endswith(("- och ", "- samt ")):
        return None
    number = _OF_GOAL.search(text, max(0, start - 9), start)
    if number is not None and label == f"SDG {number.group(1)}":
        return Found(MentionKind.GOAL, number.start(), end, label, "goal number", 0, rank=RANK + 2)
    if exact and start >= 2 and text[start - 2] not in ".!?:•\n" and text[start - 1] != "\n":
        named = _local(text, start)
        start = named if named is not None else start
    if label.startswith("Sveriges") and _OWN_GOALS.search(text, max(0, start - 20), start):
        label = label.replace("Sveriges", "Lokala")
    return Found(MentionKind.GOAL, start, end, label, "goal name", 0, rank=RANK)


_LIST_REACH = 260
_GOAL_LIST = re.compile(
    r"(?i)(?:miljö(?:kvalitets)?mål\w*|globala mål\w*|hållbarhetsmål\w*)[^.:\n]{0,60}:[^.\n]{0,200}\Z"
)
_OWN_GOALS = re.compile(r"(?:[Kk]ommunens|[Ss]tadens|[Ll]okala|[Rr]egionens|[Rr]egionala) \Z")
_OF_GOAL = re.compile(r"(?<![\wåäöÅÄÖ])[Mm]ål (\d{1,2}),? \Z")
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
    part = _PART.match(text, start)
    if part is not None:
        return (
            _goal(part, f"SDG {part.group(1)}") if global_goals and 1 <= int(part.group(1)) <= _GLOBAL_GOALS else None
        )
    match = _AREA.match(text, start)
    return _goal(match, f"{word.strip().capitalize()} {match.group(1)}") if match else None


def _goal(match: re.Match[str], label: str) -> Found:
    end = match.start() + len(match.group().rstrip(" ,"))
    return Found(MentionKind.GOAL, match.start(), end, label, "goal number", 0, rank=RANK)


def _is_own(text: str, number: re.Match[str]) -> bool:
    """Whether a line begins with a number and a name that is not that of the global goal: the document's own goal."""
    opens = not number.start() or text[number.start() - 1] == "\n"
    own = _OWN_GOAL.match(text, number.end(1)) if opens else None
    names = _global_names().get(f"SDG {number.group(1)}", ())
    return own is not None and bool(names) and not fold(own.group(1)).startswith(names)


@cache
def _global_names() -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for row in read_tsv("goals.tsv", ("label", "names", "case")):
        if row["case"] != "exact":
            continue
        short = (fold(name)[:_TELLING] for name in row["names"].split(";"))
        names[row["label"]] = (*names.get(row["label"], ()), *short)
    return names


def _numbered(text: str, start: int) -> Found | None:
    match = _NUMBERED.match(text, start)
    if match is None or not 1 <= int(match.group(1)) <= _GLOBAL_GOALS or _is_own(text, match):
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
