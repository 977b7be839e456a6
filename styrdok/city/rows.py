"""One row of each listing: the value that was found, the titles to say it with, and its dictionary of the export."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from styrdok.findings import Need, Overlap, Proposal
from styrdok.language import Language
from styrdok.language.words import word_of
from styrdok.models import Document, Reference
from styrdok.reports.template import render
from styrdok.reports.values import document_json, need_json, overlap_json, proposal_json, reference_json
from styrdok.reports.wording import told
from styrdok.sentence import Sentence, in_turn


@dataclass(frozen=True, slots=True)
class Row(ABC):
    """What all rows can do; ``titles`` are the titles of the registry by document id."""

    titles: Mapping[str, str] = field(repr=False)

    def sentence(self, lang: str = "sv") -> str:
        """The row in words. Raises :class:`~styrdok.errors.UsageProblem` for a language that is not there."""
        return told(Language(lang), self._said())

    @abstractmethod
    def to_dict(self) -> dict[str, Any]:
        """The row as the export has it, with the titles of its documents."""

    @abstractmethod
    def _said(self) -> Sentence: ...

    def _title(self, name: str) -> str:
        return self.titles.get(name, name)

    def __str__(self) -> str:
        return self.sentence()


@dataclass(frozen=True, slots=True)
class DocumentRow(Row):
    """A document of the registry."""

    value: Document

    @property
    def id(self) -> str:
        """The id that other rows name the document by."""
        return self.value.id

    @property
    def title(self) -> str:
        """The title, or the file name where none was read."""
        return self.value.display_title

    def to_dict(self) -> dict[str, Any]:
        """A row of ``documents``."""
        return document_json(self.value)

    def _said(self) -> Sentence:
        known = self.value.description
        return Sentence.of(
            "{title}: {type}, {status}, {pages} sidor.",
            title=self.title,
            type=word_of(known.type),
            status=word_of(known.status),
            pages=self.value.pages,
        )


@dataclass(frozen=True, slots=True)
class ReferenceRow(Row):
    """A mention in one document with what it points at."""

    value: Reference

    @property
    def source(self) -> str:
        """The title of the document that mentions."""
        return self._title(self.value.source)

    @property
    def target(self) -> str:
        """The title of what is mentioned; its label where it is not in the registry."""
        return self.titles.get(self.value.resolution.target or "", self.value.mention.label)

    def to_dict(self) -> dict[str, Any]:
        """A row of ``references``."""
        return {**reference_json(self.value), "source_title": self.source, "target_title": self.target}

    def _said(self) -> Sentence:
        mention = self.value.mention
        return Sentence.of(
            "{source}, s. {page}: ”{words}” ({relation}): {target}, {outcome}.",
            source=self.source,
            page=mention.anchor.page,
            words=mention.text,
            relation=word_of(mention.relation),
            target=self.target,
            outcome=word_of(self.value.resolution.status),
        )


@dataclass(frozen=True, slots=True)
class Pair(Row):
    """Two documents that treat the same matter; shown as a card with both sides' words in a notebook."""

    value: Overlap

    @property
    def a(self) -> str:
        """The title of the first document."""
        return self._title(self.value.a)

    @property
    def b(self) -> str:
        """The title of the second document."""
        return self._title(self.value.b)

    @property
    def score(self) -> float:
        """The sum of its reasons, 0 to 1."""
        return self.value.score

    def reasons(self, lang: str = "sv") -> tuple[str, ...]:
        """What speaks for the pair, those that count most first."""
        return tuple(map(Language(lang).tell, self._reasons()))

    def to_dict(self) -> dict[str, Any]:
        """A row of ``overlaps``."""
        return {**overlap_json(self.value), "a_title": self.a, "b_title": self.b}

    def _said(self) -> Sentence:
        head = Sentence.of("{a} och {b} (poäng {score:.2f}).", a=self.a, b=self.b, score=self.score)
        return in_turn((head, *self._reasons()))

    def _reasons(self) -> list[Sentence]:
        counting = [signal for signal in self.value.signals if signal.value * signal.weight > 0]
        counting.sort(key=lambda signal: (-signal.value * signal.weight, signal.name))
        return [signal.sentence for signal in counting]

    def to_html(self, lang: str = "sv") -> str:
        """The pair as a piece of a page: the score, the reasons, the passages side by side."""
        return render("pair.html", Language(lang), pair=self, reasons=self.reasons(lang))

    def _repr_html_(self) -> str:
        return self.to_html()


@dataclass(frozen=True, slots=True)
class NeedRow(Row):
    """Documents that need to be coordinated."""

    value: Need

    @property
    def documents(self) -> tuple[str, ...]:
        """The titles of the documents."""
        return tuple(map(self._title, self.value.documents))

    def to_dict(self) -> dict[str, Any]:
        """A row of ``needs``."""
        return {**need_json(self.value), "titles": list(self.documents)}

    def _said(self) -> Sentence:
        return self.value.sentence


@dataclass(frozen=True, slots=True)
class ProposalRow(Row):
    """An action that people may decide on."""

    value: Proposal

    @property
    def documents(self) -> tuple[str, ...]:
        """The titles of the documents."""
        return tuple(map(self._title, self.value.documents))

    def to_dict(self) -> dict[str, Any]:
        """A row of ``proposals``, not judged."""
        return {**proposal_json(self.value), "titles": list(self.documents)}

    def _said(self) -> Sentence:
        return self.value.rationale
