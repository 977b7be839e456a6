"""How far a title reaches to the right of its head: its topic, the place it is for, its subtitle.

It is a small grammar over at most a dozen words: preposition, determiners and adjectives, a noun; then
more of the same after a conjunction or a preposition. Whatever does not fit ends the title.
"""

import re
from functools import cache

from styrdok.extraction.mentions.names import names_listed
from styrdok.extraction.mentions.words import phrases
from styrdok.swedish.heads import noun_forms
from styrdok.swedish.tags import is_adjective, is_definite, is_genitive, is_noun, tags

_WORD = re.compile(r"[ ]([\wåäöÅÄÖé:/]+(?:-[\wåäöÅÄÖé:/]+)*-?)")
_COMMA = re.compile(r",(?= )")
_SUBTITLE = re.compile(r"(?: - |: )(?=[A-ZÅÄÖ])([^.;()\"”“]{8,160})")
_NO_TOPIC = frozenset(
    {"hela", "alla", "varje", "samtliga", "din", "ditt", "dina", "er", "ert", "era", "min", "mitt", "mina"}
)
# A small word before the conjunction: a noun with a capital behind it ("… i vården och Mat från havet") is a name.
_SMALL_BEFORE = re.compile(r" [a-zåäö]+ (?:och|samt|&) ?\Z")
# A title that says what shall be by some year ("… för att alla skolor ska nå målen 2032").
_GOAL_CLAUSE = re.compile(r" för att (?:[a-zåäö]+ ){1,4}ska (?:[a-zåäö]+ ){1,6}(?:19|20)\d\d(?!\d)")
_LIMIT = 14
_SHORTEST_COMPOUND = 8
_SHORTEST_NOUN = 5
_NOUN_ENDINGS = ("skap", "skapet", "het", "heten", "ning", "ningen", "ande", "else", "itet", "tion", "tionen", "ment")
_ADJECTIVE_ENDINGS = ("ställda", "lagda", "drivna", "gjorda", "byggda", "satta", "baserade", "ade", "iga", "iska")


def topic_end(text: str, end: int, *, open_ended: bool, paired: bool = False) -> int:
    """The end of ``för …`` after a head that ends at ``end``; ``end`` itself where no topic follows.

    ``open_ended`` allows prepositions inside the topic (``… i nära relationer``), as titles in capitals have them;
    ``paired``: behind ``mellan``, whose ``och`` leads to what the title is set beside.
    """
    word = _WORD.match(text, end)
    if word is None or word.group(1).lower() not in phrases().topic:
        return end
    first_word = _WORD.match(text, word.end())
    clause = _GOAL_CLAUSE.match(text, end)
    if clause is not None:
        return clause.end()
    if open_ended and first_word and word.group(1).lower() == "för" and first_word.group(1) == "att":
        return _purpose_end(text, first_word.end()) or end
    if first_word and first_word.group(1).lower() in _NO_TOPIC:
        return end
    first = _noun_phrase(text, word.end(), _LIMIT)
    if first is None:
        return end
    following = _WORD.match(text, first)
    if paired and following and following.group(1).lower() in phrases().conjunctions:
        return first
    return _carried_on(text, first, open_ended=open_ended)


def _purpose_end(text: str, at: int) -> int | None:
    """The end of ``för att minska bullret i hamnen``: an infinitive, what it is done to, and where."""
    verb = _WORD.match(text, at)
    if verb is None or not any(tag.startswith("VB:INF") for tag in tags(verb.group(1))):
        return None
    end = _noun_phrase(text, verb.end(), 5)
    return _carried_on(text, end, open_ended=True) if end is not None else None


def _noun_phrase(text: str, at: int, limit: int) -> int | None:
    """The end of determiners, adjectives, genitives and a noun that begin at ``at``."""
    for _ in range(limit):
        match = _WORD.match(text, at)
        if match is None or match.group(1).lower() in phrases().stop or match.group(1).isdigit():
            return None
        word, end = match.group(1), match.end()
        if word.endswith("-"):
            at = _after_ellipsis(text, end)
        elif _leads_on(text, word, end):
            at = _past_joined_adjective(text, end)
        elif _is_head(word):
            end = _name_end(text, end, word)
            owner = _owner_end(text, end)
            if owner is None:
                return end
            at = owner
        else:
            return None
    return None


def _owner_end(text: str, end: int) -> int | None:
    """Where a name that ends at ``end`` ends as an owner (``Norrby kommuns kajer``); ``None`` where it owns nothing."""
    word = _WORD.match(text, end)
    if word is not None and word.group(1) in phrases().organisation_words:
        end = word.end()
    elif not is_genitive(text[text.rfind(" ", 0, end) + 1 : end]) or not text[text.rfind(" ", 0, end) + 1].isupper():
        return None
    owned = _WORD.match(text, end)
    return end if owned and _may_head(owned.group(1)) and not is_definite(owned.group(1)) else None


def _leads_on(text: str, word: str, end: int) -> bool:
    """Whether a word in a noun phrase stands before its noun: determiner, genitive, adjective."""
    if word.lower() in phrases().determiners:
        return True
    comma = _COMMA.match(text, end)
    follows = _WORD.match(text, comma.end() if comma else end)
    if follows is None:
        return False
    after = follows.group(1)
    if comma is None and _is_made_adjective(word) and _may_head(after):
        return True
    if _owns(word) and comma is None and _may_head(after) and not is_definite(after):
        return True
    if not is_adjective(word) or (is_noun(word) and not _may_head(after)):
        return False
    if after.lower() in phrases().conjunctions:
        third = _WORD.match(text, follows.end())
        return third is not None and (is_adjective(third.group(1)) or not is_noun(word))
    return is_adjective(after) if comma else _may_head(after)


def _is_made_adjective(word: str) -> bool:
    """Whether a word that no dictionary has looks like a participle or adjective (``tomställda lokaler``)."""
    made = len(word) >= _SHORTEST_COMPOUND and word.islower() and word.endswith(_ADJECTIVE_ENDINGS)
    return made and not tags(word) and not _ends_in_noun(word)


def _owns(word: str) -> bool:
    """Whether a word is a genitive, also of an adjective that means people (``äldres``)."""
    return is_genitive(word) or (word.endswith("s") and word[:-1].lower() in phrases().people)


def _past_joined_adjective(text: str, end: int) -> int:
    """Past a comma or conjunction between two adjectives."""
    comma = _COMMA.match(text, end)
    if comma is not None:
        return comma.end()
    word = _WORD.match(text, end)
    return word.end() if word and word.group(1).lower() in phrases().conjunctions else end


def _may_head(word: str) -> bool:
    return word.lower() not in phrases().stop and (_is_head(word) or is_adjective(word) or word.endswith("-"))


def _is_head(word: str) -> bool:
    """Whether a word can be the noun of a topic: no preposition (``i`` is a noun too), and any word with its ending."""
    lower = word.lower()
    if lower in phrases().further or lower in phrases().conjunctions or lower in phrases().topic:
        return False
    if is_noun(word) or lower in phrases().people:
        return True
    return (len(word) > 7 and lower.endswith(_NOUN_ENDINGS)) or _ends_in_noun(lower)


@cache
def _ends_in_noun(word: str) -> bool:
    """Whether a word that no dictionary has is a compound with a noun at its end (``hyrpersonal``)."""
    if tags(word) or len(word) < _SHORTEST_COMPOUND or not word.isalpha():
        return False
    return any(is_noun(word[at:]) for at in range(3, len(word) - _SHORTEST_NOUN + 1))


def _after_ellipsis(text: str, at: int) -> int:
    """Past ``och`` after ``trygghets-``."""
    match = _WORD.match(text, at)
    return match.end() if match and match.group(1).lower() in phrases().conjunctions else at


def _name_end(text: str, end: int, word: str) -> int:
    """A name goes on with further capitals (``Region Skåne``)."""
    while word[:1].isupper():
        match = _WORD.match(text, end)
        if match is None or not match.group(1)[:1].isupper() or not is_noun(match.group(1)):
            break
        end, word = match.end(), match.group(1)
    place = _WORD.match(text, end)
    if word[:1].isupper() and place and place.group(1) in phrases().place_words | phrases().districts:
        return place.end()
    return end


def _carried_on(text: str, end: int, *, open_ended: bool) -> int:
    """Conjunctions and prepositions after the first noun phrase."""
    table = phrases()
    for _ in range(4):
        match = _WORD.match(text, end)
        comma = _COMMA.match(text, end)
        if comma is not None:
            further = _listed(text, comma.end()) or names_listed(text, end)
        elif match is None:
            return end
        elif match.group(1).lower() in table.conjunctions:
            further = _joined(text, match.end())
        elif match.group(1).lower() in table.further:
            further = _attached(text, match.end(), match.group(1).lower(), open_ended=open_ended)
        else:
            return end
        if further is None:
            return end
        end = further
    return end


def _joined(text: str, at: int) -> int | None:
    """The noun phrase after ``och``, unless it opens another title or clause."""
    word = _WORD.match(text, at)
    if word is None or _opens_title(word.group(1)) or word.group(1).lower() in phrases().determiners:
        return None
    if (
        word.group(1)[0].isupper()
        and _SMALL_BEFORE.search(text, max(0, at - 60), at)
        and is_noun(word.group(1).lower())
    ):
        return None
    end = _noun_phrase(text, at, 4)
    if end is None or any(_opens_title(part) for part in text[at:end].split()):
        return None
    return end


def _opens_title(word: str) -> bool:
    return word.lower().endswith(_heads())


@cache
def _heads() -> tuple[str, ...]:
    return tuple(form for form, entry in noun_forms().items() if len(form) >= 5 and not entry.noun.weak)


def _listed(text: str, at: int) -> int | None:
    """``, genomförande och förvaltning``: a comma only when a conjunction closes the list."""
    end = _noun_phrase(text, at, 3)
    if end is None:
        return None
    word = _WORD.match(text, end)
    if word is None or word.group(1).lower() not in phrases().conjunctions:
        comma = _COMMA.match(text, end)
        return _listed(text, comma.end()) if comma else None
    return _joined(text, word.end())


def _attached(text: str, at: int, preposition: str, *, open_ended: bool) -> int | None:
    """The noun phrase after a preposition: always a name or owner, other nouns where the title is open-ended."""
    word = _WORD.match(text, at)
    if word is None or word.group(1).lower() in phrases().consulted:
        return None
    end = _noun_phrase(text, at, 4)
    if end is None:
        return None
    named = word.group(1)[:1].isupper() or word.group(1).lower() in {"staden", "kommunen", "regionen", "länet"}
    if preposition == "av" or (named and preposition in {"i", "för", "inom", "vid"}):
        return end
    if (preposition in {"inom", "mot"} or _is_governed(text, at, preposition)) and _is_plain(word.group(1)):
        return end
    if preposition == "i" and end == word.end() and word.group(1).islower() and not word.group(1).endswith("na"):
        return end
    return end if open_ended and not text[at:end].strip().startswith(("den ", "det ", "de ")) else None


def _is_governed(text: str, at: int, preposition: str) -> bool:
    """Whether the noun before a preposition that ends at ``at`` asks for it: ``bidrag till föreningar``."""
    before = text[max(0, at - len(preposition) - 40) : at].lower()
    return before.endswith(phrases().governing)


def _is_plain(word: str) -> bool:
    """Whether a topic goes on with a noun of its own kind: small letters, indefinite, no determiner."""
    return word.islower() and word not in phrases().determiners and not is_definite(word)


def owner_after(text: str, end: int) -> tuple[int, str] | None:
    """``för Norrby kommun`` or ``i Storby stad`` after a title."""
    preposition = _WORD.match(text, end)
    if preposition is None or preposition.group(1) not in {"för", "i", "vid"}:
        return None
    words: list[str] = []
    at = preposition.end()
    while (match := _WORD.match(text, at)) and len(words) < 4:
        words.append(match.group(1))
        at = match.end()
        if words[-1].lower() in phrases().place_words:
            return (at, " ".join(words)) if words[0][:1].isupper() else None
        if not words[-1][:1].isupper():
            return None
    return None


def subtitle_end(text: str, end: int, stop: int) -> int:
    """The end of a subtitle after a dash, at most to ``stop``."""
    match = _SUBTITLE.match(text, end, stop)
    if match is None:
        return end
    words = _says().split(match.group(1))[0]
    return match.start(1) + len(words.rstrip(" ,-"))


@cache
def _says() -> re.Pattern[str]:
    """What says something of a title and so stands behind its subtitle."""
    return re.compile(rf" (?:{'|'.join(phrases().behind_subtitle)})(?= |$)")
