"""Whose each document is, so that every municipality is looked at by itself.

A document belongs to the municipality or region that it names as its own. One that names none (a company's reply, a
memo without a letterhead) belongs to the place whose case numbers it quotes or whose documents it speaks of; where the
registry has one place only, to that.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from styrdok.extraction.numbers.case_numbers import diary_key
from styrdok.extraction.titles.keys import title_key
from styrdok.extraction.titles.owners import find_owner
from styrdok.findings import Record, Snapshot
from styrdok.models import Document, Reference
from styrdok.resolution.catalogue import Catalogue, Entry, KeyOf, key_of
from styrdok.vocabulary import MentionKind

_CLEARLY = 2
"""So many times as often as any other place must one be spoken of."""


def homes(documents: Iterable[Document], references: Iterable[Reference], key_of: KeyOf = key_of) -> dict[str, str]:
    """The home of every document by id: a place, another organisation, or nothing that is known (an empty name)."""
    catalogue = Catalogue(documents, key_of)
    if len(catalogue.places) <= 1:
        only = next(iter(catalogue.places), "")
        return {item.id: item.owner if item.place and item.owner else only for item in catalogue.entries}
    said: dict[str, list[Reference]] = defaultdict(list)
    for reference in references:
        said[reference.source].append(reference)
    return {item.id: _home(item, said[item.id], catalogue) for item in catalogue.entries}


def names_of(found: Mapping[str, str], documents: Iterable[Document]) -> dict[str, str]:
    """What each home is called in its own documents, the commonest name of several."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        if document.id in found and document.description.organisation:
            written[found[document.id]][document.description.organisation] += 1
    called = {home: min(names.items(), key=lambda item: (-item[1], item[0]))[0] for home, names in written.items()}
    return {home: called.get(home, home) if home else "" for home in sorted(set(found.values()))}


def parts(snapshot: Snapshot, key_of: KeyOf = key_of) -> tuple[tuple[Snapshot, ...], dict[str, str]]:
    """A snapshot of each home, in the order of their names, and the home of every document by id.

    Files of which nothing could be read are in none of them: nobody can tell whose they are. ``key_of`` takes the title
    of a document apart.
    """
    found = homes((record.document for record in snapshot.records), snapshot.references, key_of)
    names = sorted({found[record.document.id] for record in snapshot.records if _says_something(record)})
    return tuple(_part(snapshot, found, name) for name in names), found


def _part(snapshot: Snapshot, found: dict[str, str], name: str) -> Snapshot:
    mine = (record for record in snapshot.records if found[record.document.id] == name)
    records = tuple(record for record in mine if _says_something(record))
    if len(records) == len(snapshot.records):
        return snapshot
    return Snapshot(records, tuple(one for one in snapshot.references if found[one.source] == name))


def _says_something(record: Record) -> bool:
    return bool(record.extraction.passages or record.document.description.title)


def _home(item: Entry, said: Sequence[Reference], catalogue: Catalogue) -> str:
    if item.place and item.owner is not None:
        return item.owner
    votes = _by_numbers(item, said, catalogue) or _by_names(said, catalogue)
    (first, most), (_, second) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    if most and most >= _CLEARLY * second:
        return first
    return item.owner or ""


def _by_numbers(item: Entry, said: Sequence[Reference], catalogue: Catalogue) -> Counter[str]:
    """The places whose documents bear the case numbers of a document."""
    numbers = [one.mention.label for one in said if one.mention.kind is MentionKind.DIARY_NUMBER]
    keys = dict.fromkeys(map(diary_key, (*item.document.description.diary_numbers, *numbers)))
    holders = (holder for key in keys for holder in catalogue.by_number.get(key, ()))
    return Counter(holder.owner for holder in holders if holder.place and holder.owner is not None)


def _by_names(said: Sequence[Reference], catalogue: Catalogue) -> Counter[str]:
    """The places of the registry that the words of a document name, or whose documents they were resolved to."""
    votes: Counter[str] = Counter()
    for reference in said:
        target = catalogue.by_id.get(reference.resolution.target or "")
        named = find_owner(reference.mention.owner or "")
        owner = named[2] if named else title_key(reference.mention.text).owner
        if target is not None and target.place:
            owner = target.owner
        if owner in catalogue.places:
            votes[owner] += 1
    return votes
