"""All that the overlap of a pair hangs on, in short names.

What one document is and says is named once for all of its pairs. So a correction of one document leaves the names of
the pairs of all others, and what was found of them holds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from styrdok.findings import SharedPassage
from styrdok.ids import pair_key
from styrdok.models import Anchor, Commitment, Goal
from styrdok.overlaps.context import Context, Pair
from styrdok.overlaps.memory import digest
from styrdok.vocabulary import Kind, Status


@dataclass(frozen=True)
class Grounds:
    """Names of what the overlaps of a context hang on; ``spoken`` names the running text of a document."""

    context: Context
    spoken: Callable[[str], bytes]

    def of(self, pair: Pair) -> bytes:
        """A short name for all that the overlap of a pair hangs on."""
        context, (a, b) = self.context, pair
        return digest(
            self.documents[a],
            self.documents[b],
            context.typical,
            context.memory.beside,
            (pair in context.links, (b, a) in context.links, pair_key(a, b) in context.successions),
            self._wording(pair),
            [_promised(*one) for one in context.promises.commitments.get(pair, ())],
            [_promised(*one) for one in context.promises.goals.get(pair, ())],
            [(one, context.title(one.source)) for one in context.assertions.get(pair, ())],
        )

    @cached_property
    def documents(self) -> dict[str, bytes]:
        """A short name for what each document is and says, and how much of it says something here."""
        return {name: self._document(name) for name in self.context.records}

    def _document(self, name: str) -> bytes:
        context, record = self.context, self.context.records[name]
        document = record.document
        return digest(
            replace(document.description, status=Status.UNKNOWN),
            document.line,
            context.memory.name_of(record),
            self.spoken(name),
            context.terms.weighed(name),
            list(context.alike_in_themes.rare[name].items()),
            [(key, context.rarity[key], context.called(key)) for key in sorted(context.cited[name])],
            sorted(context.cases(name)) if document.description.kind is not Kind.STEERING else (),
        )

    def _wording(self, pair: Pair) -> Sequence[Any]:
        shared = self.context.wording.get(pair)
        if shared is None:
            return ()
        return shared.bits, shared.coverage, shared.common, [_shared(one) for one in shared.passages]


def _shared(one: SharedPassage) -> tuple[Any, ...]:
    return (*_place(one.a), *_place(one.b), one.similarity, one.bits, one.kind)


def _promised(x: Commitment | Goal, y: Commitment | Goal, likeness: float) -> tuple[Any, ...]:
    return *_place(x.anchor), x.text, *_place(y.anchor), y.text, likeness


def _place(anchor: Anchor) -> tuple[int, int, int]:
    return anchor.page, anchor.start, anchor.end
