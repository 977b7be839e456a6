"""One verdict for each document: drafts gathered to sheets, contradictions kept as choices on them.

A document that is to be repealed, converted or extended has a sheet of its own. Documents that are to be merged, or
revised together, share one as long as they are few. What else was said of a document stands on its sheet as what speaks
against; but what the office says in a clause or a row of a table has a sheet of its own where no other says it.
"""

from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from styrdok.language import Sentence
from styrdok.language.words import word_of
from styrdok.overlaps.context import Context
from styrdok.overlaps.proposals.drafting import Draft
from styrdok.overlaps.proposals.verdicts import brings_together
from styrdok.vocabulary import ENDED, Action, Status

_ALONE = (Action.REPEAL, Action.CONVERT, Action.EXTEND, Action.TRANSFER, Action.RENAME)
_MILD = frozenset({Action.REVISE, Action.COORDINATE})
_JOINT = frozenset({Action.COORDINATE, Action.MERGE})
_CHANGING = frozenset({*_ALONE, *_MILD, *_JOINT})
_FEWEST = 2
_LARGEST = 6
_LARGEST_INFERRED = 3
_BESIDE = 2


def sheets(context: Context, drafts: Sequence[Draft], refused: Sequence[Draft]) -> list[Draft]:
    """The drafts as sheets, in no particular order; each document of the registry on one, as far as can be."""
    living = {one.documents[0] for one in drafts if one.decided and one.action in (Action.REVISE, Action.KEEP)}
    less = [set(one.documents) for one in drafts if one.clause and one.action is Action.COORDINATE]
    told = [_softened(one, refused, living, less) for one in _in_order(drafts)]
    dead = {name for name, record in context.records.items() if record.document.description.status in ENDED}
    known = context.records.keys() - dead
    passed_on = _passed_on(context, told)
    ends = {
        one.documents[0]: one
        for one in reversed(told)
        if len(one.documents) == 1 and one.action in _ALONE and (one.said or one.documents[0] not in passed_on)
    }
    settled = dead | {name for name, one in ends.items() if one.action is Action.REPEAL}
    shared = _together(told, Action.MERGE, settled - (passed_on - ends.keys()))
    merged = {name for one in shared for name in one.documents}
    shared += _together(told, Action.COORDINATE, settled | merged)
    taken = {name for one in shared for name in one.documents} - set(ends)
    alone: dict[str, Draft] = {}
    for one in told:
        if len(one.documents) == 1 and one.documents[0] not in taken and one.action is not Action.NO_NEW:
            alone.setdefault(one.documents[0], ends.get(one.documents[0], one))
    alone = {name: one for name, one in alone.items() if name not in dead or one.action in _ALONE}
    about = _by_document(told)
    unmet = _unmet(told, [*shared, *(_received(one, told, known) for one in alone.values())], settled)
    found = []
    for one in (*shared, *alone.values(), *unmet):
        sheet = _received(one, told, known)
        near = sorted({number for name in sheet.documents for number in about.get(name, ())})
        found.append(_completed(sheet, [told[number] for number in near], refused))
    return [*found, *(one for one in told if one.action is Action.NO_NEW)]


def _unmet(told: Sequence[Draft], made: Sequence[Draft], settled: AbstractSet[str]) -> list[Draft]:
    """The clauses and rows of an office that no sheet says: each a sheet of its own, the first of each kind.

    What is ``settled`` is coordinated with nothing.
    """
    clauses = [one for one in told if one.clause and one.action in _CHANGING]
    joint = [one for one in clauses if one.action in _JOINT and len(one.documents) >= _FEWEST]
    sheets_made = list(made)
    for one in clauses:
        pointless = one.action is Action.COORDINATE and not settled.isdisjoint(one.documents)
        lonely = one.action in _JOINT and one not in joint
        if not pointless and not lonely and not any(_says(sheet, one, joint) for sheet in sheets_made):
            sheets_made.append(one)
    return sheets_made[len(made) :]


def _says(sheet: Draft, one: Draft, joint: Sequence[Draft]) -> bool:
    """Whether a sheet says what a clause does: the same, or as much besides.

    To repeal a document that another one receives is to merge them. A revision is part of what the office wants done
    together where its own words say so, and of receiving what is repealed.
    """
    mine = set(one.documents)
    if not mine <= set(sheet.documents):
        return False
    if sheet.action is one.action:
        return True
    if sheet.action is Action.REPEAL:
        return one.action is Action.MERGE or (one.action is Action.REVISE and one.documents[0] != sheet.documents[0])
    asked = any(mine <= set(other.documents) for other in joint if other is not one)
    words = [place.anchor.text for place in one.evidence]
    together = one.action is Action.COORDINATE or (one.action is Action.REVISE and any(map(brings_together, words)))
    return sheet.action in _JOINT and asked and together


def _passed_on(context: Context, told: Sequence[Draft]) -> set[str]:
    """The documents that have run out, and that a memo or a decision says go into another one."""
    decided = (one for one in told if one.action is Action.MERGE and one.decided)
    names = {name for one in decided for name in one.documents if name in context.records}
    return {name for name in names if context.records[name].document.description.status is Status.EXPIRED}


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


def _softened(
    one: Draft, refused: Sequence[Draft], living: AbstractSet[str], less: Sequence[AbstractSet[str]]
) -> Draft:
    """A merger that somebody turned down in so many words is at most a coordination.

    So is one that the office does not propose, of documents that it would keep or revise each by itself, or (``less``)
    only coordinate.
    """
    denied = any(other.action is Action.MERGE and set(one.documents) <= set(other.documents) for other in refused)
    names = set(one.documents)
    denied = denied or (not one.decided and (names <= living or any(names <= asked for asked in less)))
    return replace(one, action=Action.COORDINATE) if denied and one.action is Action.MERGE else one


def _together(told: Sequence[Draft], action: Action, settled: set[str]) -> list[Draft]:
    """Documents that are to be merged, or coordinated, brought together pair by pair, the most asked for first.

    What is asked for in words and would make a group too large is a sheet by itself, as long as no document of it has
    another such sheet.
    """
    groups: list[set[str]] = []
    reasons: list[Draft] = []
    beside: list[Draft] = []
    for one in told:
        names = {name for name in one.documents if name not in settled}
        if one.action is not action or len(names) < 2:
            continue
        met = [group for group in groups if group & names]
        joined = set().union(names, *met)
        one = replace(one, documents=tuple(sorted(names)))
        if len(joined) <= (_LARGEST if one.said else max(_LARGEST_INFERRED, *(len(group) for group in [*met, names]))):
            groups = [group for group in groups if group not in met] + [joined]
            reasons.append(one)
        elif one.said and len(names) <= _BESIDE and not any(names & set(other.documents) for other in beside):
            beside.append(one)
    beside = [one for one in beside if not any(set(one.documents) <= group for group in groups)]
    return [*(_group(sorted(group), reasons, told) for group in groups), *beside]


def _group(names: Sequence[str], reasons: Sequence[Draft], told: Sequence[Draft]) -> Draft:
    """Documents brought together: a revision where texts ask for that of most and the office for no coordination."""
    mine = [one for one in reasons if set(one.documents) <= set(names)]
    revised = [one for one in told if one.said and one.action is Action.REVISE and set(one.documents) <= set(names)]
    decided = any(one.decided for one in mine)
    first = replace(mine[0], documents=tuple(names))
    most = 2 * len({one.documents for one in revised}) >= len(names)
    if most and not decided and first.action is Action.COORDINATE:
        first = replace(revised[0], documents=tuple(names))
        mine = [mine[0], *mine]
    for one in mine[1:]:
        first = first.joined(one)
    return first


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
        elif other.said and not one.says(other):
            one = one.against(_choice(other))
    for other in refused:
        if set(other.documents) & mine:
            one = one.against(Sentence.of("Har avvisats: {words}", words=other.rationale))
    return one


def _choice(other: Draft) -> Sentence:
    return Sentence.of("Annat förslag ({action}): {words}", action=word_of(other.action), words=other.rationale)
