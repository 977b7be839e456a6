"""Whose document it is: the organisation that the title, the page heads, the addresses and the text name most."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from styrdok.extraction.metadata.heads import find_heads
from styrdok.extraction.metadata.rules import Found
from styrdok.models import Reading
from styrdok.swedish.tables import read_toml

_TWICE = 2
_NAME = r"[A-ZÅÄÖÉ][\wåäöéü]+(?:-[A-ZÅÄÖ][\wåäöé]+)?"
_DOMAIN = re.compile(r"(?:@|www\.|https?://(?:www\.)?|\b)([a-z0-9-]{3,})\.se\b", re.I)


@dataclass(frozen=True, slots=True)
class _Patterns:
    owner: re.Pattern[str]
    other: re.Pattern[str]
    not_owner: frozenset[str]
    not_other: frozenset[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    table = read_toml("styrdok.extraction.lexicon", "organisations.toml")
    words = "|".join(table["owners"]["words"])
    endings = "|".join(sorted(table["endings"]["words"], key=lambda word: (-len(word), word)))
    starts = "|".join(sorted(table["starts"]["words"], key=lambda word: (-len(word), word)))
    first = "|".join(table["owners"]["first"])
    small = r"[a-zåäö]{3,}(?: (?:och|i) [a-zåäö]{3,}| [a-zåäö]{5,})?"
    owner = rf"(?<![\w-])(?P<name>(?:(?:{first}) )?{_NAME})\s+(?P<word>(?i:{words}))(?P<s>[sS])?(?!\w)"
    other = (
        rf"(?<![\w-])(?:(?:{starts}) (?:{_NAME}|{small})"
        rf"|(?:{_NAME} )?(?:tekniska )?[\wåäö-]*(?:{endings})(?: AB)?)(?!\w)"
    )
    return _Patterns(
        re.compile(owner), re.compile(other), frozenset(table["owners"]["not"]), frozenset(table["endings"]["not"])
    )


@dataclass(frozen=True, slots=True)
class _Hit:
    key: str
    name: str
    start: int
    end: int
    owner: bool = False


def find_organisation(reading: Reading, title: str) -> Iterator[Found]:
    """The organisation, with more confidence the more signs agree."""
    text = reading.text
    front = reading.pages[min(1, len(reading.pages) - 1)].end if reading.pages else 0
    first = reading.pages[0].end if reading.pages else 0
    hits = [*_owners(text), *_others(text)]
    scores: defaultdict[str, float] = defaultdict(float)
    for hit in hits:
        scores[hit.key] += 1.0 if hit.start < first else 0.5 if hit.start < front else 0.1
    domains = {match[1].lower() for match in _DOMAIN.finditer(text)}
    owners = {hit.key for hit in hits if hit.owner}
    for key in scores:
        scores[key] = min(scores[key], 4.0) + (2.0 if key in owners else 0.0)
        scores[key] += 3.0 if key in _key(title) else 0.0
        scores[key] += 1.5 if any(_key(domain) in key or key.startswith(_key(domain)) for domain in domains) else 0.0
    for key in [key for key in scores if key not in owners and _times(hits, key) < _TWICE]:
        del scores[key]
    best = max(sorted(scores), key=lambda key: scores[key], default=None)
    if best is None or scores[best] < 0.2:
        return
    name = _spelling([hit.name for hit in hits if hit.key == best])
    place = next(hit for hit in hits if hit.key == best)
    confidence = round(min(0.95, 0.5 + 0.1 * scores[best]), 3)
    yield Found("organisation", name, "named", confidence, (), (place.start, place.end))


def _times(hits: list[_Hit], key: str) -> int:
    """How often a name stands in the text, with or without an ending such as *AB*."""
    return sum(hit.key.startswith(key) or key.startswith(hit.key) for hit in hits)


def _owners(text: str) -> Iterator[_Hit]:
    table = _patterns()
    for match in table.owner.finditer(text):
        if match["name"].lower().rstrip("s") in table.not_owner or match["name"].lower() in table.not_owner:
            continue
        name = " ".join(_title_case(word) for word in match["name"].split())
        word = match["word"].lower().replace("koncern", "")
        yield _Hit(_key(name.removesuffix("s")), f"{name} {word}", match.start(), match.end(), True)


def _others(text: str) -> Iterator[_Hit]:
    table = _patterns()
    for match in table.other.finditer(text):
        name = " ".join(match.group().split())
        if name[0].isupper() and name.lower() not in table.not_other and len(name) > 6 and not find_heads(name):
            yield _Hit(_key(name), name, match.start(), match.end(), name.startswith("Region "))


def _title_case(word: str) -> str:
    return "-".join(part.capitalize() for part in word.split("-")) if word.isupper() else word


def _spelling(names: list[str]) -> str:
    """The most frequent spelling; of equally frequent ones the first."""
    return max(names, key=lambda name: (names.count(name), -names.index(name)))


def _key(text: str) -> str:
    """Letters only, without diacritics, as internet addresses write names."""
    table = str.maketrans("åäöéü", "aaoeu")
    return re.sub(r"[^a-z]", "", text.lower().translate(table))
