"""Laws and agency rules: name, abbreviation or number, with pinpoint, number and alias around it."""

import re
from datetime import date

from styrdok.extraction.mentions import pinpoints
from styrdok.extraction.mentions.found import Found, Source
from styrdok.extraction.statutes import by_name, by_number, law_label
from styrdok.vocabulary import MentionKind

RANK = 60
_NUMBER = re.compile(
    r",? ?\(?(?:SFS[ :]?)?(\d{4}:\d{1,4})(?:, (?:omtryckt|ändrad)[^()]{0,30})?"
    r"(?:[,;] ?[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,6})?\)?(?!\d)"
)
_ALIAS = re.compile(r" ?\(([A-ZÅÄÖ][A-Za-zÅÄÖ]{1,6}(?:-lagen)?)\)")
_STANDALONE = re.compile(r"SFS[ :]{1,2}(\d{4}:\d{1,4})(?!\d)")
_TITLE_START = re.compile(r" (?:om|med|angående|mot|för|till) ")
_WORD = re.compile(r" ?([\wåäöÅÄÖé:-]+)(,?)")
_LAW_WORD = re.compile(r"(?:[\wåäöÅÄÖ-]+- (?:och|samt) )?[\wåäöÅÄÖ-]*\Z")
_HYPHEN = re.compile(r"-[A-Za-zÅÄÖåäö]")


def named(source: Source, start: int, end: int, day: date | None) -> list[Found]:
    """A law called by its name at ``start:end``."""
    text = source.plain
    if _HYPHEN.match(text, end):
        return []
    label = law_label(text[start:end], day)
    return [_around(source, start, end, label, "law name")] if label else []


def abbreviated(source: Source, start: int, end: int, day: date | None) -> list[Found]:
    """A law called by its abbreviation: short ones only beside a chapter or section."""
    text = source.plain
    if _HYPHEN.match(text, end) or (text[start - 1 : start] in "/-&" and start):
        return []
    label = law_label(text[start:end], day)
    if label is None:
        return []
    found = _around(source, start, end, label, "law abbreviation")
    if found.pinpoint or (end - start >= 3 and _common(text[start:end])):
        return [found]
    return []


def numbered(source: Source, start: int, end: int, day: date | None) -> list[Found]:
    """``lag (2006:544) om …``: ``start:end`` is the word before the bracket, the number follows."""
    text = source.plain
    number = _NUMBER.match(text, end)
    if number is None:
        return []
    left = _LAW_WORD.search(text, max(0, start - 40), start)
    start = left.start() if left else start
    return [_around(source, start, end, f"SFS {number.group(1)}", "law number")]


def standalone(source: Source, start: int, end: int, day: date | None) -> list[Found]:
    """``SFS 2017:725`` by itself."""
    match = _STANDALONE.match(source.plain, start)
    if match is None:
        return []
    return [_around(source, match.start(), match.end(), f"SFS {match.group(1)}", "SFS number")]


def _common(abbreviation: str) -> bool:
    return any(act.tier <= 2 for act in by_name().get(abbreviation, ()))


def _around(source: Source, start: int, end: int, label: str, rule: str) -> Found:
    """The whole reference around the core ``start:end``."""
    text = source.plain
    number = _NUMBER.match(text, end) if rule != "SFS number" else None
    if number is not None:
        label, end = f"SFS {number.group(1)}", _closed(text, number)
        end = _title_end(text, end, label)
    alias = _ALIAS.match(text, end) if number is None else None
    end = alias.end() if alias else end
    left, right = pinpoints.before(text, start), pinpoints.after(text, end)
    pinpoint = left[1] if left else right[1] if right else None
    if left:
        start = left[0]
    elif right:
        end = right[0]
    return Found(MentionKind.LAW, start, end, label, rule, 0 if number else 1, pinpoint=pinpoint, rank=RANK)


def _closed(text: str, number: re.Match[str]) -> int:
    """The end of the number, without a bracket that it does not open."""
    end = number.end()
    return end - 1 if text[end - 1] == ")" and "(" not in number.group() else end


def _title_end(text: str, end: int, label: str) -> int:
    """The end of ``om …`` after the number, as far as it follows the act's title (two other words allowed)."""
    act = by_number().get(label.removeprefix("SFS "))
    opening = _TITLE_START.match(text, end)
    if opening is None:
        return end
    words = act.title.lower().split()[1:] if act else []
    return _known_title(text, end, words) if words else _unknown_title(text, end)


def _known_title(text: str, end: int, words: list[str]) -> int:
    best, at, strays = end, end, 0
    wanted = words[:]
    while wanted and (match := _WORD.match(text, at)):
        word = match.group(1).lower()
        if word in wanted[:3]:
            del wanted[: wanted.index(word) + 1]
            best = match.end(1)
        elif strays < 2:
            strays += 1
        else:
            break
        at = match.end()
    return best


_INSTRUCTION = re.compile(r" med instruktion för [\wåäöÅÄÖ-]+(?: (?:och|för) [\wåäöÅÄÖ-]+){0,2}")
_TOPIC = re.compile(
    r" (?:om|med|angående|mot|för|till) (?:[\wåäöÅÄÖ:-]+ ){0,2}?[\wåäöÅÄÖ-]{5,}"
    r"(?: (?:och|av|i|för|inom|till) (?:[\wåäöÅÄÖ-]+ )?[\wåäöÅÄÖ-]{5,}){0,3}"
)


def _unknown_title(text: str, end: int) -> int:
    match = _INSTRUCTION.match(text, end) or _TOPIC.match(text, end)
    return match.end() if match else end
