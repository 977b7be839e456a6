"""What is cited by number: formal papers, standards, agency rules, EU acts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from styrdok.extraction.lexicon.tables import read_toml, read_tsv
from styrdok.extraction.mentions import pinpoints
from styrdok.extraction.mentions.act_titles import end_of_rules
from styrdok.extraction.mentions.found import Found, Source
from styrdok.swedish.fold import fold
from styrdok.vocabulary import MentionKind

RANK = 70
_REACH = 70
_SERIES_NUMBER = re.compile(r"(?:\(S\) )?((?:19|20)\d\d:\d{1,3})(?!\d)(?: \(S\))?")
_LISTED = re.compile(
    r"(?i:förordning|direktiv|beslut)\w* (?:om [^.;()\d]{3,60} \(?)?"
    r"(?:\d{2,4}/\d{1,4}/(?:EU|EG|EEG)\)?(?:,|,? och|,? samt| respektive|,? eller) ){1,6}\Z"
)
_FURTHER = re.compile(r"(?:,| och| samt|,? ändrade? genom) ((?:19|20)\d\d:\d{1,3})(?!\d)")
_CODE = re.compile(r"(?<![\wåäöÅÄÖ])[A-ZÅÄÖ][A-Za-zÅÄÖ-]{0,5}FS\Z")
_LOCAL_CODES = frozenset({"KFS", "HKFS"})
_RULES_REACH = 200
_RULES_BEFORE = re.compile(
    r"(?<![\wåäöÅÄÖ-])(?!(?:Enligt|Av|I|Se|Med|Vid|Genom) )[A-ZÅÄÖ][\wåäöÅÄÖ:-]*(?: [a-zåäö-]+){0,6}?(?<=s) "
    r"(?:upphävda )?(?:föreskrifter(?: och allmänna råd)?|föreskrift|allmänna råd|kungörelse|cirkulär|kungörelser)"
    r"(?: om [^.;()\n]{4,130})?[ ,]\Z"
)
_RULE_WORDS = ("föreskrifter och allmänna råd", "föreskrifter", "föreskrift", "allmänna råd")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of ``propositions.toml``: ``label`` is a template for papers, empty for norms and EU acts."""

    name: str
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]
    label: str
    before: re.Pattern[str] | None


def _pattern(entry: dict[str, Any]) -> Pattern:
    pattern = re.compile(entry["pattern"])
    for example in entry["examples"]:
        if not pattern.fullmatch(example):
            raise ValueError(f"propositions.toml: {example!r} does not match {entry['name']!r}")
    before = re.compile(entry["before"]) if "before" in entry else None
    return Pattern(entry["name"], tuple(entry["trigger"]), pattern, entry.get("label", ""), before)


@cache
def patterns(section: str) -> tuple[Pattern, ...]:
    """The patterns of one section (``paper``, ``norm``, ``eu``), checked against their examples."""
    return tuple(_pattern(entry) for entry in read_toml("propositions.toml")[section])


def paper(source: Source, start: int, pattern: Pattern) -> list[Found]:
    """A formal paper cited by number (``SOU 2017:42``)."""
    text = source.plain
    if start and text[start - 1].isalnum():
        return []
    start = _season(text, start)
    match = pattern.pattern.match(text, start)
    if match is None:
        return []
    groups = [group for group in match.groups() if group] + [""]
    label = pattern.label.format(*groups).strip().removesuffix(" för")
    return [Found(MentionKind.PROPOSITION, start, match.end(), label[:1].upper() + label[1:], pattern.name, rank=RANK)]


def _season(text: str, start: int) -> int:
    """A budget bill is also called after its season: ``höstens budgetproposition``."""
    for word in ("höstens ", "vårens ", "årets "):
        if text[max(0, start - len(word)) : start].lower() == word:
            return start - len(word)
    return start


def norm(source: Source, start: int, pattern: Pattern) -> list[Found]:
    """A standard (``SS-ISO/IEC 27001:2014``)."""
    text = source.plain
    if start and (text[start - 1].isalnum() or text[start - 1] in "-/"):
        return []
    match = pattern.pattern.match(text, start)
    if match is None:
        return []
    return [Found(MentionKind.TITLE, start, match.end(), match.group(), pattern.name, rank=RANK)]


def eu_number(source: Source, start: int, pattern: Pattern) -> list[Found]:
    """An EU act cited by number, with the words that say what it is."""
    text = source.plain
    match = pattern.pattern.match(text, start)
    before = pattern.before.search(text, max(0, start - _REACH), start) if pattern.before else None
    if match is None or (before is None and match.lastindex == 1):
        return []
    at = before.start() if before else start
    if match.lastindex == 1 and before:
        sort = _sort(before.group()) or _sort_of_list(text, before.start())
        label = f"{sort} {before.group(1)}/{match.group(1)}"
    else:
        label = f"{_sort(before.group() if before else '')} ({match.group(1)}) {match.group(2)}"
    left = pinpoints.before(text, at)
    return [
        Found(
            MentionKind.EU_ACT,
            left[0] if left else at,
            end_of_rules(text, match.end()),
            label.strip(),
            pattern.name,
            pinpoint=left[1] if left else None,
            rank=RANK,
        )
    ]


def _sort_of_list(text: str, at: int) -> str:
    """What the head of a list says of a bare number in it: ``direktiven 2014/24/EU och 2014/25/EU``."""
    head = _LISTED.search(text, max(0, at - 2 * _REACH), at)
    return _sort(head.group()) if head else ""


def _sort(words: str) -> str:
    for sort in ("förordning", "direktiv", "beslut", "rekommendation"):
        if sort in words.lower():
            return sort.capitalize()
    return ""


@dataclass(frozen=True, slots=True)
class Series:
    """Series of agency rules: codes, and folded phrases (``msb:s föreskrifter``) with the code they stand for."""

    codes: tuple[str, ...]
    phrases: dict[str, str]


@cache
def series() -> Series:
    """The table ``series.tsv``."""
    rows = read_tsv("series.tsv", ("code", "agency", "names"))
    phrases: dict[str, str] = {}
    for row in rows:
        for name in filter(None, row["names"].split(";")):
            for rules in _RULE_WORDS:
                phrases.setdefault(f"{_genitive(fold(name), name)} {rules}", row["code"])
    return Series(tuple(row["code"] for row in rows), phrases)


def _genitive(folded: str, name: str) -> str:
    if name.isupper():
        return f"{folded}:s"
    return folded if folded.endswith("s") else f"{folded}s"


def rules_by_number(source: Source, start: int, end: int, code: str) -> list[Found]:
    """``MSBFS 2015:5``, with the agency's name, topic and chapter or section around it; ``start:end`` is the code."""
    text = source.plain
    number = _SERIES_NUMBER.match(text, end + 1) if text[end : end + 1] == " " else None
    if number is None:
        return []
    at, stop = start, number.end()
    if text[start - 1 : start] == "(" and text[stop : stop + 1] == ")":
        phrase = _rules_before(source, start - 1)
        at, stop = (phrase, stop + 1) if phrase is not None else (start, stop)
    elif text[start - 2 : start] == ", ":
        phrase = _rules_before(source, start - 1)
        at = start if phrase is None else phrase
    left = pinpoints.before(text, at)
    at = left[0] if left else at
    label = f"{code} {number.group(1)}"
    pinpoint = left[1] if left else None
    found = Found(MentionKind.LAW, at, end_of_rules(text, stop), label, "agency rules", 0, pinpoint=pinpoint, rank=RANK)
    return [found, *_amendments(text, stop, code)]


def _amendments(text: str, at: int, code: str) -> Iterator[Found]:
    """Numbers of the same series behind the first: ``AFS 2029:14 samt 2030:9``."""
    while match := _FURTHER.match(text, at):
        at = match.end()
        label = f"{code} {match.group(1)}"
        yield Found(MentionKind.LAW, match.start(1), at, label, "agency rules", 0, rank=RANK)


def rules_of_any(source: Source, end: int) -> list[Found]:
    """A number of a series that no table knows (``HAVFS 2031:4``); ``end`` is the end of its letters ``FS``."""
    code = _CODE.search(source.plain, max(0, end - 9), end)
    if code is None or code.group() in series().codes or code.group() in _LOCAL_CODES:
        return []
    return rules_by_number(source, code.start(), end, code.group())


def _rules_before(source: Source, end: int) -> int | None:
    """Where ``<agency>s föreskrifter om … (`` begins when its bracket opens at ``end``."""
    base = max(0, end - _RULES_REACH)
    base = max(base, source.plain.rfind("\n", base, end) + 1)
    match = _RULES_BEFORE.search(source.plain, base, end)
    if match is None:
        return None
    return match.start()
