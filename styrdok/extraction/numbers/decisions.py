"""Decisions in running text: who decided, when, under which paragraph, in whatever order they are written.

``Antagen av kommunfullmäktige 2019-12-16 § 115``, ``KS § 187, 2016-12-06``, ``2017-12-04, § 149``, ``KF § 110/2019``.
Where the sign § was lost, a bare number right after body and date counts as the paragraph, with less confidence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise

from styrdok.swedish.bodies import bodies_used
from styrdok.swedish.dates import DateFound, find_dates

_OF_AN_ACT = re.compile(r"[ \u00a0]?(?:kap|st\b|p\b)")
_ANCHOR = re.compile(r"§|(?<!\d)(?:19|20)\d\d(?!\d)|(?<!\d)\d{6}(?![\d-])|(?<![\d/])\d{1,3}/\d\d(?!\d)")
_WINDOW = 90
_BOARD = (
    r"(?<![\w-])(?:[A-ZÅÄÖ][\wåäöÅÄÖ-]+ (?=stads|kommun|region))?"
    r"(?:[A-Za-zÅÄÖåäö]+- (?:och|samt) )?[A-Za-zÅÄÖåäö-]*[Nn]ämnd(?:en)?s?(?![a-zåäö])"
    r"|(?<![\w/])[A-ZÅÄÖ]{1,4}N(?: och [A-ZÅÄÖ]{1,4}N)?(?![\w/:])"
)
_PARAGRAPH = re.compile(
    r"§{1,2}[ \u00a0\n]?(\d{1,3}(?:[a-z](?![a-zåäö]))?(?:/(?:19|20)?\d\d)?)(?![\d:])"
    r"|(?<![\d/])(\d{1,3}/(?:(?:19|20)\d\d|\d\d))(?![\d/-])"
)
_MARK = re.compile(r"§|\d/\d\d(?!\d)")
_BARE = re.compile(r"[ ,\u00a0]{1,3}(\d{1,3})(?=[ \u00a0]*(?:[.,;)\n]|$))")
_GAP = re.compile(
    r"(?:[\s,:;(–-]|(?<=[a-zåäö])\. ?(?=\d|§))*"
    r"(?:(?:den|har|i|av|på|vid|att|om|paragraf|år|sammanträde|sammanträdet|protokoll|besluts?|beslutet|beslutad|beslutade|"
    r"beslutat|beslutades|antog|antogs|antagen|antaget|fastställde|fastställdes|fattade|gav|gjorde|dnr|datum|diarienummer|genom)"
    r"[\s,.:;(–-]*){0,3}"
)
_VERB = re.compile(r"antag|antog|beslut|fastställ|godkän|revider", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DecisionFound:
    """A decision at ``text[start:end]``; ``body`` is normalised, ``paragraph`` is ``§ 115`` or ``§ 110/2019``.

    ``confidence`` is 1.0 for body, date and paragraph sign, less where one is missing or guessed.
    """

    start: int
    end: int
    body: str | None
    date: date | None
    paragraph: str | None
    text: str
    precision: str = "day"
    confidence: float = 1.0

    @property
    def label(self) -> str:
        """The normal form: short name of the body, date, paragraph (``KF 2019-12-16 § 115``)."""
        return " ".join(part for part in (short_name(self.body), self._when(), self.paragraph) if part)

    def _when(self) -> str | None:
        length = {"day": 10, "month": 7, "year": 4}[self.precision]
        return self.date.isoformat()[:length] if self.date else None


@dataclass(frozen=True, slots=True)
class _Element:
    start: int
    end: int
    body: str | None = None
    found: DateFound | None = None
    paragraph: str | None = None

    @property
    def kind(self) -> str:
        return "body" if self.body else "date" if self.found else "paragraph"


@cache
def _bodies() -> tuple[dict[str, tuple[str, str]], re.Pattern[str]]:
    names = {body.form: (body.name, body.short) for body in bodies_used("decision")}
    parts = []
    for form in sorted(names, key=lambda form: (-len(form), form)):
        if form.isupper() or form[1:2].isupper() or len(form) < 3:
            parts.append(rf"{form}(?![\w/:])")
        else:
            parts.append(rf"[{form[0]}{form[0].upper()}]{form[1:]}s?(?!\w)")
    return names, re.compile(rf"(?<![\w/])(?:{'|'.join(parts)})|{_BOARD}")


def normal_body(written: str) -> str:
    """The full name of a body: ``KF``, ``Kommunfullmäktiges`` and ``fullmäktige`` are ``kommunfullmäktige``."""
    names = _bodies()[0]
    for form in (written, written.lower(), written.lower().removesuffix("s")):
        if form in names:
            return names[form][0]
    if written.isupper() or (" och " in written and written.replace(" och ", "").isupper()):
        return written
    low = written[:1].lower() + written[1:] if written[1:].islower() or "- " in written else written
    low = low.removesuffix("s")
    return low if low.endswith("nämnden") or " " in low.replace("- och ", "") else low.removesuffix("nämnd") + "nämnden"


def short_name(body: str | None) -> str | None:
    """The abbreviation of a body where one is in common use, else the body itself."""
    if body is None:
        return None
    for full, short in _bodies()[0].values():
        if full == body:
            return short
    return body[:1].upper() + body[1:]


def find_decisions(text: str) -> tuple[DecisionFound, ...]:
    """All decisions of a text, in order."""
    found: list[DecisionFound] = []
    for start, end in _windows(text):
        found.extend(decisions_in(text, start, end))
    return tuple(found)


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches around what may be a date or a paragraph, merged where they meet."""
    start = end = -1
    for anchor in _ANCHOR.finditer(text):
        left, right = max(0, anchor.start() - _WINDOW), min(len(text), anchor.end() + _WINDOW)
        if left > end:
            if end > 0:
                yield start, end
            start = left
        end = right
    if end > 0:
        yield start, end


def decisions_in(text: str, start: int, end: int) -> list[DecisionFound]:
    """The decisions of one stretch of the text."""
    window = text[start:end]
    bodies = [_Element(m.start(), m.end(), body=normal_body(m.group())) for m in _bodies()[1].finditer(window)]
    if not bodies and not _MARK.search(window):
        return []
    elements = sorted(_elements(window, bodies), key=lambda item: (item.start, -item.end))
    found = (_decision(window, group) for group in _groups(window, elements))
    return [_shift(item, start) for item in found if item is not None]


def _elements(window: str, bodies: list[_Element]) -> list[_Element]:
    dates = [_Element(d.start, d.end, found=d) for d in find_dates(window) if d.value is not None]
    taken = [(e.start, e.end) for e in bodies + dates]
    marks = []
    for match in _PARAGRAPH.finditer(window):
        if any(s < match.end() and match.start() < e for s, e in taken):
            continue
        if match.group(2) and not any(b.end <= match.start() <= b.end + 3 for b in bodies + dates):
            continue
        marks.append(_Element(match.start(), match.end(), paragraph="§ " + (match.group(1) or match.group(2)).strip()))
    return bodies + dates + marks


def _groups(window: str, elements: list[_Element]) -> Iterator[list[_Element]]:
    """Runs of elements of different kinds with nothing but connecting words between them."""
    group: list[_Element] = []
    for element in elements:
        if group and element.start < group[-1].end:
            continue
        joined = group and _GAP.fullmatch(window, group[-1].end, element.start)
        if group and (not joined or element.kind in {item.kind for item in group} or len(group) == 3):
            yield group
            group = []
        group.append(element)
    if group:
        yield group


def _decision(window: str, group: list[_Element]) -> DecisionFound | None:
    body = next((item.body for item in group if item.body), None)
    found = next((item.found for item in group if item.found), None)
    paragraph = next((item.paragraph for item in group if item.paragraph), None)
    if len(group) < 2 or not _holds(window, group, found, paragraph):
        return None
    start, end = group[0].start, group[-1].end
    confidence = 1.0 if body and found and paragraph else 0.9 if body else 0.8
    if paragraph is None and body and found and found.precision == "day":
        bare = _BARE.match(window, end)
        if bare and not bare.group(1).startswith("0"):
            paragraph, end, confidence = "§ " + bare.group(1), bare.end(1), 0.6
    return DecisionFound(
        start, end, body, found.value if found else None, paragraph, " ".join(window[start:end].split()),
        found.precision if found else "day", confidence,
    )  # fmt: skip


def _holds(window: str, group: list[_Element], found: DateFound | None, paragraph: str | None) -> bool:
    """A year alone needs a paragraph or a verb of deciding; a law's paragraph has no date beside it."""
    if paragraph is not None and _OF_AN_ACT.match(window[group[-1].end : group[-1].end + 5]):
        return False
    if found is not None and found.precision == "year" and paragraph is None:
        between = "".join(window[a.end : b.start] for a, b in pairwise(group))
        return bool(_VERB.search(between))
    body = next((item.body for item in group if item.body), None)
    if body == "nämnden" and paragraph is None:
        return bool(_VERB.search(window, max(0, group[0].start - 40), group[-1].end))
    return True


def _shift(item: DecisionFound, by: int) -> DecisionFound:
    return DecisionFound(
        item.start + by, item.end + by, item.body, item.date, item.paragraph, item.text, item.precision, item.confidence
    )
