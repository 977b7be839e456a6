"""One verdict for each document: drafts gathered to sheets, contradictions kept as choices on them.

A document that is to be repealed, converted or extended has a sheet of its own. Documents that are to be merged, or
revised together, share one. What else was said of a document stands on its sheet as what speaks against.
"""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from styrdok.language import Sentence
from styrdok.language.words import word_of
from styrdok.overlaps.context import Context
from styrdok.overlaps.proposals.drafting import Draft
from styrdok.vocabulary import ENDED, Action

_ALONE = (Action.REPEAL, Action.CONVERT, Action.EXTEND, Action.TRANSFER, Action.RENAME)
DECIDED = 0.88
"""How urgent what a memo proposes or minutes decide is at least."""

_LARGEST = 6
_LARGEST_INFERRED = 3


def sheets(context: Context, drafts: Sequence[Draft], refused: Sequence[Draft]) -> list[Draft]:
    """The drafts as sheets, in no particular order; each document of the registry on one, as far as can be."""
    told = [_softened(one, refused) for one in _in_order(drafts)]
    dead = {name for name, record in context.records.items() if record.document.description.status in ENDED}
    ends = {one.documents[0]: one for one in reversed(told) if len(one.documents) == 1 and one.action in _ALONE}
    settled = dead | {name for name, one in ends.items() if one.action is Action.REPEAL}
    shared = _together(told, Action.MERGE, settled)
    merged = {name for one in shared for name in one.documents}
    shared += _together(told, Action.COORDINATE, settled | merged)
    taken = {name for one in shared for name in one.documents} - set(ends)
    alone: dict[str, Draft] = {}
    for one in told:
        if len(one.documents) == 1 and one.documents[0] not in taken and one.action is not Action.NO_NEW:
            alone.setdefault(one.documents[0], ends.get(one.documents[0], one))
    alone = {name: one for name, one in alone.items() if name not in dead or one.action in _ALONE}
    known = context.records.keys() - dead
    about = _by_document(told)
    found = []
    for one in (*shared, *alone.values()):
        sheet = _received(one, told, known)
        near = sorted({number for name in sheet.documents for number in about.get(name, ())})
        found.append(_completed(sheet, [told[number] for number in near], refused))
    return [*found, *(one for one in told if one.action is Action.NO_NEW)]


def _by_document(told: Sequence[Draft]) -> dict[str, list[int]]:
    """The numbers of the drafts about each document."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(told):
        for name in one.documents:
            found[name].append(number)
    return found


def _in_order(drafts: Sequence[Draft]) -> list[Draft]:
    """What a text asks for first, then the most urgent."""
    return sorted(drafts, key=lambda one: (not one.said, -one.urgency, list(Action).index(one.action), one.documents))


def _softened(one: Draft, refused: Sequence[Draft]) -> Draft:
    """A merger that somebody turned down in so many words is at most a coordination."""
    denied = any(other.action is Action.MERGE and set(one.documents) <= set(other.documents) for other in refused)
    return replace(one, action=Action.COORDINATE) if denied and one.action is Action.MERGE else one


def _together(told: Sequence[Draft], action: Action, settled: set[str]) -> list[Draft]:
    """Documents that are to be merged, or coordinated, brought together pair by pair, the most asked for first."""
    groups: list[set[str]] = []
    reasons: list[Draft] = []
    for one in told:
        names = {name for name in one.documents if name not in settled}
        if one.action is not action or len(names) < 2:
            continue
        met = [group for group in groups if group & names]
        joined = set().union(names, *met)
        if len(joined) > (_LARGEST if one.said else max(_LARGEST_INFERRED, *(len(group) for group in [*met, names]))):
            continue
        groups = [group for group in groups if group not in met] + [joined]
        reasons.append(replace(one, documents=tuple(sorted(names))))
    return [_group(sorted(group), reasons, told) for group in groups]


def _group(names: Sequence[str], reasons: Sequence[Draft], told: Sequence[Draft]) -> Draft:
    mine = [one for one in reasons if set(one.documents) <= set(names)]
    first = replace(mine[0], documents=tuple(names))
    for one in mine[1:]:
        first = first.joined(one)
    revised = any(one.said and one.action is Action.REVISE and one.documents[0] in names for one in told)
    decided = any(one.said and one.urgency >= DECIDED for one in mine)
    return (
        replace(first, action=Action.REVISE) if revised and not decided and first.action is Action.COORDINATE else first
    )


def _received(one: Draft, told: Sequence[Draft], known: AbstractSet[str]) -> Draft:
    """A repeal with the document that takes over what is worth keeping, where a text names one."""
    if one.action is not Action.REPEAL or not one.said:
        return one
    pairs = (set(other.documents) for other in told if other.said and other.action in (Action.MERGE, Action.COORDINATE))
    partners = [names - set(one.documents) for names in pairs if one.documents[0] in names and len(names) == 2]
    living = sorted({name for names in partners[:1] for name in names} & known)
    return replace(one, documents=(*one.documents, *living))


def _completed(one: Draft, near: Sequence[Draft], refused: Sequence[Draft]) -> Draft:
    """A sheet with the further reasons for its action, and with what else was said of its documents as choices.

    ``near`` are the drafts about any of its documents.
    """
    mine = set(one.documents)
    for other in near:
        if other is one:
            continue
        if other.action is one.action and set(other.documents) <= mine:
            one = one.joined(other)
        elif other.said:
            one = one.against(_choice(other))
    for other in refused:
        if set(other.documents) & mine:
            one = one.against(Sentence.of("Har avvisats: {words}", words=other.rationale))
    return one


def _choice(other: Draft) -> Sentence:
    return Sentence.of("Annat förslag ({action}): {words}", action=word_of(other.action), words=other.rationale)
