"""Chapter, section and paragraph beside the name of an act, in whatever order they are written."""

import re

_S = r"[ ]?"
_NUM = r"\d{1,3}(?: ?[a-zA-Z](?![\wåäö.]))?"
_LIST = rf"{_NUM}(?:(?: ?[-,] ?| och | eller | samt | till ){_NUM})*"
_CHAPTERS = r"\d{1,3}(?: ?[a-z])?(?:(?:, | och | eller | samt |-)\d{1,3}(?: ?[a-z])?)*"
_CHAPTER = rf"(?:{_CHAPTERS}{_S}(?i:kap)(?:itlet|itlen|\.)?|(?i:kap)(?:itel|\.)?{_S}\d{{1,2}}(?: ?[a-z](?![\wåäö]))?)"
_SECTION = rf"(?:{_LIST}{_S}§{{1,2}}|§{{1,2}}{_S}{_LIST})"
_PART = r"(?:stycket|stycke|st\.?(?!\w)|punkten|p\.?(?!\w))"
_STEP = rf"(?:(?:,? (?:första|andra|tredje|fjärde|femte|sista|\d) ?{_PART})|(?: p(?:unkt)?\.? ?\d+))"
_LOST = rf"(?:{_NUM}(?={_STEP}|\)?(?:[ .,;)\n]|\Z)))"
_SHORT_FORM = r"\d{1,2}:\d{1,3}(?: ?[a-z](?![\wåäö]))?"
_PIN = rf"(?:{_CHAPTER}(?:,? ?(?:{_SECTION}|{_LOST}))?{_STEP}*|{_SECTION}{_STEP}*|{_SHORT_FORM})"
_ARTICLE = (
    r"(?:art(?:ikel|iklarna|\.)? ?\d{1,3}(?:\.\d{1,2})?(?: ?[a-z](?![\wåäö]))?(?:(?: och |, |-)\d{1,3}(?:\.\d)?)*)"
)
_PINS = rf"(?:{_PIN}|{_ARTICLE})(?:(?:,? och |,? samt |, |,? eller )(?:{_PIN}|{_ARTICLE}))*"

_POINTS = r"(?:(?<=§) \d{1,2}(?:(?:, | och |-)\d{1,2})*)?"

BEFORE = re.compile(rf"(?<![\w:/.-])({_PINS}{_POINTS}),? (?:(?:i|av|enligt) (?:den )?)?\Z")
AFTER = re.compile(rf",? ?(?:\(({_PINS})\)|({_PINS})(?![\w:]))")
_CHAPTER_ONLY = r"(\d{1,2}(?: ?[a-z](?![\wåäö]))?)"
_CHAPTER_NUMBER = re.compile(rf"(?i){_CHAPTER_ONLY} ?kap|kap(?:itel|\.)? ?{_CHAPTER_ONLY}")
_CHAPTER_LIST = re.compile(r"(?i)\d(?: ?[a-z])?(?:, | och | eller | samt |-)\d{1,3}(?: ?[a-z])? ?kap")
_SECTION_NUMBER = re.compile(rf"({_LIST}) ?§|§{{1,2}} ?({_LIST})")
_SHORT = re.compile(r"(\d{1,2}):(\d{1,3}(?: ?[a-z])?)\Z")
_FIGURE = re.compile(r"\d")
_REACH = 110


def before(text: str, start: int) -> tuple[int, str] | None:
    """Where a pinpoint that ends right before ``start`` begins, and its normal form."""
    window = text[max(0, start - _REACH) : start]
    if not _FIGURE.search(window, max(0, len(window) - 30)):
        return None
    match = BEFORE.search(window)
    if match is None:
        return None
    return start - len(window) + match.start(1), normal(match.group(1))


def after(text: str, end: int) -> tuple[int, str] | None:
    """Where a pinpoint that begins right after ``end`` ends, and its normal form."""
    match = AFTER.match(text, end, end + _REACH)
    if match is None:
        return None
    return match.end(), normal(match.group(1) or match.group(2))


def normal(written: str) -> str:
    """``kap. 18 § 13`` and ``18:13`` as ``18 kap. 13 §``; what has several parts is kept as written."""
    short = _SHORT.fullmatch(written)
    if short:
        return f"{short.group(1)} kap. {short.group(2)} §"
    chapters = _CHAPTER_NUMBER.findall(written)
    rest = _CHAPTER_NUMBER.sub("", written, count=1)
    sections = _SECTION_NUMBER.findall(rest)
    if _CHAPTER_LIST.search(written) or len(chapters) > 1 or len(sections) > 1 or (not chapters and not sections):
        return written
    chapter = "".join(chapters[0]) if chapters else ""
    section = "".join(sections[0]) if sections else "".join(re.findall(r"\d+", rest)[:1])
    return " ".join(part for part in (f"{chapter} kap." if chapter else "", f"{section} §" if section else "") if part)
