"""The body that sends a reply, a memo or minutes, as the head of its first page names it."""

import re
from collections.abc import Iterator
from functools import lru_cache

from styrdok.extraction.capitals import in_small_letters
from styrdok.extraction.metadata.organisation import addressed
from styrdok.extraction.metadata.rules import Found
from styrdok.extraction.metadata.segments import Segment, Sheet
from styrdok.extraction.metadata.values import tidy_body
from styrdok.extraction.metadata.words import adopters
from styrdok.extraction.titles.owners import find_owner, names_another
from styrdok.tables import read_toml
from styrdok.vocabulary import Kind

_TOP = 0.25
_FOOT = 0.92
_MOST_WORDS = 6
_APART = re.compile(r"\s+[·•|–—]\s+|(?<!-),\s+")
_SMALL = frozenset({"och", "samt", "för", "i"})
_SENDERS = frozenset({Kind.REPLY, Kind.MEMO, Kind.MINUTES})


@lru_cache(maxsize=1)
def _endings() -> tuple[str, ...]:
    return tuple(read_toml("styrdok.extraction.lexicon", "organisations.toml")["senders"]["endings"])


def sent_by(front: tuple[Sheet, ...], kind: str, owner: str) -> Iterator[Found]:
    """The organisation of a case paper with the body that sends it: *Lindefors kommun, hamnnämnden*."""
    if kind not in _SENDERS:
        return
    for segment, name in _named(front[:1], owner):
        if name.lower() in owner.lower():
            return
        if find_owner(owner):
            yield Found("organisation", f"{owner}, {tidy_body(name)}", "letterhead", 0.97, (segment,))
        elif not owner or owner.lower().endswith(_endings()):
            yield Found("organisation", name, "letterhead", 0.96, (segment,))
        return


def names_body(front: tuple[Sheet, ...], owner: str) -> bool:
    """Whether the head or the foot of the first page names a board or an office as the sender."""
    return next(_named(front[:1], owner), None) is not None


def _named(front: tuple[Sheet, ...], owner: str) -> Iterator[tuple[Segment, str]]:
    """The lines of the page head, then of the foot, that name a body.

    What is addressed does not count, nor a body of another city or region than the one that sends.
    """
    passed = list(addressed(front))
    for sheet in front:
        head = [segment for segment in sheet.segments if segment.box.top < _TOP * sheet.height]
        foot = [segment for segment in sheet.segments if segment.box.top > _FOOT * sheet.height]
        for segment in (*head, *foot):
            if any(a <= segment.start < b for a, b in passed):
                continue
            if names_another(segment.text, owner):
                continue
            before = ""
            for piece in (piece.strip(" .:") for piece in _APART.split(segment.text)):
                if _is_body(piece) and (piece[0].isupper() or find_owner(before)):
                    yield segment, piece if " " in piece else in_small_letters(piece)
                before = piece


def _is_body(name: str) -> bool:
    """Whether a piece of a line is the name of a board or an office and nothing else."""
    words = name.split()
    if not words or len(words) > _MOST_WORDS or any(char.isdigit() for char in name):
        return False
    heads = [word for word in words if word.lower().endswith(_endings())]
    if len(heads) != 1:
        return False
    return all(word is heads[0] or _belongs(word) for word in words)


def _belongs(word: str) -> bool:
    return word[0].isupper() or word.endswith("-") or word in _SMALL or word in adopters().adjectives
