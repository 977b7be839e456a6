"""The mandate chain as trees: every document below what it rests on, in lines that can be read, drawn and nested."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from styrdok.consolidation.mandate import Link, Mandate, Oddity, level_of
from styrdok.findings import Snapshot
from styrdok.swedish.collation import collation_key

_LAST = 9
_LOOP = "loop"


class Top(StrEnum):
    """What a tree hangs from: a document, an act, or nothing, for a document with nothing above or below."""

    DOCUMENT = "document"
    ACT = "act"
    ALONE = "alone"


@dataclass(frozen=True, slots=True)
class Twig:
    """A line of a tree: a document by its id, or an act by its title; ``link`` is the step to what is above.

    What rests on several stands below each of them, but with all below it only once, where ``shown_under`` is empty;
    elsewhere that names what it stands under there, or itself where a ring comes back to its beginning.
    """

    name: str
    depth: int
    link: Link | None = None
    shown_under: str = ""
    odd: tuple[Oddity, ...] = ()


Trees = Mapping[Top, tuple[Twig, ...]]


def trees_of(snapshot: Snapshot, mandate: Mandate, document: str | None = None, themes: Collection[str] = ()) -> Trees:
    """The trees of all steering documents, or of what is above and below one, or of themes and what is above those."""
    links, names = mandate.links, {record.document.id for record in snapshot.steering}
    if document is not None:
        above, below = _reached(links, {document}, up=True), _reached(links, {document}, up=False)
        links = tuple(one for one in links if {one.below, one.above} <= above or {one.below, one.above} <= below)
        names = above | below
    elif themes:
        about = {
            one.document.id
            for one in snapshot.steering
            if not {each.theme for each in one.extraction.themes}.isdisjoint(themes)
        }
        names = _reached(links, about, up=True)
        links = tuple(one for one in links if one.below in names)
    return _Forest.of(snapshot, links, names, mandate.oddities).trees()


def shown_in(trees: Trees, mandate: Mandate) -> Mandate:
    """The part of a mandate that some trees show: their steps, and what is odd about their documents."""
    twigs = [twig for group in trees.values() for twig in group]
    steps, odd = {twig.link for twig in twigs}, {one for twig in twigs for one in twig.odd}
    return Mandate(
        tuple(link for link in mandate.links if link in steps), tuple(one for one in mandate.oddities if one in odd)
    )


def _reached(links: Sequence[Link], start: Collection[str], up: bool) -> set[str]:
    """What is reached from some documents by steps up or down, with themselves."""
    steps: dict[str, list[str]] = defaultdict(list)
    for link in links:
        source, target = (link.below, link.above) if up else (link.above, link.below)
        steps[source].append(target)
    reached, waiting = set(start), list(start)
    while waiting:
        fresh = [name for name in steps[waiting.pop()] if name not in reached]
        reached.update(fresh)
        waiting += fresh
    return reached


@dataclass(frozen=True)
class _Forest:
    """The links by what is above, what each document stands under, and what is odd about each."""

    snapshot: Snapshot
    names: Collection[str]
    below: Mapping[str, Sequence[Link]]
    stands_under: Mapping[str, str]
    odd: Mapping[str, Sequence[Oddity]]

    @classmethod
    def of(
        cls, snapshot: Snapshot, links: Sequence[Link], names: Collection[str], oddities: Iterable[Oddity]
    ) -> "_Forest":
        below: dict[str, list[Link]] = defaultdict(list)
        ups: dict[str, list[str]] = defaultdict(list)
        for link in links:
            below[link.above].append(link)
            ups[link.below].append(link.above)
        odd: dict[str, list[Oddity]] = defaultdict(list)
        for one in oddities:
            for name in one.documents if one.code == _LOOP else one.documents[:1]:
                odd[name].append(one)
        order = _order(snapshot)
        under = {name: max(found, key=_nearness(snapshot)) for name, found in ups.items()}
        by_order = {name: sorted(found, key=lambda one: order(one.below)) for name, found in below.items()}
        return cls(snapshot, {*names, *below, *ups}, by_order, under, odd)

    def trees(self) -> Trees:
        order, done = _order(self.snapshot), set[str]()
        found: dict[Top, list[Twig]] = {top: [] for top in Top}
        for root in sorted((name for name in self.names if name not in self.stands_under), key=order):
            found[self._top(root)] += self._lines(root, done)
        for name in sorted(self.names, key=order):  # what is left hangs in rings
            if name not in done:
                found[Top.DOCUMENT] += self._lines(self._ring_of(name), done)
        return {top: tuple(lines) for top, lines in found.items()}

    def _top(self, root: str) -> Top:
        if root not in self.snapshot.by_id:
            return Top.ACT
        return Top.DOCUMENT if self.below.get(root) else Top.ALONE

    def _ring_of(self, name: str) -> str:
        """The first document of the ring that something hangs in."""
        met: list[str] = []
        while name not in met:
            met.append(name)
            name = self.stands_under[name]
        return min(met[met.index(name) :], key=_order(self.snapshot))

    def _lines(self, root: str, done: set[str]) -> Iterator[Twig]:
        """A tree from its root, each document with what is below it once."""
        waiting = [Twig(root, 0, None, "", tuple(self.odd.get(root, ())))]
        while waiting:
            twig = waiting.pop()
            yield twig
            if twig.shown_under:
                continue
            done.add(twig.name)
            waiting += [self._twig(link, twig.depth + 1, root) for link in reversed(self.below.get(twig.name, ()))]

    def _twig(self, link: Link, depth: int, root: str) -> Twig:
        under = root if link.below == root else self.stands_under[link.below]
        if under != link.above or link.below == root:
            return Twig(link.below, depth, link, under)
        return Twig(link.below, depth, link, "", tuple(self.odd.get(link.below, ())))


def _order(snapshot: Snapshot) -> Callable[[str], tuple[int, str, str]]:
    """From the highest level down, what has no level last; what is of one level by its title."""

    def place(name: str) -> tuple[int, str, str]:
        level = level_of(snapshot, name)
        return (_LAST if level is None else level), collation_key(snapshot.title(name)), name

    return place


def _nearness(snapshot: Snapshot) -> Callable[[str], tuple[bool, int, str]]:
    """How near something stands above: any document is nearer than an act, and one of a low level nearest."""

    def place(name: str) -> tuple[bool, int, str]:
        level = level_of(snapshot, name)
        return name in snapshot.by_id, (-1 if level is None else level), name

    return place
