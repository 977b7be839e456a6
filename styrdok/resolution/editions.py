"""Which documents are editions of one, and where a document stands on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

from styrdok.extraction.titles.keys import TitleKey, is_light
from styrdok.extraction.titles.matching import similarity
from styrdok.models import Description, Document, Reference
from styrdok.resolution.catalogue import Catalogue, Entry
from styrdok.resolution.replacements import endings
from styrdok.resolution.stale import replaced_on
from styrdok.sets import Sets
from styrdok.swedish.heads import heads
from styrdok.vocabulary import CASE_PAPERS, UNDECIDED, WITHDRAWN, Status

Sign = tuple[str, str]
"""What a title may be found by: a slogan, a stem of its matter, or its head where it names no matter."""

_SETTLED = UNDECIDED | WITHDRAWN | {Status.EXTENDED}
"""Statuses that are told outright and that no date changes."""


def lines(
    documents: Sequence[Document],
    references: Iterable[Reference] = (),
    contained: Iterable[tuple[str, str]] = (),
) -> dict[str, str]:
    """The line of every document by id: the lowest id among its editions.

    Editions are documents of one owner with the same title, years aside; two of which one says that it replaces the
    other and nothing else; and the ``contained`` pairs, which other evidence has shown to be editions. Replies, memos
    and minutes are no editions of what they are about.
    """
    catalogue = Catalogue(documents)
    groups = Sets(catalogue.by_id)
    titled: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for item in catalogue.entries:
        if item.document.description.title and item.document.description.kind not in CASE_PAPERS:
            titled[_rough(item, catalogue)].append(item)
    for items in titled.values():
        _join_same(items, groups)
    for a, b in (*_one_for_one(references, catalogue), *contained):
        groups.join(a, b)
    return {name: groups.root(name) for name in sorted(catalogue.by_id)}


def _rough(item: Entry, catalogue: Catalogue) -> tuple[object, ...]:
    """What editions have in common for certain; narrows down which titles are compared.

    A document whose owner is not known belongs to the one municipality there is, else to nobody but itself.
    """
    owner = item.owner
    if owner is None:
        owner = (
            next(iter(catalogue.places)) if len(catalogue.places) == 1 else f"?{item.id}" if catalogue.places else ""
        )
    head = heads().get(item.key.head or "")
    adopter = item.document.description.adopted_by if head is not None and head.per_body else None
    return (owner, item.key.head, item.key.genres[:1], (adopter or "").casefold())


def _join_same(items: Sequence[Entry], groups: Sets[str]) -> None:
    keys = [_matter(item.key) for item in items]
    held: dict[Sign, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        for sign in _signs(key):
            held[sign].append(place)
    for place, item in enumerate(items):
        for other in _alike(keys[place], held):
            apart = other > place and groups.root(item.id) != groups.root(items[other].id)
            if apart and same_title(item.key, items[other].key):
                groups.join(item.id, items[other].id)


def _signs(key: TitleKey) -> set[Sign]:
    """Everything that a title may be found by."""
    signs: set[Sign] = {("slogan", " ".join(slogan)) for slogan in key.slogans} | {("slogan", key.plain)}
    signs |= {("stem", stem) for unit in key.units for stem in unit}
    return signs if key.units else signs | {("head", key.head or "")}


def _alike(key: TitleKey, held: Mapping[Sign, Sequence[int]]) -> set[int]:
    """The titles that may be the same: those with its first slogan, and with a stem that all of them must have."""
    slogans = [("slogan", " ".join(slogan)) for slogan in key.slogans[:1]]
    stems = [stem for unit in key.units for stem in unit]
    heavy = [("stem", stem) for stem in stems if not is_light(stem)] or [("stem", stem) for stem in stems]
    needed = min(heavy, key=lambda sign: (len(held[sign]), sign)) if heavy else ("head", key.head or "")
    return {place for sign in (*slogans, needed) for place in held.get(sign, ())}


def same_title(a: TitleKey, b: TitleKey) -> bool:
    """Whether two titles of one owner are the same, years, slogans and words that say little aside."""
    a, b = _matter(a), _matter(b)
    if a.bare or b.bare or (a.alone and not a.units and not b.units):
        return a.head == b.head and not a.units and not b.units
    return similarity(a, b) >= 1.0 and similarity(b, a) >= 1.0


@lru_cache(maxsize=10_000)
def _matter(key: TitleKey) -> TitleKey:
    """A title without its years and without topic words that are light through and through."""
    kept = [at for at, unit in enumerate(key.units) if not all(is_light(stem) for stem in unit)]
    if not kept:
        return replace(key, years=())
    return replace(
        key,
        years=(),
        units=tuple(key.units[at] for at in kept),
        groups=tuple(key.groups[at] for at in kept),
        modifiers=tuple(key.modifiers[at] for at in kept),
    )


def _one_for_one(references: Iterable[Reference], catalogue: Catalogue) -> list[tuple[str, str]]:
    """Pairs of steering documents where one replaces exactly one other and is the only one to do so."""
    pairs = {(ending.by, ending.ended) for ending in endings(references, catalogue.documents) if ending.succeeds}
    new, old = defaultdict(set), defaultdict(set)
    for a, b in pairs:
        new[a].add(b)
        old[b].add(a)
    return sorted((a, b) for a, b in pairs if len(new[a]) == 1 and len(old[b]) == 1)


def statuses(documents: Sequence[Document], references: Sequence[Reference], on: date) -> dict[str, Status]:
    """Where every document stands on a day, by id."""
    ends: Mapping[str, date] = replaced_on(references, Catalogue(documents))
    return {
        document.id: document_status(document.description, on, ends.get(document.id))
        for document in sorted(documents, key=lambda item: item.id)
    }


def document_status(description: Description, on: date, replaced: date | None = None) -> Status:
    """Where a document stands on a day; ``replaced`` is the day from which a successor counts.

    What the document says of itself (a draft, extended, repealed …) stays, but that it was replaced since.
    """
    if replaced is not None and replaced <= on and description.status not in (Status.DRAFT, Status.REMITTED):
        return Status.REPLACED
    if description.status in _SETTLED:
        return description.status
    if description.valid_to is not None and description.valid_to < on:
        return Status.EXPIRED
    begun = description.valid_from or description.adopted_on
    if begun is None:
        return description.status
    return Status.IN_FORCE if begun <= on else Status.ADOPTED
