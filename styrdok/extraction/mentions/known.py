"""Titles that are known by now, found literally: for titles without a head noun (``Grönare Storby``).

Works on stored text, so that a document added later is found in what was read before without opening any PDF.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from styrdok.extraction.titles.keys import title_key
from styrdok.extraction.titles.variants import Variant, variants
from styrdok.swedish.fold import fold, squeezed, stands_alone
from styrdok.swedish.lexicon import word_table

_FEWEST_WORDS = 2


@dataclass(frozen=True, slots=True)
class KnownTitle:
    """A known title at ``start:end``; ``tier`` tells which variant of the title it is."""

    start: int
    end: int
    text: str
    tier: int


class KnownTitles:
    """Titles made ready to be found in many texts; the time hardly depends on how many there are.

    What stands behind a head noun is left to the grammar, which knows all its forms: looked for are whole titles and
    those of their parts that have no head.
    """

    def __init__(self, titles: Iterable[str]) -> None:
        tiers: dict[str, int] = {}
        for title in sorted(set(titles)):
            for variant in _without_head(title):
                tiers[variant.text] = min(variant.tier, tiers.get(variant.text, variant.tier))
        self._tiers = tuple(tier for _, tier in sorted(tiers.items()))
        self._machine = AhoCorasick(
            sorted(tiers), matchkind=MatchKind.LeftmostLongest, implementation=Implementation.ContiguousNFA
        )

    def find(self, text: str) -> tuple[KnownTitle, ...]:
        """Where the titles stand in a text, from left to right without overlaps, the longest first.

        They begin with a capital letter or a figure, so that a slogan is not found in plain words.
        """
        folded = fold(text).replace("\n", " ")
        return tuple(
            KnownTitle(start, end, squeezed(text[start:end]), self._tiers[index])
            for index, start, end in self._machine.find_matches_as_indexes(folded)
            if stands_alone(text, start, end) and (text[start].isupper() or text[start].isdigit())
        )


def _without_head(title: str) -> list[Variant]:
    """The whole title and the wordings without a head noun, when its words say something without one."""
    slogans = [slogan for slogan in title_key(title).slogans if _tells(slogan)]
    return [
        Variant(fold(variant.text), variant.tier)
        for variant in (variants(title) if slogans else ())
        if variant.tier == 0 or _words(variant.text) in slogans
    ]


def _words(wording: str) -> tuple[str, ...] | None:
    """The words of a wording without a head noun."""
    key = title_key(wording)
    return key.slogans[0] if key.slogans and not key.genres else None


def _tells(words: tuple[str, ...]) -> bool:
    """Whether words are a title wherever they stand: two that say something, or one among several others."""
    said = [word for word in words if word.isalpha() and word not in word_table().stop]
    return len(said) >= _FEWEST_WORDS or (bool(said) and len(words) > _FEWEST_WORDS)
