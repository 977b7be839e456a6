"""What the machine made of the documents, as the pages look it up."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Self

import networkx as nx

from styrdok.engines.analyse import Analysis
from styrdok.errors import NotFound
from styrdok.findings import Need, Overlap, Place, Proposal, Record, Remark, Snapshot
from styrdok.graph.build import build_graph
from styrdok.judgements.spellings import Cluster, clusters
from styrdok.language import Language, Sentence
from styrdok.models import Anchor, Document, Reference, Viewpoint
from styrdok.overlaps.evidence import evidence_for
from styrdok.overlaps.labels import Labels
from styrdok.overlaps.needs.checks import check
from styrdok.overlaps.rounds import Round, find_rounds
from styrdok.reports.material import distinct_titles
from styrdok.resolution.homes import names_of
from styrdok.swedish.collation import collation_key
from styrdok.vocabulary import CASE_PAPERS, Kind
from styrdok.web.grounds import Grounds, grounds_of
from styrdok.web.once import AT_ONCE, BEFOREHAND

Pair = tuple[str, str]
CLEAR = 0.3
"""From this score on an overlap is called clear."""
_LEAST_DRAWN = 0.2
NAMES = ("organisation", "adopted_by", "responsible")
"""The fields of a document that hold the name of somebody."""
_LATER = frozenset({"labels", "voices", "graph", "remarks"})
"""The look-ups that take long and that few pages ask for."""


@dataclass(frozen=True)
class Findings:
    """What the machine made of the documents on a day, with look-ups by document and pair.

    ``language`` is that of the words on the graph.
    """

    snapshot: Snapshot
    analysis: Analysis
    day: date
    language: Language = field(default_factory=Language)
    kept: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def records(self) -> dict[str, Record]:
        """Records by document id."""
        return dict(self.snapshot.by_id)

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title, or the file name, by document id."""
        return dict(self.snapshot.titles)

    @cached_property
    def names(self) -> dict[str, str]:
        """The titles with what tells documents of one title apart; papers of a case always say what they are."""
        told = distinct_titles(self.records, self.language)
        for name, record in self.records.items():
            kind = record.document.description.kind
            if kind is not Kind.STEERING and told[name] == self.titles[name]:
                told[name] += f" ({self.language.word(kind)})"
        return told

    @cached_property
    def city(self) -> str:
        """The organisation that most documents belong to, empty where none says."""
        counts = Counter(record.document.description.organisation for record in self.snapshot.records)
        named = [(count, name) for name, count in counts.items() if name]
        return max(named, default=(0, ""))[1]

    @cached_property
    def bodies(self) -> dict[str, str]:
        """What the bodies that the documents belong to are called, by home; see :mod:`styrdok.resolution.homes`."""
        documents = (record.document for record in self.snapshot.records)
        return {home: name for home, name in names_of(self.analysis.homes, documents).items() if home}

    def is_across(self, overlap: Overlap) -> bool:
        """Whether it is known that a pair is of documents of two bodies."""
        a, b = (self.analysis.homes.get(name) for name in (overlap.a, overlap.b))
        return bool(a and b) and a != b

    @cached_property
    def _speakers(self) -> dict[tuple[str, int, int], str]:
        return {
            (record.document.id, view.anchor.page, view.anchor.start): view.speaker
            for record in self.snapshot.records
            for view in record.extraction.viewpoints
        }

    def speaker(self, document: str, anchor: Anchor) -> str:
        """Who says those words of a document, empty where it is not known."""
        return self._speakers.get((document, anchor.page, anchor.start), "")

    @cached_property
    def by_title(self) -> tuple[Document, ...]:
        """All documents in Swedish alphabetical order."""
        documents = [record.document for record in self.snapshot.records]
        return tuple(sorted(documents, key=lambda d: (collation_key(self.titles[d.id]), d.id)))

    @cached_property
    def overlaps(self) -> dict[Pair, Overlap]:
        """Overlaps by pair, strongest first."""
        return {(overlap.a, overlap.b): overlap for overlap in self.analysis.overlaps}

    @cached_property
    def ranks(self) -> dict[Pair, int]:
        """The place of each pair of different documents in the ranking, from 1."""
        pairs = [pair for pair, overlap in self.overlaps.items() if not overlap.lineage and pair in self.document_pairs]
        return {pair: rank for rank, pair in enumerate(pairs, 1)}

    @cached_property
    def document_pairs(self) -> frozenset[Pair]:
        """The overlaps neither side of which is a reply, a memo or minutes, which speak of what they resemble."""
        papers = {name for name, record in self.records.items() if record.document.description.kind in CASE_PAPERS}
        return frozenset((a, b) for a, b in self.overlaps if a not in papers and b not in papers)

    @cached_property
    def grounds(self) -> dict[Pair, Grounds]:
        """What speaks for coordinating each pair of the overlaps."""
        return {pair: grounds_of(overlap, self.needs_of(*pair), pair) for pair, overlap in self.overlaps.items()}

    @cached_property
    def close(self) -> Counter[str]:
        """How many documents overlap clearly with each document, editions and papers of cases left out."""
        pairs = (pair for pair in self.ranks if self.overlaps[pair].score >= CLEAR)
        return Counter(name for pair in pairs for name in pair)

    @cached_property
    def _needs(self) -> dict[str, set[int]]:
        return _places_by_document(self.analysis.needs)

    @cached_property
    def _proposals(self) -> dict[str, set[int]]:
        return _places_by_document(self.analysis.proposals)

    @cached_property
    def incoming(self) -> Mapping[str, Sequence[Reference]]:
        """References by the document they point at."""
        return self.snapshot.incoming

    @cached_property
    def outgoing(self) -> dict[str, list[Reference]]:
        """References by the document that makes them, those to itself left out."""
        return {
            name: [one for one in references if one.resolution.target != name]
            for name, references in self.snapshot.outgoing.items()
        }

    @cached_property
    def labels(self) -> Labels:
        """What the documents call each other."""
        return Labels.of(self.snapshot)

    @cached_property
    def graph(self) -> "nx.MultiDiGraph[str]":
        """The documents and their relations, overlaps that are worth drawing included."""
        strong = [overlap for overlap in self.analysis.overlaps if overlap.score >= _LEAST_DRAWN]
        return build_graph(self.snapshot, strong, self.language)

    @cached_property
    def remarks(self) -> tuple[Remark, ...]:
        """What a reviewer should look at in the documents."""
        return check(self.snapshot, self.day)

    @cached_property
    def voices(self) -> tuple[tuple[str, Viewpoint, tuple[str, ...]], ...]:
        """Every viewpoint: who the document is that says it, the viewpoint, the ids or labels it is about."""
        return tuple(
            (record.document.id, view, tuple(self.labels.meaning(record.document.id, label) for label in view.about))
            for record in self.snapshot.records
            for view in record.extraction.viewpoints
        )

    @cached_property
    def rounds(self) -> tuple[Round, ...]:
        """The consultation rounds."""
        return find_rounds(self.snapshot)

    @cached_property
    def shared_themes(self) -> dict[Pair, frozenset[str]]:
        """The themes that both documents of each overlap speak of."""
        themes = {name: frozenset(t.theme for t in record.extraction.themes) for name, record in self.records.items()}
        return {(a, b): themes[a] & themes[b] for a, b in self.overlaps}

    @cached_property
    def places(self) -> dict[Pair, int]:
        """Where each pair stands among the overlaps, from 0."""
        return {(one.a, one.b): at for at, one in enumerate(self.analysis.overlaps)}

    @cached_property
    def names_written(self) -> dict[str, tuple[str, ...]]:
        """The names that stand in each field that holds one, the commonest first."""
        return {field: tuple(name for name, _ in Counter(self._named(field)).most_common()) for field in NAMES}

    @cached_property
    def spellings(self) -> dict[str, tuple[Cluster, ...]]:
        """The names that are spelt in several ways, by field."""
        return {field: clusters(self._named(field)) for field in NAMES}

    def _named(self, field: str) -> list[str]:
        values = (getattr(record.document.description, field) for record in self.snapshot.records)
        return [value for value in values if value]

    def made_ready(self) -> Self:
        """The same with every look-up made, so that no visitor has to wait for one."""
        return self._with(_LOOK_UPS, BEFOREHAND)

    def opened(self) -> Self:
        """The same with the look-ups made that most pages ask for."""
        return self._with(_LOOK_UPS - _LATER, AT_ONCE)

    def _with(self, names: Iterable[str], makes: Iterable[Callable[["Findings"], object]]) -> Self:
        for name in sorted(names):
            getattr(self, name)
        for make in makes:
            make(self)
        return self

    def document(self, name: str) -> Document:
        """The document of that id. Raises :class:`~styrdok.errors.NotFound`."""
        if name not in self.records:
            raise NotFound(
                Sentence.of("Det finns inget sådant dokument i registret."), Sentence.of("Leta i förteckningen.")
            )
        return self.records[name].document

    def needs_of(self, *documents: str) -> tuple[Need, ...]:
        """The needs that concern all the given documents."""
        return tuple(self.analysis.needs[at] for at in _shared(self._needs, documents))

    def evidence_for(self, pair: Pair) -> tuple[Place, ...]:
        """The words that a verdict on a pair rests on."""
        overlap = self.overlaps.get(pair)
        return evidence_for(*pair, [overlap] if overlap else [], self.needs_of(*pair))

    def proposals_of(self, *documents: str) -> tuple[Proposal, ...]:
        """The proposals that concern all the given documents."""
        return tuple(self.analysis.proposals[at] for at in _shared(self._proposals, documents))


_LOOK_UPS = frozenset(name for name, value in vars(Findings).items() if isinstance(value, cached_property))


def _places_by_document(found: Sequence[Need | Proposal]) -> dict[str, set[int]]:
    """Where what concerns each document stands."""
    places: dict[str, set[int]] = defaultdict(set)
    for at, item in enumerate(found):
        for document in item.documents:
            places[document].add(at)
    return dict(places)


def _shared(places: Mapping[str, set[int]], documents: Sequence[str]) -> list[int]:
    """The places, in order, of what concerns all the given documents."""
    nowhere: set[int] = set()
    return sorted(set.intersection(*(places.get(document, nowhere) for document in documents)))
