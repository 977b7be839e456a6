"""The city's glossary: what each term means in which document, and who uses it without saying what it means."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from styrdok.findings import Record, Snapshot
from styrdok.marks import TermMark
from styrdok.models import Definition
from styrdok.overlaps.signals import same_meaning
from styrdok.swedish.collation import collation_key
from styrdok.swedish.fold import fold

_SHORTEST = 4


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
        differs = any(not same_meaning(a.definition, b.definition) for a, b in combinations(self.meanings, 2))
        return (*((TermMark.DIFFERS,) if differs else ()), *((TermMark.USED,) if self.uses else ()))


def glossary_of(snapshot: Snapshot) -> tuple[Term, ...]:
    """The terms that steering documents in use define, in Swedish alphabetical order."""
    records = [one for one in snapshot.steering if one.adopted]
    found: dict[str, list[tuple[Record, Definition]]] = defaultdict(list)
    for record in records:
        for definition in record.extraction.definitions:
            found[fold(definition.term)].append((record, definition))
    texts = {one.document.id: _words_of(one) for one in records}
    terms = [_term(snapshot, key, said, records, texts) for key, said in found.items()]
    return tuple(sorted(terms, key=lambda one: collation_key(one.term)))


def _term(
    snapshot: Snapshot,
    key: str,
    said: Sequence[tuple[Record, Definition]],
    records: Sequence[Record],
    texts: Mapping[str, Sequence[tuple[int, str]]],
) -> Term:
    by_title = sorted(said, key=lambda one: (collation_key(one[0].document.display_title), one[1].anchor.start))
    meanings = [Meaning(record.document.id, one) for record, one in by_title]
    lines = {record.document.line for record, _ in said}
    others = [record for record in records if record.document.line not in lines]
    uses = tuple(_uses(key, others, texts)) if len(key) >= _SHORTEST else ()
    term = by_title[0][1].term
    shown = term if term.isupper() else term[:1].lower() + term[1:]
    return Term(
        shown, tuple(meanings), tuple(sorted(uses, key=lambda one: collation_key(snapshot.title(one.document))))
    )


def _uses(key: str, others: Sequence[Record], texts: Mapping[str, Sequence[tuple[int, str]]]) -> Iterator[Use]:
    wanted = re.compile(rf"\b{re.escape(key)}(?:e?n|e?t|a|na|s|ns|ts|e?r|e?rna|or|orna|ar|arna|nas)?\b")
    for record in others:
        for page, words in texts[record.document.id]:
            if wanted.search(fold(words)):
                yield Use(record.document.id, page, words)
                break


def _words_of(record: Record) -> list[tuple[int, str]]:
    return [(one.anchor.page, " ".join(one.anchor.text.split())) for one in record.extraction.passages]
