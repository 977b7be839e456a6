"""One pass over a text: literals, the grammars they set off, then what only the document's course can tell."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from styrdok.extraction.mentions import abbreviations, laws, numbered, registers, systems
from styrdok.extraction.mentions.consulted import consulted
from styrdok.extraction.mentions.context import Context
from styrdok.extraction.mentions.cued import cued
from styrdok.extraction.mentions.dated import dated
from styrdok.extraction.mentions.editions import years_after
from styrdok.extraction.mentions.extent import owner_after, topic_end
from styrdok.extraction.mentions.found import Found, Source, settle
from styrdok.extraction.mentions.introduced import as_introduced, introduced
from styrdok.extraction.mentions.literals import LiteralHit, Sort, folded_automaton, written_automaton
from styrdok.extraction.mentions.names import names_behind
from styrdok.extraction.mentions.quotes import quoted
from styrdok.extraction.mentions.selves import Bare, acronyms, noun_at, paper_word, resolve_bare
from styrdok.extraction.numbers.case_numbers import find_diary_numbers
from styrdok.extraction.numbers.decisions import DecisionFound, decisions_in
from styrdok.swedish.heads import Form
from styrdok.vocabulary import MentionKind

_RULES_TOPIC = re.compile(
    r"(?: och allmänna råd)? om [^.;()\n]{4,130} \(([A-ZÅÄÖo-]{2,7}FS (?:19|20)\d\d:\d{1,3})(?: [^()]{1,20})?\)"
)
_RULES_NUMBER = re.compile(r" \(?((?:19|20)\d\d:\d{1,3})(?!\d)\)?")
_BESIDE_LAW = re.compile(r"(?:\)|lagen|balken|förordningen)(?:,| och| samt) \Z")
_DECISION_REACH = 45
_DATED = re.compile(r"§|(?<!\d)(?:19|20)\d\d(?![:/\d])|\d/\d\d|(?<!\d)\d{6}(?!\d)")
_DATE_REACH = 24
_ONE_OF_SEVERAL = re.compile(r"\b(?:ena|andra|båda|bägge|olika|varje|respektive) \Z")
# Which edition an abbreviated title stands for (``ÖP 2.0``, ``ÖP 90``), and what says that it is not this one.
_EDITION = re.compile(r" ?(\d\.\d|\d\d)(?![\d.:/-])(?! (?:och|kap|§|procent|%))")
_OTHER_EDITION = re.compile(r"\b(?:gällande|nuvarande|tidigare|förra|gamla|föregående|dåvarande|äldre|en|ny|nya) \Z")
_OF_DATES = frozenset("0123456789-/§ ")
_DATE_BEFORE = re.compile(r"(?:(?:19|20)\d\d-\d\d-\d\d|\d{1,2} [a-z]{3,9} (?:19|20)\d\d),?\s\(?\Z")
_TOLD = re.compile(
    r"(?<!som )(?<![a-zåäöA-ZÅÄÖ])[a-zåäöA-ZÅÄÖ]{3,} (?:har |hade )?"
    r"(?:beslutade?|antog|fastställde|godkände|gav|gjorde)(?: det| den| om)? (?=\d)"
)
_LINKED_AFTER = re.compile(r"[a-zåäö]{0,4}[ ,.:;()-]{1,3}(?:[A-ZÅÄÖa-zåäö]+[ ,.:;()-]{1,3}){0,5}[\d§]")
_LINKED_BEFORE = re.compile(r"[\d)][ ,.:;()-]{1,3}(?:[a-zåäö]+[ ,.:;()-]{1,3}){0,4}[\wåäöÅÄÖ-]{0,20}\Z")


@dataclass
class Gathered:
    """Finds of the first pass; ``bare`` nouns wait for what stands before them."""

    source: Source
    context: Context
    found: list[Found] = field(default_factory=list)
    bare: list[Bare] = field(default_factory=list)
    bodies: list[tuple[int, int]] = field(default_factory=list)
    global_goals: bool = False
    series: dict[str, re.Match[str] | None] = field(default_factory=dict)
    other: dict[str, bool] = field(default_factory=dict)


def collect(text: str, context: Context) -> list[Found]:
    """All mentions of a text in order of their places."""
    gathered = Gathered(Source(text), context)
    gathered.global_goals = "agenda 2030" in gathered.source.folded or "globala mål" in gathered.source.folded
    for hit in folded_automaton().hits(gathered.source.folded):
        _HANDLERS[hit.literal.sort](gathered, hit)
    for hit in written_automaton().hits(gathered.source.plain):
        _HANDLERS[hit.literal.sort](gathered, hit)
    found = gathered.found
    found += _diary_numbers(text)
    found += _decisions(text, gathered.bodies)
    found += quoted(gathered.source)
    found += cued(gathered.source)
    found += consulted(gathered.source, context)
    found += systems.own_systems(gathered.source)
    found += acronyms(gathered.source, context)
    found += introduced(gathered.source, found)
    settled = _without_class_nouns(as_introduced(settle(found), context.day), gathered.source.plain)
    if gathered.bare:
        settled = settle(settled + resolve_bare(gathered.source, settled, gathered.bare, context))
    return list(dated(gathered.source, settled, context))


def _without_class_nouns(found: list[Found], text: str) -> list[Found]:
    """Finds without the class noun right before a name: ``dokumentet "Trygg hamn"`` is one document, not this one."""
    found = list(_with_names(found, text))
    names = {item.start for item in found if item.rule in ("quoted title", "cued title")}
    if not names:
        return found
    return [
        item
        for item in found
        if item.kind is not MentionKind.SELF or not names & {item.end + 1, item.end + 2} or text[item.end] != " "
    ]


def _with_names(found: list[Found], text: str) -> Iterator[Found]:
    """Finds with the class noun and the name right behind it as one: ``nationella handlingsplanen Agera för alla``."""
    before: Found | None = None
    for item in found:
        joins = before is not None and item.rule == "cued title" and before.rule == "title compound"
        if before is not None and joins and item.start == before.end + 1 and text[before.end] == " ":
            item, before = replace(item, start=before.start, owner=before.owner), None
        if before is not None:
            yield before
        before = item
    if before is not None:
        yield before


def _diary_numbers(text: str) -> Iterator[Found]:
    for number in find_diary_numbers(text):
        yield Found(MentionKind.DIARY_NUMBER, number.start, number.end, number.text, "case number", rank=65)


def _decisions(text: str, bodies: list[tuple[int, int]]) -> Iterator[Found]:
    last = 0
    for start, end in sorted([*bodies, *_dated_sections(text)]):
        if start < last:
            continue
        left = max(last, text.rfind("\n", 0, start) + 1, start - _DECISION_REACH)
        stop = text.find("\n", end)
        stop = len(text) if stop < 0 else stop
        right = _past_date(text, min(end + _DECISION_REACH, stop), stop)
        if not _LINKED_AFTER.match(text, end, right) and not _LINKED_BEFORE.search(text, left, start):
            continue
        if not _DATED.search(text, left, right):
            continue
        for item in decisions_in(text, left, right):
            last = max(last, item.end)
            if item.body is not None or (item.date is not None and item.paragraph is not None):
                yield _decision(text, item)


def _past_date(text: str, at: int, stop: int) -> int:
    """A place that cuts no date and no section from it."""
    while at < stop and text[at - 1] in _OF_DATES and text[at] in _OF_DATES:
        at += 1
    return at


def _dated_sections(text: str) -> Iterator[tuple[int, int]]:
    """The section signs right behind a date: a decision, whoever made it (``beslutad 2021-03-04, § 12``)."""
    at = text.find("§")
    while at >= 0:
        if _DATE_BEFORE.search(text, max(0, at - _DATE_REACH), at):
            yield at, at + 1
        at = text.find("§", at + 1)


def _decision(text: str, item: DecisionFound) -> Found:
    """A decision; a body that is told to have made it is no part of its words."""
    found = _TOLD.search(text, item.start, item.end)
    start = found.end() if found else item.start
    return Found(MentionKind.DECISION, start, item.end, item.label, "decision", confidence=item.confidence, rank=62)


def _law(gathered: Gathered, hit: LiteralHit) -> None:
    gathered.found += laws.named(gathered.source, hit.start, hit.end, gathered.context.day)


def _law_short(gathered: Gathered, hit: LiteralHit) -> None:
    found = laws.abbreviated(gathered.source, hit.start, hit.end, gathered.context.day)
    if found and found[0].tier and found[0].pinpoint is None:
        text, short = gathered.source.plain, cast(str, hit.literal.value)
        if short not in gathered.other:
            gathered.other[short] = abbreviations.stands_for_other(text, short)
        if gathered.other[short] or abbreviations.in_a_name(text, hit.start, hit.end):
            return
    gathered.found += found


def _law_word(gathered: Gathered, hit: LiteralHit) -> None:
    gathered.found += laws.unlisted(gathered.source, hit.start, hit.end)


def _law_number(gathered: Gathered, hit: LiteralHit) -> None:
    end = hit.start + cast(str, hit.literal.value).index(" ")
    found = laws.numbered(gathered.source, hit.start, end)
    gathered.found += found or numbered.eu_number(gathered.source, hit.end - 1, numbered.patterns("eu")[0])


def _sfs(gathered: Gathered, hit: LiteralHit) -> None:
    gathered.found += laws.standalone(gathered.source, hit.start)


def _rules(gathered: Gathered, hit: LiteralHit) -> None:
    """An agency's rules without number: the number that the text gives the agency elsewhere.

    Without one they are a mention only beside an act (``arbetsmiljölagen och Arbetsmiljöverkets föreskrifter``).
    """
    code, text = cast(str, hit.literal.value), gathered.source.plain
    numbered_only = _RULES_NUMBER.match(text, hit.end)
    named = _RULES_TOPIC.match(text, hit.end)
    if numbered_only:
        end, label, rank = numbered_only.end(), f"{code} {numbered_only.group(1)}", numbered.RANK
    elif named:
        end, label, rank = named.end(), named.group(1), numbered.RANK + 1
    else:
        if code not in gathered.series:
            gathered.series[code] = re.search(rf"{code} ((?:19|20)\d\d:\d{{1,3}})", text)
        match = gathered.series[code]
        if match is None and not _BESIDE_LAW.search(text, max(0, hit.start - 24), hit.start):
            return
        if match is not None and text.startswith(match.group(), hit.end + 1):
            return
        end, label, rank = hit.end, match.group() if match else text[hit.start : hit.end], 58
    gathered.found.append(Found(MentionKind.LAW, hit.start, end, label, "agency rules by name", 1, rank=rank))


def _rules_code(gathered: Gathered, hit: LiteralHit) -> None:
    gathered.found += numbered.rules_by_number(gathered.source, hit.start, hit.end, cast(str, hit.literal.value))


def _rules_any(gathered: Gathered, hit: LiteralHit) -> None:
    gathered.found += numbered.rules_of_any(gathered.source, hit.start + len("fs"))


def _eu(gathered: Gathered, hit: LiteralHit) -> None:
    gathered.found.append(registers.eu_name(gathered.source, hit.start, hit.end, cast(str, hit.literal.value)))


def _eu_number(gathered: Gathered, hit: LiteralHit) -> None:
    gathered.found += numbered.eu_number(gathered.source, hit.start, cast(numbered.Pattern, hit.literal.value))


def _paper(gathered: Gathered, hit: LiteralHit) -> None:
    gathered.found += numbered.paper(gathered.source, hit.start, cast(numbered.Pattern, hit.literal.value))


def _norm(gathered: Gathered, hit: LiteralHit) -> None:
    gathered.found += numbered.norm(gathered.source, hit.start, cast(numbered.Pattern, hit.literal.value))


def _goal(gathered: Gathered, hit: LiteralHit) -> None:
    label, exact = cast("tuple[str, bool]", hit.literal.value)
    if label.startswith("SDG") and exact and not gathered.global_goals:
        return
    _keep(gathered, registers.goal(gathered.source, hit.start, hit.end, (label, exact)))


def _goal_word(gathered: Gathered, hit: LiteralHit) -> None:
    word = cast(str, hit.literal.value)
    _keep(gathered, registers.goal_word(gathered.source, hit.start, word, global_goals=gathered.global_goals))


def _system(gathered: Gathered, hit: LiteralHit) -> None:
    _keep(gathered, systems.system(gathered.source, hit.start, hit.end, cast(str, hit.literal.value)))


def _noun(gathered: Gathered, hit: LiteralHit) -> None:
    if gathered.source.folded[hit.start : hit.end] == "stadgan":
        gathered.found += laws.unlisted(gathered.source, hit.start, hit.end)
    result = noun_at(gathered.source, hit.start, hit.end, cast(Form, hit.literal.value), gathered.context)
    if isinstance(result, Bare):
        gathered.bare.append(result)
    else:
        _keep(gathered, result)


def _title_short(gathered: Gathered, hit: LiteralHit) -> None:
    if gathered.source.plain[hit.end : hit.end + 1] in ("-", ":"):
        return
    title, text, context = str(hit.literal.value), gathered.source.plain, gathered.context
    years, edition = years_after(text, hit.end), _EDITION.match(text, hit.end)
    if years:
        label, end, year = f"{title} {years[1]}", years[0], years[1]
    elif edition:
        label, end, year = f"{title} {edition.group(1)}", edition.end(), None
    else:
        label, end, year = title, _area_end(text, hit.end), None
    own = end == hit.end and context.own_words and title.lower() == context.noun
    if own and not _OTHER_EDITION.search(gathered.source.folded, max(0, hit.start - 20), hit.start):
        gathered.found.append(Found(MentionKind.SELF, hit.start, end, "", "own abbreviation", 5, rank=38))
    else:
        gathered.found.append(
            Found(MentionKind.TITLE, hit.start, end, label, "title abbreviation", 2, None, year, rank=38)
        )


def _area_end(text: str, end: int) -> int:
    """The end of the area that an abbreviated title is for (``ÖP för Norrby kommun``)."""
    owner = owner_after(text, end)
    if owner is not None:
        return owner[0]
    named = text.startswith(" för ", end) and text[end + 5 : end + 6].isupper()
    return topic_end(text, end, open_ended=False) if named else names_behind(text, end)


def _self(gathered: Gathered, hit: LiteralHit) -> None:
    if gathered.context.own_words and not _ONE_OF_SEVERAL.search(
        gathered.source.folded, max(0, hit.start - 10), hit.start
    ):
        gathered.found.append(Found(MentionKind.SELF, hit.start, hit.end, "", "the document", 3, rank=30))


def _paper_word(gathered: Gathered, hit: LiteralHit) -> None:
    _keep(gathered, paper_word(gathered.source, hit.start, hit.end))


def _body(gathered: Gathered, hit: LiteralHit) -> None:
    gathered.bodies.append((hit.start, hit.end))


def _keep(gathered: Gathered, item: Found | None) -> None:
    if item is not None:
        gathered.found.append(item)


_HANDLERS: dict[Sort, Callable[[Gathered, LiteralHit], None]] = {
    Sort.LAW: _law,
    Sort.LAW_SHORT: _law_short,
    Sort.LAW_NUMBER: _law_number,
    Sort.LAW_WORD: _law_word,
    Sort.SFS: _sfs,
    Sort.RULES: _rules,
    Sort.RULES_CODE: _rules_code,
    Sort.RULES_ANY: _rules_any,
    Sort.EU: _eu,
    Sort.EU_NUMBER: _eu_number,
    Sort.GOAL: _goal,
    Sort.GOAL_WORD: _goal_word,
    Sort.SYSTEM: _system,
    Sort.PAPER: _paper,
    Sort.NORM: _norm,
    Sort.NOUN: _noun,
    Sort.TITLE_SHORT: _title_short,
    Sort.SELF: _self,
    Sort.PAPER_WORD: _paper_word,
    Sort.BODY: _body,
}


def labelled(found: list[Found], context: Context) -> list[Found]:
    """Finds with the document's own label where they mean the document itself."""
    own = context.label or context.title or ""
    return [replace(item, label=own) if item.kind is MentionKind.SELF and not item.label else item for item in found]
