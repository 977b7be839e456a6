"""What the value of a field says: bodies, dates, paragraphs, periods of validity, names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from styrdok.extraction.metadata.words import adopters
from styrdok.extraction.numbers.case_numbers import find_diary_numbers
from styrdok.extraction.numbers.decisions import find_decisions
from styrdok.swedish.dates import DateFound, find_dates
from styrdok.tables import read_toml

_PERSON = re.compile(r"[A-ZÅÄÖÉ][\wåäöé-]+(?:\s[A-ZÅÄÖÉ][\wåäöé-]*){1,3}")
_IN_SENTENCES = re.compile(r"\b(?:ska|skall|är|har|kan|som|att|bör|ansvarar|sker|beslutar)\b")
_LED = re.compile(r"^(?:är|av)\s+")
_GENITIVE = re.compile(r"(?<=en)s$|(?<=et)s$|(?<=tige)s$")
_BODY_WORD = re.compile(r"[A-ZÅÄÖa-zåäö]+(?:[- ]?(?:AU|au))?(?![\w/-])")
_NUMBER_LABEL = re.compile(r"^(?:dnr|diarienr)[.: ]+", re.IGNORECASE)
_PARAGRAPH = re.compile(
    r"(?P<sign>§§?|\$|&|\bparagraf\b)\s?(?P<number>\d{1,4}\s?[a-z]?\b(?:\s?/\s?(?:19|20)?\d\d\b)?)", re.I
)
_SIGN_AS_8 = re.compile(r"(?<![\d.,/-])8 (?=\d{1,3}(?:/(?:19|20)\d\d)(?!\d))")
_BARE_PARAGRAPH = re.compile(r"[\s,.]{0,3}(?:8\s)?(?P<number>\d{1,3}(?:/\d{2,4})?)(?=[\s,.;)]|$)(?!\s?\()")
_YEARS = re.compile(r"(?<![\d\w/:.-])(?P<a>(?:19|20)\d\d)\s?(?:[-–—−]|till)\s?(?P<b>(?:19|20)?\d\d)(?![\d:/-])")
_SPAN = re.compile(r"(\d{4}-\d\d-\d\d)\s?[-–—]\s?(?=\d{4})")
_YEAR = re.compile(r"(?<![\d/:-])(?:19|20)\d\d(?![\d:/-])")
_NUMBER = re.compile(
    r"(?:[A-ZÅÄÖ][\wåäö]{0,11}(?:[/-][A-ZÅÄÖ]{1,6})?[ .:/-]?)?\d{1,6}"
    r"(?:[-–/:. ]?[A-ZÅÄÖ]{1,6})?(?:[-–/:. ]?\d{1,7}){0,4}(?:[- ]?[A-ZÅÄÖ]\w{0,5})?"
)
_CASE_FOLLOWS = re.compile(r"[\s./-]?\d{2,4}[/:.-]\d(?!\d?[-–]\d)")
_CONTACT = re.compile(r"\S+@\S+|\b(?:tel|telefon|tfn|mobil)\b.*|\b0\d{1,3}[-–\s]\d[\d\s]{4,}.*", re.I)
_ON_DAY = re.compile(r"\bden(?=\s*(?:[,;.)]|$))")
_BY = re.compile(r"^(?:av|i|genom|hos)\s+", re.I)


@lru_cache(maxsize=1)
def _wordings() -> dict[tuple[str, str], re.Pattern[str]]:
    """The patterns of each section by name."""
    sections = read_toml("styrdok.extraction.lexicon", "validity.toml").items()
    joined = {(section, name): "|".join(patterns) for section, named in sections for name, patterns in named.items()}
    return {key: re.compile(pattern, re.IGNORECASE) for key, pattern in joined.items()}


def _wording(section: str, name: str) -> re.Pattern[str]:
    return _wordings()[section, name]


@dataclass(frozen=True, slots=True)
class Adoption:
    """Who decided, when, under which paragraph; what is not said is ``None``."""

    body: str | None = None
    day: date | None = None
    paragraph: str | None = None
    diary_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Validity:
    """From when and until when; ``open_ended`` when it goes on until a new decision."""

    start: date | None = None
    end: date | None = None
    open_ended: bool = False


def is_placeholder(text: str) -> bool:
    """Whether a value was never filled in: empty, dashes, or the template's own words."""
    low = text.lower()
    return set(low.strip(" .,:;-–—_/()[]<>*|")) <= {"x"} or adopters().placeholder.search(low) is not None


def read_adoption(text: str) -> Adoption:
    """Read body, date, paragraph and case number of a decision, in any order."""
    text = _SIGN_AS_8.sub("§ ", first_part(text))
    several = _highest(text)
    if several is not None:
        return several
    dates = find_dates(text)
    known = next((item for item in dates if item.precision == "day" and item.value), None)
    numbers = numbers_in(text, cue="dnr" in text.lower())
    paragraph = read_paragraph(text, known)
    body = body_in(text)
    return Adoption(body, known.value if known else None, paragraph, numbers)


def _highest(text: str) -> Adoption | None:
    """Of several decisions in one value that of the highest body, of equals the latest."""
    found = [item for item in find_decisions(text) if item.body and item.date and item.precision == "day"]
    if len({item.body for item in found}) < 2:
        return None
    best = max(found, key=lambda item: (adopters().rank.get(item.body or "", 0), item.date))
    return Adoption(best.body, best.date, best.paragraph, numbers_in(text, cue="dnr" in text.lower()))


def first_part(text: str) -> str:
    """The value without what is said of later revisions."""
    match = _wording("decision", "afterthought").search(text, 3)
    return text[: match.start()] if match else text


def numbers_in(text: str, cue: bool) -> tuple[str, ...]:
    """Case numbers in a value; with ``cue`` the label already said that it holds one."""
    head = "Dnr " if cue and not text.lower().startswith(("dnr", "diarie")) else ""
    return tuple(number.text for number in find_diary_numbers(head + text))


def labelled_numbers(text: str) -> tuple[str, ...]:
    """Case numbers of a value whose label says that it holds one: any shape of letters, figures and signs."""
    found = numbers_in(text, cue=True)
    whole = _NUMBER_LABEL.sub("", text.strip(" .,"))
    shaped = _NUMBER.fullmatch(whole) is not None and sum(char.isdigit() for char in whole) >= 3 and not whole.isdigit()
    if find_dates(text) or not shaped or (len(found) == 1 and whole.startswith(found[0])):
        return found
    return (whole,)


def read_paragraph(text: str, after: DateFound | None) -> str | None:
    """The paragraph of a decision as written; a lost § is guessed right after the date."""
    match = _PARAGRAPH.search(text)
    if match:
        space = " " if match["sign"].isalpha() or " " in match.group()[: len(match["sign"]) + 1] else ""
        return "§" + space + match["number"].strip()
    if after is None:
        return None
    match = _BARE_PARAGRAPH.match(text, after.end)
    return "§ " + match["number"] if match else None


def body_in(text: str) -> str | None:
    """The body or office that decides, abbreviations written out; ``None`` when no known word names one."""
    for match in _BODY_WORD.finditer(text):
        full = adopters().abbreviations.get(match.group())
        if full and not _CASE_FOLLOWS.match(text, match.end()):
            return full
    found = adopters().body.search(text)
    return tidy_body(_GENITIVE.sub("", found.group())) if found else None


def tidy_body(name: str) -> str:
    """The name of a body as running text writes it: small letters unless it holds a proper name."""
    name = _BY.sub("", " ".join(name.split()))
    if name.isupper():
        name = name.lower()
    first, *others = name.split()
    if not others or first.rstrip(",").endswith("-") or adopters().common.fullmatch(first):
        name = name[0].lower() + name[1:]
    return name + "n" if name.endswith("styrelse") and " " not in name else name


def read_validity(text: str) -> Validity:
    """Read a period, an end or an open end."""
    text = _SPAN.sub(r"\1 till ", text)
    if _wording("validity", "open").search(text):
        first = next((item.value for item in find_dates(text) if item.value), None)
        return Validity(_dated(text, "from") or first, None, True)
    period = period_in(text)
    if period:
        return Validity(date(period[0], 1, 1), date(period[1], 12, 31))
    days = [item for item in find_dates(text) if item.value]
    if len(days) == 2:
        return Validity(days[0].value, last_day(days[1]))
    if len(_YEAR.findall(text)) == 2 and not days:
        return _between_years(_YEAR.findall(text))
    start = _dated(text, "from")
    end = _dated(text, "to")
    if start or end:
        return Validity(start, end)
    if len(days) == 1:
        return Validity(None, last_day(days[0]))
    years = _YEAR.findall(text)
    return Validity(None, date(int(years[0]), 12, 31) if len(years) == 1 else None)


def read_between(text: str) -> Validity:
    """The days or years that stand right after *från och med* and *till och med*."""
    return Validity(_dated(text, "from"), _dated(text, "to"))


def _between_years(years: list[str]) -> Validity:
    start, end = int(years[0]), int(years[1])
    return Validity(date(start, 1, 1), date(end, 12, 31)) if start < end else Validity()


def _dated(text: str, cue: str) -> date | None:
    """The date or year right after a cue word."""
    for match in _wording("validity", cue).finditer(text):
        rest = text[match.end() : match.end() + 30]
        found = next((item for item in find_dates(rest) if item.value and item.start <= 6), None)
        if found:
            return found.value if cue == "from" else last_day(found)
        year = re.match(r"[\s:]*(?:år\s)?((?:19|20)\d\d)(?![\d:/-])", rest)
        if year:
            return date(int(year[1]), 1, 1) if cue == "from" else date(int(year[1]), 12, 31)
    return None


def last_day(found: DateFound) -> date | None:
    """The last day that a date, a month or a year covers."""
    if found.value is None or found.precision == "day":
        return found.value
    if found.precision == "year":
        return date(found.value.year, 12, 31)
    following = date(found.value.year + found.value.month // 12, found.value.month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def period_in(text: str) -> tuple[int, int] | None:
    """The years of a period such as ``2020–2023`` or ``2020–23``."""
    for match in _YEARS.finditer(text):
        start = int(match["a"])
        end = int(match["b"]) if len(match["b"]) == 4 else start // 100 * 100 + int(match["b"])
        if start < end <= start + 60:
            return start, end
    return None


def read_start(text: str) -> date | None:
    """The day of entry into force."""
    found = next((item for item in find_dates(text) if item.value), None)
    if found:
        return found.value
    year = _YEAR.match(text.strip())
    return date(int(year.group()), 1, 1) if year else None


def read_name(text: str) -> str | None:
    """An owner: a person, a post or a unit, without telephone number and address."""
    text = _CONTACT.sub("", text).strip(" ,;:.|-–")
    text = _LED.sub("", text)
    letters = sum(char.isalpha() for char in text)
    if letters < 3 or len(text) > 90 or letters < 0.6 * len(text) or is_placeholder(text):
        return None
    named = text[0].isupper() or text.split(",")[0].endswith(_offices())
    return text if named and len(text.split()) <= 9 and not _sentence(text) else None


@lru_cache(maxsize=1)
def _offices() -> tuple[str, ...]:
    """The endings of posts and units that can answer for a document."""
    return tuple(read_toml("styrdok.extraction.lexicon", "adopters.toml")["duty"]["offices"])


def _sentence(text: str) -> bool:
    return _IN_SENTENCES.search(text) is not None


def names_person(text: str) -> bool:
    """Whether a value is two to four capitalised words, as a person's name is."""
    return _PERSON.fullmatch(text) is not None


def strip_dates(text: str) -> str:
    """The text without its dates and paragraphs."""
    kept = list(_outside(text, find_dates(text)))
    left = _ON_DAY.sub(" ", _PARAGRAPH.sub(" ", " ".join(kept)))
    return _BY.sub("", " ".join(left.split()).strip(" ,;:.-–()"))


def _outside(text: str, dates: tuple[DateFound, ...]) -> Iterator[str]:
    at = 0
    for item in dates:
        yield text[at : item.start]
        at = item.end
    yield text[at:]
