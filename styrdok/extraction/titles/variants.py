"""The wordings under which a title may stand in a text, for an automaton of literal strings.

Tiers: 0 the title as it is, 1 its head inflected, 2 the owner in another place, 3 compound and phrase exchanged,
4 subtitle, slogan or years cut. What is not listed here is matched by its key.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from styrdok.extraction.titles.heads import find_head
from styrdok.extraction.titles.keys import TitleKey, cut_opening, folded, strip_years, title_key
from styrdok.extraction.titles.owners import find_owner
from styrdok.swedish.compounds import unlinked
from styrdok.swedish.heads import heads
from styrdok.swedish.lexicon import compound_forms

_LINKS = (("", "s"), ("", ""), ("a", "o"), ("a", "u"), ("a", ""), ("a", "e"), ("e", "s"), ("e", ""), ("a", "s"))
_SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Variant:
    """A lower-case wording and its tier."""

    text: str
    tier: int


@lru_cache(maxsize=20_000)
def variants(title: str) -> tuple[Variant, ...]:
    """All wordings of a title with the lowest tier each, sorted by tier and text.

    A bare head (``programmet``) is never among them, nor is anything shorter than five letters.
    """
    tiers: dict[str, int] = {}
    for text, tier in _all(title):
        text = " ".join(text.lower().split())
        if len(text) >= _SHORTEST and not _says_nothing(text):
            tiers[text] = min(tier, tiers.get(text, tier))
    return tuple(sorted((Variant(text, tier) for text, tier in tiers.items()), key=lambda v: (v.tier, v.text)))


def _says_nothing(text: str) -> bool:
    key = title_key(text)
    return not key.units and not key.alone and len(key.slogans) < 2 and (bool(key.genres) or len(text.split()) < 2)


def _all(title: str) -> Iterator[tuple[str, int]]:
    clean = cut_opening(folded(title)).replace("\n", " ")
    yield clean, 0
    pieces = [piece for piece in _pieces(clean) if piece]
    for piece in pieces:
        yield piece, 0 if piece == clean else 4
        for text, tier in _piece_variants(piece):
            yield text, tier if piece == clean else max(tier, 4)


def _pieces(title: str) -> Iterator[str]:
    """The title without its years, and each side of a dash, which may be a title of its own."""
    dated = title.split(" - ")
    for part in dict.fromkeys([title, *dated]):
        yield part
        yield strip_years(part)


def _piece_variants(piece: str) -> Iterator[tuple[str, int]]:
    bare = _without_owner(piece)
    if bare != piece:
        yield bare, 2
        yield f"stadens {bare}", 2
        yield f"kommunens {bare}", 2
    tier = 2 if bare != piece else 1
    for text in _inflected(bare):
        yield text, tier
    key = title_key(bare)
    for text in _exchanged(bare, key):
        yield text, 3


def _without_owner(piece: str) -> str:
    found = find_owner(piece)
    if found is None:
        return piece
    before, after = piece[: found[0]].rstrip(), piece[found[1] :].strip()
    for word in (" i", " för", " inom", " av"):
        before = before.removesuffix(word)
    return f"{before} {after}".strip()


def _inflected(piece: str) -> Iterator[str]:
    """The first word that has a head, in all forms of the head."""
    words = piece.split()
    for index, word in enumerate(words):
        found = find_head(word)
        if found is None:
            continue
        head = found[1]
        ending = max((form for form in head.forms if word.lower().endswith(form)), key=len, default="")
        stem = word[: len(word) - len(ending)]
        for form in head.forms:
            yield " ".join([*words[:index], stem + form, *words[index + 1 :]])
        return


def _exchanged(piece: str, key: TitleKey) -> Iterator[str]:
    """``program för kvalitet`` as ``kvalitetsprogram``, and the other way round."""
    words = piece.lower().split()
    if key.head is None:
        return
    forms = heads()[key.head].forms
    if len(words) == 3 and words[1] in ("för", "om", "mot") and find_head(words[0]) and words[2].isalpha():
        for link in linked_forms(words[2]):
            yield from (link + form for form in forms)
    elif len(words) == 1 and (found := find_head(words[0])) and found[0]:
        matter = words[0][: len("".join(found[0][:-1]))] + unlinked(found[0][-1])
        yield from (f"{form} för {matter}" for form in forms)


def linked_forms(word: str) -> tuple[str, ...]:
    """The forms in which a noun opens a compound (``folkhälsa``: ``folkhälso``)."""
    opening = compound_forms().opening
    found = []
    for cut, link in _LINKS:
        form = word[: len(word) - len(cut)] + link
        if word.endswith(cut) and _opens(form, word, opening):
            found.append(form)
    return tuple(dict.fromkeys(found))


def _opens(form: str, word: str, opening: frozenset[str]) -> bool:
    """Whether the end of a linked form is a known opening form of the same end of the word."""
    tails = [form[start:] for start in range(len(form) - 2) if form[start:] in opening]
    return any(unlinked(tail) == word[len(form) - len(tail) :] for tail in tails)
