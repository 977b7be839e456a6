"""Case numbers (case numbers) in running text.

Forms that carry an organisation's letters or a class are recognised anywhere, apart from a list of look-alikes;
forms of bare digits only right after a cue word such as *Dnr*. One cue may be followed by several numbers.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from styrdok.extraction.lexicon.tables import read_toml
from styrdok.extraction.statutes import abbreviations

_DIGITS = re.compile(r"(?<!\d)(?<!\d[/:.–-])\d{1,6}(?=[-/:.–\u2011A-ZÅÄÖ])")
_DATE = re.compile(
    r"(?:19|20)\d\d[-–./](?:0?[1-9]|1[0-2])[-–./](?:0?[1-9]|[12]\d|3[01])(?![\d/])|\d{1,2}[-/]\d{1,2}[-/](?:19|20)\d\d"
)
_PERIOD = re.compile(r"((?:19|20)\d\d)\s?[-–/]\s?((?:19|20)\d\d)(?!\d)")
_PREFIX = re.compile(r"(?:([A-Za-zÅÄÖåäö]{1,6}(?:-[A-ZÅÄÖ]{2,5})?)[ \u00a0\n]?[-–/.]?[ \u00a0\n]?)\Z")
_LEFT_WORD = re.compile(r"([A-Za-zÅÄÖåäö-]+)[.:]?[ \u00a0\n]?\Z")
_GAP = re.compile(r"[ \u00a0\n.:;#|]{0,4}(?:nr[.:]?[ \u00a0\n]?)?(?:från [A-Za-zÅÄÖåäö]+:? )?")
_AND = re.compile(
    r"[ \u00a0\n]?(?:[,;&/]|och|samt|resp(?:ektive|\.))?[ \u00a0\n](?:(?:och|samt) )?(?:(?i:dnr)[.: ]{0,3})?|[,;]"
)
_LETTERS = re.compile(r"[A-Za-zÅÄÖåäö]+")
_LONG_SERIAL = re.compile(r"[-/:.]\d{3,}\Z")
_SPACES = re.compile(r"\s+")
_ACT = re.compile(r"[A-Za-zÅÄÖåäö]{2,6} (?:19|20)\d\d:\d{1,4}")
_AFTER = re.compile(r"[\wÅÄÖåäö]|[-–/:.]\d")


@dataclass(frozen=True, slots=True)
class DiaryNumber:
    """A case number: ``text`` as written (line breaks as one space), ``key`` for comparing."""

    start: int
    end: int
    text: str
    key: str


@dataclass(frozen=True, slots=True)
class NumberShape:
    """A pattern of the table; ``where``: anywhere, only after a ``cue`` word, or only alone in a ``bracket``."""

    name: str
    where: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Shapes:
    """The table ``diary_numbers.toml``, compiled."""

    shapes: tuple[NumberShape, ...]
    anywhere: re.Pattern[str]
    after_cue: re.Pattern[str]
    bracketed: re.Pattern[str]
    cues: tuple[str, ...]
    stop: frozenset[str]
    stop_endings: tuple[str, ...]
    decision_prefixes: frozenset[str]
    long_serial_prefixes: frozenset[str]
    mixed_case: frozenset[str]


def _any_of(found: Iterable[NumberShape]) -> re.Pattern[str]:
    """A pattern for any of the shapes."""
    return re.compile("|".join(f"(?:{shape.pattern.pattern})" for shape in found))


def _fill(pattern: str, pieces: dict[str, str]) -> str:
    for name, piece in pieces.items():
        pattern = pattern.replace("{" + name + "}", piece)
    return pattern


def _shape(entry: dict[str, Any], pieces: dict[str, str]) -> NumberShape:
    shape = NumberShape(entry["name"], entry["where"], re.compile(_fill(entry["pattern"], pieces)))
    for example in entry["examples"]:
        if not shape.pattern.fullmatch(example):
            raise ValueError(f"diary_numbers.toml: {example!r} does not match {shape.name!r}")
    return shape


@cache
def shapes() -> Shapes:
    """The table of shapes; raises :class:`ValueError` when an example does not match its own shape."""
    table = read_toml("diary_numbers.toml")
    mixed = "|".join(sorted(table["mixed_case"], key=lambda word: (-len(word), word)))
    parts = "[A-ZÅÄÖ]{2,6}-[A-ZÅÄÖ]{2,5}"
    pieces = {
        "org2": f"(?:{parts}|[A-ZÅÄÖ]{{2,6}}|{mixed})",
        "org": f"(?:{parts}|[A-ZÅÄÖ]{{1,6}}|{mixed})",
        **table["pieces"],
    }
    found = tuple(_shape(entry, pieces) for entry in table["shape"])
    return Shapes(
        shapes=found,
        anywhere=_any_of(s for s in found if s.where == "anywhere"),
        after_cue=_any_of(found),
        bracketed=re.compile(rf"[(,] ?({_any_of(s for s in found if s.where == 'bracket').pattern})(?=\)|\n|\Z)"),
        cues=tuple(table["cues"]),
        stop=frozenset(table["stop_prefixes"]),
        stop_endings=tuple(table["stop_endings"]),
        decision_prefixes=frozenset(table["decision_prefixes"]),
        long_serial_prefixes=frozenset(table["long_serial_prefixes"]),
        mixed_case=frozenset(table["mixed_case"]),
    )


def diary_key(text: str) -> str:
    """A key that is equal for the same number written differently: capitals, no spaces, one kind of dash."""
    return re.sub(r"[–—\u2011\u2010\u2212]", "-", _SPACES.sub("", text)).upper()


def find_diary_numbers(text: str) -> tuple[DiaryNumber, ...]:
    """All case numbers of a text, in order, without overlaps."""
    kept: list[DiaryNumber] = []
    cued = _after_cues(text)
    rank = {id(number): 0 for number in cued}
    for number in sorted(
        [*cued, *_anywhere(text), *_bracketed(text)], key=lambda n: (n.start, rank.get(id(n), 1), -n.end)
    ):
        if not kept or number.start >= kept[-1].end:
            kept.append(number)
    return tuple(kept)


def _anywhere(text: str) -> list[DiaryNumber]:
    table = shapes()
    found: list[DiaryNumber] = []
    last = 0
    for digits in _DIGITS.finditer(text):
        start = digits.start()
        if start < last:
            continue
        number = _at(text, start, last, table)
        if number is not None:
            found.append(number)
            last = number.end
    return found


def _bracketed(text: str) -> Iterator[DiaryNumber]:
    """Numbers of shapes that count only alone in brackets or behind the last comma of a line."""
    table = shapes()
    for match in table.bracketed.finditer(text):
        letters = _LETTERS.search(match.group(1))
        if letters is not None and not stopped(letters.group(), table):
            yield _number(text, *match.span(1))


def _at(text: str, start: int, floor: int, table: Shapes) -> DiaryNumber | None:
    """The number whose first digit stands at ``start``, with its prefix where it has one after ``floor``."""
    if _dated(text, start):
        return None
    prefix = _PREFIX.search(text, max(floor, start - 14), start)
    if prefix is not None and _is_organisation(text, prefix, table):
        found = _longest(text, prefix.start(), table, cue=False)
        if found is not None and found[1] > start:
            return _number(text, *found) if _plausible(text[slice(*found)], table) else None
    if (prefix is not None and prefix.end() == prefix.end(1)) or not _free(text, start, table):
        return None
    found = _longest(text, start, table, cue=False)
    return None if found is None else _number(text, *found)


def _is_organisation(text: str, prefix: re.Match[str], table: Shapes) -> bool:
    start, word = prefix.start(), prefix.group(1)
    if start and (text[start - 1].isalnum() or (text[start - 1] in "-–§" and text[start - 2 : start - 1].isalpha())):
        return False
    return not stopped(word, table) and (word.replace("-", "").isupper() or word in table.mixed_case)


def stopped(word: str, table: Shapes) -> bool:
    """Whether letters before a number name a series, a norm or a period instead of an organisation."""
    word = word.upper()
    return word in table.stop or word.endswith(table.stop_endings)


def _plausible(written: str, table: Shapes) -> bool:
    """Not a decision ("KF 10/05"), not an act with its number ("PBL 2010:900")."""
    if _ACT.fullmatch(written) and written.partition(" ")[0] in abbreviations():
        return False
    letters = written[:2]
    word = _LETTERS.match(written)
    if word and word.group() in table.long_serial_prefixes and not _LONG_SERIAL.search(written):
        return False
    return not (letters in table.decision_prefixes and re.fullmatch(r"..[ -]?\d{1,2}/\d\d", written))


def _free(text: str, start: int, table: Shapes) -> bool:
    """Whether bare digits stand free of a word that makes them something else."""
    before = _LEFT_WORD.search(text, max(0, start - 14), start)
    if before is None:
        return True
    return not any(stopped(part, table) for part in before.group(1).split("-") if part)


def _longest(text: str, start: int, table: Shapes, *, cue: bool) -> tuple[int, int] | None:
    pattern = table.after_cue if cue else table.anywhere
    if not pattern.match(text, start):
        return None
    best = 0
    for shape in table.shapes:
        match = shape.pattern.match(text, start) if cue or shape.where == "anywhere" else None
        if match is not None and not _AFTER.match(text, match.end()):
            best = max(best, match.end())
    return (start, best) if best else None


def _after_cues(text: str) -> list[DiaryNumber]:
    table = shapes()
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found: dict[int, DiaryNumber] = {}
    for cue in table.cues:
        at = lowered.find(cue)
        while at >= 0:
            if not (at and lowered[at - 1].isalpha()):
                for number in numbers_after(text, at + len(cue)):
                    found.setdefault(number.start, number)
            at = lowered.find(cue, at + len(cue))
    return [found[start] for start in sorted(found)]


def numbers_after(text: str, position: int) -> tuple[DiaryNumber, ...]:
    """The numbers that follow a cue word which ends at ``position``: one, or a list of several."""
    table = shapes()
    gap = _GAP.match(text, position)
    at = gap.end() if gap else position
    found: list[DiaryNumber] = []
    while True:
        span = None if _dated(text, at) else _longest(text, at, table, cue=True)
        letters = _LETTERS.match(text, at)
        if span is None or (letters is not None and stopped(letters.group(), table)):
            return tuple(found)
        found.append(_number(text, *span))
        connector = _AND.match(text, span[1])
        if connector is None:
            return tuple(found)
        at = connector.end()


def _dated(text: str, at: int) -> bool:
    period = _PERIOD.match(text, at)
    return bool(_DATE.match(text, at)) or (period is not None and period.group(1) <= period.group(2))


def _number(text: str, start: int, end: int) -> DiaryNumber:
    written = _SPACES.sub(" ", text[start:end])
    return DiaryNumber(start, end, written, diary_key(written))
