"""How alike two title keys are.

Scores: 1.0 the same title, about 0.95 the same but for light words, 0.85 the same matter in other units, up to 0.6
a part of the matter only, 0 another genre or another matter. From :data:`LINK` on a mention may be linked.
"""

from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from styrdok.extraction.titles.keys import TitleKey, Unit, is_light
from styrdok.extraction.titles.owners import owners_agree
from styrdok.swedish.compounds import split_compound
from styrdok.swedish.lexicon import readings

LINK = 0.80
"""The score from which a mention may be linked."""

POSSIBLE = 0.50
"""The score from which a title is worth showing as a candidate."""

_LIGHT = 0.12
_FULL = 0.999
_NEAR = 0.85
_LEAD = 0.82
_PART_FIRST = 0.55
_PART = 0.45
_WIDER = 0.30
_SECOND_GENRE = 0.9
_TYPING_RATIO = 90.0
_TYPING_SCORE = 0.89
_SHORTEST_TYPED = 8


def similarity(mention: TitleKey, title: TitleKey) -> float:
    """How well a mention names a title, 0 to 1; keys of different genre or owner never match.

    Years are not compared, except where they are all that tells two documents apart (``Vision 2030``).
    """
    if owners_agree(mention.owner, title.owner) is False:
        return 0.0
    if not mention.genres or not title.genres:
        return _slogan_score(mention, title)
    if mention.genres[0] not in title.genres and title.genres[0] not in mention.genres:
        return 0.0
    score = _matter_score(mention, title)
    return score if mention.genres[0] == title.genres[0] else score * _SECOND_GENRE


def tier(mention: TitleKey, title: TitleKey) -> int:
    """How far the wording is from the title's: 0 the same, 1 head inflected or words in another form, 3 the same
    matter in compound or phrase, 4 something cut or added, 5 part of the matter, 6 not alike.
    """
    if mention.plain == title.plain:
        return 0
    score = similarity(mention, title)
    if score >= 1.0:
        return 1 if len(mention.units) == len(title.units) and mention.slogans == title.slogans else 3
    if score >= _NEAR + 0.05:
        return 4
    return 5 if score >= POSSIBLE else 6


def typing_score(mention: TitleKey, title: TitleKey) -> float:
    """The score of a mention that holds a word no dictionary knows and is nearly the title, letter by letter."""
    if owners_agree(mention.owner, title.owner) is False or min(len(mention.plain), len(title.plain)) < _SHORTEST_TYPED:
        return 0.0
    if mention.genres and title.genres and mention.genres[0] != title.genres[0]:
        return 0.0
    ratio = fuzz.ratio(mention.plain, title.plain, score_cutoff=_TYPING_RATIO)
    return _TYPING_SCORE * ratio / 100 if ratio else 0.0


def nearly(plain: str, wordings: Sequence[str]) -> list[int]:
    """The places of the wordings that are nearly this one, letter by letter."""
    found = process.extract(plain, wordings, scorer=fuzz.ratio, score_cutoff=_TYPING_RATIO, limit=None)
    return sorted(place for _, _, place in found)


@lru_cache(maxsize=20_000)
def has_unknown_word(plain: str) -> bool:
    """Whether a word of the wording is in no dictionary and no compound: a sign of a typing or reading error."""
    words = [word for word in plain.split() if word.isalpha() and len(word) > 3]
    return any(len(split_compound(word)) == 1 and not readings(word) for word in words)


def _slogan_score(mention: TitleKey, title: TitleKey) -> float:
    """Titles without a head are the same only word for word."""
    if not mention.slogans:
        return 0.0
    wanted = mention.slogans[0]
    if wanted in title.slogans or " ".join(wanted) == title.plain:
        return 1.0
    return 0.0


def _matter_score(mention: TitleKey, title: TitleKey) -> float:
    if mention.slogans and mention.slogans == title.slogans:
        return 1.0
    if not mention.units and not (_heavy(title.units) if title.alone else title.units):
        return _bare_score(mention, title)
    if not mention.units or not title.units:
        return 0.0
    return _bag_score(mention.units, title)


def _bare_score(mention: TitleKey, title: TitleKey) -> float:
    if mention.head != title.head or not title.alone:
        return 0.0
    if mention.years and title.years and not set(mention.years) & set(title.years):
        return 0.0
    if mention.slogans and title.slogans:
        return POSSIBLE
    return 1.0 if mention.years == title.years else 0.9


def _bag_score(wanted: tuple[Unit, ...], title: TitleKey) -> float:
    bag_a, bag_b = _weighted(wanted), _weighted(title.units)
    cover_a, cover_b = _cover(bag_a, bag_b), _cover(bag_b, bag_a)
    if cover_a >= _FULL and cover_b >= _FULL:
        return 1.0
    if cover_a >= _NEAR and cover_b >= _NEAR:
        return 0.9 + 0.05 * (cover_a + cover_b) / 2
    heavy = _heavy(wanted) or list(wanted)
    said = {stem for stem, _ in bag_a}
    score = sum(_unit_score(unit, title, said) for unit in heavy) / len(heavy)
    return score * (0.9 + 0.1 * cover_b)


def _heavy(units: tuple[Unit, ...]) -> list[Unit]:
    """The topic words that say something of the matter."""
    return [unit for unit in units if any(_weight(unit, index) == 1.0 for index in range(len(unit)))]


def _unit_score(unit: Unit, title: TitleKey, said: set[str]) -> float:
    """How well one topic word of the mention is met by the title; ``said`` are all stems of the mention."""
    best = 0.0
    for place, other in enumerate(title.units):
        cover_a = _cover(_weighted((unit,)), _weighted((other,)))
        cover_b = _cover(_weighted((other,)), _weighted((unit,)))
        if cover_a >= _NEAR and cover_b >= _NEAR:
            best = max(best, _group_score(place, title, said))
        elif cover_a >= _NEAR:
            best = max(best, _PART_FIRST if unit[0] == other[0] else _PART)
        elif cover_b >= _NEAR:
            best = max(best, _WIDER)
    parts = {stem for other in title.units for stem in other}
    spread = not any(set(unit) <= set(other) for other in title.units)
    if len(unit) > 1 and spread and all(stem in parts for stem in unit):
        return max(best, _NEAR)
    return best


def _group_score(place: int, title: TitleKey, said: set[str]) -> float:
    """The score of a title's word that is said, by how much of what it belongs to is said with it.

    ``medier`` may be ``sociala medier`` and ``säkerhet`` may be ``säkerhet vid evenemang``, but that is not certain;
    ``jämlikhet`` is not ``jämlik hälsa``.
    """
    places = [at for at, number in enumerate(title.groups) if number == title.groups[place]]
    heavy = [at for at in places if _heavy((title.units[at],))] or places
    if all(set(title.units[at]) & said for at in heavy):
        return 1.0
    lead = next((at for at in heavy if not title.modifiers[at]), heavy[0])
    return _LEAD if set(title.units[lead]) & said else _PART_FIRST


Bag = tuple[tuple[str, float], ...]


@lru_cache(maxsize=50_000)
def _weighted(units: tuple[Unit, ...]) -> Bag:
    return tuple((stem, _weight(unit, index)) for unit in units for index, stem in enumerate(unit))


def _weight(unit: Unit, index: int) -> float:
    """Light stems weigh little, but only at the end of a word or alone."""
    return _LIGHT if index == len(unit) - 1 and is_light(unit[index]) else 1.0


def _cover(bag: Bag, other: Bag) -> float:
    """The share of the bag's weight that the other bag has too."""
    total = sum(weight for _, weight in bag)
    return sum(weight for stem, weight in bag if any(stem == held for held, _ in other)) / total
