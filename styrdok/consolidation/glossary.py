"""The city's glossary: what each term means in which document, and who uses it without saying what it means."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, count

from styrdok.findings import Record, Snapshot
from styrdok.language.words import TYPE
from styrdok.marks import TermMark
from styrdok.models import Definition
from styrdok.overlaps.signals import same_meaning
from styrdok.swedish.collation import collation_key
from styrdok.swedish.fold import fold

_SHORTEST = 4
_WORD = re.compile(r"\w+")
_ENDINGS = (
    "", "n", "en", "t", "et", "a", "na", "s", "ns", "ts", "r", "er", "rna", "erna", "or", "orna", "ar", "arna", "nas"
)  # fmt: skip


_TYPES = frozenset(TYPE.values())
"""What sorts of document are called: every document of the sort uses the word, and need not say what it means."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a document says that a term means."""

    document: str
    definition: Definition


@dataclass(frozen=True, slots=True)
class Use:
    """The first sentence in which a document that does not define a term uses it."""

    document: str
    page: int
    words: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term with all its meanings by title, who uses it undefined, and what to look at."""

    term: str
    meanings: tuple[Meaning, ...]
    uses: tuple[Use, ...]

    @property
    def marks(self) -> tuple[TermMark, ...]:
        """What a reviewer should look at."""
        told = {one.definition.text.lower(): one.definition for one in self.meanings}.values()
        differs = any(not same_meaning(a, b) for a, b in combinations(told, 2))
        return (*((TermMark.DIFFERS,) if differs else ()), *((TermMark.USED,) if self.uses else ()))


def glossary_of(snapshot: Snapshot) -> tuple[Term, ...]:
    """The terms that steering documents in use define, in Swedish alphabetical order."""
    records = [one for one in snapshot.steering if one.adopted]
    found: dict[str, list[tuple[Record, Definition]]] = defaultdict(list)
    for record in records:
        for definition in record.extraction.definitions:
            found[fold(definition.term)].append((record, definition))
    passages = _Passages.of(records, found)
    terms = [_term(key, said, passages) for key, said in found.items()]
    return tuple(sorted(terms, key=lambda one: collation_key(one.term)))


def _term(key: str, said: Sequence[tuple[Record, Definition]], passages: "_Passages") -> Term:
    by_title = sorted(said, key=lambda one: (collation_key(one[0].document.display_title), one[1].anchor.start))
    meanings = [Meaning(record.document.id, one) for record, one in by_title]
    defining = {record.document.line for record, _ in said}
    term = by_title[0][1].term
    shown = term if term.isupper() else term[:1].lower() + term[1:]
    plain = len(key) < _SHORTEST or shown in _TYPES
    return Term(shown, tuple(meanings), () if plain else tuple(passages.using(key, defining)))


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage by its number among all: of which line its document is, its words folded, and what it is as a use."""

    number: int
    line: str
    folded: str
    use: Use


@dataclass(frozen=True, slots=True)
class _Passages:
    """The passages that may use a term, by the form of its last word that they hold, by title.

    Of a form that only terms of one word have, the first in each document is enough.
    """

    held: Mapping[str, Sequence[_Passage]]

    @classmethod
    def of(cls, records: Sequence[Record], keys: Collection[str]) -> "_Passages":
        """Those of some records, for the terms of some keys."""
        forms = frozenset(form for key in keys for form in _forms(key))
        several = frozenset(form for key in keys if not _is_one_word(key) for form in _forms(key))
        held: dict[str, list[_Passage]] = defaultdict(list)
        number = count()
        for record in sorted(records, key=lambda one: collation_key(one.document.display_title)):
            known: set[str] = set()
            for passage in record.extraction.passages:
                here = forms.intersection(_WORD.findall(fold(passage.anchor.text))) - known
                if here:
                    words = " ".join(passage.anchor.text.split())
                    use = Use(record.document.id, passage.anchor.page, words)
                    found = _Passage(next(number), record.document.line, fold(words), use)
                    for form in here:
                        held[form].append(found)
                    known |= here - several
        return cls(held)

    def using(self, key: str, defining: Collection[str]) -> Iterator[Use]:
        """The first use of a term in each document that is of none of the ``defining`` lines."""
        ends = None if _is_one_word(key) else re.compile(rf"\b{re.escape(key)}(?:{'|'.join(_ENDINGS)})\b")
        found = {passage.number: passage for form in _forms(key) for passage in self.held.get(form, ())}
        told: set[str] = set()
        for _, passage in sorted(found.items()):
            use = passage.use
            if use.document in told or passage.line in defining or not (ends is None or ends.search(passage.folded)):
                continue
            told.add(use.document)
            yield use


def _is_one_word(key: str) -> bool:
    return _WORD.fullmatch(key) is not None


def _forms(key: str) -> list[str]:
    """The forms that the last word of a term may have."""
    last = _WORD.findall(key)[-1:]
    return [word + ending for word in last for ending in _ENDINGS]
