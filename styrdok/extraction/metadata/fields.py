"""All metadata of a document, each value with its place, its rule and how sure it is."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from styrdok.extraction.capitals import in_small_letters
from styrdok.extraction.metadata.english import told_in_english
from styrdok.extraction.metadata.entries import Entry, entries
from styrdok.extraction.metadata.kinds import kind_of, names_paper
from styrdok.extraction.metadata.language import language_of
from styrdok.extraction.metadata.letterhead import names_body, sent_by
from styrdok.extraction.metadata.minutes import minuted, several_matters
from styrdok.extraction.metadata.numbers import bare_numbers, distinct, without_class
from styrdok.extraction.metadata.organisation import find_organisation
from styrdok.extraction.metadata.outsiders import signed_by
from styrdok.extraction.metadata.people import named_with_post, responsible_told
from styrdok.extraction.metadata.regulations import enacted
from styrdok.extraction.metadata.rules import Found, from_entries
from styrdok.extraction.metadata.segments import Sheet, sheets
from styrdok.extraction.metadata.sentences import adopted_in_sentences, decided_by, told_in_heads
from styrdok.extraction.metadata.title import fallback_title, find_title
from styrdok.extraction.metadata.titletext import clean_title, without_prefix
from styrdok.extraction.metadata.values import period_in
from styrdok.extraction.metadata.words import title_words
from styrdok.extraction.numbers.decisions import DecisionFound, find_decisions
from styrdok.extraction.titles.outsiders import is_outsider
from styrdok.models import Anchor, FieldValue, Reading
from styrdok.reading.anchors import anchor
from styrdok.vocabulary import Kind, PageStatus

_FRONT = 3
_BOX = 4
_DECIDED = frozenset({"adopter", "decision_date"})
_LONGEST_PERIOD = 10
_LONG = 600
_RECOGNISED = 0.85
"""What is left of the confidence in a value on a page whose words a machine recognised in a picture."""

_MARK = re.compile(r"(?:sida?n?\.?\s*)?\d{1,3}\s?(?:\((?P<all>\d{1,4})\)|(?:av|/)\s?(?P<of>\d{1,4}))", re.IGNORECASE)
_SUBTITLE = re.compile(r"\s?[–—-]\s[^\d\W].{3,80}")
_NAME = re.compile(r"[A-ZÅÄÖ][^\W\d]*(?:[ -][^\W\d]+){0,4}")
_DECISION = frozenset({"adopted_by", "adopted_on", "decision"})
_VALIDITY = frozenset({"valid_from", "valid_to", "open_ended"})


def fields(reading: Reading) -> tuple[FieldValue, ...]:
    """Every value that was read for a metadata field, the surest first within each field.

    Front pages and the last page are searched with their running heads. Nothing is guessed: a field that the
    document does not state has no value, and a template's placeholder is no value.
    """
    if not reading.pages or not reading.text.strip():
        return ()
    front = sheets(reading, _front_pages(reading))
    known = tuple(entry for sheet in front for entry in entries(sheet))
    closing = _closing(reading)
    found = [*from_entries(known), *_lowered(from_entries(closing))]
    found += _titles(reading, front, known)
    if not _best(found, "title"):
        found += fallback_title(reading)
    title = _best(found, "title")
    found += kind_of(reading, front, title)
    found += named_with_post(front)
    found += responsible_told(reading, front)
    found += find_organisation(reading, title, front, _best(found, "kind"))
    found += adopted_in_sentences(reading, front)
    found += told_in_heads(reading, front, title)
    found += decided_by(reading, front, title)
    found += enacted(reading)
    found += _language(reading)
    found += told_in_english(reading, front, _best(found, "language"))
    found = list(_coherent(found))
    if _best(found, "kind") == Kind.MINUTES:
        found = list(minuted(found, front))
    found += _sender(front, _best(found, "kind"))
    found += _senders(reading, front, _best(found, "kind"), _best(found, "organisation"))
    found = list(_of_kind(found, _best(found, "kind")))
    if _best(found, "kind") != Kind.MINUTES:
        found += _completed(reading, found, front)
    found += _period(found, title)
    found += _status(found, front)
    found += _pages_marked(front)
    numbers = [item for item in found if item.field == "diary_numbers"]
    found = [item for item in found if item.field != "diary_numbers"]
    if not (_best(found, "kind") == Kind.MINUTES and several_matters(front)):
        found += _own_numbers([item for item in numbers if item.value], front, known)
    found += [item for item in numbers if not item.value]
    read = {item.field for item in found if item.value}
    found = [item for item in found if item.value or item.field not in read]
    return tuple(_valued(reading, item) for item in _sorted(found))


def _front_pages(reading: Reading) -> tuple[int, ...]:
    """The first pages that have text."""
    written = [page.number for page in reading.pages if page.end > page.start]
    return tuple(written[:_FRONT])


def _closing(reading: Reading) -> tuple[Entry, ...]:
    """The entries of a colophon on the last page: single ones, or all of a box that tells who decided and more."""
    if len(reading.pages) <= _FRONT:
        return ()
    found = [entry for sheet in sheets(reading, (len(reading.pages),)) for entry in entries(sheet)]
    told = {entry.label.field for entry in found if entry.parts}
    box = len(told) >= _BOX and not told.isdisjoint(_DECIDED)
    return tuple(entry for entry in found if (box and entry.parts) or _closes(entry))


def _closes(entry: Entry) -> bool:
    """Whether an entry of the last page belongs to a colophon: a label with colon, or a decision on one line."""
    return entry.colon or (entry.label.field == "adopter" and entry.form == "same")


def _lowered(found: Iterable[Found]) -> Iterator[Found]:
    for item in found:
        yield Found(item.field, item.value, item.rule, round(item.confidence - 0.2, 3), item.parts, item.span)


def _titles(reading: Reading, front: tuple[Sheet, ...], known: tuple[Entry, ...]) -> Iterator[Found]:
    for sheet in front[:2]:
        here = tuple(entry for entry in known if entry.place.page == sheet.number)
        found = list(find_title(reading, sheet, here))
        yield from found
        if found:
            yield from _fuller(found[0], front, known)
            return


def _fuller(title: Found, front: tuple[Sheet, ...], known: tuple[Entry, ...]) -> Iterator[Found]:
    """The title with its subtitle after a dash, as an imprint or a label writes what the cover sets apart."""
    labelled = [(entry.value, entry.parts) for entry in known if entry.label.field == "title"]
    printed = [(segment.text, (segment,)) for sheet in front for segment in sheet.segments]
    for text, parts in (*labelled, *printed):
        goes_on = text.startswith(title.value) and _SUBTITLE.fullmatch(text, len(title.value))
        if goes_on and clean_title(text) != title.value:
            yield Found("title", text, "cover and imprint", round(min(1.0, title.confidence + 0.02), 3), parts)
            return


def _best(found: list[Found], field: str) -> str:
    chosen = [item for item in found if item.field == field]
    return max(chosen, key=lambda item: item.confidence).value if chosen else ""


def _completed(reading: Reading, found: list[Found], front: tuple[Sheet, ...]) -> Iterator[Found]:
    """Body and paragraph of the decision on the day that was read, when they stand elsewhere on the front pages."""
    day = _best(found, "adopted_on")
    if not day or (_best(found, "decision") and _best(found, "adopted_by")):
        return
    end = reading.pages[front[-1].number - 1].end
    for decision in find_decisions(reading.text[:end]):
        if decision.date is not None and decision.date.isoformat() == day:
            yield from _of_decision(decision)


def _coherent(found: list[Found]) -> Iterator[Found]:
    """Without what sentences say of a decision on another day than that of the adoption."""
    day = _best(found, "adopted_on")
    others = {item.span for item in found if item.field == "adopted_on" and item.value != day and item.span}
    for item in found:
        if item.span is None or item.span not in others or item.field not in _DECISION:
            yield item


def _of_kind(found: list[Found], kind: str) -> Iterator[Found]:
    """Only what the kind of document can have: a case document keeps its matter's title.

    An opinion is adopted only where a field of its head gives the paragraph; what it tells of decisions is of others.
    So is what a report tells of decisions and validity behind its first page.
    """
    decided = kind == Kind.REPLY and any(item.field == "decision" and _is_labelled(item) for item in found)
    for item in found:
        told = item.field in _DECISION and not (decided and _is_labelled(item))
        if kind in (Kind.REPLY, Kind.MEMO) and (told or item.field == "open_ended"):
            continue
        if kind == Kind.REPORT and item.field in _DECISION | _VALIDITY and not _is_labelled(item):
            continue
        if item.field == "title" and kind not in (Kind.REPLY, Kind.MEMO, Kind.MINUTES):
            item = replace(item, value=without_prefix(item.value))
        yield item


def _is_labelled(item: Found) -> bool:
    return item.rule.startswith("label:") and bool(item.parts) and item.parts[0].page == 1


def _sender(front: tuple[Sheet, ...], kind: str) -> Iterator[Found]:
    """Who replies: the name in the page head, which returns on the second page."""
    if kind != Kind.REPLY or len(front) < 2:
        return
    tops = [{s.text: s for s in sheet.segments if s.box.top < 0.09 * sheet.height} for sheet in front[:2]]
    for text, segment in tops[0].items():
        if text in tops[1] and _NAME.fullmatch(text) and not names_paper(text):
            yield Found("organisation", in_small_letters(text), "page head", 0.96, (segment,))
            return


def _senders(reading: Reading, front: tuple[Sheet, ...], kind: str, owner: str) -> Iterator[Found]:
    """The body of the city that a page head names; where it names none, who answers from outside."""
    yield from sent_by(front, kind, owner)
    if kind == Kind.REPLY and not is_outsider(owner):
        yield from signed_by(front, sheets(reading, (len(reading.pages),)), sure=names_body(front, owner))


def _of_decision(decision: DecisionFound) -> Iterator[Found]:
    span = (decision.start, decision.end)
    if decision.paragraph:
        yield Found("decision", decision.paragraph, "same decision", 0.6, (), span)
    if decision.body and decision.paragraph:
        yield Found("adopted_by", decision.body, "same decision", 0.6, (), span)


def _period(found: list[Found], title: str) -> Iterator[Found]:
    """The validity that a title's period states; a long period is a horizon, which says when the document ends only."""
    titles = sorted((item for item in found if item.field == "title"), key=lambda item: -item.confidence)
    source = next((item for item in titles if period_in(item.value)), None)
    period = period_in(source.value) if source else None
    steering = _best(found, "kind") in (Kind.STEERING, Kind.REPORT, "")
    if source is None or period is None or not steering or "budget" in title.lower():
        return
    if period[1] - period[0] <= _LONGEST_PERIOD:
        yield Found("valid_from", date(period[0], 1, 1).isoformat(), "period in title", 0.5, source.parts)
    yield Found("valid_to", date(period[1], 12, 31).isoformat(), "period in title", 0.5, source.parts)


def _status(found: list[Found], front: tuple[Sheet, ...]) -> Iterator[Found]:
    """What the document itself says of its standing; whether it still holds today is for the registry to tell."""
    if _best(found, "kind") not in (Kind.STEERING, Kind.REPORT, ""):
        return
    if _best(found, "adopted_on") and _best(found, "decision"):
        yield Found("status", "adopted", "has a decision", 0.75, ())
    lines = [segment for sheet in front[:1] for segment in sheet.segments if len(segment.text) < 60]
    for status, words in title_words().drafts:
        for segment in lines:
            if segment.text.lower().startswith(words) and not segment.text.lower().startswith("förslag till beslut"):
                yield Found("status", status, "says so on the front page", 0.7, (segment,))
                return
    if _best(found, "adopted_on") or _best(found, "decision"):
        yield Found("status", "adopted", "has a decision", 0.6, ())


def _pages_marked(front: tuple[Sheet, ...]) -> Iterator[Found]:
    """How many pages the page marks say that there are: *Sida 1 (12)*."""
    for segment in (segment for sheet in front for segment in sheet.segments):
        match = _MARK.fullmatch(segment.text)
        if match:
            yield Found("pages_marked", match["all"] or match["of"], "page mark", 0.9, (segment,))
            return


def _language(reading: Reading) -> Iterator[Found]:
    text = "\n".join(reading.text[block.start : block.end] for block in reading.body)
    found = language_of(text) or language_of(reading.text)
    if found:
        yield Found("language", found[0], "function words", found[1], ())


def _own_numbers(labelled: list[Found], front: tuple[Sheet, ...], known: tuple[Entry, ...]) -> list[Found]:
    """The document's own numbers: those with a label, and bare ones where there is no label."""
    numbers = sorted(labelled, key=lambda item: -item.confidence)
    found = numbers or list(bare_numbers(front[:2], known))
    return distinct([replace(item, value=without_class(item.value)) for item in found])


def _sorted(found: list[Found]) -> list[Found]:
    order = list(dict.fromkeys(item.field for item in found))
    return sorted(found, key=lambda item: (order.index(item.field), -item.confidence))


def _valued(reading: Reading, item: Found) -> FieldValue:
    place = _place(reading, item)
    written = place.text if place else item.value
    confidence = item.confidence
    if place and reading.pages[place.page - 1].status is PageStatus.OCR:
        confidence = round(confidence * _RECOGNISED, 3)
    return FieldValue(item.field, item.value, written, item.rule, confidence, place)


def _place(reading: Reading, item: Found) -> Anchor | None:
    if item.span is not None:
        return anchor(reading, *item.span)
    if not item.parts:
        return None
    start = min(part.start for part in item.parts)
    end = max(part.end for part in item.parts)
    if end - start > 2 * sum(len(part.text) for part in item.parts) + 40 or end - start > _LONG:
        start, end = item.parts[0].start, item.parts[0].end
    return anchor(reading, start, end)
