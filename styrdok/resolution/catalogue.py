"""The documents of the registry arranged so that a title, a number or a date finds them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from styrdok.extraction.numbers.case_numbers import diary_key
from styrdok.extraction.titles.keys import TitleKey, is_light, title_key
from styrdok.extraction.titles.matching import POSSIBLE, has_unknown_word, nearly, similarity, tier, typing_score
from styrdok.extraction.titles.owners import find_owner, owner_key
from styrdok.models import Document
from styrdok.vocabulary import CASE_PAPERS, UNDECIDED, Kind

_SAME_WORDS = 0.03
_SAME_HEAD = 0.02


@dataclass(frozen=True, slots=True)
class Entry:
    """A document with its title taken apart; ``place`` tells whether the owner is a municipality or region."""

    document: Document
    key: TitleKey
    owner: str | None
    place: bool

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id

    @property
    def since(self) -> date | None:
        """The day from which the document counts."""
        return self.document.description.adopted_on or self.document.description.valid_from

    @property
    def adopted(self) -> bool:
        """Whether nothing says that the document is only a proposal."""
        return self.document.description.status not in UNDECIDED


KeyOf = Callable[[Document], TitleKey]


def key_of(document: Document) -> TitleKey:
    """The title of a document taken apart."""
    return title_key(document.description.title or "")


def entry(document: Document, key_of: KeyOf = key_of) -> Entry:
    """A document with its title taken apart."""
    said = document.description
    key = key_of(document)
    owner, place = (
        (owner_key(said.organisation), bool(find_owner(said.organisation))) if said.organisation else (None, False)
    )
    if not place and key.owner is not None:
        owner, place = key.owner, True
    return Entry(document, replace(key, owner=None), owner, place)


def may_own(wanted: Entry, held: Entry) -> bool:
    """Whether a document may be meant by words in another that name no owner: both belong to the same body.

    Where one of them is unknown, or names a committee, a company or an association, nothing speaks against it.
    """
    if wanted.owner is None or held.owner is None or wanted.owner == held.owner:
        return True
    return wanted.place != held.place


class Catalogue:
    """All documents by title, by number and by line of editions."""

    def __init__(self, documents: Iterable[Document], key_of: KeyOf = key_of) -> None:
        in_order = sorted(documents, key=lambda item: item.id)
        self.entries = _with_regions([entry(document, key_of) for document in in_order])
        self.by_id = {item.id: item for item in self.entries}
        self.documents = tuple(item.document for item in self.entries)
        self.kinds = {item.id: item.document.description.kind for item in self.entries}
        self.places = _places(self.entries)
        steering = (item for item in self.entries if item.document.description.kind is Kind.STEERING)
        self.homes = frozenset(item.owner for item in steering if item.owner is not None and item.place)
        self.openings = frozenset(filter(None, map(_opening, self.entries))) - self.places
        self.by_line: dict[str, list[Entry]] = defaultdict(list)
        self.by_number: dict[str, list[Entry]] = defaultdict(list)
        self.by_day: dict[date, list[Entry]] = defaultdict(list)
        self._by_word: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._found: dict[TitleKey, tuple[tuple[Entry, float], ...]] = {}
        for place, item in enumerate(self.entries):
            self.by_line[item.document.line].append(item)
            for key in dict.fromkeys(map(diary_key, item.document.description.diary_numbers)):
                self.by_number[key].append(item)
            if item.document.description.adopted_on is not None:
                self.by_day[item.document.description.adopted_on].append(item)
            if item.document.description.kind not in CASE_PAPERS and item.document.description.title:
                for word in _words(item.key):
                    self._by_word[word].append(place)
        self._by_kind: dict[str | None, list[Entry]] = defaultdict(list)
        for item in self.entries:
            if item.key.bare and item.key.years and item.document.description.kind is Kind.STEERING:
                self._by_kind[item.key.head].append(item)
        self._targets = [item for item in self.entries if _is_target(item)]
        self._wordings = [item.key.plain for item in self._targets]

    def asked_by(self, item: Entry) -> Entry:
        """A reply with the owner whose documents it speaks of: that whose document its title names as what it answers.

        So it is where its sender has no documents here, and one body has all.
        """
        said = item.document.description
        if said.kind is not Kind.REPLY or not item.place or len(self.homes) != 1 or item.owner in self.homes:
            return item
        asked = title_key(said.title or "").owner
        return replace(item, owner=asked) if asked in self.homes else item

    def belongs_with(self, a: Entry, b: Entry) -> bool:
        """Whether two documents are known to be of one body.

        With documents of several municipalities in the registry that takes two owners that are known and equal; with
        one municipality an unknown owner, a committee or a company is taken to be part of it.
        """
        return may_own(a, b) if len(self.places) <= 1 else a.owner is not None and a.owner == b.owner

    def called_by_kind(self, head: str | None) -> Sequence[Entry]:
        """The steering documents whose titles say their kind and years, and no more."""
        return self._by_kind.get(head, ()) if head else ()

    def titled(self, key: TitleKey) -> tuple[tuple[Entry, float], ...]:
        """The documents whose titles may be meant, owner and date aside, best first, with their scores.

        Wording that is letter for letter the title, and the very same head, add a little to a score, so that they
        decide between titles that are equal otherwise.
        """
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._scored(replace(key, owner=None))
        return found

    def _scored(self, key: TitleKey) -> tuple[tuple[Entry, float], ...]:
        places = sorted({place for word in _words(key) for place in self._by_word.get(word, ())})
        scored = [(self.entries[place], _score(key, self.entries[place].key)) for place in places]
        kept = [(item, score) for item, score in scored if score >= POSSIBLE]
        if not kept and has_unknown_word(key.plain):
            near = (self._targets[place] for place in nearly(key.plain, self._wordings))
            kept = [(item, score) for item in near if (score := typing_score(key, item.key))]
        return tuple(sorted(kept, key=lambda pair: (-pair[1], pair[0].id)))


def _places(entries: Sequence[Entry]) -> frozenset[str]:
    """The municipalities and regions whose papers are held.

    Where they have only answered, it is whoever has steering documents: a federation of theirs, a company; who has
    answered counts where there is nobody else. Where none is named, committees are no places: they are of one body.
    """
    owned = [(item, item.owner, item.document.description.kind) for item in entries if item.owner is not None]
    held = frozenset(owner for item, owner, kind in owned if item.place and kind is not Kind.REPLY)
    answered = frozenset(owner for item, owner, _ in owned if item.place)
    steering = frozenset(owner for _, owner, kind in owned if kind is Kind.STEERING)
    return held or (answered and (steering or answered))


def _with_regions(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries, those whose title alone names a place given to the region of that name, if no municipality has it.

    *Kajmarks sjukhus* is one of Region Kajmark's where nothing in the registry is by Kajmarks kommun.
    """
    said = {item.owner for item in entries if item.place and item.document.description.organisation}
    return tuple(
        replace(item, owner=f"region {item.owner}")
        if item.place and item.owner not in said and f"region {item.owner}" in said
        else item
        for item in entries
    )


def _opening(item: Entry) -> str | None:
    """What reads as a place in the title of a document that is known to be another's: it is part of the name."""
    title = item.document.description.title or ""
    named = title_key(title).owner if find_owner(title) is None else None
    return named if item.place and named != item.owner else None


def _is_target(item: Entry) -> bool:
    return item.document.description.kind not in CASE_PAPERS and item.document.description.title is not None


def _score(key: TitleKey, held: TitleKey) -> float:
    score = similarity(key, held)
    if score < POSSIBLE:
        return score
    return score + _SAME_WORDS * (tier(key, held) <= 1) + _SAME_HEAD * (key.head == held.head)


@lru_cache(maxsize=50_000)
def _words(key: TitleKey) -> Sequence[tuple[str, str]]:
    """What a title is found by: its genre with each stem, its genre alone, its slogans."""
    words = [("slogan", " ".join(slogan)) for slogan in key.slogans]
    words.append(("slogan", key.plain))
    for genre in key.genres:
        words += [(genre, stem) for unit in key.units for stem in unit]
        if key.alone and all(is_light(stem) for unit in key.units for stem in unit):
            words.append((genre, ""))
    return tuple(dict.fromkeys(words))
