"""Judgements held against what the documents say now.

A judgement stays with its documents when their files are read again. When the words that lay before the reviewer
still stand there it is fresh; when they do not it is stale, and the nearest words are shown beside the old ones but
nothing is decided by likeness; when a document is gone it is orphaned.
"""

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz import fuzz, process

from styrdok.judgements.acts import Act, ActKind, Quote, latest, topic_of
from styrdok.models import Document
from styrdok.vocabulary import Freshness

_WORTH_SHOWING = 50.0


@dataclass(frozen=True, slots=True)
class ChangedQuote:
    """Words that no longer stand in a document, and the nearest that do, where any are near."""

    old: Quote
    nearest: Quote | None


@dataclass(frozen=True, slots=True)
class Review:
    """A judgement that counts; its subjects bear the ids that their documents have now."""

    act: Act
    freshness: Freshness
    changed: tuple[ChangedQuote, ...] = ()


Passages = Callable[[str], Sequence[Quote]]
"""Gives the passages of a document, by id."""


def carried(acts: Iterable[Act], documents: Iterable[Document]) -> tuple[Act, ...]:
    """The acts with the ids that their subjects have now: a subject that is gone is looked for by its file."""
    known = list(documents)
    ids = {document.id for document in known}
    by_file = {document.file: document.id for document in known if document.file}
    return tuple(_carried(act, ids, by_file) for act in acts)


def _carried(act: Act, ids: set[str], by_file: dict[str, str]) -> Act:
    moved = {
        subject.id: by_file[subject.file]
        for subject in act.subjects
        if subject.id not in ids and subject.file in by_file
    }
    if not moved:
        return act
    subjects = sorted(
        (replace(subject, id=moved.get(subject.id, subject.id)) for subject in act.subjects), key=lambda item: item.id
    )
    evidence = tuple(replace(quote, document=moved.get(quote.document, quote.document)) for quote in act.evidence)
    return replace(act, subjects=tuple(subjects), evidence=evidence)


def reviews(acts: Sequence[Act], documents: Sequence[Document], passages: Passages) -> tuple[Review, ...]:
    """The judgements that count, by time, each with its freshness."""
    ids = {document.id for document in documents}
    originals = {act.id: act for act in acts}
    judged = (act for act in latest(carried(acts, documents)) if act.kind is ActKind.JUDGEMENT)
    return tuple(_review(act, originals[act.id], ids, passages) for act in judged)


def reviews_on(
    before: Sequence[Review], known: Sequence[Act], acts: Sequence[Act], documents: Container[str]
) -> tuple[Review, ...] | None:
    """The judgements that count now that there are ``acts`` where those ``known`` were, of which came ``before``.

    A judgement that comes last of all takes the place of the one before it on its topic. ``None`` when something else
    has happened, by which any may count again or no more: then all are to be gone through with :func:`reviews`.
    """
    added = acts[len(known) :]
    undone = {act.undoes for act in acts if act.undoes}
    judged = [act for act in added if act.kind is ActKind.JUDGEMENT]
    if tuple(acts[: len(known)]) != tuple(known) or any(act.undoes or act.id in undone for act in added):
        return None
    if not all(name in documents for act in judged for name in act.documents):
        return None
    newest = {topic_of(act): act for act in judged}
    names = {act.who for act in judged}
    kept = [one for one in before if one.act.who not in names or topic_of(one.act) not in newest]
    last = sorted(newest.values(), key=lambda act: (act.at, act.id))
    return (*kept, *(Review(act, Freshness.FRESH) for act in last))


def _review(act: Act, original: Act, ids: set[str], passages: Passages) -> Review:
    if not set(act.documents) <= ids:
        return Review(act, Freshness.ORPHANED)
    moved = set(act.documents) - set(original.documents)
    if not moved:
        return Review(act, Freshness.FRESH)
    quotes = [quote for quote in act.evidence if quote.document in moved]
    changed = tuple(found for quote in quotes if (found := _changed(quote, passages(quote.document))))
    stale = changed or moved - {quote.document for quote in quotes}
    return Review(act, Freshness.STALE if stale else Freshness.FRESH, changed)


def _changed(quote: Quote, passages: Sequence[Quote]) -> ChangedQuote | None:
    wanted = _plain(quote.text)
    if any(wanted in _plain(passage.text) for passage in passages):
        return None
    texts = [_plain(passage.text) for passage in passages]
    best = process.extractOne(wanted, texts, scorer=fuzz.ratio, score_cutoff=_WORTH_SHOWING)
    return ChangedQuote(quote, passages[best[2]] if best else None)


def _plain(text: str) -> str:
    return " ".join(text.split())
