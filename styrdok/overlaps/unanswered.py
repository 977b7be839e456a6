"""Who was asked in a consultation and did not answer, where a memo, minutes or the proposal itself tell of it.

Either a sentence says of bodies that they have not answered, or one lists those that were asked; and no answer of
theirs is held. A board and its office are one body here. The wordings stand in ``rounds.toml``.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from styrdok.extraction.statements.phrases import occurs
from styrdok.findings import Record, Snapshot
from styrdok.models import Anchor
from styrdok.overlaps.anchors import part
from styrdok.overlaps.labels import plain
from styrdok.overlaps.tables import table
from styrdok.swedish.bodies import body_words
from styrdok.swedish.sentences import sentences
from styrdok.vocabulary import Kind

_TELLING = frozenset({Kind.MEMO, Kind.MINUTES, Kind.REPORT})
_LEAST_LISTED = 2


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A body that was asked and did not answer, and where that is told: the paper ``source`` and the place in it."""

    body: str
    source: str
    anchor: Anchor


def unanswered(snapshot: Snapshot, document: str, answered: Sequence[str]) -> tuple[Unanswered, ...]:
    """The silent bodies of the round on a document; ``answered`` are the names of those whose answers are held."""
    known = {_stem(name) for name in answered}
    found: dict[str, Unanswered] = {}
    for name, record in sorted(snapshot.by_id.items()):
        if name == document or (record.document.description.kind in _TELLING and _is_about(snapshot, record, document)):
            for one in _told(record, known):
                found.setdefault(_stem(one.body), one)
    return tuple(found.values())


def _is_about(snapshot: Snapshot, record: Record, document: str) -> bool:
    """Whether the title of a paper names the document."""
    title = plain(record.document.description.title or "")
    held = snapshot.by_id.get(document)
    named = plain(held.document.description.title or "") if held else plain(document)
    return bool(named) and f" {named} " in f" {title} "


def _told(record: Record, known: Collection[str]) -> Iterator[Unanswered]:
    words = table("rounds.toml")
    for passage in record.extraction.passages:
        for start, end in sentences(passage.anchor.text):
            text = passage.anchor.text[start:end]
            names = _bodies(text)
            silent = occurs(tuple(words["silent"]), text)
            listed = len(names) >= _LEAST_LISTED and occurs(tuple(words["asked"]), text)
            for name in names if silent or listed else ():
                if _stem(name) not in known:
                    yield Unanswered(name, record.document.id, part(passage.anchor, start, end))


def _bodies(text: str) -> list[str]:
    """The bodies that a sentence names, as written, with a capital."""
    found = (" ".join(match.group().split()) for match in _body().finditer(text))
    return list(dict.fromkeys(name[0].upper() + name[1:] for name in found))


@cache
def _body() -> re.Pattern[str]:
    """A board, an office or a company by a name of its own; *nämnden* alone is none."""
    ends = "|".join(sorted(set(body_words("bound")) & set(table("rounds.toml")["bodies"]), reverse=True))
    joined = r"(?:[\wåäö]+-(?:, [\wåäö]+-)* och )?"
    return re.compile(
        rf"(?:AB [A-ZÅÄÖ][\wåäö]+|(?:[A-ZÅÄÖ][\wåäö]+ ){{1,2}}AB\b|{joined}[A-ZÅÄÖa-zåäö]{{3,}}(?:{ends})\b)"
    )


def _stem(name: str) -> str:
    """What a board and its office have in common: *social* of *socialnämnden* and *socialförvaltningen*."""
    ends = "|".join(table("rounds.toml")["bodies"])
    return re.sub(rf"s?(?:{ends})$", "", plain(name).removeprefix("kommunens "))
