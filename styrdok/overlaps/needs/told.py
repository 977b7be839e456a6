"""Needs that texts tell themselves: two documents set different goals, lay a duty on two bodies or differ in terms.

A memo, a report, minutes or a reply says so in words of ``told.toml`` and names the two documents in one sentence,
or takes up the two that the sentence before names.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache
from itertools import combinations

from styrdok.findings import Need, Place, Record
from styrdok.language import Sentence
from styrdok.models import Anchor, Passage
from styrdok.overlaps.anchors import part
from styrdok.overlaps.context import Context
from styrdok.overlaps.named import named_in
from styrdok.overlaps.tables import table, weights
from styrdok.swedish.bodies import body_words
from styrdok.swedish.sentences import sentences
from styrdok.vocabulary import CASE_PAPERS, Kind, NeedReason

Apart = Callable[[str, str], bool]
Pair = tuple[str, str]

_REASONS = (NeedReason.COMPETING_GOAL, NeedReason.DIFFERING_DEFINITION, NeedReason.DOUBLE_RESPONSIBILITY)
_MOST = 4
_SPEAKING = frozenset({*CASE_PAPERS, Kind.REPORT})


def told(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """What is said of two documents in so many words, by reason and documents."""
    heard: dict[tuple[NeedReason, Pair], list[tuple[str, Anchor]]] = defaultdict(list)
    for name, record in sorted(context.records.items()):
        if record.document.description.kind in _SPEAKING:
            for reason, pair, anchor in _of(context, name, record):
                if apart(*pair):
                    heard[reason, pair].append((name, anchor))
    for (reason, pair), places in sorted(heard.items()):
        source, anchor = places[0]
        sentence = Sentence.of(
            "Sägs i ”{where}”, s. {page}: ”{words}”",
            where=context.title(source),
            page=anchor.page,
            words=anchor.text,
        )
        yield Need(pair, reason, weights().need[reason], sentence, tuple(Place(*place) for place in places))


def _of(context: Context, source: str, record: Record) -> Iterator[tuple[NeedReason, Pair, Anchor]]:
    for passage in record.extraction.passages:
        if not _anything().search(passage.anchor.text.lower()):
            continue
        for pair, anchor in _pairs(context, source, passage):
            for reason in _REASONS:
                if _patterns()[reason].search(anchor.text.lower()):
                    yield reason, pair, anchor


def _pairs(context: Context, source: str, passage: Passage) -> Iterator[tuple[Pair, Anchor]]:
    """The sentences of a passage that speak of two documents, with those."""
    named = named_in(context, source, passage)
    before: Sequence[str] = ()
    about = context.labels.subjects.get(source)
    for start, end in sentences(passage.anchor.text):
        names = sorted({one.name for one in named if start <= one.start < end} - {source})
        words = passage.anchor.text[start:end].lower()
        if not names and _matches("each_by_itself", words):
            names = _of_actors(context, words)
        if not names and _matches("taken_up", words):
            names = list(before)
        elif len(names) == 1 and about and about not in names and _matches("against", words):
            names = sorted((*names, about))
        if all(name in context.records for name in names) and (len(names) == 2 or _matches("each", words)):
            for pair in combinations(names[:_MOST], 2):
                yield pair, part(passage.anchor, start, end)
        before = sorted({*before, *names}) if len(before) == len(names) == 1 else names


def _of_actors(context: Context, words: str) -> list[str]:
    """The two documents that say, each of one of two actors, what it does: those that a sentence is about.

    None where an actor begins a sentence of several steering documents.
    """
    actors = sorted(set(_row("actor")[0].findall(words)))
    found = [_acting(context, actor) for actor in actors]
    names = sorted({name for one in found for name in one})
    return names if len(actors) == len(names) == 2 and all(len(one) == 1 for one in found) else []


def _acting(context: Context, actor: str) -> list[str]:
    """The steering documents in use that have a sentence of what an actor does."""
    begins = re.compile(rf"(?:^|[.!?•]\s+){re.escape(actor)} \w+", re.IGNORECASE)
    return [
        record.document.id
        for record in context.snapshot.steering
        if any(begins.search(passage.anchor.text) for passage in record.extraction.passages)
    ]


def _matches(row: str, words: str) -> bool:
    return any(pattern.search(words) for pattern in _row(row))


@cache
def _patterns() -> dict[NeedReason, re.Pattern[str]]:
    return {reason: re.compile("|".join(one.pattern for one in _row(reason))) for reason in _REASONS}


@cache
def _row(name: str) -> tuple[re.Pattern[str], ...]:
    """The patterns of a row of the table, with the words that its placeholders stand for."""
    body = rf"(?:\S+ ){{0,4}}\w*(?:{'|'.join(sorted(body_words('bound'), reverse=True))})"
    number = rf"(?:\d[\d,. ]*\d|\d|noll|{'|'.join(table('figures.toml')['numbers'])})"
    words = {"{body}": body, "{number}": number, "{year}": r"(?:19|20)\d\d"}
    rows = []
    for row in table("told.toml")[name]:
        for holder, pattern in words.items():
            row = row.replace(holder, pattern)
        rows.append(re.compile(row))
    return tuple(rows)


@cache
def _anything() -> re.Pattern[str]:
    """Finds the passages that may tell something, before they are cut into sentences."""
    return re.compile("|".join(pattern.pattern for pattern in _patterns().values()))
