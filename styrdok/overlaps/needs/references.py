"""Needs that lie in the references: to what was replaced, has ceased, has expired, or is not there."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from styrdok.extraction.statutes import act_named
from styrdok.findings import Need, Place
from styrdok.language import Sentence, in_turn
from styrdok.models import Reference
from styrdok.overlaps.context import Context
from styrdok.overlaps.needs import found
from styrdok.overlaps.tables import weights
from styrdok.resolution.succession import Inventory
from styrdok.vocabulary import NeedReason

Apart = Callable[[str, str], bool]


def _places(source: str, references: Sequence[Reference]) -> tuple[Place, ...]:
    return tuple(Place(source, reference.mention.anchor) for reference in references)


def _first(references: Sequence[Reference]) -> Sentence:
    mention = references[0].mention
    return Sentence.of("s. {page}: ”{words}”", page=mention.anchor.page, words=mention.sentence or mention.text)


def stale(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """References to what had been replaced or repealed, in the registry or before its time, or has run out long ago."""
    score = weights().need["stale_reference"]
    for (source, target), references in sorted(found.stale(context.snapshot, today).items()):
        ended = found.ran_out(context.records.get(target))
        sentence = Sentence.of(
            "Hänvisar till ”{label}”, som slutade gälla {day}; {first}."
            if ended
            else "Hänvisar till ”{label}”, som är ersatt eller upphävd; {first}.",
            label=references[0].mention.label,
            day=ended or "",
            first=_first(references),
        )
        yield Need((source, target), NeedReason.STALE_REFERENCE, score, sentence, _places(source, references))


def repealed_acts(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """References to acts that have ceased."""
    score = weights().need["stale_reference"]
    rows = found.repealed(context.snapshot, today)
    for (source, act), references in sorted(rows.items(), key=lambda row: (row[0][0], row[0][1].number)):
        sentence = Sentence.of(
            "Hänvisar till {act}, som upphävdes {day} och ersattes av {successor}; {first}."
            if act.successor
            else "Hänvisar till {act}, som upphävdes {day}; {first}.",
            act=act_named(f"SFS {act.number}"),
            day=act.ceased,
            successor=act_named(f"SFS {act.successor}"),
            first=_first(references),
        )
        documents = (source, f"SFS {act.number}")
        yield Need(documents, NeedReason.STALE_REFERENCE, score, sentence, _places(source, references))


def expired(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """Documents whose time has run out without a successor, together with those that still lean on them."""
    score = weights().need["expired"]
    leaning: dict[str, list[tuple[str, Sequence[Reference]]]] = defaultdict(list)
    living = found.grouped(context.snapshot, found.is_living, lambda one: one.resolution.target)
    for (source, target), references in sorted(living.items()):
        leaning[target].append((source, references))
    for record in found.expired(Inventory(context.snapshot, today)):
        name, described = record.document.id, record.document.description
        sentence = Sentence.of(
            "”{title}” slutade gälla {day} och har ingen efterföljare."
            if described.valid_to
            else "”{title}” slutade gälla och har ingen efterföljare.",
            title=record.document.display_title,
            day=described.valid_to or "",
        )
        if leaning[name]:
            more = Sentence.of("{count} dokument hänvisar fortfarande till det.", count=len(leaning[name]))
            sentence = in_turn((sentence, more))
        evidence = tuple(place for source, references in leaning[name] for place in _places(source, references))
        yield Need((name,), NeedReason.EXPIRED, score, sentence, _validity(context, name) + evidence)


def _validity(context: Context, name: str) -> tuple[Place, ...]:
    fields = context.records[name].extraction.fields
    return tuple(Place(name, field.anchor) for field in fields if field.field == "valid_to" and field.anchor)[:1]


def missing(context: Context, apart: Apart, today: date) -> Iterator[Need]:
    """Steering documents that are referred to and are not in the registry: one need for each."""
    score = weights().need["missing_document"]
    for name, by_source in sorted(found.missing(context.snapshot, today).items()):
        sources = sorted(by_source, key=lambda source: (-len(by_source[source]), source))
        evidence = tuple(place for source in sources for place in _places(source, by_source[source]))
        yield Need(
            (*sources, name), NeedReason.MISSING_DOCUMENT, score, _lacking(context, name, sources, by_source), evidence
        )


def _lacking(
    context: Context, name: str, sources: Sequence[str], by_source: Mapping[str, Sequence[Reference]]
) -> Sentence:
    """How often what is missing is mentioned, and where first."""
    mentions, first = sum(map(len, by_source.values())), _first(by_source[sources[0]])
    if mentions == 1:
        return Sentence.of("Hänvisar till ”{label}”, som inte finns i registret; {first}.", label=name, first=first)
    if len(sources) == 1:
        return Sentence.of(
            "Nämner ”{label}” {mentions} gånger, men det finns inte i registret; {first}.",
            label=name,
            mentions=mentions,
            first=first,
        )
    return Sentence.of(
        "{count} dokument nämner ”{label}” sammanlagt {mentions} gånger, men det finns inte i registret; "
        "oftast ”{title}”, {first}.",
        count=len(sources),
        label=name,
        mentions=mentions,
        title=context.title(sources[0]),
        first=first,
    )
