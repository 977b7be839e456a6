"""Whose document it is: the organisation that the title, the page heads, the addresses and the text name most."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from styrdok.extraction.capitals import title_case
from styrdok.extraction.metadata.heads import find_heads
from styrdok.extraction.metadata.labels import label_at_start
from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Sheet
from styrdok.models import Reading
from styrdok.tables import read_toml
from styrdok.vocabulary import BlockKind, Kind

_NO_LETTER = re.compile(r"[^a-z]")
_TWICE = 2
_NAMED = 40
_NAME = r"[A-ZÅÄÖÉ][\wåäöéü]+(?:-[A-ZÅÄÖ][\wåäöé]+)?"
_TOP = 0.16
_ADDRESS = 4
_TO = re.compile(r"(?:Till\s\w|(?:Till|För|Mottagare|Adressat)\s?(?::|$))")
_ADDRESSED = re.compile(r"^(?:Till|Från)\s")
_NOUN_FOLLOWS = re.compile(r"\s[a-zåäö]{3}")
_DOMAIN = re.compile(r"(?:@|www\.|https?://(?:www\.)?|\b)([a-z0-9-]{3,})\.se\b", re.I)


@dataclass(frozen=True, slots=True)
class _Patterns:
    opening: re.Pattern[str]
    owner: re.Pattern[str]
    council: re.Pattern[str]
    english: re.Pattern[str]
    other: re.Pattern[str]
    answer: re.Pattern[str]
    not_owner: frozenset[str]
    not_other: frozenset[str]
    owning: tuple[str, ...]
    offices: tuple[str, ...]
    parts: tuple[str, ...]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    table = read_toml("styrdok.extraction.lexicon", "organisations.toml")
    owners, english = table["owners"], table["english"]
    first = rf"(?:(?:{'|'.join(owners['first'])}) )?"
    owner = rf"(?<![\w-])(?P<name>{first}{_NAME})\s+(?P<word>(?i:{'|'.join(owners['words'])}))(?P<s>[sS])?(?!\w)"
    council = rf"(?<![\w-])(?P<name>{first}{_NAME})\skommun(?:{'|'.join(owners['councils'])})"
    after, before = "|".join(english["after"]), "|".join(english["before"])
    foreign = rf"(?<![\w-])(?:(?P<a>{first}{_NAME}) (?:{after})|(?:{before}) (?P<b>{first}{_NAME}))(?!\w)"
    capitals = "A-ZÅÄÖÉ" + "".join(sorted({re.escape(words[0]) for words in (*owners["first"], *english["before"])}))
    return _Patterns(
        re.compile(f"[{capitals}]"),
        re.compile(owner),
        re.compile(council),
        re.compile(foreign),
        re.compile(_other(table, first)),
        re.compile(rf"{owner}\s+(?:{'|'.join(owners['answers'])})\b"),
        frozenset(owners["not"]),
        frozenset(table["endings"]["not"]),
        tuple(table["starts"]["owners"]),
        tuple(table["offices"]["endings"]),
        tuple(table["offices"]["parts"]),
    )


def _other(table: dict[str, Any], first: str) -> str:
    """Names of other organisations, by how they begin or end."""
    endings = "|".join(sorted(table["endings"]["words"], key=lambda word: (-len(word), word)))
    starts = "|".join(sorted(table["starts"]["words"], key=lambda word: (-len(word), word)))
    small = r"[a-zåäö]{3,}(?: (?:och|i) [a-zåäö]{3,}| [a-zåäö]{5,})?"
    return (
        rf"(?<![\w-])(?:(?:{starts}) (?:{first}{_NAME}(?: län)?|{small})"
        rf"|(?:{_NAME} ){{1,3}}AB|AB {_NAME}"
        rf"|(?:{_NAME} )?(?:tekniska )?[\wåäö-]*(?:{endings})(?: AB)?)(?!\w)"
    )


@dataclass(frozen=True, slots=True)
class _Hit:
    key: str
    name: str
    start: int
    end: int
    owner: bool = False
    genitive: bool = False


def find_organisation(reading: Reading, title: str, front: tuple[Sheet, ...] = (), kind: str = "") -> Iterator[Found]:
    """The organisation, with more confidence the more signs agree.

    What the page head names weighs most; in a reply, the addressee and the title, which name others, do not count.
    """
    text, reply = reading.text, kind == Kind.REPLY
    passed = list(addressed(front[:1])) if reply else list(_answers(text))
    hits = [hit for hit in (*_owners(text), *_others(text)) if not any(a <= hit.start < b for a, b in passed)]
    heads = {hit.key for hit in hits if _in_page_head(hit, front[:1])}
    scores = _scores(reading, hits)
    domains = {match[1].lower() for match in _DOMAIN.finditer(text)} if ".se" in text.lower() else set()
    owners = {hit.key for hit in hits if hit.owner}
    for key in scores:
        scores[key] = min(scores[key], 4.0) + (2.0 if key in owners else 0.0)
        scores[key] += 3.0 if key in _key(title) and not reply else 0.0
        scores[key] += 5.0 if key in heads else 0.0
        scores[key] += 1.5 if any(_key(domain) in key or key.startswith(_key(domain)) for domain in domains) else 0.0
    parts = {hit.key for hit in hits if hit.name.lower().endswith(_patterns().parts)}
    if owners & set(scores):
        for key in [key for key in scores if key in parts - heads - owners]:
            del scores[key]
    for key in [key for key in scores if key not in owners | heads and _times(hits, key) < _TWICE]:
        del scores[key]
    for key in [key for key in scores if key in owners - heads and _told_of(reading, hits, key, title)]:
        del scores[key]
    for key in [key for key in scores if key not in heads and _in_tables_only(reading, hits, key, title)]:
        del scores[key]
    best = max(sorted(scores), key=lambda key: scores[key], default=None)
    if best is None or scores[best] < 0.2:
        return
    name = _spelling([hit.name for hit in hits if hit.key == best])
    place = next(hit for hit in hits if hit.key == best)
    confidence = round(min(0.95, 0.5 + 0.1 * scores[best]), 3)
    yield Found("organisation", name, "named", confidence, (), (place.start, place.end))


def _scores(reading: Reading, hits: list[_Hit]) -> defaultdict[str, float]:
    """How often each name stands in the document, the first pages counting more."""
    front = reading.pages[min(1, len(reading.pages) - 1)].end if reading.pages else 0
    first = reading.pages[0].end if reading.pages else 0
    scores: defaultdict[str, float] = defaultdict(float)
    for hit in hits:
        scores[hit.key] += 1.0 if hit.start < first else 0.5 if hit.start < front else 0.1
    return scores


def _told_of(reading: Reading, hits: list[_Hit], key: str, title: str) -> bool:
    """Whether a name stands once only, after the first page and before a document: whose another document is."""
    mine = [hit for hit in hits if hit.key == key]
    first = reading.pages[0].end if reading.pages else 0
    if len(mine) != 1 or not mine[0].genitive or mine[0].start < first or key in _key(title):
        return False
    return bool(find_heads(reading.text[mine[0].end : mine[0].end + _NAMED]))


def _in_tables_only(reading: Reading, hits: list[_Hit], key: str, title: str) -> bool:
    """Whether a name stands in the cells of tables below the title only, as one of those who are to do something."""
    if key in _key(title):
        return False
    cells = [(block.start, block.end) for block in reading.blocks if block.kind is BlockKind.TABLE]
    front = find_heads(reading.text[: cells[0][0]]) if cells else ()
    return bool(front) and all(any(a <= hit.start < b for a, b in cells) for hit in hits if hit.key == key)


def _in_page_head(hit: _Hit, front: tuple[Sheet, ...]) -> bool:
    """Whether a name is all that a line at the top of the page says; a part of an organisation does not count."""
    if hit.name.lower().endswith(_patterns().offices):
        return False
    for segment in (segment for sheet in front for segment in sheet.segments if segment.box.top < _TOP * sheet.height):
        if segment.start <= hit.start and hit.end <= segment.end and hit.end - hit.start >= 0.7 * len(segment.text):
            return True
    return False


def addressed(front: tuple[Sheet, ...]) -> Iterator[tuple[int, int]]:
    """Where the lines of the address after *Till* or *Mottagare* stand in the text."""
    for sheet in front:
        for place in sheet.segments:
            if not _TO.match(place.text) or place.box.top > 0.4 * sheet.height:
                continue
            yield from ((other.start, other.end) for other in (place, *sheet.row(place)))
            bottom = place.box.bottom
            for other in sheet.below(place, place.box.x0 + 120)[:_ADDRESS]:
                if abs(other.box.x0 - place.box.x0) > 6 or other.box.top - bottom > 0.8 * other.size:
                    break
                yield other.start, other.end
                bottom = other.box.bottom


def _times(hits: list[_Hit], key: str) -> int:
    """How often a name stands in the text, with or without an ending such as *AB*."""
    return sum(hit.key.startswith(key) or key.startswith(hit.key) for hit in hits)


def _owners(text: str) -> Iterator[_Hit]:
    table = _patterns()
    starts = [match.start() for match in table.opening.finditer(text)]
    for match in _beginning_at(starts, table.owner, text):
        if match["name"].lower().rstrip("s") in table.not_owner or match["name"].lower() in table.not_owner:
            continue
        name = " ".join(title_case(word) for word in match["name"].split())
        word = match["word"].lower().replace("koncern", "")
        yield _Hit(_key(name.removesuffix("s")), f"{name} {word}", match.start(), match.end(), True, bool(match["s"]))
    for match in _beginning_at(starts, table.council, text):
        if match["name"].lower() not in table.not_owner and label_at_start(match["name"]) is None:
            name = match["name"]
            yield _Hit(_key(name.removesuffix("s")), f"{name} kommun", match.start(), match.end(), True)
    for match in _beginning_at(starts, table.english, text):
        name = match["a"] or match["b"]
        yield _Hit(_key(name.removesuffix("s")), match.group(), match.start(), match.end(), True)


def _beginning_at(starts: Iterable[int], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """What ``finditer`` finds of a pattern that begins at these places only, many times faster."""
    end = 0
    for start in starts:
        match = pattern.match(text, start) if start >= end else None
        if match is not None:
            yield match
            end = match.end()


def _others(text: str) -> Iterator[_Hit]:
    table = _patterns()
    for match in table.other.finditer(text):
        name = " ".join(match.group().split())
        owns = name.startswith(table.owning)
        genitive = owns and name.endswith("s") and _NOUN_FOLLOWS.match(text, match.end()) is not None
        name = name[:-1] if genitive else name
        name = _ADDRESSED.sub("", name)
        if name[0].isupper() and name.lower() not in table.not_other and len(name) > 6 and not find_heads(name):
            yield _Hit(_key(name), name, match.start(), match.end(), owns, genitive)


def _answers(text: str) -> Iterator[tuple[int, int]]:
    """Where names stand as those of whom a paper says that they have answered: *Sjöbo kommuns svar*."""
    return (match.span() for match in _patterns().answer.finditer(text))


def _spelling(names: list[str]) -> str:
    """The most frequent spelling; of equally frequent ones the first."""
    return max(names, key=lambda name: (names.count(name), -names.index(name)))


def _key(text: str) -> str:
    """Letters only, without diacritics, as internet addresses write names."""
    table = str.maketrans("åäöéü", "aaoeu")
    return _NO_LETTER.sub("", text.lower().translate(table))
