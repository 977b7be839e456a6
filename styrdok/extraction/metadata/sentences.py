"""Adoption told in a sentence of the document about itself: *Denna policy antogs av kommunfullmäktige …*."""

import re
from collections.abc import Iterator
from functools import lru_cache

from styrdok.extraction.metadata.heads import find_heads
from styrdok.extraction.metadata.labels import Labelled, label_at_start, labels_inside
from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Sheet
from styrdok.extraction.metadata.spans import speaks_of_others, validity_told
from styrdok.extraction.metadata.values import Adoption, body_in, numbers_in, read_adoption, read_paragraph
from styrdok.extraction.metadata.witnesses import key
from styrdok.extraction.numbers.decisions import find_decisions
from styrdok.models import Reading
from styrdok.swedish.dates import find_dates
from styrdok.tables import read_toml

_ENOUGH = re.compile(r"\.\s+(?=[A-ZÅÄÖ])|\bersätter\b")
_NEXT = re.compile(r"(?<=\.)\s+(?=[A-ZÅÄÖ])")
_CLAUSE = re.compile(r"[^.!?§]+")
_REACH = 160
_SHORT = 260
_TITLE_WORDS = 6
_NEAR = 8
_FOLLOWING = 2
_PRONOUN = re.compile(r"\A(?:Den|Det|De)\b(?= (?:gäller|tillämpas|träder))")
_BRACKETED = re.compile(r"§ ?\d+[^()]{0,3}\(([^()]{4,24})\)")
_DIARY = re.compile(r"\b(?:dnr|diarienr|diarienummer|ärendenr|ärendenummer|ärende(?= (?-i:[A-ZÅÄÖ])))\b", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:gäller|giltig|giltigt) tills ?vidare\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _cue() -> re.Pattern[str]:
    table = read_toml("styrdok.extraction.lexicon", "adopters.toml")["sentences"]
    selves = "|".join(table["self"])
    verbs = "|".join(table["verbs"])
    return re.compile(rf"(?P<self>{selves})(?P<between>[^.!?§]{{0,90}}?)\b(?:{verbs})\b", re.I)


def _cues(text: str) -> Iterator[re.Match[str]]:
    """Where a document speaks of itself as decided on; looked for only in what holds a verb of that."""
    for clause in _CLAUSE.finditer(text):
        if _verbs().search(text, *clause.span()):
            yield from _cue().finditer(text, *clause.span())


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    table = read_toml("styrdok.extraction.lexicon", "adopters.toml")["sentences"]
    return re.compile(rf"\b(?:{'|'.join(table['verbs'])})\b", re.I)


def told_in_heads(reading: Reading, front: tuple[Sheet, ...], title: str) -> Iterator[Found]:
    """Decision and validity told in short blocks: *Antaget av kommunfullmäktige … Gäller från och med …*.

    A label may stand at the beginning of any sentence of the block, or after the title on one line.
    """
    pages = {sheet.number for sheet in front[:2]}
    for block in reading.blocks:
        if block.page in pages and block.end - block.start <= _SHORT:
            text = " ".join(reading.text[block.start : block.end].split())
            span = (block.start, block.end)
            for sentence in re.split(r"(?<=[.;,])\s+(?=[A-ZÅÄÖ])", text)[1:]:
                yield from _told(sentence, label_at_start(sentence), span)
            for sentence in re.split(r"(?<=[.;])\s+(?=[A-ZÅÄÖ])", text)[1:]:
                yield from _numbered(sentence, span)
            for found in labels_inside(text, 0):
                yield from _told(text, found, span)
            yield from _bare_decision(text, span)
            yield from _participle(text, span, title)
            yield from validity_told(text, span)
            if _OPEN.search(text):
                yield Found("open_ended", "true", "sentence", 0.7, (), span)
        elif block.page in pages:
            first, *more = _NEXT.split(" ".join(reading.text[block.start : block.end].split()))
            if _participles().match(first):
                yield from _participle(first, (block.start, block.end), title)
                yield from _held(more, (block.start, block.end))


def _held(more: list[str], span: tuple[int, int]) -> Iterator[Found]:
    """The validity that a sentence behind that of the adoption tells: *Den gäller från den 1 januari 2031*."""
    for sentence in more[:_FOLLOWING]:
        yield from validity_told(_PRONOUN.sub("Dokumentet", sentence), span)


def _numbered(sentence: str, span: tuple[int, int]) -> Iterator[Found]:
    """A sentence that begins with the label of the case number: *… 3 maj 2031. Dnr KS 2030/44*."""
    found, cue = label_at_start(sentence), _DIARY.match(sentence)
    labelled = found is not None and found.label.field == "diary_number"
    start = found.end if found is not None and labelled else cue.end() if cue else None
    for number in numbers_in(sentence[start:], cue=True)[:1] if start is not None else ():
        yield Found("diary_numbers", number, "sentence", 0.7, (), span)


def _told(text: str, found: Labelled | None, span: tuple[int, int]) -> Iterator[Found]:
    if found is None or found.label.field not in {"adopter", "valid_from"}:
        return
    value = text[found.end :].split(". ")[0]
    if found.label.field == "valid_from":
        days = find_dates(value)
        if days and days[0].value and days[0].start <= _NEAR:
            yield Found("valid_from", days[0].value.isoformat(), "sentence", 0.7, (), span)
        return
    read = read_adoption(value)
    if read.body and read.day:
        yield from _decided(read, span)


def _participle(text: str, span: tuple[int, int], title: str) -> Iterator[Found]:
    """A decision after a participle anywhere in the line: *Lekplatsplan, antagen av tekniska nämnden 2021-05-03*.

    Not one behind the name of another document: *Frågorna är hämtade ur Tillsynsmodellen, antagen av …*.
    """
    for match in _participles().finditer(text):
        rest = _ENOUGH.split(text[match.end() : match.end() + _REACH])[0]
        read = read_adoption(rest)
        before = text[: match.start()].split(". ")[-1]
        if read.body and read.day and not speaks_of_others(before) and not _names_another(before, title):
            yield from _decided(read, span)
            yield from (Found("diary_numbers", number, "sentence", 0.7, (), span) for number in _cued_numbers(rest))
            return


def _names_another(before: str, title: str) -> bool:
    """Whether the words before a participle are a sentence about a document that is not this one."""
    if len(before.split()) <= _TITLE_WORDS or key(title) in key(before):
        return False
    own = {head.word for head in find_heads(title)}
    return not own & {head.word for head in find_heads(before)} and not _selves().search(before)


@lru_cache(maxsize=1)
def _selves() -> re.Pattern[str]:
    return re.compile("|".join(read_toml("styrdok.extraction.lexicon", "adopters.toml")["sentences"]["self"]))


@lru_cache(maxsize=1)
def _participles() -> re.Pattern[str]:
    table = read_toml("styrdok.extraction.lexicon", "adopters.toml")["sentences"]
    return re.compile(rf"\b(?:{'|'.join(table['participles'])}) (?:av|i|vid)\b", re.I)


@lru_cache(maxsize=1)
def _by_decision() -> re.Pattern[str]:
    table = read_toml("styrdok.extraction.lexicon", "adopters.toml")["sentences"]
    return re.compile("|".join(table["by_decision"]), re.I)


def _bare_decision(text: str, span: tuple[int, int]) -> Iterator[Found]:
    """A line that is nothing but body, date and paragraph: *Kommunfullmäktiges beslut 27 november 2023, § 138*."""
    for decision in find_decisions(text)[:1]:
        sentence = decision.start == 0 and text[decision.end : decision.end + 1] in ".;"
        first = sentence and (decision.paragraph is not None or "beslut" in decision.text.lower())
        whole = first or decision.end - decision.start >= 0.75 * len(text) or _by_decision().match(text) is not None
        if whole and decision.body and decision.date and decision.paragraph:
            yield from _decided(Adoption(decision.body, decision.date, decision.paragraph), span)


def _decided(read: Adoption, span: tuple[int, int]) -> Iterator[Found]:
    values = {"adopted_by": read.body, "adopted_on": read.day and read.day.isoformat(), "decision": read.paragraph}
    for field, value in values.items():
        if value:
            yield Found(field, value, "front page", 0.65, (), span)


def adopted_in_sentences(reading: Reading, front: tuple[Sheet, ...]) -> Iterator[Found]:
    """Body, date and paragraph that a sentence on the front pages gives for this very document."""
    if not front:
        return
    text = reading.text[: reading.pages[front[-1].number - 1].end]
    for match in _cues(text):
        rest = _rest(text, match.end())
        span = (match.start(), min(match.end() + len(rest), len(text)))
        days = [item for item in find_dates(rest) if item.value and item.precision == "day"]
        body = body_in(rest.split(days[0].text)[0] if days else rest[:60])
        if body:
            yield Found("adopted_by", body, "sentence", 0.7, (), span)
        if days and days[0].value:
            yield Found("adopted_on", days[0].value.isoformat(), "sentence", 0.7, (), span)
            paragraph = read_paragraph(rest, days[0])
            if paragraph:
                yield Found("decision", paragraph, "sentence", 0.7, (), span)
            for number in _cued_numbers(rest):
                yield Found("diary_numbers", number, "sentence", 0.7, (), span)


def _rest(text: str, start: int) -> str:
    """What is left of the sentence after a place, in one line and within reach."""
    return " ".join(re.split(r"\.\s+(?=[A-ZÅÄÖ])|\n\n", text[start : start + _REACH])[0].split())


def decided_by(reading: Reading, front: tuple[Sheet, ...], title: str) -> Iterator[Found]:
    """What a paragraph of the first page that begins with the body tells: *Kommunfullmäktige antog planen den …*.

    Only where the document is called by the type that its title begins with, and the day follows at once.
    """
    own = {head.type for head in find_heads(title)[:1] if head.type}
    for block in (block for block in reading.blocks if front and block.page == front[0].number):
        match = _active().match(" ".join(reading.text[block.start : block.end].split()))
        body = body_in(match["body"]) if match else None
        if match is None or body is None or not own & {head.type for head in find_heads(match["self"])}:
            continue
        rest = _rest(match.string, match.end("self"))
        days = [item for item in find_dates(rest) if item.value and item.precision == "day" and item.start <= _NEAR]
        if days and days[0].value:
            span = (block.start, block.end)
            yield from _decided(Adoption(body, days[0].value, read_paragraph(rest, days[0])), span)
            yield from (Found("diary_numbers", number, "sentence", 0.7, (), span) for number in _cued_numbers(rest))
            yield from _held(_NEXT.split(match.string)[1:], span)


@lru_cache(maxsize=1)
def _active() -> re.Pattern[str]:
    table = read_toml("styrdok.extraction.lexicon", "adopters.toml")["sentences"]
    verbs, selves = "|".join(table["active"]), "|".join(table["self"])
    return re.compile(rf"(?P<body>[A-ZÅÄÖ][^.§]{{2,60}}?) (?:{verbs}) (?P<self>{selves})\b", re.I)


def _cued_numbers(rest: str) -> tuple[str, ...]:
    """The case number after its cue word, or in brackets behind the section, where a sentence tells of the decision."""
    cue, bracket = _DIARY.search(rest), _BRACKETED.search(rest)
    if cue is None and bracket is not None:
        return numbers_in(bracket[1], cue=True)[:1]
    return numbers_in(rest[cue.start() :], cue=True)[:1] if cue else ()
