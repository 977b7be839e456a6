"""What all chapters of the report are made from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Self, TypeVar

from styrdok.engines.analyse import Analysis
from styrdok.findings import Need, Overlap, Place, Record, Remark, Snapshot
from styrdok.judgements.reviews import Review
from styrdok.language import IN_SWEDISH, Language, Sentence
from styrdok.models import Mention, Reference
from styrdok.overlaps.needs.checks import check
from styrdok.registry.files import FileRecord
from styrdok.reports.model import Quote
from styrdok.reports.wording import PLAIN, tidy, told, unbulleted
from styrdok.swedish.collation import collation_key
from styrdok.vocabulary import CASE_PAPERS, Kind

_AROUND = 160
T = TypeVar("T")

Span = tuple[str, int, int, int]


def distinct_titles(records: Mapping[str, Record], language: Language = IN_SWEDISH) -> dict[str, str]:
    """The titles by id; where several documents have one title, with what tells them apart."""
    groups: dict[str, list[str]] = defaultdict(list)
    for name, record in records.items():
        groups[record.document.display_title].append(name)
    found: dict[str, str] = {}
    for title, names in groups.items():
        marks = [""] if len(names) == 1 else _marks([records[name] for name in names], language)
        found |= {name: f"{title} ({mark})" if mark else title for name, mark in zip(names, marks, strict=True)}
    return found


def _marks(records: Sequence[Record], language: Language) -> list[str]:
    """What tells documents of one title apart: kind, organisation, decision date, at last the file."""
    described = [record.document.description for record in records]
    for marks in (
        ["" if d.kind is Kind.STEERING else language.word(d.kind) for d in described],
        [d.organisation or "" for d in described],
        [d.adopted_on.isoformat() if d.adopted_on else "" for d in described],
    ):
        if len(set(marks)) == len(marks):
            return marks
    return [record.document.file for record in records]


@dataclass(frozen=True)
class Material:
    """A registry and its analysis on one day, arranged for telling.

    ``steering`` and ``others`` are the records by title; ``mentions`` the references by the place where they stand.
    ``language`` is what the chapters are told in.
    """

    snapshot: Snapshot
    files: Sequence[FileRecord]
    analysis: Analysis
    today: date
    reviews: Sequence[Review]
    remarks: Sequence[Remark]
    records: Mapping[str, Record]
    titles: Mapping[str, str]
    mentions: Mapping[Span, Mention]
    language: Language

    @classmethod
    def of(
        cls,
        snapshot: Snapshot,
        files: Sequence[FileRecord],
        analysis: Analysis,
        today: date,
        reviews: Sequence[Review],
        language: Language = IN_SWEDISH,
    ) -> Self:
        """With the remarks of ``styrdok check`` and everything by its id."""
        records = snapshot.by_id
        titles = distinct_titles(records, language)
        mentions = {_span(Place(one.source, one.mention.anchor)): one.mention for one in snapshot.references}
        remarks = check(snapshot, today)
        return cls(snapshot, files, analysis, today, reviews, remarks, records, titles, mentions, language)

    @cached_property
    def steering(self) -> list[Record]:
        """The steering documents by title."""
        return self._of_kind(steering=True)

    @cached_property
    def others(self) -> list[Record]:
        """Replies, memos, minutes and what else there is, by title."""
        return self._of_kind(steering=False)

    @cached_property
    def pairs(self) -> list[Overlap]:
        """The overlaps between documents that steer, strongest first: no editions, no replies, memos or minutes."""
        texts = {name for name, record in self.records.items() if record.document.description.kind in CASE_PAPERS}
        return [one for one in self.analysis.overlaps if not one.lineage and not texts & {one.a, one.b}]

    @cached_property
    def pairs_of(self) -> Mapping[str, Sequence[Overlap]]:
        """Those of each document that has any."""
        return _by_document((name, one) for one in self.pairs for name in (one.a, one.b))

    @cached_property
    def needs_of(self) -> Mapping[str, Sequence[Need]]:
        """The needs of each document that has any."""
        return _by_document((name, need) for need in self.analysis.needs for name in dict.fromkeys(need.documents))

    @cached_property
    def remarks_of(self) -> Mapping[str, Sequence[Remark]]:
        """The remarks on each document that has any."""
        return _by_document((one.document, one) for one in self.remarks)

    @property
    def say(self) -> Callable[..., str]:
        """:meth:`Language.say` in the language of the report."""
        return self.language.say

    def tidy(self, sentence: Sentence) -> str:
        """A sentence of the analysis without bullets in its quotes and double stops."""
        return told(self.language, sentence)

    def plain(self, sentence: Sentence) -> str:
        """A tidy sentence without the measures that only its authors need."""
        return tidy(self.language.tell_instead(sentence, PLAIN))

    def title(self, name: str) -> str:
        """The title of a document, by id; the name itself for what is not in the registry."""
        return self.titles.get(name, name)

    def joined(self, documents: Sequence[str]) -> str:
        """Titles of documents that are looked at together."""
        return " × ".join(map(self.title, documents))

    def quote(self, place: Place, side: str = "") -> Quote:
        """The words of a place; for a mention, the sentence around it."""
        mention = self.mentions.get(_span(place))
        text = unbulleted(around(mention) if mention else place.anchor.text)
        return Quote(self.title(place.document), place.anchor.page, text, side)

    def quotes(self, places: Sequence[Place]) -> tuple[Quote, ...]:
        """The words of some places, each once."""
        return tuple({quote.key: quote for quote in map(self.quote, places)}.values())

    def quote_of(self, reference: Reference) -> Quote:
        """The sentence that holds a reference."""
        return self.quote(Place(reference.source, reference.mention.anchor))

    def _of_kind(self, steering: bool) -> list[Record]:
        chosen = [one for one in self.snapshot.records if (one.document.description.kind is Kind.STEERING) is steering]
        return sorted(chosen, key=lambda one: (collation_key(one.document.display_title), one.document.id))


def around(mention: Mention) -> str:
    """The sentence a mention stands in; of a very long one what is nearest to it."""
    text = mention.sentence or mention.text
    at = text.find(mention.text)
    if at < 0 or len(text) <= 3 * _AROUND:
        return text
    start, end = max(0, at - _AROUND), at + len(mention.text) + _AROUND
    start = text.find(" ", start) + 1 if start else 0
    end = text.rfind(" ", 0, end) if end < len(text) else len(text)
    return f"{'[…] ' if start else ''}{text[start:end]}{' […]' if end < len(text) else ''}"


def _span(place: Place) -> Span:
    return place.document, place.anchor.page, place.anchor.start, place.anchor.end


def _by_document(named: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: dict[str, list[T]] = defaultdict(list)
    for name, one in named:
        found[name].append(one)
    return dict(found)
