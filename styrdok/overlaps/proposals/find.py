"""Proposals for a review: what could be done with each document or group, why, and what speaks against it.

The machine proposes, people decide. A document that an act requires is never proposed for repeal.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from styrdok.findings import Need, Overlap, Place, Proposal, Snapshot
from styrdok.language import Sentence, in_turn
from styrdok.overlaps.asserted import Assertion, joins
from styrdok.overlaps.context import Context, context_of
from styrdok.overlaps.needs.found import lived_on
from styrdok.overlaps.proposals.drafting import Draft, draft
from styrdok.overlaps.proposals.sheets import sheets
from styrdok.overlaps.proposals.suggested import suggested
from styrdok.overlaps.proposals.verdicts import verdicts
from styrdok.overlaps.statutory import required_by
from styrdok.resolution.succession import Inventory
from styrdok.vocabulary import ENDED, Action, DocumentType, Kind, NeedReason, ReuseKind, Status, ViewpointKind

_MERGE_FROM = 0.60
_FORMAL = 0.25
_ORDER = tuple(Action)


def find_proposals(
    snapshot: Snapshot, overlaps: Sequence[Overlap], needs: Sequence[Need], today: date
) -> tuple[Proposal, ...]:
    """An action for every steering document, alone or with others; groups and pairs first, then single documents."""
    return proposals_of(context_of(snapshot, wording={}), overlaps, needs, today)


def proposals_of(
    context: Context, overlaps: Sequence[Overlap], needs: Sequence[Need], today: date
) -> tuple[Proposal, ...]:
    """The same of a context; its shared wording is not asked for."""
    said, refused = verdicts(context)
    drafts = [*said, *_from_needs(context, needs, overlaps), *_parallel(context, overlaps), *_replaced(context, today)]
    drafts += suggested(context)
    unique = sheets(context, _distinct(drafts), refused)
    touched = {name for one in unique for name in one.documents}
    unique += [one for one in _kept(context, today) if one.documents[0] not in touched]
    return tuple(draft(context, one) for one in sorted(unique, key=_rank))


def _rank(one: Draft) -> tuple[float, int, tuple[str, ...]]:
    return (-one.urgency, _ORDER.index(one.action), one.documents)


def _distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """One draft for each action and set of documents: the most urgent, with the reasons of all."""
    merged: dict[tuple[Action, tuple[str, ...]], Draft] = {}
    for one in sorted(drafts, key=_rank):
        key = (one.action, one.documents)
        merged[key] = merged[key].joined(one) if key in merged else one
    return list(merged.values())


def _from_needs(context: Context, needs: Sequence[Need], overlaps: Sequence[Overlap]) -> Iterator[Draft]:
    strong = {(one.a, one.b): one for one in overlaps}
    for need in needs:
        if need.reason is NeedReason.MISSING_DOCUMENT:
            continue
        known = tuple(name for name in need.documents if name in context.records)
        if known:
            yield _ACTIONS[need.reason](context, need, known, strong)


Strong = dict[tuple[str, str], Overlap]
Rule = Callable[[Context, Need, tuple[str, ...], Strong], Draft]


def _coordinated(context: Context, need: Need, known: tuple[str, ...], strong: Strong) -> Draft:
    """Coordinate, or merge where one asked for that or nearly everything is shared by documents of one type.

    What the office asks for is not made more of.
    """
    documents = need.documents if need.reason is NeedReason.ASSERTED else known
    action = Action.COORDINATE if len(documents) > 1 else Action.REVISE
    said = need.reason is NeedReason.ASSERTED
    decided = said and _office_asks(context, need)
    alike = not decided and documents == known and _alike(context, known, strong)
    if len(known) > 1 and (_asked_to_merge(context.said, need) or alike):
        action = Action.MERGE
    return Draft(action, documents, need.sentence, need.evidence, need.score, said=said, decided=decided)


def _office_asks(context: Context, need: Need) -> bool:
    """Whether a memo asks in so many words that documents be seen to together, or says that they overlap."""
    plainly = (one.source for one in context.said if one.documents == need.documents and one.strength >= 1.0)
    return any(context.records[source].document.description.kind is Kind.MEMO for source in plainly)


def _asked_to_merge(said: Sequence[Assertion], need: Need) -> bool:
    """Whether most of those who spoke of these documents want them merged or pruned."""
    if need.reason is not NeedReason.ASSERTED:
        return False
    spoken = [one for one in said if one.documents == need.documents]
    merging = [one for one in spoken if one.kind is ViewpointKind.MERGE_OR_PRUNE and joins(one.anchor.text)]
    return 2 * len(merging) > len(spoken)


def _alike(context: Context, known: tuple[str, ...], strong: Strong) -> bool:
    one = strong.get((known[0], known[1])) if len(known) == 2 else None
    if one is None or one.score < _MERGE_FROM:
        return False
    same_words = any(passage.kind is not ReuseKind.TOPICAL for passage in one.evidence)
    types = {context.records[name].document.description.type for name in known}
    return same_words and len(types) == 1


def _revised(context: Context, need: Need, known: tuple[str, ...], strong: Strong) -> Draft:
    return Draft(Action.REVISE, known[:1], need.sentence, need.evidence, need.score)


def _ended(context: Context, need: Need, known: tuple[str, ...], strong: Strong) -> Draft:
    """An expired document: renewed if an act requires it, kept alive while others lean on it, else repealed."""
    name = known[0]
    if required_by(context.records[name].document.description.title):
        action = Action.REVISE
    else:
        leaning = {place.document for place in need.evidence} - {name}
        action = Action.EXTEND if leaning else Action.REPEAL
    return Draft(action, (name,), need.sentence, need.evidence, need.score)


_ACTIONS: dict[NeedReason, Rule] = {
    NeedReason.ASSERTED: _coordinated,
    NeedReason.UNLINKED_OVERLAP: _coordinated,
    NeedReason.DIFFERING_DEFINITION: _coordinated,
    NeedReason.COMPETING_GOAL: _coordinated,
    NeedReason.DOUBLE_RESPONSIBILITY: _coordinated,
    NeedReason.STALE_REFERENCE: _revised,
    NeedReason.EXPIRED: _ended,
    NeedReason.TYPE_MISMATCH: _revised,
}


def _seen(overlaps: Sequence[Overlap]) -> tuple[Place, ...]:
    return tuple(
        place
        for one in overlaps
        for shown in one.evidence[:1]
        for place in (Place(one.a, shown.a), Place(one.b, shown.b))
    )


def _parallel(context: Context, overlaps: Sequence[Overlap]) -> Iterator[Draft]:
    """Editions of one document that are in force side by side: the older one should go."""
    for one in overlaps:
        x, y = (context.records[name].document for name in (one.a, one.b))
        dated = [d for d in (x, y) if d.description.adopted_on and d.description.status not in ENDED]
        if not one.lineage or len(dated) < 2 or x.description.kind is not Kind.STEERING:
            continue
        older, newer = sorted(dated, key=lambda d: (str(d.description.adopted_on), d.id))
        why = Sentence.of(
            "”{older}” ({older_day}) har en senare utgåva, ”{newer}” ({newer_day}), men är inte upphävd.",
            older=context.title(older.id),
            older_day=str(older.description.adopted_on),
            newer=context.title(newer.id),
            newer_day=str(newer.description.adopted_on),
        )
        yield Draft(Action.REPEAL, (older.id,), why, _seen([one]), one.score, replaced=True)


def _replaced(context: Context, today: date) -> Iterator[Draft]:
    """Documents that have been replaced and that documents in use still lean on, with the words that say so."""
    leaning, inventory = lived_on(context.snapshot), Inventory(context.snapshot, today)
    for name, record in sorted(context.records.items()):
        described = record.document.description
        citing = leaning.get(name, frozenset())
        if described.kind is Kind.STEERING and described.status is Status.REPLACED and citing:
            successor = context.labels.living(name)
            why = Sentence.of(
                "Är ersatt av ”{title}” och kan upphävas formellt eller arkiveras."
                if successor != name
                else "Är ersatt och kan upphävas formellt eller arkiveras.",
                title=context.title(successor),
            )
            told = tuple(place for one in inventory.successors(name)[:1] for place in one.places)
            yield Draft(Action.REPEAL, (name,), why, told, _FORMAL, replaced=True)


def _kept(context: Context, today: date) -> Iterator[Draft]:
    """Steering documents that nothing was found against; a budget is adopted anew each year, not kept."""
    for name, record in sorted(context.records.items()):
        described = record.document.description
        if described.kind is not Kind.STEERING or described.type is DocumentType.BUDGET:
            continue
        if described.status not in ENDED:
            law = required_by(described.title)
            why = Sentence.of("Inga överlapp, motsägelser eller inaktuella hänvisningar har hittats.")
            if law:
                why = in_turn((why, Sentence.of("Dokumentet krävs enligt {law}.", law=law)))
            yield Draft(Action.KEEP, (name,), why, (), 0.0)
