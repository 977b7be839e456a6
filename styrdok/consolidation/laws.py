"""The acts that steering documents cite: which have ceased or will cease, and where that must be changed."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from styrdok.extraction.statutes import Statute, by_number
from styrdok.findings import Snapshot
from styrdok.models import Mention
from styrdok.overlaps.needs.found import is_living
from styrdok.vocabulary import LawState, MentionKind

TO_CHANGE = (LawState.CEASED, LawState.WILL_CEASE)
"""How an act stands whose places must be changed."""
_PREFIX = "SFS "


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that cites an act; ``pinpoint`` is the chapter and section, where one is named."""

    document: str
    page: int
    pinpoint: str
    words: str


@dataclass(frozen=True, slots=True)
class LawUse:
    """An act and the places that cite it, by document and page. ``act`` is ``None`` for a number not in the table."""

    number: str
    act: Statute | None
    state: LawState
    successor: Statute | None
    places: tuple[Cited, ...]

    @property
    def until(self) -> date | None:
        """The last day that the act is in force, where it is known."""
        return self.act.end - timedelta(days=1) if self.act and self.act.end else None


def laws_of(snapshot: Snapshot, today: date) -> tuple[LawUse, ...]:
    """The acts that steering documents in use cite: those that have ceased first, then those that will, then by number.

    That a document tells what once was, or denies it, is no citation.
    """
    places: dict[str, list[Cited]] = defaultdict(list)
    for record in snapshot.steering:
        for reference in snapshot.outgoing[record.document.id]:
            mention = reference.mention
            if mention.kind is MentionKind.LAW and mention.label.startswith(_PREFIX) and is_living(reference):
                places[mention.label.removeprefix(_PREFIX)].append(_cited(record.document.id, mention))
    found = [_use(number, tuple(cited), today) for number, cited in places.items()]
    order = list(LawState)
    return tuple(sorted(found, key=lambda use: (order.index(use.state), -len(use.places), use.number)))


def _cited(document: str, mention: Mention) -> Cited:
    return Cited(document, mention.anchor.page, mention.pinpoint or "", mention.sentence or mention.text)


def _use(number: str, places: tuple[Cited, ...], today: date) -> LawUse:
    act = by_number().get(number)
    successor = by_number().get(act.next or "") if act else None
    return LawUse(number, act, _state(act, today), successor, places)


def _state(act: Statute | None, today: date) -> LawState:
    if act is None:
        return LawState.UNKNOWN
    if act.end is not None:
        return LawState.CEASED if act.end <= today else LawState.WILL_CEASE
    return LawState.CEASED if act.ceased else LawState.IN_FORCE
