"""Needs that lie in the references: to what was replaced, has expired, or is not there."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from styrdok.findings import Need, Place
from styrdok.language import Sentence, in_turn
from styrdok.models import Reference
from styrdok.overlaps.context import Context
from styrdok.overlaps.labels import plain
from styrdok.overlaps.particular import names_one, owner_of
from styrdok.overlaps.tables import weights
from styrdok.vocabulary import (
    ABOUT_THE_PAST,
    ENDINGS,
    WITHDRAWN,
    Kind,
    MentionKind,
    Modality,
    NeedReason,
    Relation,
    ResolutionStatus,
    Status,
)

Apart = Callable[[str, str], bool]

_HISTORY = ABOUT_THE_PAST | {Relation.PLANNED_REPLACEMENT, Relation.RESPONDS_TO}
"""Relations that rightly name what is gone or not yet there."""

_AHEAD = (Modality.PROPOSED, Modality.REQUESTED)
_ENDING = ENDINGS | {Relation.CONVERTED_FROM}
_SURE = 0.7


def _by_target(
    context: Context, chosen: Callable[[Reference], bool], key: Callable[[Reference], str | None]
) -> dict[tuple[str, str], list[Reference]]:
    """The live references of steering documents that a test chooses, by source and key."""
    grouped: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for source, references in sorted(context.references.items()):
        record = context.records.get(source)
        if record is None or not record.steers:
            continue
        for reference in references:
            target = key(reference)
            if target and target != source and _living(reference) and chosen(reference):
                grouped[source, target].append(reference)
    return grouped


def _living(reference: Reference) -> bool:
    """Whether a reference is to something in force; what is yet to be revised is."""
    mention = reference.mention
    to_be_revised = mention.relation is Relation.REVISES and mention.modality in _AHEAD
    past = mention.relation in _HISTORY and not to_be_revised
    return not past and mention.modality not in (Modality.NEGATED, Modality.HYPOTHETICAL)


def _places(source: str, references: Sequence[Reference]) -> tuple[Place, ...]:
    return tuple(Place(source, reference.mention.anchor) for reference in references)


def _called(reference: Reference) -> str:
    """What a document outside the registry is called: its title as written where that is a title, else the label."""
    owner = owner_of(reference.mention)
    if owner:
        return f"{owner.capitalize()} {reference.mention.label[:1].lower()}{reference.mention.label[1:]}"
    written = " ".join(reference.mention.text.split())
    label = reference.mention.label
    return written if written[:1].isupper() and f"{plain(written)} ".startswith(f"{plain(label)} ") else label


def _first(references: Sequence[Reference]) -> Sentence:
    mention = references[0].mention
    return Sentence.of("s. {page}: ”{words}”", page=mention.anchor.page, words=mention.sentence or mention.text)


def stale(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """References to what had been replaced or repealed, in the registry or before its time."""
    score = weights().need["stale_reference"]
    gone = _gone_labels(context)
    found = _by_target(context, lambda r: _is_stale(context, r, gone), lambda r: r.resolution.target or _called(r))
    for (source, target), references in sorted(found.items()):
        sentence = Sentence.of(
            "Hänvisar till ”{label}”, som är ersatt eller upphävd; {first}.",
            label=references[0].mention.label,
            first=_first(references),
        )
        yield Need((source, target), NeedReason.STALE_REFERENCE, score, sentence, _places(source, references))


def _is_stale(context: Context, reference: Reference, gone: Mapping[str, frozenset[str]]) -> bool:
    target = context.records.get(reference.resolution.target or "")
    if target is None:
        return reference.resolution.stale or _gone(reference, gone)
    status = target.document.description.status
    return status in WITHDRAWN or (reference.resolution.stale and status is not Status.EXPIRED)


def _gone(reference: Reference, gone: Mapping[str, frozenset[str]]) -> bool:
    """Whether a document that is not in the registry was replaced, by another than the one that speaks."""
    if reference.resolution.status is not ResolutionStatus.MISSING:
        return False
    enders = gone.get(plain(reference.mention.label))
    return enders is not None and reference.source not in enders


def lived_on(context: Context) -> dict[str, frozenset[str]]:
    """Replaced and repealed documents that documents in use still lean on, with those documents."""
    leaning: dict[str, set[str]] = defaultdict(set)
    for source, target in _by_target(context, lambda r: True, lambda r: r.resolution.target):
        record = context.records.get(target)
        if record is not None and record.document.description.status in WITHDRAWN:
            leaning[target].add(source)
    return {target: frozenset(sources) for target, sources in leaning.items()}


def _gone_labels(context: Context) -> dict[str, frozenset[str]]:
    """What is not in the registry but is said there to have been replaced or repealed, and by which documents."""
    said: dict[str, set[str]] = defaultdict(set)
    for source, references in context.references.items():
        for reference in references:
            mention = reference.mention
            stated = mention.relation in _ENDING and mention.modality is Modality.FACT
            titled = mention.kind is MentionKind.TITLE and reference.resolution.status is ResolutionStatus.MISSING
            if stated and titled:
                said[plain(mention.label)].add(source)
    return {label: frozenset(sources) for label, sources in said.items()}


def expired(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """Documents whose time has run out without a successor, together with those that still lean on them."""
    score = weights().need["expired"]
    leaning: dict[str, list[tuple[str, Sequence[Reference]]]] = defaultdict(list)
    for (source, target), references in sorted(
        _by_target(context, lambda r: True, lambda r: r.resolution.target).items()
    ):
        leaning[target].append((source, references))
    for name, record in sorted(context.records.items()):
        described = record.document.description
        if described.kind is not Kind.STEERING or not _over(described.status, described.valid_to, today):
            continue
        sentence = Sentence.of(
            "”{title}” slutade gälla {day} och har ingen efterföljare."
            if described.valid_to
            else "”{title}” slutade gälla och har ingen efterföljare.",
            title=described.title or record.document.file,
            day=described.valid_to or "",
        )
        if leaning[name]:
            more = Sentence.of("{count} dokument hänvisar fortfarande till det.", count=len(leaning[name]))
            sentence = in_turn((sentence, more))
        evidence = tuple(place for source, references in leaning[name] for place in _places(source, references))
        yield Need((name,), NeedReason.EXPIRED, score, sentence, _validity(context, name) + evidence)


def _over(status: Status, valid_to: date | None, today: date) -> bool:
    if status is Status.EXPIRED:
        return True
    open_status = status in (Status.UNKNOWN, Status.IN_FORCE, Status.ADOPTED)
    return open_status and valid_to is not None and valid_to < today


def _validity(context: Context, name: str) -> tuple[Place, ...]:
    fields = context.records[name].extraction.fields
    return tuple(Place(name, field.anchor) for field in fields if field.field == "valid_to" and field.anchor)[:1]


def missing(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """References to steering documents that are not in the registry."""
    score = weights().need["missing_document"]
    gone = _gone_labels(context)
    found = _by_target(context, lambda r: _absent(r) and plain(r.mention.label) not in gone, _called)
    for (source, label), references in sorted(_folded(found).items()):
        sentence = Sentence.of(
            "Hänvisar till ”{label}”, som inte finns i registret; {first}.", label=label, first=_first(references)
        )
        yield Need((source, label), NeedReason.MISSING_DOCUMENT, score, sentence, _places(source, references))


def _folded(found: Mapping[tuple[str, str], list[Reference]]) -> dict[tuple[str, str], list[Reference]]:
    """With a shorter name of what the same document also names in full put under the full name."""
    folded: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for (source, label), references in sorted(found.items()):
        full = [other for name, other in found if name == source and plain(other).startswith(f"{plain(label)} ")]
        folded[source, max(full, key=lambda other: (len(other), other), default=label)] += references
    return folded


def _absent(reference: Reference) -> bool:
    mention = reference.mention
    missing_title = reference.resolution.status is ResolutionStatus.MISSING and mention.kind is MentionKind.TITLE
    return missing_title and mention.confidence >= _SURE and not reference.resolution.stale and names_one(mention)
