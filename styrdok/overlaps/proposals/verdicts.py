"""What memos, minutes, reports and replies say should be done with a document: tables, att-clauses, plain sentences.

The wordings stand in ``proposals.toml``. In a table ("Dokument | Förslag | Motiv") the verdict is the first capitalised
one behind a title; in a sentence it belongs to the titles right behind the verb, else to those right before it. A
sentence that names no document but begins with a pronoun speaks of the one that the sentence before begins with, and
one on *de båda dokumenten* of the two that it names. The att-clauses of a decision are read one by one.
Documents outside the registry count too, by name.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest

from styrdok.findings import Place, Record
from styrdok.language import Sentence
from styrdok.models import Anchor, Passage
from styrdok.overlaps.anchors import part
from styrdok.overlaps.context import Context
from styrdok.overlaps.labels import plain
from styrdok.overlaps.named import Named, named_in
from styrdok.overlaps.needs import found
from styrdok.overlaps.proposals.drafting import Draft
from styrdok.overlaps.tables import function_words, table
from styrdok.vocabulary import Action, Kind

_URGENCY = {Kind.MINUTES: 0.9, Kind.MEMO: 0.88, Kind.REPORT: 0.8, Kind.REPLY: 0.7}
_DECIDING = frozenset({Kind.MINUTES, Kind.MEMO})
_ANSWERING = frozenset({Kind.MINUTES, Kind.REPLY})
_TOGETHER = frozenset({Action.MERGE, Action.COORDINATE})
_MOST = 5
_PIECE = re.compile(r"(?<=[.!?;])\s+(?=[A-ZÅÄÖ•\d])|\s*•\s*|\s(?=\d{1,2}\.\s(?:[A-ZÅÄÖ]|att\b))|\s[–-]\s(?=att\b)")
_ATT_CLAUSE = re.compile(r"(?<=[,;])\s(?:samt\s|och\s)?(?=att\b)")
_PRONOUN = re.compile(r"(?:Den|Det|Dokumentet)\b")
_JOINED = re.compile(
    r"\s*(?:\([^)]*\))?\s*(?:,|och|samt|, samt|med|och med)\s*(?:stadens|kommunens|regionens|den|det)?\s*"
)
_INTO = re.compile(r"\b(?:till|i|med|mot|(?:till förmån|till fördel|som ersättning) för)\s+(?:en |ett )?$")
_ONWARD = re.compile(r"\b(?:i|med) (?:(?:den|det|de|en|ett|ny|nya|nytt|nästa|stadens|kommunens|regionens) )*$")
_ROW = re.compile(r"(?<!\S)(\d{1,2}|[A-ZÅÄÖ])\s*$")
_OTHER_ROW = re.compile(r"\b(?:[Nn]r|[Rr]ad) (\d{1,2}|[A-ZÅÄÖ])\b|\b(?:med|i|till|och) ([A-ZÅÄÖ])\b")
_MEANS = re.compile(r"\b(?:genom|enligt|med stöd av|utifrån)(?: (?:en|ett|den|det|de))?\s*$")
_FRESH = re.compile(r"\bfram .*\b(?:ny|nya|nytt)$", re.IGNORECASE)
_NOUN = re.compile(
    r"\b(planen|programmet|policyn|strategin|riktlinjen|riktlinjerna|reglerna|dokumentet|rutinen|reglementet)"
    r"(?: (?:bör|ska|kan|får|måste|därmed|därefter|sedan|då))*\s*$",
    re.IGNORECASE,
)
_BEGINS, _CLOSE, _CELLS = 20, 45, 45
_SLOGAN = re.compile(r"(\S+(?: \S+)+) [–-] ")
_LEAST_WORDS = 3
_TWO = 2


def verdicts(context: Context) -> tuple[list[Draft], list[Draft]]:
    """What is proposed and what is turned down, by document, page and place."""
    over, names = found.gone(context.snapshot), found.names_outside(context.snapshot)
    read = [
        (replace(one, documents=tuple(dict.fromkeys(names.get(plain(name), name) for name in one.documents))), refused)
        for name, record in sorted(context.records.items())
        for one, refused in _of(context, name, record)
    ]
    told = [one for one in read if _puts_away(one[0]) or not set(one[0].documents) <= over]
    return [one for one, refused in told if not refused], [one for one, refused in told if refused]


def _puts_away(one: Draft) -> bool:
    """Whether the office would put a document away, which what has been replaced long ago may need as well."""
    return one.decided and one.action is Action.REPEAL


def _of(context: Context, source: str, record: Record) -> Iterator[tuple[Draft, bool]]:
    if record.document.description.kind not in _URGENCY:
        return
    table_in = None
    for passage in record.extraction.passages:
        if any(re.search(head, passage.anchor.text.lower()) for head in table("proposals.toml")["tables"]["heads"]):
            table_in = passage.section
        read = _rows if table_in == passage.section else _sentences
        yield from read(context, source, passage)


@cache
def _patterns() -> tuple[tuple[Action, re.Pattern[str]], ...]:
    rows = table("proposals.toml")["verdicts"]
    return tuple((Action(name), re.compile("|".join(patterns))) for name, patterns in rows.items())


def brings_together(words: str) -> bool:
    """Whether words speak of documents that are to be seen to together, or become one."""
    return any(pattern.search(words.lower()) for action, pattern in _patterns() if action in _TOGETHER)


@cache
def _cell_patterns() -> tuple[tuple[Action, re.Pattern[str]], ...]:
    """The same of the cells of a table, which say some things that a sentence must not be taken to say."""
    more = table("proposals.toml")["cells"]
    return tuple(
        (action, re.compile("|".join((pattern.pattern, *more.get(action.value, ())))))
        for action, pattern in _patterns()
    )


@cache
def _refusals(row: str) -> re.Pattern[str]:
    return re.compile("|".join(table("proposals.toml")["refused"][row]))


def _refused(low: str) -> bool | None:
    """Whether a sentence turns down what it speaks of; ``None`` where it only tells what was, or asks."""
    if _refusals("words").search(low):
        return True
    return None if _refusals("past").search(low) else False


@cache
def _frame(name: str) -> re.Pattern[str]:
    return re.compile("|".join(table("proposals.toml")["frames"][name]))


def _rows(context: Context, source: str, passage: Passage) -> Iterator[tuple[Draft, bool]]:
    text = passage.anchor.text
    named = _first_of_rows(text, [*named_in(context, source, passage), *_titled(context, text)])
    numbered = {number[1]: one.name for one in named if (number := _ROW.search(text[: one.start]))}
    rows = [
        (one, after, text[one.end : after.start if after else len(text)])
        for one, after in zip_longest(named, named[1:])
    ]
    capital = any(_first(cells, capital=True) for _, _, cells in rows)
    for one, after, cells in rows:
        verdict = _first(cells, capital=capital)
        if verdict is None or verdict[1] > _CELLS:
            continue
        action, at = verdict
        tags = [plain or after_word for plain, after_word in _OTHER_ROW.findall(cells[at:])]
        partners = [numbered[tag] for tag in tags if tag in numbered]
        if not partners and after and action in _TOGETHER and _ONWARD.search(cells[at:]):
            partners = [after.name]
        said = _ROW.sub("", text[one.end : _row_end(text, one, named)]).rstrip()
        anchor = part(passage.anchor, one.start, min(one.end + len(said), len(text)))
        together = action if action in _TOGETHER else Action.COORDINATE if _joins(cells[at:]) else None
        if action not in _TOGETHER or not partners:
            alone = Action.REVISE if action is Action.COORDINATE else action
            yield _draft(context, source, alone, (one.name,), anchor), False
        for partner in partners:
            if together and partner != one.name:
                yield _draft(context, source, together, (one.name, partner), anchor), False
        if action not in _TOGETHER and after and _goes_into(cells):
            yield _draft(context, source, Action.MERGE, (one.name, after.name), anchor), False


def _titled(context: Context, text: str) -> Iterator[Named]:
    """The steering documents whose titles, or the first words of them, stand in the cells of a table."""
    low = text.lower()
    for name, record in sorted(context.records.items()):
        title = (record.document.description.title or "").lower() if record.steers else ""
        words, slogan = title.split(), _SLOGAN.match(title)
        at = re.search(rf"\b{re.escape(slogan[1])}\b", low) if slogan else None
        if at and slogan and text[at.start()].isupper():
            yield Named(name, at.start(), at.end())
        for length in range(len(words), _LEAST_WORDS - 1, -1):
            found = re.search(rf"\b{re.escape(' '.join(words[:length]))}\b", low)
            if found and words[length - 1] not in function_words():
                yield Named(name, found.start(), found.end())
                break


def _first_of_rows(text: str, named: Sequence[Named]) -> list[Named]:
    """The documents that begin a row, each place once, the longest name first."""
    kept: list[Named] = []
    for one in sorted(named, key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _row_end(text: str, one: Named, named: Sequence[Named]) -> int:
    """Where the row of a document ends: at the next name that is none in the words of a cell (*delar av simplanen*)."""
    behind = (other.start for other in named if other.start >= one.end)
    return next((start for start in behind if text[start].isupper() or text[one.start].islower()), len(text))


def _joins(cells: str) -> bool:
    """Whether the cells say that documents are to be seen to together."""
    return dict(_patterns())[Action.COORDINATE].search(cells.lower()) is not None


def _goes_into(cells: str) -> bool:
    """Whether the last words of a row say that what is left goes into the document that is named next."""
    merges = dict(_patterns())[Action.MERGE].search(cells.lower())
    return merges is not None and _ONWARD.search(cells) is not None


def _first(cells: str, *, capital: bool) -> tuple[Action, int] | None:
    """The verdict that begins a cell, with its place; cells begin with a capital, or none does in the table."""
    verdicts_in = [
        (match.start(), action)
        for action, pattern in _cell_patterns()
        for match in pattern.finditer(cells.lower())
        if cells[match.start()].isupper() or not capital
    ]
    return (min(verdicts_in)[1], min(verdicts_in)[0]) if verdicts_in else None


def _sentences(context: Context, source: str, passage: Passage) -> Iterator[tuple[Draft, bool]]:
    text, named = passage.anchor.text, named_in(context, source, passage)
    before: list[Named] = []
    both: tuple[str, ...] = ()
    for start, end in _pieces(text):
        inside = [one for one in named if start <= one.start < end]
        pronoun = _PRONOUN.match(text, start) if len(before) == 1 else None
        taken_up = [Named(before[0].name, 0, pronoun.end() - start, before[0].now)] if pronoun else []
        spoken_of = [*taken_up, *(replace(one, start=one.start - start, end=one.end - start) for one in inside)]
        anchor = part(passage.anchor, start, end)
        if spoken_of:
            yield from _sentence(context, source, anchor, spoken_of)
        elif len(both) == _TWO and _frame("both").search(anchor.text.lower()):
            yield from _of_both(context, source, anchor, both)
            continue
        before = inside if len(inside) == 1 and inside[0].start - start <= _BEGINS else []
        both = _pair(context, source, inside)


def _pair(context: Context, source: str, named: Sequence[Named]) -> tuple[str, ...]:
    """The documents that a sentence names, with the one that the text answers to where it names but one."""
    names = tuple(dict.fromkeys(one.now or one.name for one in named))
    answering = context.records[source].document.description.kind in _ANSWERING
    about = context.labels.subjects.get(source) if answering else None
    return (*names, about) if len(names) == 1 and about and about not in names else names


def _of_both(context: Context, source: str, anchor: Anchor, both: tuple[str, ...]) -> Iterator[tuple[Draft, bool]]:
    """What a sentence that names no document says of the two that the sentence before speaks of."""
    low = anchor.text.lower()
    action = next((one for one, pattern in _patterns() if one in _TOGETHER and pattern.search(low)), None)
    refused = _refused(low)
    if action is not None and refused is not None:
        yield _draft(context, source, action, both, anchor), refused


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The sentences of a passage, and the att-clauses of a decision one by one."""
    cuts = [*_PIECE.finditer(text), *(_ATT_CLAUSE.finditer(text) if _frame("decides").search(text.lower()) else ())]
    start = 0
    for match in sorted(cuts, key=lambda cut: cut.span()):
        if match.start() > start:
            yield start, match.start()
        start = max(start, match.end())
    if start < len(text):
        yield start, len(text)


def _sentence(context: Context, source: str, anchor: Anchor, named: Sequence[Named]) -> Iterator[tuple[Draft, bool]]:
    low = anchor.text.lower()
    refused = _refused(low)
    if refused is None:
        return
    meant = (one for one in named if not _MEANS.search(low[: one.start]))
    documents = tuple(dict.fromkeys(one.now or one.name for one in meant))
    for action, pattern in _patterns():
        match = next(
            (match for match in pattern.finditer(low) if not _frame("aside").search(low[: match.start()])), None
        )
        if match is None or (action is Action.REPEAL and len(documents) > 1 and _merges(low[: match.start()])):
            continue
        if action in _TOGETHER:
            if 2 <= len(documents) <= _MOST:
                yield _draft(context, source, action, documents, anchor), refused
                return
            continue
        for one in _concerned(anchor.text, named, match.start(), match.end()):
            done = Action.REVISE if action is Action.REPEAL and _frame("part").search(low[: one.start]) else action
            name = one.name if done is Action.REPEAL else one.now or one.name
            yield _draft(context, source, done, (name,), anchor), refused
        return


def _merges(low: str) -> bool:
    """Whether words say that documents become one: what then ceases *i övrigt* is the one that was taken in."""
    return any(pattern.search(low) for action, pattern in _patterns() if action is Action.MERGE)


def _concerned(text: str, named: Sequence[Named], start: int, end: int) -> list[Named]:
    """The documents that a verb at ``start:end`` is said of: its objects, else its subjects."""
    stop = next((match.start() for match in _frame("clause").finditer(text, end)), len(text))
    behind = [one for one in named if end <= one.start < stop and one.start - end <= _CLOSE]
    behind = behind if behind and not _INTO.search(text[: behind[0].start]) else []
    if behind:
        return _chain(text, [one for one in named if behind[0].start <= one.start < stop])
    ahead = [one for one in named if one.end <= start] if not _FRESH.search(text[start:end]) else []
    noun = _NOUN.search(text[:start])
    if noun and ahead and noun.start() >= ahead[-1].end:
        meant = [one for one in ahead if text[one.start : one.end].lower().endswith(noun[1].lower())]
        return meant[-1:] if len({one.name for one in meant}) == 1 else []
    return list(reversed(_chain(text, list(reversed(ahead)), backwards=True))) if ahead else []


def _chain(text: str, named: Sequence[Named], *, backwards: bool = False) -> list[Named]:
    """The first of some documents with those that are joined to it by commas and conjunctions."""
    chain = list(named[:1])
    for one in named[1:]:
        left, right = (one, chain[-1]) if backwards else (chain[-1], one)
        if not _JOINED.fullmatch(text[left.end : right.start]) or (backwards and _INTO.search(text[: left.start])):
            break
        chain.append(one)
    return chain


def _draft(context: Context, source: str, action: Action, documents: tuple[str, ...], anchor: Anchor) -> Draft:
    kind = context.records[source].document.description.kind
    why = Sentence.of(
        "Sägs i ”{where}”, s. {page}: ”{words}”", where=context.title(source), page=anchor.page, words=anchor.text
    )
    theirs = kind in _DECIDING
    return Draft(
        action, documents, why, (Place(source, anchor),), _URGENCY[kind], said=True, decided=theirs, clause=theirs
    )
