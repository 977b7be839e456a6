"""What is wrong with references and goals: the one finder for each matter, of which remarks and needs are two views.

References of steering documents in use are looked at. What is not in the registry is called by its fullest name: a
name without a year and one with a year are one document where only one such year is named anywhere.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from styrdok.extraction.titles.keys import title_key
from styrdok.findings import Record, Snapshot
from styrdok.models import Description, Goal, Mention, Reference
from styrdok.once import once
from styrdok.overlaps.labels import plain
from styrdok.overlaps.needs.profiles import lies_outside
from styrdok.overlaps.particular import is_to_come, names_one, owner_of
from styrdok.overlaps.tables import table
from styrdok.resolution.replacements import endings_in
from styrdok.resolution.succession import Inventory
from styrdok.tables import read_tsv
from styrdok.vocabulary import (
    ABOUT_THE_PAST,
    ENDINGS,
    WITHDRAWN,
    DocumentType,
    Kind,
    MentionKind,
    Modality,
    Relation,
    ResolutionStatus,
    Status,
)

HISTORY = ABOUT_THE_PAST | {Relation.PLANNED_REPLACEMENT, Relation.RESPONDS_TO}
"""Relations that rightly name what is gone or not yet there."""

_AHEAD = (Modality.PROPOSED, Modality.REQUESTED)
_UNREAL = (Modality.NEGATED, Modality.HYPOTHETICAL)
_ENDING = ENDINGS | {Relation.CONVERTED_FROM}
_SURE = 0.7
_GRACE = timedelta(days=365)
_EARLIER = "(tidigare)"
"""What the label of an edition ends with that is only told to have been there before."""

_NO_GOALS = frozenset({DocumentType.POLICY, DocumentType.GUIDELINE, DocumentType.RULES, DocumentType.ROUTINE})
_OPEN = (Status.UNKNOWN, Status.IN_FORCE, Status.ADOPTED)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_DAY = len("2025-07-01")
_DIGIT = re.compile(r"\d")

Rows = dict[str, dict[str, list[Reference]]]
"""References by what they name and by the document that names it."""


@dataclass(frozen=True, slots=True)
class CeasedAct:
    """An act that has ceased: number, title, last day, the act that followed, if any, and whether that has its name."""

    number: str
    title: str
    ceased: date
    successor: str
    name_lives_on: bool


def grouped(
    snapshot: Snapshot, chosen: Callable[[Reference], bool], key: Callable[[Reference], str | None]
) -> dict[tuple[str, str], list[Reference]]:
    """The references of steering documents in use that a test chooses, by source and key."""
    found: dict[tuple[str, str], list[Reference]] = defaultdict(list)
    for record in snapshot.steering:
        source = record.document.id
        for reference in snapshot.outgoing[source]:
            target = key(reference) if chosen(reference) else None
            if target and target != source:
                found[source, target].append(reference)
    return found


def is_living(reference: Reference) -> bool:
    """Whether a reference is to something in force; what is yet to be revised is."""
    mention = reference.mention
    to_be_revised = mention.relation is Relation.REVISES and mention.modality in _AHEAD
    past = mention.relation in HISTORY and not to_be_revised
    return not past and mention.modality not in _UNREAL


@once
def missing(snapshot: Snapshot, today: date) -> Rows:
    """What documents lean on, or have promised for a year that has passed, and that is not there."""
    names, gone = names_outside(snapshot), _gone(snapshot)
    found: Rows = defaultdict(dict)
    absent = grouped(
        snapshot,
        lambda one: _is_absent(one, today) or _never_came(one, today),
        lambda one: of_company(snapshot, one.source, names.get(_label(one))),
    )
    for (source, name), references in sorted(absent.items()):
        if name not in gone:
            found[name][source] = references
    return found


def of_company(snapshot: Snapshot, source: str, name: str | None) -> str | None:
    """A name with the company that speaks, where it is that of a paper that each company has its own of."""
    words, record = table("naming.toml"), snapshot.by_id.get(source)
    whose = (record.document.description.organisation or "") if record is not None else ""
    is_company = any(re.search(pattern, whose) for pattern in words["companies"])
    return f"{name} för {whose}" if name and is_company and plain(name) in words["of_companies"] else name


def _is_absent(reference: Reference, today: date) -> bool:
    mention = reference.mention
    if not is_living(reference) or mention.confidence < _SURE or not _is_ghost(reference):
        return False
    if mention.label.endswith(_EARLIER) or not names_one(mention):
        return False
    return not is_to_come(mention) or _was_due(mention, today)


def _never_came(reference: Reference, today: date) -> bool:
    """Whether a document was promised in the place of the one that speaks, for a year that has passed."""
    mention = reference.mention
    promised = mention.relation is Relation.PLANNED_REPLACEMENT and mention.modality is not Modality.NEGATED
    return promised and _is_ghost(reference) and _was_due(mention, today)


def _was_due(mention: Mention, today: date) -> bool:
    """Whether the sentence promises something for a year, and the last such year has passed."""
    years = [int(year) for year in _YEAR.findall(mention.sentence)]
    return bool(years) and max(years) < today.year


def _is_ghost(reference: Reference) -> bool:
    mention, resolution = reference.mention, reference.resolution
    nowhere = resolution.status is ResolutionStatus.MISSING and not resolution.stale
    return nowhere and mention.kind is MentionKind.TITLE and not lies_outside(mention.label)


@once
def stale(snapshot: Snapshot, today: date) -> dict[tuple[str, str], list[Reference]]:
    """References to what had been replaced or repealed, by source and by id or name.

    What has taken the place of a document may speak of it; one that has run out counts when a year has passed.
    """
    names, gone = names_outside(snapshot), _gone(snapshot)
    long_ago = today - _GRACE
    followed = {(ending.by, ending.ended) for ending in endings_in(snapshot)}

    def own_kind(reference: Reference, enders: frozenset[str]) -> bool:
        """Whether a name without a year is that of the successor as well: *delegationsordningen*."""
        key = title_key(reference.mention.label)
        titles = [snapshot.by_id[name].document.description.title or "" for name in enders if name in snapshot.by_id]
        return not key.years and not key.units and any(title_key(title).head == key.head for title in titles)

    def has_ended(reference: Reference) -> bool:
        target = snapshot.by_id.get(reference.resolution.target or "")
        if target is not None:
            status, ended = target.document.description.status, ran_out(target)
            if status is Status.EXPIRED:
                return ended is not None and ended < long_ago
            return status in WITHDRAWN or reference.resolution.stale
        if reference.resolution.stale or reference.resolution.status is not ResolutionStatus.MISSING:
            return reference.resolution.stale
        enders = gone.get(names.get(_label(reference), ""), frozenset())
        return bool(enders) and reference.source not in enders and not own_kind(reference, enders)

    def is_stale(reference: Reference) -> bool:
        open_to_it = is_living(reference) and (reference.source, reference.resolution.target) not in followed
        return open_to_it and has_ended(reference) and not _says_so(reference.mention)

    return grouped(snapshot, is_stale, lambda one: one.resolution.target or names.get(_label(one)) or called(one))


def _says_so(mention: Mention) -> bool:
    """Whether the sentence itself tells that the document has run out."""
    return any(re.search(words, mention.sentence.lower()) for words in table("told.toml")["run_out"])


def ran_out(record: Record | None) -> date | None:
    """The last day of a document that has run out without being replaced or repealed."""
    described = record.document.description if record else None
    return described.valid_to if described and described.status is Status.EXPIRED else None


@once
def lived_on(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """Replaced and repealed documents that documents in use still lean on, with those documents."""
    leaning: dict[str, set[str]] = defaultdict(set)
    for source, target in grouped(snapshot, is_living, lambda one: one.resolution.target):
        record = snapshot.by_id.get(target)
        if record is not None and record.document.description.status in WITHDRAWN:
            leaning[target].add(source)
    return {target: frozenset(sources) for target, sources in leaning.items()}


@once
def _gone(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """What is not in the registry but is said there to have been replaced or repealed, and by which documents."""
    names = names_outside(snapshot)
    said: dict[str, set[str]] = defaultdict(set)
    for reference in snapshot.references:
        stated = reference.mention.relation in _ENDING and reference.mention.modality is Modality.FACT
        if stated and _is_ghost(reference) and _label(reference) in names:
            said[names[_label(reference)]].add(reference.source)
    return {name: frozenset(sources) for name, sources in said.items()}


def gone(snapshot: Snapshot) -> frozenset[str]:
    """The names of documents outside the registry that steering documents say to have been replaced or repealed."""
    steering = {name for name, record in snapshot.by_id.items() if record.document.description.kind is Kind.STEERING}
    over = {name for name, enders in _gone(snapshot).items() if enders & steering}
    names = names_outside(snapshot)
    ghosts = {called(one) for one in snapshot.references if _is_ghost(one)}
    return frozenset(name for name in ghosts if names.get(plain(name)) in over)


def called(reference: Reference) -> str:
    """What a document outside the registry is called: its title as written where that is a title, else the label."""
    return _called(reference.mention.text, reference.mention.label)


@lru_cache(maxsize=50_000)
def _called(text: str, label: str) -> str:
    owner = owner_of(text)
    if owner:
        return f"{owner.capitalize()} {label[:1].lower()}{label[1:]}"
    written = " ".join(text.split())
    return written if written[:1].isupper() and f"{plain(written)} ".startswith(f"{plain(label)} ") else label


def _label(reference: Reference) -> str:
    return plain(called(reference))


@once
def names_outside(snapshot: Snapshot) -> Mapping[str, str]:
    """What each label of a document outside the registry means: the fullest name of that document."""
    forms: dict[str, str] = {}
    for reference in snapshot.references:
        if _is_ghost(reference):
            forms.setdefault(_label(reference), called(reference))
    kin: dict[object, list[str]] = defaultdict(list)
    for label, name in sorted(forms.items()):
        key = title_key(name)
        kin[key.head, key.genres, key.units, key.slogans].append(label)
    return {label: _fullest(label, [forms[other] for other in labels]) for labels in kin.values() for label in labels}


def _fullest(label: str, names: Sequence[str]) -> str:
    """Of the names of one title the longest, where they agree on the year; else the one that the label is."""
    years = {title_key(name).years for name in names} - {()}
    own = next(name for name in names if plain(name) == label)
    return max(names, key=lambda name: (bool(title_key(name).years), len(name), name)) if len(years) <= 1 else own


@once
def repealed(snapshot: Snapshot, today: date) -> dict[tuple[str, CeasedAct], list[Reference]]:
    """References of steering documents in use to acts that have ceased, by source and act.

    An act that is only called by its name, which its successor bears as well, may be either: such a text is not old.
    """
    found: dict[tuple[str, CeasedAct], list[Reference]] = defaultdict(list)
    for record in snapshot.steering:
        for reference in snapshot.outgoing[record.document.id]:
            act = _ceased().get(reference.mention.label.removeprefix("SFS ").strip())
            cited = reference.mention.kind is MentionKind.LAW and is_living(reference)
            if cited and act is not None and act.ceased <= today:
                found[record.document.id, act].append(reference)
    return {key: references for key, references in found.items() if _is_the_old_one(key[1], references)}


def _is_the_old_one(act: CeasedAct, references: Sequence[Reference]) -> bool:
    """Whether a document means the act that has ceased: by its number or a place in it, or by a name that is gone."""
    return not act.name_lives_on or any(_DIGIT.search(reference.mention.text) for reference in references)


@lru_cache(maxsize=1)
def _ceased() -> dict[str, CeasedAct]:
    names, *lines = read_tsv("styrdok.extraction.lexicon", "laws.tsv")
    rows = [dict(zip(names, line, strict=False)) for line in lines]
    titles = {row["sfs"]: row["title"].lower() for row in rows}
    return {row["sfs"]: _ceased_act(row, titles) for row in rows if len(row.get("repealed_on", "")) == _DAY}


def _ceased_act(row: Mapping[str, str], titles: Mapping[str, str]) -> CeasedAct:
    title, successor = row["title"].lower(), row.get("superseded_by", "")
    ceased = date.fromisoformat(row["repealed_on"])
    return CeasedAct(row["sfs"], title, ceased, successor, titles.get(successor) == title)


def expired(inventory: Inventory) -> tuple[Record, ...]:
    """Steering documents whose time has run out on the day of the inventory, with nothing in their place."""
    return tuple(
        record
        for record in inventory.steering()
        if _is_over(record.document.description, inventory.today) and not inventory.successors(record.document.id)
    )


def _is_over(described: Description, today: date) -> bool:
    if described.status is Status.EXPIRED:
        return True
    ended = described.valid_to is not None and described.valid_to < today and not described.open_ended
    return ended and described.status in _OPEN


def goals_out_of_place(record: Record) -> tuple[Goal, ...]:
    """Goals with a value or a year in a type of document that should have none."""
    described = record.document.description
    if described.kind is not Kind.STEERING or described.type not in _NO_GOALS:
        return ()
    return tuple(goal for goal in record.extraction.goals if goal.target_year or goal.target_value)
