"""Titles without a head noun of their own, told by the words beside them.

``visionen Norrby – hela livet`` has its head before it, ``Trygg i trafiken – regler för cykling`` in its subtitle,
``Tillämpningsanvisningar till Policy för inköp`` names another title as its topic.
"""

import re
from collections.abc import Iterator
from functools import cache

from styrdok.extraction.mentions import editions, extent
from styrdok.extraction.mentions.found import Found, Source
from styrdok.extraction.mentions.words import phrases
from styrdok.swedish.fold import squeezed
from styrdok.swedish.heads import definite_in_role, noun_forms
from styrdok.swedish.tags import is_adjective, is_definite, is_finite, is_genitive, is_noun, tags
from styrdok.vocabulary import MentionKind

RANK = 42
SUBTITLE_RANK = 56
NUMBERED_RANK = 30
_BARE_WORK = "rapport "
_CONSULTED = ("yttra sig över ", "synpunkter på ", "Synpunkter på ", "yttrande över ", "skickat ", "remitterat ")
_NOTE_BEFORE = r"(?:(?<=[a-zåäö] )|(?<=\d\n)|(?<=\d )|(?<=[¹²³⁰⁴-⁹] ))"
_REVIEW = re.compile(
    rf"{_NOTE_BEFORE}(?:Fördjupad g|G)ranskning (?:av|om|kring) [^,.;:()\n”\"“|]{{6,110}}?"
    r"(?=(?:,? |, [a-zåäö]+ )(?:\(?(?:dnr|diarienummer)\b|\([A-ZÅÄÖ]{2,5}[ -]?\d|(?:19|20)\d\d-\d\d-\d\d))"
)
_NUMBERED = re.compile(r" \((?:[Dd]nr|[Dd]iarienummer|[Dd]iarienr)\b")
_NAME_BEFORE = re.compile(r"(?<=och |amt |ven )[A-ZÅÄÖ][^.,;:()\n”\"“|]{15,140}\Z")
_LONGEST_NAME = 150
_LOWER_WORD = re.compile(r"(?<![\wåäöÅÄÖ-])[a-zåäö]*\Z")
_VISION = re.compile(r"(?<![\wåäöÅÄÖ-])Vision [A-ZÅÄÖ][a-zåäö]+(?: (?:kommun|stad))?(?: 20\d\d)(?!\d)")
_WORK_NAME = re.compile(
    r"[A-ZÅÄÖ][^.,;:()\n”\"“|]{6,110}?(?= (?:som|där|vilken|har|hade|finns|visar|visade|är|var|ska|skall|kan|bör|togs|"
    r"beslutades|antogs|publicerades|beskriver|framgår|anger|innehåller|redovisar|och att|på remiss)\b|[.,;:()\n|]|\Z)"
)
_WORD = re.compile(r" ?([\wåäöÅÄÖ-]+)")
_TAIL = re.compile(r" - ((?:[\wåäöÅÄÖ-]+ ?){1,7})")
_RANGE = re.compile(r"(?<= )-(?= )|(?<=\d\d\d\d)-(?=\d\d\d\d)")
_YEAR = re.compile(r" 20\d\d(?:-20\d\d)?(?!\d)")
_HEAD_BEHIND = re.compile(r" - ([a-zåäö]+)(?= (?:för|om|mot|vid) )")
_TITLE_BEHIND = re.compile(r" - ([A-ZÅÄÖ][a-zåäö]+)(?= (?:för|om|mot|vid) | (?:19|20)\d\d)")
_LONG_SLOGAN = re.compile(r"(?<=[a-zåäö] )([A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+){1,5})\Z")
_SLOGAN_BEFORE = re.compile(r"(?<![\wåäöÅÄÖ-])([A-ZÅÄÖ][a-zåäö]+(?: [a-zåäö]+){1,3})\Z")
_REACH = 90
_ABOUT = re.compile(r"(?<![\wåäöÅÄÖ-])(?:[Tt]illämpnings)?[Aa]nvisning(?:en|ar|arna)? till (?:[\wåäöÅÄÖ-]+ )??")


def cued(source: Source) -> Iterator[Found]:
    """Titles after a cue, with their head in the subtitle, or with another title as topic."""
    text = source.plain
    for start in _names_behind(source, _announcing("cue")):
        end = _name_end(text, start)
        if end is not None:
            yield _found(text, start, end, RANK)
    yield from _works(source)
    for match in _VISION.finditer(text) if "Vision " in text else ():
        yield _found(text, match.start(), match.end(), RANK)
    yield from _numbered(text)
    yield from _headed(text)
    yield from _annexes(text)


@cache
def _announcing(role: str) -> tuple[str, ...]:
    return tuple(f"{form} " for form in definite_in_role(role))


def _places(text: str, words: str) -> Iterator[int]:
    """Where words stand; far cheaper than an expression that must look at every place."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _names_behind(source: Source, cues: tuple[str, ...]) -> Iterator[int]:
    """Where a word with a capital follows a cue in small letters, alone or at the end of a compound, in one cell."""
    text = source.plain
    for cue in cues:
        for at in _places(text, cue):
            start = at + len(cue)
            named = (
                source.text[start - 1] != "\t"
                and text[start : start + 1].isupper()
                and text[start + 1 : start + 2].islower()
            )
            if named and _LOWER_WORD.search(text, max(0, at - 30), at):
                yield start


def _headed(text: str) -> Iterator[Found]:
    """Slogans with their head in the subtitle: ``Trygg i trafiken - regler för cykling``."""
    for at in _places(text, " - "):
        head = _HEAD_BEHIND.match(text, at)
        form = noun_forms().get(head.group(1)) if head else None
        if head is None or form is None or form.definite:
            continue
        slogan = _SLOGAN_BEFORE.search(text, max(0, at - _REACH), at)
        if slogan is not None and not _says(slogan.group(1)):
            yield _found(text, slogan.start(), extent.topic_end(text, head.end(), open_ended=True), SUBTITLE_RANK)
    yield from _slogans(text)


def _slogans(text: str) -> Iterator[Found]:
    """Slogans in mid-sentence before the title itself: ``remitterat Mat från dalen - Matprogram för Norrby``."""
    for at in _places(text, " - "):
        head = _TITLE_BEHIND.match(text, at)
        slogan = _LONG_SLOGAN.search(text, max(0, at - _REACH), at) if head and _holds_head(head.group(1)) else None
        if head is None or slogan is None or _says(slogan.group(1)):
            continue
        end = extent.topic_end(text, head.end(), open_ended=True)
        years = editions.years_after(text, end)
        yield _found(text, slogan.start(1), years[0] if years else end, SUBTITLE_RANK)


def _works(source: Source) -> Iterator[Found]:
    """Works whose name is a phrase: ``rapporten Vägar till ett lugnt vatten``."""
    text = source.plain
    for start in _names_behind(source, (_BARE_WORK, *_announcing("work"))):
        name = _WORK_NAME.match(text, start)
        if name is not None and _is_work(name.group().split()):
            yield _found(text, name.start(), name.end(), RANK)
    for match in _REVIEW.finditer(text) if "ranskning " in text else ():
        if not any(_holds_head(word) for word in match.group().split()):
            yield _found(text, match.start(), match.end(), RANK)
    for start in _names_behind(source, _CONSULTED):
        name = _WORK_NAME.match(text, start)
        words = name.group().split() if name else []
        if name is not None and _is_work(words) and not any(_holds_head(word) for word in words):
            yield _found(text, name.start(), name.end(), RANK)


def _numbered(text: str) -> Iterator[Found]:
    """What closes a list by its name and case number: ``… och Fortsatt skötsel av kajerna (dnr 31/2030)``."""
    for number in _NUMBERED.finditer(text):
        name = _NAME_BEFORE.search(text, max(0, number.start() - _LONGEST_NAME), number.start())
        words = name.group().split() if name else []
        if name is not None and _is_work(words) and not any(map(is_finite, words[1:])):
            yield _found(text, name.start(), name.end(), NUMBERED_RANK)


def _holds_head(word: str) -> bool:
    """Whether a word is or ends in a head noun: its title is found by that."""
    return any(word.lower().endswith(form) for form in noun_forms() if len(form) > 3)


def _is_work(words: list[str]) -> bool:
    """Whether words with a capital in mid-sentence are a title: they begin with a common word or an owner."""
    first = tags(words[0].lower())
    common = bool(first) and not any(tag.startswith("PM") for tag in first)
    return len(words) > 2 and (common or is_genitive(words[0])) and any(is_noun(word) for word in words[1:])


def _found(text: str, start: int, end: int, rank: int) -> Found:
    label = _RANGE.sub("–", squeezed(text[start:end]))
    return Found(
        MentionKind.TITLE, start, end, label[:1].upper() + label[1:], "cued title", 1, None, None, None, 0.8, rank
    )


def _annexes(text: str) -> Iterator[Found]:
    for at in _places(text, "nvisning"):
        match = _ABOUT.match(text, text.rfind(" ", 0, at) + 1) or _ABOUT.match(text, text.rfind("\n", 0, at) + 1)
        if match is None:
            continue
        word = _WORD.match(text, match.end())
        form = noun_forms().get(word.group(1).lower()) if word else None
        if word is None or form is None or form.definite:
            continue
        yield _found(text, match.start(), extent.topic_end(text, word.end(), open_ended=True), SUBTITLE_RANK)


def _name_end(text: str, start: int) -> int | None:
    """The end of a name of two words or more, with its subtitle and year; ``None`` where there is no such name."""
    end, count = start, 0
    while count < 5 and (word := _WORD.match(text, end)) is not None and _belongs(word.group(1), first=count == 0):
        end, count = word.end(), count + 1
    tail = _TAIL.match(text, end) if count else None
    year = _YEAR.match(text, end)
    if tail is not None:
        end = tail.start(1) + len(_until_stop(tail.group(1)))
    elif year is not None:
        end = year.end()
    return end if count > 1 or (count and (tail or year)) else None


def _belongs(word: str, *, first: bool) -> bool:
    lower = word.lower()
    if lower in phrases().stop or lower in phrases().determiners or lower in phrases().owners or word.isdigit():
        return False
    if first:
        return not is_genitive(word) and not is_definite(lower)
    return word[:1].isupper() or is_noun(word) or is_adjective(word)


def _until_stop(words: str) -> str:
    kept = []
    for word in words.split():
        if word in phrases().stop or word in phrases().conjunctions:
            break
        kept.append(word)
    return " ".join(kept)


def _says(words: str) -> bool:
    """Whether words hold a finite verb, and so are a clause and no title."""
    for word in words.split()[1:]:
        found = tags(word)
        if word in phrases().stop or (found and all(tag.startswith("VB:PR") for tag in found)):
            return True
    return False
