"""Whose a document is: names of municipalities, cities and regions brought to one key."""

import re
from functools import lru_cache

from styrdok.extraction.titles.heads import find_head
from styrdok.swedish.compounds import split_compound
from styrdok.swedish.lexicon import readings
from styrdok.tables import read_toml

_NAME = r"[A-ZÅÄÖ][\w-]+"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = read_toml("styrdok.extraction.lexicon", "title_words.toml")["owners"]
    after, before = "|".join(table["after"]), "|".join(table["before"])
    return (
        re.compile(rf"(?P<name>{_NAME})\s+(?i:(?P<sort>{after}))\b"),
        re.compile(rf"\b(?i:(?P<sort>{before}))\s+(?P<name>{_NAME})"),
    )


def find_owner(text: str) -> tuple[int, int, str] | None:
    """The first owner named with its sort (``Kajstads kommun``, ``Region Västmark``): start, end, key."""
    after, before = _patterns()
    found = [match for match in (after.search(text), before.search(text)) if match]
    if not found:
        return None
    match = min(found, key=lambda item: item.start())
    return match.start(), match.end(), _key(match["name"], match["sort"])


def without_place(title: str) -> str:
    """A title without the municipality or region that it is said to be for: *Hamnplan för Lindefors kommun*."""
    owner = find_owner(title)
    before = title[: owner[0]].rstrip() if owner else ""
    if owner is None or not before.endswith((" för", " i")):
        return title
    return " ".join((before.rpartition(" ")[0], title[owner[1] :].strip())).strip()


def _key(name: str, sort: str) -> str:
    sort = sort.lower()
    base = bare_name(name)
    if sort in ("region", "regions"):
        return f"region {base}"
    if sort.startswith("län"):
        return f"län {base}"
    return base


def bare_name(name: str) -> str:
    """A place name without the genitive ending: one final s is left out of every name, genitive or not."""
    return name.lower().removesuffix("s")


@lru_cache(maxsize=10_000)
def owner_key(organisation: str) -> str:
    """The key of an organisation's name; equal keys mean the same owner."""
    found = find_owner(organisation) or find_owner(organisation.title())
    return found[2] if found else bare_name(" ".join(organisation.split()))


@lru_cache(maxsize=1)
def _sorts() -> dict[str, list[str]]:
    sorts: dict[str, list[str]] = read_toml("styrdok.extraction.lexicon", "title_words.toml")["owners"]["sorts"]
    return sorts


def names_a_sort(owner: str) -> bool:
    """Whether an owner is named by its sort alone: ``kommunens``, ``förbundets``."""
    return owner.lower() in _sorts()


def names_another_sort(owner: str, organisation: str | None) -> bool:
    """Whether ``förbundets`` and the like, in a document of this organisation, mean a body of another sort."""
    parts = _sorts().get(owner.lower())
    own = (organisation or "").lower()
    known = any(part in own for listed in _sorts().values() for part in listed)
    return parts is not None and known and not any(part in own for part in parts)


def names_another(line: str, organisation: str | None) -> bool:
    """Whether a line names a city or region, and not the one that an organisation is or belongs to."""
    named, own = find_owner(line), find_owner(organisation or "") or find_owner((organisation or "").title())
    return named is not None and own is not None and named[2] != own[2]


def owners_agree(a: str | None, b: str | None) -> bool | None:
    """Whether two owner keys mean the same body; ``None`` when one of them is unknown."""
    if a is None or b is None:
        return None
    return a == b


@lru_cache(maxsize=20_000)
def is_place(word: str, genitive: bool) -> bool:
    """Whether a capitalised word reads as a name, in the genitive or not, and as nothing else."""
    if not word[:1].isupper() or word.isupper() or not word.replace("-", "").isalpha():
        return False
    if genitive and not word.endswith("s"):
        return False
    if readings(word.lower()) or len(split_compound(word)) > 1:
        return False
    tags = {tag for _, tag in readings(word)}
    return not tags or ("PM:GEN" if genitive else "PM:NOM") in tags


@lru_cache(maxsize=1)
def _outside() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    table = read_toml("styrdok.extraction.lexicon", "title_words.toml")["outside"]
    return frozenset(table["words"]), tuple(table["agencies"]), frozenset(table["own"])


@lru_cache(maxsize=20_000)
def names_outsider(text: str) -> bool:
    """Whether a title says that it is the state's or an agency's (``nationell strategi``, ``Boverkets handbok``)."""
    words, agencies, own = _outside()
    for word in text.lower().split():
        if word in words or (word.endswith(agencies) and word not in own):
            return True
        if find_head(word):
            return False
    return False
