"""Titles that are known by now, found literally: for titles without a head noun (``Grönare Stockholm``).

Works on stored text, so that a document added later is found in what was read before without opening any PDF.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from styrdok.extraction.mentions.fold import fold, stands_alone

_SUBTITLE = re.compile(r"\s+[–—-]\s+|:\s")
_YEARS = re.compile(r",?\s*\(?(?:19|20)\d\d(?:\s*[-–/]\s*(?:19|20)?\d\d)?\)?$")
_SHORTEST = 9


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """A known title at ``start:end``; ``keys`` are those of all titles written so; ``tier`` 0 is the whole title."""

    start: int
    end: int
    keys: tuple[str, ...]
    text: str
    tier: int


@lru_cache(maxsize=8)
def _automaton(titles: tuple[tuple[str, str], ...]) -> tuple[AhoCorasick, tuple[tuple[tuple[str, ...], int], ...]]:
    forms: dict[str, tuple[dict[str, None], int]] = {}
    for key, title in titles:
        for tier, written in enumerate(_forms(title)):
            folded = _plain(fold(written))
            known, best = forms.setdefault(folded, ({}, tier))
            known[key] = None
            forms[folded] = (known, min(best, tier))
    names = sorted(forms)
    machine = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA)
    return machine, tuple((tuple(forms[name][0]), forms[name][1]) for name in names)


def _forms(title: str) -> list[str]:
    """The title, without its years, without its subtitle; short single words only as they are written in full."""
    whole = " ".join(title.split())
    undated = _YEARS.sub("", whole)
    short = _YEARS.sub("", _SUBTITLE.split(whole)[0])
    forms = dict.fromkeys([whole, undated, short])
    return [form for form in forms if form == whole or (len(form) >= _SHORTEST and " " in form)]


def _plain(folded: str) -> str:
    return folded.replace("\n", " ")


def known_titles(text: str, titles: Iterable[tuple[str, str]], offset: int = 0) -> tuple[KnownTitle, ...]:
    """Where known titles stand in a text, from left to right without overlaps, the longest first.

    ``titles`` are (key, title); ``offset`` is added to the places. Capitals must agree at the first letter, so that
    a slogan is not found in plain words. The time hardly depends on the number of titles.
    """
    frozen = tuple(titles)
    if not frozen:
        return ()
    machine, values = _automaton(frozen)
    found = []
    for index, start, end in machine.find_matches_as_indexes(_plain(fold(text))):
        if not stands_alone(text, start, end) or not (text[start].isupper() or text[start].isdigit()):
            continue
        keys, tier = values[index]
        found.append(KnownTitle(offset + start, offset + end, keys, " ".join(text[start:end].split()), tier))
    return tuple(found)
