"""What a reviewer should look at in each document (``styrdok check``).

Each check is one function from the inventory to remarks. A remark is made only on what the documents themselves say;
where something is unknown there is no remark, unless it is the very lack that is remarked on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date

import networkx as nx

from styrdok.extraction.statutes import act_named
from styrdok.findings import Place, Record, Remark, Snapshot
from styrdok.language import Sentence, either
from styrdok.language.words import FIELD, word_of
from styrdok.models import Reference
from styrdok.overlaps.needs import found
from styrdok.overlaps.needs.profiles import NAMES, profile_of
from styrdok.resolution.succession import Inventory, Succession, front, place_of
from styrdok.swedish.bodies import sort_of
from styrdok.vocabulary import (
    ABOUT_THE_PAST,
    DocumentType,
    Kind,
    MentionKind,
    Modality,
    Refusal,
    Relation,
    ResolutionStatus,
    Status,
)

_HISTORY = ABOUT_THE_PAST | {Relation.PLANNED_REPLACEMENT}
_UNREAL = frozenset({Modality.NEGATED, Modality.HYPOTHETICAL})
_CLEAR = 0.7
_MOST_PLACES = 5
_TYPE_NAMES = {
    DocumentType.VISION: Sentence.of("en vision"),
    DocumentType.BUDGET: Sentence.of("en budget"),
    DocumentType.PROGRAM: Sentence.of("ett program"),
    DocumentType.STRATEGY: Sentence.of("en strategi"),
    DocumentType.PLAN: Sentence.of("en plan"),
    DocumentType.ACTION_PLAN: Sentence.of("en handlingsplan"),
    DocumentType.POLICY: Sentence.of("en policy"),
    DocumentType.GUIDELINE: Sentence.of("en riktlinje"),
    DocumentType.RULES: Sentence.of("regler"),
    DocumentType.ROUTINE: Sentence.of("en rutin"),
    DocumentType.STATUTES: Sentence.of("ett reglemente"),
    DocumentType.FEES: Sentence.of("en taxa"),
}


def check(snapshot: Snapshot, today: date) -> tuple[Remark, ...]:
    """All remarks on the documents of a snapshot as they stand on a day, by document and then by code."""
    inventory = Inventory(snapshot, today)
    remarks = [remark for one in _CHECKS for remark in one(inventory)]
    return tuple(sorted(remarks, key=lambda remark: (remark.document, remark.code, str(remark.sentence))))


def _remark(code: str, document: str, sentence: Sentence, places: Sequence[Place]) -> Remark:
    return Remark(code, document, sentence, tuple(places[:_MOST_PLACES]))


# ------------------------------------------------------------ references


def dangling_references(inventory: Inventory) -> Iterator[Remark]:
    """A title or number that the document leans on and that the registry does not hold."""
    rows = found.missing(inventory.snapshot, inventory.today)
    lacking = [
        (name, source, references) for name, by_source in rows.items() for source, references in by_source.items()
    ]
    unborne = found.grouped(inventory.snapshot, _is_unborne_number, lambda one: one.mention.label)
    lacking += [(label, source, references) for (source, label), references in unborne.items()]
    for label, source, references in lacking:
        sentence = Sentence.of("Hänvisar till ”{label}”, som inte finns i registret.", label=label)
        yield _remark("dangling_reference", source, sentence, [place_of(one) for one in references])


def _is_unborne_number(reference: Reference) -> bool:
    """Whether a case number that no document bears is clear enough to be held against a document."""
    missing = reference.resolution.status is ResolutionStatus.MISSING
    clear = reference.mention.kind is MentionKind.DIARY_NUMBER and reference.mention.confidence >= _CLEAR
    return missing and clear and found.is_living(reference)


def stale_references(inventory: Inventory) -> Iterator[Remark]:
    """A reference to what had been replaced or repealed, or has run out long ago."""
    for (source, target), references in found.stale(inventory.snapshot, inventory.today).items():
        title = inventory.title(target) if target in inventory.records else Sentence.of("”{words}”", words=target)
        ended = found.ran_out(inventory.records.get(target))
        sentence = Sentence.of(
            "Hänvisar till {title}, som slutade gälla {day}."
            if ended
            else "Hänvisar till {title}, som är ersatt eller upphävd.",
            title=title,
            day=ended or "",
        )
        yield _remark("stale_reference", source, sentence, [place_of(one) for one in references])


def repealed_laws(inventory: Inventory) -> Iterator[Remark]:
    """A reference to an act that has been repealed."""
    for (source, act), references in found.repealed(inventory.snapshot, inventory.today).items():
        sentence = Sentence.of(
            "Hänvisar till {act}, som upphävdes {day} och ersattes av {successor}."
            if act.successor
            else "Hänvisar till {act}, som upphävdes {day}.",
            act=act_named(f"SFS {act.number}"),
            day=act.ceased,
            successor=act_named(f"SFS {act.successor}"),
        )
        yield _remark("repealed_law", source, sentence, [place_of(one) for one in references])


# ------------------------------------------------------------ life


def expired(inventory: Inventory) -> Iterator[Remark]:
    """A document whose time has run out, with nothing in its place."""
    for record in found.expired(inventory):
        last = record.document.description.valid_to
        sentence = Sentence.of(
            "Gällde till och med {day} och har ingen efterföljare i registret."
            if last
            else "Har slutat gälla och har ingen efterföljare i registret.",
            day=last or "",
        )
        yield _remark("expired", record.document.id, sentence, front(record, "valid_to"))


def replaced_but_listed(inventory: Inventory) -> Iterator[Remark]:
    """A document that another one has replaced, and that still calls itself in force or is still leaned on."""
    for name, record in inventory.records.items():
        if record.document.description.kind is not Kind.STEERING:
            continue
        for succession in inventory.successors(name)[:1]:
            yield from _still_listed(inventory, record, succession)
            yield from _still_cited(inventory, record, succession)


def _still_listed(inventory: Inventory, record: Record, succession: Succession) -> Iterator[Remark]:
    if record.document.description.status not in (Status.IN_FORCE, Status.EXTENDED):
        return
    sentence = Sentence.of(
        "Har ersatts av {title} men står kvar som gällande.", title=inventory.title(succession.successor)
    )
    yield _remark("replaced_but_listed", record.document.id, sentence, succession.places or front(record))


def _still_cited(inventory: Inventory, record: Record, succession: Succession) -> Iterator[Remark]:
    name = record.document.id
    citing: dict[str, list[Place]] = defaultdict(list)
    for reference in inventory.snapshot.incoming[name]:
        if _cites(reference, name):
            citing[reference.source].append(place_of(reference))
    places, titles = [], []
    for other in inventory.steering() if citing else ():
        source = other.document.id
        if other.document.line == record.document.line or source not in citing or not inventory.is_live(source):
            continue
        if source != succession.successor:
            titles.append(inventory.title(source))
            places += citing[source]
    if titles:
        sentence = Sentence.of(
            "Har ersatts av {title} men åberopas fortfarande av {titles}.",
            title=inventory.title(succession.successor),
            titles=tuple(titles),
        )
        yield _remark("replaced_but_cited", name, sentence, places)


def _cites(reference: Reference, target: str) -> bool:
    resolved = reference.resolution.status is ResolutionStatus.RESOLVED and reference.resolution.target == target
    return resolved and reference.mention.relation not in _HISTORY and reference.mention.modality not in _UNREAL


def two_successors(inventory: Inventory) -> Iterator[Remark]:
    """A document whose place two live documents claim to have taken."""
    by_predecessor: dict[str, list[Succession]] = defaultdict(list)
    for succession in inventory.stated:
        if inventory.is_live(succession.successor):
            by_predecessor[succession.predecessor].append(succession)
    for name, successions in by_predecessor.items():
        lines = {inventory.document(one.successor).line for one in successions}
        if len(lines) > 1:
            titles = tuple(inventory.title(one.successor) for one in successions)
            places = [place for one in successions for place in one.places[:2]]
            sentence = Sentence.of("Flera gällande dokument säger att de ersätter det: {titles}.", titles=titles)
            yield _remark("two_successors", name, sentence, places)


def replacement_cycles(inventory: Inventory) -> Iterator[Remark]:
    """Documents that replace each other in a ring."""
    graph = nx.DiGraph((one.successor, one.predecessor) for one in inventory.stated)
    for ring in sorted(sorted(component) for component in nx.strongly_connected_components(graph)):
        if len(ring) > 1:
            places = [
                p for one in inventory.stated if {one.successor, one.predecessor} <= set(ring) for p in one.places
            ]
            titles = tuple(inventory.title(name) for name in ring)
            sentence = Sentence.of("Dokumenten ersätter varandra i en ring: {titles}.", titles=titles)
            yield _remark("replacement_cycle", ring[0], sentence, places)


# ------------------------------------------------------------ contradictions


def contradictions(inventory: Inventory) -> Iterator[Remark]:
    """Dates that cannot all be true."""
    for succession in inventory.stated:
        newer = inventory.document(succession.successor).description.adopted_on
        older = inventory.document(succession.predecessor).description.adopted_on
        if newer and older and newer < older:
            sentence = Sentence.of(
                "Antogs {day} men säger sig ersätta {title}, som antogs senare ({later}).",
                day=newer,
                title=inventory.title(succession.predecessor),
                later=older,
            )
            yield _remark("contradiction", succession.successor, sentence, succession.places)
    for record in inventory.steering():
        yield from _impossible_validity(record)
        yield from _later_number(inventory, record)


def _impossible_validity(record: Record) -> Iterator[Remark]:
    description = record.document.description
    end = description.valid_to
    for field, day in (("valid_from", description.valid_from), ("adopted_on", description.adopted_on)):
        if end is not None and day is not None and end < day:
            sentence = Sentence.of(
                "Gäller till och med {end} men började gälla först {day}."
                if field == "valid_from"
                else "Gäller till och med {end} men antogs först {day}.",
                end=end,
                day=day,
            )
            places = (*front(record, "valid_to"), *front(record, field))
            yield _remark("contradiction", record.document.id, sentence, places)
            return


def _later_number(inventory: Inventory, record: Record) -> Iterator[Remark]:
    """A case number that is said to be replaced, from a later year than the decision."""
    adopted = record.document.description.adopted_on
    for reference in inventory.references[record.document.id]:
        mention = reference.mention
        if adopted is None or mention.kind is not MentionKind.DIARY_NUMBER or mention.relation is not Relation.REPLACES:
            continue
        years = [year for year in _years(mention.label) if year > adopted.year]
        if years and mention.modality is Modality.FACT:
            sentence = Sentence.of(
                "Antogs {day} men säger sig ersätta {label}, ett ärende från {year}.",
                day=adopted,
                label=mention.label,
                year=years[0],
            )
            yield _remark("contradiction", record.document.id, sentence, [place_of(reference)])


def _years(label: str) -> list[int]:
    parts = "".join(char if char.isdigit() else " " for char in label).split()
    return [int(part) for part in parts if len(part) == 4 and part[:2] in ("19", "20")]


# ------------------------------------------------------------ what is lacking or does not fit


_NO_OWNER = Sentence.of("Ingen ansvarig person, funktion eller enhet är angiven.")
_NO_DIARY_NUMBER = Sentence.of("Inget diarienummer är angivet.")
_NO_DECISION = Sentence.of("Det framgår varken vem som har beslutat om dokumentet eller när.")


def lacking(inventory: Inventory) -> Iterator[Remark]:
    """Owner, case number or decision that the document does not state."""
    for record in inventory.steering():
        description = record.document.description
        for code, known, sentence in (
            ("no_owner", description.responsible, _NO_OWNER),
            ("no_diary_number", description.diary_numbers, _NO_DIARY_NUMBER),
            ("no_decision", description.adopted_by or description.adopted_on, _NO_DECISION),
        ):
            if not known:
                yield _remark(code, record.document.id, sentence, front(record))


def refused_fields(inventory: Inventory) -> Iterator[Remark]:
    """What stands in a field without being its value, so that the field is unknown."""
    for record in inventory.steering():
        for value in record.extraction.fields:
            if value.value or value.anchor is None:
                continue
            sentence = Sentence.of(
                "{field}: ”{words}” är {reason}.",
                field=Sentence(FIELD[value.field]),
                words=value.written,
                reason=word_of(Refusal(value.rule)),
            )
            yield _remark("refused_field", record.document.id, sentence, [Place(record.document.id, value.anchor)])


def missing_pages(inventory: Inventory) -> Iterator[Remark]:
    """A file with fewer pages than its page marks speak of."""
    for record in inventory.steering():
        marked = [
            value for value in record.extraction.fields if value.field == "pages_marked" and value.value.isdigit()
        ]
        if marked and int(marked[0].value) > record.document.pages:
            sentence = Sentence.of(
                "Sidmärkningen anger {marked} sidor, men filen har {count}.",
                marked=marked[0].value,
                count=record.document.pages,
            )
            yield _remark("missing_pages", record.document.id, sentence, front(record, "pages_marked"))


def wrong_adopter(inventory: Inventory) -> Iterator[Remark]:
    """A body that does not adopt documents of this type."""
    for record in inventory.steering():
        description = record.document.description
        body = sort_of(description.adopted_by or "")
        profile = profile_of(description.organisation)
        allowed = profile.allowed.get(description.type)
        if body is None or allowed is None or body in allowed:
            continue
        sentence = Sentence.of(
            "Har antagits av {body}. Enligt organisationens ordning antas {type} av {bodies}."
            if profile.own
            else "Har antagits av {body}. Vanligen antas {type} av {bodies}.",
            body=description.adopted_by or "",
            type=_TYPE_NAMES[description.type],
            bodies=either([NAMES[name] for name in allowed]),
        )
        yield _remark("wrong_adopter", record.document.id, sentence, front(record, "adopted_by"))


def goals_in_norms(inventory: Inventory) -> Iterator[Remark]:
    """A policy, guideline or rules that set goals with a value or a year, which belong in programmes and plans."""
    for record in inventory.steering():
        description = record.document.description
        goals = found.goals_out_of_place(record)
        if goals:
            places = [Place(record.document.id, goal.anchor) for goal in goals]
            sentence = Sentence.of(
                "Är {type} men sätter mål, vilket hör hemma i program och planer.", type=_TYPE_NAMES[description.type]
            )
            yield _remark("goals_in_norm", record.document.id, sentence, places)


_CHECKS: tuple[Callable[[Inventory], Iterator[Remark]], ...] = (
    dangling_references,
    stale_references,
    repealed_laws,
    expired,
    replaced_but_listed,
    two_successors,
    replacement_cycles,
    contradictions,
    lacking,
    refused_fields,
    missing_pages,
    wrong_adopter,
    goals_in_norms,
)
