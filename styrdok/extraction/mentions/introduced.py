"""What a text itself says about acts: the name or abbreviation it gives one, the number, the chapters it cites.

An act brought in with its number (``båtplatsförordningen (2031:106)``, ``lag (2031:14) om kajer``) is known by its
name from there to the end of the text.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from styrdok.extraction.mentions import laws
from styrdok.extraction.mentions.found import Found, Source
from styrdok.extraction.statutes import by_number, definite, forms, law_label
from styrdok.swedish.fold import fold, stands_alone
from styrdok.vocabulary import MentionKind

_ALIAS = re.compile(
    r"[ ,]{0,2}\(?(?:(?:nedan|härefter|fortsättningsvis|i det följande)"
    r"(?: kallad| benämnd| förkortad| kallat)?,? |förkortad |förkortas )?"
    r"[”\"]?([A-ZÅÄÖ][A-ZÅÄÖa-z]{0,3}[A-ZÅÄÖ])[”\"]?\)"
)
_SIMPLE = frozenset({"lagen", "balken", "förordningen", "kungörelsen", "stadgan"})
_CHAPTER = re.compile(r"(\d{1,3})(?: ?[a-z])? kap")


@dataclass(frozen=True, slots=True)
class _Given:
    """Where a text gives a name to an act, and which act it is."""

    at: int
    label: str


def introduced(source: Source, found: Sequence[Found]) -> Iterator[Found]:
    """Mentions by a name or abbreviation that the text has given an act and no table knows."""
    names = _names(found)
    for name, given in names.items():
        for form in forms(name):
            yield from _called(source, form, given)
    yield from _by_alias(source, found)


def _names(found: Sequence[Found]) -> dict[str, list[_Given]]:
    """Definite names of the acts that are brought in with their numbers, in the order of the text."""
    names: dict[str, list[_Given]] = defaultdict(list)
    for item in sorted(found, key=lambda item: item.start):
        if item.kind is MentionKind.LAW and item.tier == 0 and item.name:
            name = definite(item.name)
            if name not in _SIMPLE:
                names[name].append(_Given(item.start, item.label))
    return names


def _called(source: Source, form: str, given: Sequence[_Given]) -> Iterator[Found]:
    text = source.folded
    at = text.find(form)
    while at >= 0:
        end = at + len(form)
        end += text.startswith("s", end)
        if stands_alone(text, at, end) and text[at - 1 : at] != "-":
            yield laws.around(source, at, end, _label(given, at), "law named in the text", laws.RANK - 1)
        at = text.find(form, end)


def _label(given: Sequence[_Given], at: int) -> str:
    """The act that a name stands for at a place: the one brought in last before it, else the first of all."""
    before = [item for item in given if item.at <= at]
    return (before[-1] if before else given[0]).label


def _by_alias(source: Source, found: Sequence[Found]) -> Iterator[Found]:
    """Capital abbreviations that the text itself gives to a law (``lagen (2006:544) om … (LEH)``)."""
    text = source.plain
    known: dict[str, Found] = {}
    for item in found:
        match = _ALIAS.match(text, item.end) if item.kind is MentionKind.LAW else None
        if match:
            known.setdefault(match.group(1), item)
    for alias, item in sorted(known.items()):
        for match in re.finditer(rf"(?<![\w-]){re.escape(alias)}(?![\w-])", text):
            yield replace(laws.around(source, *match.span(), item.label, "alias", laws.RANK - 1), tier=2)


def as_introduced(found: Sequence[Found], day: date | None) -> list[Found]:
    """Finds with their acts corrected by the text: the number it gave to a name, an act that has the chapters cited."""
    names = _names(found)
    highest: dict[str, int] = defaultdict(int)
    for item in found:
        if _is_bare(item):
            chapters = [int(chapter) for chapter in _CHAPTER.findall(item.pinpoint or "")]
            highest[item.label] = max([highest[item.label], *chapters])
    return [_corrected(item, names, highest[item.label], day) if _is_bare(item) else item for item in found]


def _is_bare(item: Found) -> bool:
    return item.kind is MentionKind.LAW and item.tier > 0 and bool(item.name)


def _corrected(item: Found, names: dict[str, list[_Given]], chapter: int, day: date | None) -> Found:
    given = names.get(definite(fold(item.name))) or names.get(definite(fold(item.name.removesuffix("s"))))
    if given:
        return replace(item, label=_label(given, item.start))
    act = by_number().get(item.label.removeprefix("SFS "))
    if act is None or act.has_chapter(chapter):
        return item
    return replace(item, label=law_label(item.name, day, chapter) or item.label)
