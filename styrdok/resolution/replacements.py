"""Who ended whom, by what documents say: the one rule for editions, stale references, successors and lineage.

Of ``A ersätter B`` the subject is the nearest document that is named before the verb in the same sentence; where none
is, it is the document that speaks, if that is a steering document. A reply, a memo or minutes replace nothing
themselves; minutes can repeal.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from styrdok.findings import Snapshot
from styrdok.models import Document, Mention, Reference
from styrdok.once import once
from styrdok.vocabulary import UNDECIDED, Kind, MentionKind, Modality, Relation, ResolutionStatus

_SUCCEEDING = frozenset({Relation.REPLACES, Relation.REPEALS, Relation.MERGES})
_REPEALING = frozenset({Relation.REPEALS, Relation.REPEALED})
_NAMED = frozenset({ResolutionStatus.RESOLVED, ResolutionStatus.SELF})
_GOVERNED = re.compile(r"\b(?:av|enligt|från|för|genom|i|inom|med|mot|om|på|till|ur|vid|än)\s+\W*$")
_RELATIVE = re.compile(r"\W*(?:som|vilken|vilket|vilka)\b")
_SLACK = 3


@dataclass(frozen=True, slots=True)
class Ending:
    """``by`` ended ``ended``: took its place when it ``succeeds``, else only says that it no longer counts."""

    by: str
    ended: str
    succeeds: bool
    reference: Reference


def endings(references: Iterable[Reference], documents: Iterable[Document]) -> list[Ending]:
    """What the references state as facts, in their order; what is only a draft has ended nothing yet."""
    described = {document.id: document.description for document in documents}
    kinds = {name: said.kind for name, said in described.items()}
    by_source: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        by_source[reference.source].append(reference)
    found = (_ending(reference, same, kinds) for same in by_source.values() for reference in same)
    return [ending for ending in found if ending is not None and described[ending.by].status not in UNDECIDED]


@once
def endings_in(snapshot: Snapshot) -> Sequence[Ending]:
    """The same of the references and the documents of a snapshot."""
    return endings(snapshot.references, [record.document for record in snapshot.records])


def _ending(reference: Reference, same: Sequence[Reference], kinds: Mapping[str, Kind]) -> Ending | None:
    mention, target = reference.mention, reference.resolution.target
    if reference.resolution.status is not ResolutionStatus.RESOLVED or target is None or target not in kinds:
        return None
    if mention.modality is not Modality.FACT:
        return None
    kind = kinds.get(reference.source, Kind.OTHER)
    if mention.relation in _REPEALING and (kind is Kind.MINUTES or mention.relation is Relation.REPEALED):
        speaks = kind in (Kind.MINUTES, Kind.STEERING) and reference.source != target
        return Ending(reference.source, target, succeeds=False, reference=reference) if speaks else None
    if mention.relation not in _SUCCEEDING and mention.relation is not Relation.REPLACED_BY:
        return None
    actor = subject(reference, same)
    pair = (target, actor) if mention.relation is Relation.REPLACED_BY else (actor, target)
    if pair[0] is None or pair[1] is None or pair[0] == pair[1]:
        return None
    if any(kinds.get(name) is not Kind.STEERING for name in pair if name is not None):
        return None
    return Ending(pair[0], pair[1], succeeds=True, reference=reference)


def subject(reference: Reference, same: Iterable[Reference]) -> str | None:
    """The document of which the sentence of a reference says something, ``None`` when it is not in the registry.

    ``same`` are the references of the same document.
    """
    before = _before_the_verb(reference, same)
    if before is None:
        return reference.source
    return before.resolution.target if before.resolution.status in _NAMED else None


def _before_the_verb(reference: Reference, same: Iterable[Reference]) -> Reference | None:
    """The nearest title before the verb that can be its subject; a label (``Ersätter:``) has none."""
    mention = reference.mention
    at = _place(mention, same)
    verb = mention.sentence.lower().rfind(mention.trigger or "", 0, max(at, 0)) if mention.trigger else -1
    if at < 0 or verb < 0 or mention.sentence[verb].isupper():
        return None
    candidates = [other for other in same if _shares_sentence(other.mention, mention)]
    for other in sorted(candidates, key=lambda item: -item.mention.start):
        start = at - (mention.start - other.mention.start)
        end = at - (mention.start - other.mention.end)
        if end <= verb + _SLACK and _can_be_subject(other.mention, mention.sentence, start, end):
            return other
    return None


def _place(mention: Mention, same: Iterable[Reference]) -> int:
    """Where a mention stands in its sentence; the same words may stand there more than once."""
    earlier = [
        other
        for other in same
        if other.mention.text == mention.text
        and other.mention.start < mention.start
        and _shares_sentence(other.mention, mention)
    ]
    at = mention.sentence.find(mention.text)
    for _ in earlier:
        at = max(at, mention.sentence.find(mention.text, at + 1))
    return at


def _shares_sentence(other: Mention, mention: Mention) -> bool:
    return other.sentence == mention.sentence and abs(other.start - mention.start) <= len(mention.sentence)


def _can_be_subject(mention: Mention, sentence: str, start: int, end: int) -> bool:
    """Whether words name a document and hang on no other wording or preposition, unless ``som`` takes them up."""
    if mention.kind not in (MentionKind.TITLE, MentionKind.SELF):
        return False
    if _RELATIVE.match(sentence, max(end, 0)):
        return True
    return mention.relation is Relation.REFERS_TO and not _GOVERNED.search(sentence[: max(start, 0)].lower())
