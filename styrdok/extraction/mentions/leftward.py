"""What belongs to a title to the left of its head: adjectives, an elliptic first part, the owner."""

import re
from dataclasses import dataclass

from styrdok.extraction.mentions.words import phrases
from styrdok.swedish.tags import is_adjective, is_definite_genitive, is_genitive, tags

_LEFT = re.compile(r"([\wåäöÅÄÖé:/&.-]+),? \Z")
_ELLIPTIC = re.compile(
    r"(?<![\wåäöÅÄÖ])([\wåäöÅÄÖ]+-,? ?(?:[\wåäöÅÄÖ]+-,? )*(?:och|o|samt|eller|resp\.?|respektive) )\Z", re.IGNORECASE
)
_TWIN = re.compile(r"(?<![\wåäö-])([a-zåäö]{6,}) och \Z")
_TWIN_ENDING = 3


@dataclass(frozen=True, slots=True)
class Left:
    """What stands before a title's head: where the title starts, its owner, the word before."""

    start: int
    owner: str | None
    owner_start: int | None
    before: str
    elliptic: bool


def left_of(text: str, start: int, floor: int) -> Left:
    """Adjectives, an elliptic first part and the owner before a head that starts at ``start``."""
    elliptic = _ELLIPTIC.search(text, max(floor, start - 60), start)
    if elliptic is not None:
        start = elliptic.start(1)
    title = start
    for _ in range(3):
        word = _previous(text, title, floor)
        if word is None or not _title_adjective(word):
            break
        title -= len(word) + 1
    title = _past_twin(text, title, start)
    owner, owner_start = _owner(text, title, floor)
    if owner_start is None:
        near = _previous(text, title, floor)
        if near and is_adjective(near) and near.lower() not in phrases().self_determiners:
            owner, owner_start = _owner(text, title - len(near) - 1, floor)
    at = title if owner_start is None else owner_start
    return Left(title, owner, owner_start, (_previous(text, at, floor) or "").lower(), elliptic is not None)


def _past_twin(text: str, title: int, start: int) -> int:
    """Before an adjective joined to that of the title: ``bullerdämpande och olycksförebyggande program``."""
    twin = _TWIN.search(text, max(0, title - 40), title) if title < start else None
    if twin is None or not is_adjective(twin.group(1)):
        return title
    alike = twin.group(1)[-_TWIN_ENDING:] == text[title:start].split()[0][-_TWIN_ENDING:]
    return twin.start(1) if alike else title


def _previous(text: str, at: int, floor: int) -> str | None:
    match = _LEFT.search(text, max(floor, at - 40), at)
    return match.group(1) if match and match.end() - len(match.group()) + len(match.group(1)) + 1 == at else None


def _title_adjective(word: str) -> bool:
    table, lower = phrases(), word.lower()
    return lower in table.adjectives or lower.endswith(table.adjective_endings)


def _owner(text: str, at: int, floor: int) -> tuple[str | None, int | None]:
    """The owner in the genitive that ends right before ``at``."""
    owner, start = _plain_owner(text, at, floor)
    if start is None:
        return owner, start
    elliptic = _ELLIPTIC.search(text, max(floor, start - 40), start)
    return (text[elliptic.start(1) : at - 1], elliptic.start(1)) if elliptic else (owner, start)


def _plain_owner(text: str, at: int, floor: int) -> tuple[str | None, int | None]:
    table = phrases()
    word = _previous(text, at, floor)
    if word is None or len(word) < 2 or word.endswith("-"):
        return None, None
    lower, start = word.lower(), at - len(word) - 1
    if lower in table.organisation_words:
        return _organisation(text, start, floor, word)
    if lower in table.owners or lower.endswith(table.owner_endings) or is_definite_genitive(lower):
        return word, start
    if (
        word[:1].isupper()
        and not _is_verb(lower)
        and (is_genitive(word) or word.endswith(":s") or (word[:-1].isupper() and word.endswith("s")))
    ):
        return _whole_name(text, start, floor, word)
    if word in {"KS", "KF", "KSAU"} or (word.isupper() and len(word) <= 4 and word.endswith("N")):
        return word, start
    return None, None


def _whole_name(text: str, start: int, floor: int, word: str) -> tuple[str, int]:
    """A name in the genitive with what stands before it: ``Region Norrs``, ``hamnnämnden Norrs``, a foreign name."""
    more = _previous(text, start, floor)
    if more and (more in {"Region", "Länsstyrelsen", "Landstinget"} or more.lower().endswith(("nämnden", "styrelsen"))):
        return f"{more} {word}", start - len(more) - 1
    while more and more[:1].isupper() and more.isalpha() and not more.isupper() and not tags(more.lower()):
        word, start = f"{more} {word}", start - len(more) - 1
        more = _previous(text, start, floor)
    return word, start


def _is_verb(word: str) -> bool:
    """Whether a word is a verb and nothing else: ``Finns`` owns nothing."""
    known = tags(word)
    return bool(known) and all(tag.startswith("VB") for tag in known)


def _organisation(text: str, start: int, floor: int, word: str) -> tuple[str | None, int | None]:
    """``Storby stads``: the organisation's word with the name before it."""
    name = _previous(text, start, floor)
    if name is None or not name[:1].isupper():
        return None, None
    begin = start - len(name) - 1
    return f"{name} {word}", begin
