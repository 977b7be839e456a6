"""From what a text calls a document to the document.

Viewpoints name documents by label. A label means first what the same text's references to it were resolved to, then
what the other texts' references agree on, then the one document of that title.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from styrdok.findings import Snapshot
from styrdok.models import Reference
from styrdok.vocabulary import ResolutionStatus

_WORD = re.compile(r"\w+")
Key = TypeVar("Key")


def plain(label: str) -> str:
    """A label in lower case without punctuation."""
    return " ".join(_WORD.findall(label.lower()))


@dataclass(frozen=True, slots=True)
class Labels:
    """What labels mean, in general and in the mouth of one document."""

    ids: frozenset[str]
    said: Mapping[tuple[str, str], str]
    meant: Mapping[str, str]

    @classmethod
    def of(cls, snapshot: Snapshot) -> "Labels":
        """Learn from titles and resolved references; a label with several meanings has none in general."""
        said: dict[tuple[str, str], set[str]] = defaultdict(set)
        meant: dict[str, set[str]] = defaultdict(set)
        for record in snapshot.records:
            if record.document.description.title:
                meant[plain(record.document.description.title)].add(record.document.id)
        for reference in snapshot.references:
            target = reference.resolution.target
            if reference.resolution.status in (ResolutionStatus.RESOLVED, ResolutionStatus.SELF) and target:
                for name in {plain(reference.mention.label), plain(reference.mention.text)}:
                    said[reference.source, name].add(target)
                    meant[name].add(target)
        return cls(frozenset(record.document.id for record in snapshot.records), _single(said), _single(meant))

    def meaning(self, source: str, label: str) -> str:
        """The id of the document that ``source`` means by a label, or the label itself."""
        if label in self.ids:
            return label
        name = plain(label)
        return self.said.get((source, name)) or self.meant.get(name) or label

    def target(self, reference: Reference) -> str:
        """The id of what a reference points at, or its label."""
        return reference.resolution.target or self.meaning(reference.source, reference.mention.label)


def _single(meanings: Mapping[Key, set[str]]) -> dict[Key, str]:
    return {key: min(values) for key, values in meanings.items() if len(values) == 1}
