"""Laws and agency rules: name, abbreviation or number, with pinpoint, number and alias around it."""

import re
from dataclasses import replace
from datetime import date

from styrdok.extraction.mentions import pinpoints
from styrdok.extraction.mentions.act_titles import end_of_title
from styrdok.extraction.mentions.found import Found, Source
from styrdok.extraction.statutes import by_name, definite, law_label, law_of_year
from styrdok.swedish.compounds import split_compound
from styrdok.swedish.tags import tags
from styrdok.vocabulary import MentionKind

RANK = 60
_NUMBER = re.compile(
    r"(?: om(?= \())?,? ?\(?(?:SFS[ :]?)?(\d{4}: ?\d{1,4})(?:, (?:omtryckt|ändrad)[^()]{0,30})?"
    r"(?:[,;] ?[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,6})?\)?(?!\d)"
)
_ALIAS = re.compile(r" ?\(([A-ZÅÄÖ][A-Za-zÅÄÖ]{1,6}(?:-lagen)?)\)")
_STANDALONE = re.compile(r"SFS[ :]{1,2}(\d{4}:\d{1,4})(?!\d)")
_LAW_WORD = re.compile(r"(?:[\wåäöÅÄÖ-]+- (?:och|samt) )?[\wåäöÅÄÖ-]*\Z")
_HEADS = ("lagen", "balken", "förordningen", "stadgan", "kungörelsen")
_CUE = re.compile(r"(?:§|kap\.?|[Ee]nligt|stöd av|strid mot) \Z")
_CUE_REACH = 10
_OF_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d) års \Z")
_YEAR_REACH = 10
# "en ny socialtjänstlag", "en upphandlingslag som var upphävd": not the act in force.
_SOME = re.compile(r"(?<![\wåäö])en (?:(?:ny|gammal|äldre|annan|kommande|särskild|föreslagen) )?\Z")
_SOME_REACH = 20
_HYPHEN = re.compile(r"-[A-Za-zÅÄÖåäö]")


def named(source: Source, start: int, end: int, day: date | None) -> list[Found]:
    """A law called by its name at ``start:end``."""
    text = source.plain
    if _HYPHEN.match(text, end):
        return []
    year = _OF_YEAR.search(text, max(0, start - _YEAR_REACH), start)
    issued = law_of_year(text[start:end], year.group(1)) if year else None
    if year and issued:
        return [replace(around(source, start, end, issued, "law of a year"), start=year.start())]
    label = law_label(text[start:end], day)
    some = _SOME.search(text, max(0, start - _SOME_REACH), start) is not None and not text[start:end].endswith("n")
    if label and some:
        return [around(source, start, end, text[start:end].capitalize(), "unlisted law")]
    return [around(source, start, end, label, "law name")] if label else []


def abbreviated(source: Source, start: int, end: int, day: date | None) -> list[Found]:
    """A law called by its abbreviation: short ones only beside a chapter or section."""
    text = source.plain
    if _HYPHEN.match(text, end) or (text[start - 1 : start] in "/-&" and start):
        return []
    label = law_label(text[start:end], day)
    if label is None:
        return []
    found = around(source, start, end, label, "law abbreviation")
    if found.pinpoint or (end - start >= 3 and _common(text[start:end])):
        return [found]
    return []


def numbered(source: Source, start: int, end: int) -> list[Found]:
    """``lag (2006:544) om …``: ``start:end`` is the word before the number, which follows."""
    text = source.plain
    number = _NUMBER.match(text, end)
    if number is None:
        return []
    left = _LAW_WORD.search(text, max(0, start - 40), start)
    start = left.start() if left else start
    return [around(source, start, end, _sfs(number), "law number")]


def unlisted(source: Source, start: int, end: int) -> list[Found]:
    """A name that is no act's in the table but reads as one: ``12 § ordningsstadgan``, ``enligt arrendelagen``.

    ``start:end`` is the word for acts that ends it.
    """
    text = source.plain
    left = _LAW_WORD.search(text, max(0, start - 40), start)
    if left is None or left.start() == start or (end < len(text) and (text[end].isalnum() or text[end] == "-")):
        return []
    word, at = text[left.start() : end], left.start()
    before = text[max(0, at - _CUE_REACH) : at]
    if not _CUE.search(before) or word[0].isupper() or not _is_act_word(word):
        return []
    return [around(source, at, end, word[:1].upper() + word[1:], "unlisted law")]


def _is_act_word(word: str) -> bool:
    """Whether a word is a compound with ``lagen`` or the like, not the plural of ``förslag`` or ``lag``."""
    last = split_compound(word.rpartition(" ")[2])
    return len(last) > 1 and last[-1] in _HEADS and any(tag.startswith("NN:BF:SIN") for tag in tags(word))


def _sfs(number: re.Match[str]) -> str:
    return f"SFS {number.group(1).replace(' ', '')}"


def standalone(source: Source, start: int) -> list[Found]:
    """``SFS 2017:725`` by itself."""
    match = _STANDALONE.match(source.plain, start)
    if match is None:
        return []
    return [around(source, match.start(), match.end(), f"SFS {match.group(1)}", "SFS number")]


def _common(abbreviation: str) -> bool:
    return any(act.tier <= 2 for act in by_name().get(abbreviation, ()))


def around(source: Source, start: int, end: int, label: str, rule: str, rank: int = RANK) -> Found:
    """The whole reference around the core ``start:end``; its ``name`` are the words of the core."""
    text = source.plain
    core = text[start:end]
    number = _NUMBER.match(text, end) if rule != "SFS number" else None
    if number is not None:
        label, end = _sfs(number), _closed(text, number)
        closed = end
        end = end_of_title(text, end, label.removeprefix("SFS "))
        core += text[closed:end] if definite(core) in _HEADS else ""
    alias = _ALIAS.match(text, end) if number is None else None
    end = alias.end() if alias else end
    left, right = pinpoints.before(text, start), pinpoints.after(text, end)
    pinpoint = left[1] if left else right[1] if right else None
    if left:
        start = left[0]
    elif right:
        end = right[0]
    tier = 0 if number else 1
    return Found(MentionKind.LAW, start, end, label, rule, tier, pinpoint=pinpoint, rank=rank, name=core)


def _closed(text: str, number: re.Match[str]) -> int:
    """The end of the number, without a bracket that it does not open."""
    end = number.end()
    return end - 1 if text[end - 1] == ")" and "(" not in number.group() else end
