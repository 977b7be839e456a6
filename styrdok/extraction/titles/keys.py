"""Titles taken apart: genre, matter, owner, years.

The method: cut the inflected genre head off, split the matter into compound parts and derivational stems, and
compare weighted bags of stems instead of strings.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from styrdok.extraction.titles.heads import find_head
from styrdok.extraction.titles.owners import bare_name, find_owner, is_place
from styrdok.swedish.compounds import split_compound, unlinked
from styrdok.swedish.heads import Noun
from styrdok.swedish.lemmas import stem, stems
from styrdok.swedish.lexicon import readings, word_table
from styrdok.tables import read_toml

Unit = tuple[str, ...]

_DASHES = re.compile(r"[‐‑‒–—−]")
_QUOTES = re.compile("[\"”“»«’'‘´`*]")
_YEARS = re.compile(r"(?<![\d:/.-])((?:19|20)\d\d)(?:\s*[-/]\s*((?:19|20)?\d\d))?(?![\d:/]|-\d)")
_SEGMENT = re.compile(r"\s+[-|]\s+|:\s+|[.;]\s+|\s*[\n•]\s*|\s*[()\[\]]\s*")
_WORD = re.compile(r"[^\W\d_]+(?:[-:&][^\W\d_]+)*-?|,|\d+")
_GLUED = re.compile(r"-(?=(?:och|eller|samt|o)\s)")
_PREPOSITIONS = frozenset({"för", "om", "mot", "kring", "av", "i", "vid", "inom", "till", "på", "gällande", "avseende"})
_JOINING = frozenset({"och", "samt", ",", "&", "o"})
_SEPARATING = frozenset({"eller", "enligt", "av"})


@dataclass(frozen=True, slots=True)
class TitleKey:
    """What a title says, apart from how it says it.

    ``genres`` has the genre of the first head first; ``head`` is that head's lemma. ``units`` are the topic words, each
    a row of stems; ``groups`` numbers them by the things that are listed (``mutor och jäv`` are two, ``sociala medier``
    is one) and ``modifiers`` marks those that only go with another word. ``slogans`` are the pieces without a head, as
    lower-case words. ``owner`` is an owner key, ``years`` the years or periods (``2020-2023``). ``plain`` is the
    normalised wording.
    """

    genres: tuple[str, ...]
    head: str | None
    alone: bool
    units: tuple[Unit, ...]
    slogans: tuple[tuple[str, ...], ...]
    owner: str | None
    years: tuple[str, ...]
    plain: str
    groups: tuple[int, ...] = ()
    modifiers: tuple[bool, ...] = ()

    @property
    def genre(self) -> str | None:
        """The genre of the first head."""
        return self.genres[0] if self.genres else None

    @property
    def bare(self) -> bool:
        """Whether only a head is named (``programmet``): such a title needs what was said before it."""
        return bool(self.genres) and not self.units and not self.slogans


@dataclass(frozen=True, slots=True)
class _Words:
    light: frozenset[str]
    dropped: frozenset[str]
    openings: re.Pattern[str]
    closings: re.Pattern[str]
    endings: frozenset[str]
    same: dict[str, str]


@lru_cache(maxsize=1)
def _words() -> _Words:
    table = read_toml("styrdok.extraction.lexicon", "title_words.toml")
    openings, closings = _any_of(table["openings"]), _any_of(table["closings"])
    return _Words(
        frozenset(chain(table["light"], *(stems(word) for word in table["light"]))),
        frozenset(table["dropped"]) | word_table().stop,
        re.compile(rf"(?:{openings})\b[\s:-]*", re.IGNORECASE),
        re.compile(rf"(?:\s+(?:{closings}))+\s*$", re.IGNORECASE),
        frozenset(table["endings"]),
        table["same"],
    )


def _any_of(phrases: Sequence[str]) -> str:
    """A pattern for one of some phrases, the longest that fits."""
    return "|".join(sorted(map(re.escape, phrases), key=lambda text: (-len(text), text)))


def is_light(part: str) -> bool:
    """Whether a stem says little about the matter (``arbete``, ``verksamhet``, ``utveckling``)."""
    return part in _words().light


def folded(text: str) -> str:
    """Composed characters, plain hyphens, no quotation marks, single spaces; line breaks are kept."""
    text = _DASHES.sub("-", unicodedata.normalize("NFC", text))
    text = _GLUED.sub("- ", _QUOTES.sub("", text))
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def cut_opening(text: str) -> str:
    """A title without ``Förslag till``, ``Revidering av`` and the like in front of it, or between it and its owner."""
    while match := _words().openings.match(text):
        if match.end() == len(text):
            break
        text = text[match.end() :]
    owner = find_owner(text)
    opening = _words().openings.match(text, owner[1] + 1) if owner and not owner[0] else None
    if owner and opening and opening.end() < len(text):
        return f"{text[: owner[1]]} {text[opening.end() :]}"
    return text


def cut_closing(text: str) -> str:
    """A title without ``på remiss`` and the like behind it."""
    return _words().closings.sub("", text)


def strip_years(text: str) -> str:
    """A title without its years and what joined them to it."""
    return " ".join(_YEARS.sub(" ", text).split()).strip(" ,-:")


@lru_cache(maxsize=1)
def _year_words() -> re.Pattern[str]:
    words = read_toml("styrdok.extraction.lexicon", "title_words.toml")["year"]["before"]
    listed = "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))
    return re.compile(rf"\s*(?:{listed})\s*((?:19|20)\d\d)(?![\d:/-])", re.IGNORECASE)


def year_after(text: str, sentence: str) -> str | None:
    """The year that the words right after a title give it (``programmet från 2012``), in the sentence around it."""
    if sentence.count(text) != 1:
        return None
    match = _year_words().match(sentence, sentence.index(text) + len(text))
    return match[1] if match else None


@lru_cache(maxsize=1)
def _looked_ahead() -> re.Pattern[str]:
    """The year of a budget with the years behind it that it only looks ahead to."""
    words = read_toml("styrdok.extraction.lexicon", "title_words.toml")["year"]["ahead"]
    year = r"(?:19|20)\d\d"
    years = rf"{year}(?:\s*(?:-|och)\s*{year})?(?![\d:/-])"
    return re.compile(rf"({year}),?\s+(?:{_any_of(words)})\s+(?:åren\s+)?{years}", re.IGNORECASE)


def without_year(text: str) -> tuple[str, str | None]:
    """A title without the year it says it is from, and that year (``trafikplanen från 1998``)."""
    match = next((found for found in _year_words().finditer(text) if found.end() == len(text)), None)
    return (text[: match.start()], match[1]) if match and match.start() else (text, None)


@lru_cache(maxsize=50_000)
def title_key(text: str) -> TitleKey:
    """The key of a title or of a mention of one."""
    text = _looked_ahead().sub(r"\1", cut_closing(cut_opening(folded(text))))
    years = tuple(_period(match) for match in _YEARS.finditer(text))
    text = _YEARS.sub(" ", text)
    found = find_owner(text)
    owner = found[2] if found else None
    if found:
        text = f"{text[: found[0]]} {text[found[1] :]}"
    segments = [part for part in _SEGMENT.split(text) if part and part.strip(" ,-").lower() not in _words().endings]
    parsed = [_Segment(part) for part in segments]
    main = next((part for part in parsed if part.heads), None)
    head = main.heads[0] if main else None
    slogans = tuple(part.words for part in parsed if not part.heads and part.words)
    place = next((part.place for part in parsed if part.place), None)
    units = main.units if main else []
    if head and not units and not head.alone:
        units = [unit for part in parsed for unit in part.units]
        if not units and place:
            units, place = [(place,)], None
    listed = main if main and len(main.groups) == len(units) else None
    return TitleKey(
        genres=tuple(dict.fromkeys(item.genre for item in main.heads)) if main else (),
        head=head.lemma if head else None,
        alone=head.alone if head else False,
        units=tuple(units),
        slogans=slogans,
        owner=owner or place,
        years=years,
        plain=" ".join(chain.from_iterable(part.words for part in parsed)),
        groups=tuple(listed.groups) if listed else tuple(range(len(units))),
        modifiers=tuple(listed.modifiers) if listed else (False,) * len(units),
    )


def _period(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    if not last:
        return str(first)
    return f"{first}-{first[:2] + last if len(last) == 2 else last}"


class _Segment:
    """One piece of a title, read word by word."""

    def __init__(self, text: str) -> None:
        self.heads: list[Noun] = []
        self.units: list[Unit] = []
        self.groups: list[int] = []
        self.modifiers: list[bool] = []
        self.words: tuple[str, ...] = ()
        self.place: str | None = None
        self._hanging: list[str] = []
        self._group = 0
        self._after_preposition = False
        words = _WORD.findall(text)
        for index, word in enumerate(words):
            self._read(word, words[index - 1].lower() if index else "", index + 1 < len(words))
        self.words = tuple(word.lower() for word in words if word != ",")
        while self.words and self.words[-1] in _PREPOSITIONS:
            self.words = self.words[:-1]

    def _read(self, word: str, before: str, more: bool) -> None:
        low = word.lower()
        if low in _PREPOSITIONS and self.heads:
            self._after_preposition = True
        if low in _JOINING or low in _SEPARATING:
            self._group += 1
        if word == "," or low in _words().dropped:
            return
        if self._is_place(word, before, more):
            self.place = self.place or bare_name(word)
        elif word.endswith("-"):
            self._hanging.append(low[:-1])
        elif low.isdigit():
            self._add((low,))
        else:
            self._read_word(low, before)

    def _is_place(self, word: str, before: str, more: bool) -> bool:
        if not self.heads and not self.units:
            return more and is_place(word, genitive=True)
        after_head = bool(self.heads) and self.heads[-1].alone and not self.units
        return (before in _PREPOSITIONS or after_head) and is_place(word, genitive=False)

    def _read_word(self, word: str, before: str) -> None:
        found = find_head(word)
        for part in self._hanging:
            self._add(part_stems((part,)))
            self._group += 1
        self._hanging = []
        if found and self._opens_genre(found[0], before):
            self.heads.append(found[1])
            if found[0]:
                self._add(part_stems(found[0]))
            if not (self.modifiers and self.modifiers[-1]):
                self._group += 1
        else:
            self._add(stems(_words().same.get(word, word)), is_modifier(word))

    def _add(self, unit: Unit, modifier: bool = False) -> None:
        self.units.append(unit)
        self.groups.append(self._group)
        self.modifiers.append(modifier)

    def _opens_genre(self, parts: tuple[str, ...], before: str) -> bool:
        """The first head gives the genre; later ones only in a row with it (``Policy och riktlinjer för …``)."""
        if not self.heads:
            return True
        return not parts and not self._after_preposition and (before in _JOINING or bool(self.units))


@lru_cache(maxsize=50_000)
def is_modifier(word: str) -> bool:
    """Whether a word is an adjective, a participle or a genitive and nothing else."""
    tags = [tag for _, tag in readings(word) or readings(split_compound(word)[-1])]
    return bool(tags) and all(tag.startswith(("JJ", "VB:P")) or ":GEN" in tag for tag in tags)


@lru_cache(maxsize=50_000)
def part_stems(parts: tuple[str, ...]) -> Unit:
    """The stems of compound parts that stand before a head or before a hyphen: links undone, no inflection."""
    found: list[str] = []
    for part in parts:
        base = unlinked(part)
        found.extend(stems(base) if base != part else (stem(base),))
    return tuple(found)
