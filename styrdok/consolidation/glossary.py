"""The city's glossary: what each term means in which document, and who uses it without saying what it means."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

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
    lines = _Lines.of(records, found)
    terms = [_term(snapshot, key, said, lines) for key, said in found.items()]
    return tuple(sorted(terms, key=lambda one: collation_key(one.term)))


def _term(
    snapshot: Snapshot,
    key: str,
    said: Sequence[tuple[Record, Definition]],
    lines: "_Lines",
) -> Term:
    by_title = sorted(said, key=lambda one: (collation_key(one[0].document.display_title), one[1].anchor.start))
    meanings = [Meaning(record.document.id, one) for record, one in by_title]
    defining = {record.document.line for record, _ in said}
    term = by_title[0][1].term
    shown = term if term.isupper() else term[:1].lower() + term[1:]
    plain = len(key) < _SHORTEST or shown in _TYPES
    uses = () if plain else tuple(lines.using(key, defining))
    return Term(
        shown, tuple(meanings), tuple(sorted(uses, key=lambda one: collation_key(snapshot.title(one.document))))
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """A passage: the record it stands in, its page, its words, and these folded."""

    record: Record
    page: int
    words: str
    folded: str


@dataclass(frozen=True, slots=True)
class _Lines:
    """The passages that may use a term, by the form of its last word that they hold."""

    held: Mapping[str, Sequence[tuple[int, _Line]]]

    @classmethod
    def of(cls, records: Sequence[Record], keys: Iterable[str]) -> "_Lines":
        """Those of some records, for the terms of some keys."""
        forms = frozenset(form for key in keys for form in _forms(key))
        held: dict[str, list[tuple[int, _Line]]] = defaultdict(list)
        passages = ((record, passage.anchor) for record in records for passage in record.extraction.passages)
        for number, (record, anchor) in enumerate(passages):
            words = " ".join(anchor.text.split())
            folded = fold(words)
            for form in forms.intersection(_WORD.findall(folded)):
                held[form].append((number, _Line(record, anchor.page, words, folded)))
        return cls(held)

    def using(self, key: str, defining: Collection[str]) -> Iterator[Use]:
        """The first use of a term in each document that is of none of the ``defining`` lines."""
        wanted = re.compile(rf"\b{re.escape(key)}(?:{'|'.join(_ENDINGS)})\b")
        alone = _WORD.fullmatch(key) is not None
        found = {number: line for form in _forms(key) for number, line in self.held.get(form, ())}
        told: set[str] = set()
        for _, line in sorted(found.items()):
            document = line.record.document
            if document.line in defining or document.id in told or not (alone or wanted.search(line.folded)):
                continue
            told.add(document.id)
            yield Use(document.id, line.page, line.words)


def _forms(key: str) -> list[str]:
    """The forms that the last word of a term may have."""
    last = _WORD.findall(key)[-1:]
    return [word + ending for word in last for ending in _ENDINGS]
