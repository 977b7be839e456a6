"""Making a title out of printed lines: joining, cleaning, small letters instead of capitals."""

import re
from functools import lru_cache

from styrdok.extraction.numbers.case_numbers import find_diary_numbers
from styrdok.tables import read_toml

_BODY = r"(?:[A-ZÅÄÖ][A-Za-zÅÄÖåäö]{1,4}\s)?"
_PARAGRAPH = re.compile(rf"^{_BODY}§+(?:\s?\d{{1,4}}(?:/\d{{2,4}})?[a-z]?\b)?[.:]?\s*(?=[^\W\d_]{{2}}|$)")
_PARAGRAPH_AFTER = re.compile(rf"[\s,–-]+{_BODY}§+(?:\s?\d{{1,4}}(?:/\d{{2,4}})?)?$")
_BRACKETS = re.compile(r"\s*[(\[](?P<inside>[^()\[\]]{4,40})[)\]]")
_OPEN_DASH = re.compile(r"\d[-–—]$")
_CUE = re.compile(r"[\s,(–-]+(?:dnr|diarienr|diarienummer|ärendenr)?[.:\s]*$", re.IGNORECASE)
_SHORTEST = 8
_HYPHENED = re.compile(r"[a-zåäö]{3}(?<!kommuns)(?<!stads)-$")
_JOINED = re.compile(r"(?!(?:och|eller|samt|till|respektive)\b)[a-zåäö]{3}")
_PAGE = re.compile(r"\s*\b(?:[Ss]ida?|[Ss]idan)\s*\d+\s*(?:\(|av\b).*$")
_SHOUTED_OWNER = re.compile(r"\b([A-ZÅÄÖ]{3,}) (KOMMUNS?|STADS?)\b")
_OWNER_AFTER = re.compile(r"\s[-–—]\s[A-ZÅÄÖ][\w-]+\s(?:[Kk]ommun|[Ss]tad)$")
_FORWARDED = re.compile(r"^(?:(?:sv|vb|re|fwd?)\s*:\s*)+", re.IGNORECASE)
_STRAY = re.compile(r"(?:\s[=|]|\.)\s+(?=(?:19|20)\d\d\b)")


@lru_cache(maxsize=1)
def _function_words() -> frozenset[str]:
    return frozenset(read_toml("styrdok.extraction.lexicon", "titles.toml")["function_words"]["words"])


@lru_cache(maxsize=1)
def _prefixes() -> tuple[str, ...]:
    return tuple(read_toml("styrdok.extraction.lexicon", "titles.toml")["prefixes"]["words"])


def glue_lines(text: str, lines: list[str]) -> str:
    """Lines as one title; two lines of one word each are one compound when the text elsewhere writes it so.

    A period or a word that was broken after its dash is put together again.
    """
    out = ""
    for line in lines:
        single = out and " " not in out and " " not in line
        compound = single and re.search(rf"(?i)\b{re.escape(out + line)}", text)
        if compound or (_OPEN_DASH.search(out) and line[:1].isdigit()):
            out += line
        elif _HYPHENED.search(out) and _JOINED.match(line):
            out = out[:-1] + line
        else:
            out = f"{out} {line}" if out else line
    return out


def clean_title(title: str, text: str = "") -> str:
    """The title without paragraph number, marks of mail and stray signs, in small letters."""
    title = _PARAGRAPH.sub("", _BRACKETS.sub(_unless_number, without_marks_of_mail(" ".join(title.split()))))
    title = _PARAGRAPH_AFTER.sub("", _without_number(title)).strip(" .,:;|_=*•")
    title = _OWNER_AFTER.sub("", _PAGE.sub("", _STRAY.sub(" ", title)))
    return lower_capitals(title, text)


def without_marks_of_mail(title: str) -> str:
    """The subject of a message without *SV:*, *VB:* and the like."""
    return _FORWARDED.sub("", title)


def _without_number(title: str) -> str:
    """The title without a case number at its end."""
    for number in find_diary_numbers(title)[-1:]:
        if number.end == len(title) and len(_CUE.sub("", title[: number.start])) > _SHORTEST:
            return _CUE.sub("", title[: number.start])
    return title


def _unless_number(match: re.Match[str]) -> str:
    return "" if bracketed_number(match.group()) else match.group()


def bracketed_number(text: str) -> str | None:
    """The case number that a text ends with in brackets, when the brackets hold nothing else."""
    inside = [match["inside"] for match in _BRACKETS.finditer(text) if match.end() == len(text.rstrip(" .:"))]
    bare = re.sub(r"^(?i:dnr|diarienr|diarienummer|ärende|ärendenr)[.: ]+", "", inside[0].strip()) if inside else ""
    found = find_diary_numbers(bare if bare == (inside or [""])[0].strip() else f"Dnr {bare}")
    return found[0].text if len(found) == 1 and len(found[0].text) >= len(bare) - 5 else None


def without_prefix(title: str) -> str:
    """The title of the document itself, without *Förslag till*, *Revidering av* and the like."""
    for prefix in _prefixes():
        if title.lower().startswith(prefix + " ") and len(title) > len(prefix) + 6:
            title = title[len(prefix) :].strip(" :–-")
            title = title[0].upper() + title[1:]
    return title


def lower_capitals(title: str, text: str) -> str:
    """A title in capitals as it would be written in running text.

    Short words may be abbreviations and stay; a word that ``text`` only writes with a capital is a name.
    """
    letters = [char for char in title if char.isalpha()]
    if len(letters) < 6 or sum(char.isupper() for char in letters) < 0.9 * len(letters):
        return _SHOUTED_OWNER.sub(lambda match: f"{match[1].capitalize()} {match[2].lower()}", title)
    words = [_lowered(word, index) for index, word in enumerate(title.split())]
    return " ".join(_named(word, text) for word in words)


def _named(word: str, text: str) -> str:
    name = word.capitalize()
    if len(word) < 4 or not word.islower() or re.search(rf"(?<![@./\w]){re.escape(word)}(?!\.\w)", text):
        return word
    running = rf"[a-zåäö,] {re.escape(name)}\b|\b{re.escape(name)}s? (?:kommun|stad|region)"
    return name if re.search(running, text) else word


def _lowered(word: str, index: int) -> str:
    bare = word.strip("()-–,.:").lower()
    if len(bare) <= 3 and bare not in _function_words() and not word.endswith("-") and index:
        return word
    return word.capitalize() if index == 0 else word.lower()
