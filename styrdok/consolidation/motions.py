"""What the accepted verdicts come to: for each deciding body the clauses it may decide, with what follows from each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from styrdok.consolidation.decisions import NOBODY, clause, following
from styrdok.consolidation.leaning import leaning, requiring
from styrdok.consolidation.project import Wanted, Work
from styrdok.findings import Snapshot
from styrdok.vocabulary import Action, WorkState

_ENDS = (Action.REPEAL, Action.MERGE)
_CHANGES = (*_ENDS, Action.CONVERT, Action.RENAME)


@dataclass(frozen=True, slots=True)
class Motion:
    """One action on one or several documents that all who judged agree on.

    ``clauses`` are Swedish: the decision itself, then what goes with it. ``comments`` are the reviewers' own words.
    """

    body: str
    action: Action
    documents: tuple[str, ...]
    clauses: tuple[str, ...]
    comments: tuple[str, ...]


def motions_of(snapshot: Snapshot, works: Sequence[Work]) -> tuple[Motion, ...]:
    """The motions by body, in the order of the actions, then by title; what was decided already is left out.

    A document that is kept needs no decision. Where one of several documents that an action joins is still open, or
    wanted otherwise by anybody, there is no motion.
    """
    settled = {work.document: work.verdict for work in works if work.state is WorkState.JUDGED}
    chosen = {
        opinion.documents: opinion
        for opinion in settled.values()
        if opinion is not None and opinion.action is not Action.KEEP and _agreed(opinion, settled)
    }
    gone = {name for names, opinion in chosen.items() if opinion.action is Action.REPEAL for name in names}
    found = [_motion(snapshot, works, opinion, gone) for opinion in chosen.values()]
    order = list(Action)
    return tuple(
        sorted(found, key=lambda one: (one.body, order.index(one.action), tuple(map(snapshot.title, one.documents))))
    )


def _agreed(opinion: Wanted, settled: dict[str, Wanted | None]) -> bool:
    """Whether the same is wanted for every document of an opinion."""
    others = (settled.get(name) for name in opinion.documents)
    return all(one is not None and (one.action, one.documents) == (opinion.action, opinion.documents) for one in others)


def _motion(snapshot: Snapshot, works: Sequence[Work], opinion: Wanted, gone: set[str]) -> Motion:
    documents = [snapshot.by_id[name].document for name in opinion.documents]
    comments = dict.fromkeys(
        one.comment
        for work in works
        if work.document in opinion.documents
        for one in work.opinions
        if one.comment and one.action is opinion.action
    )
    body = " och ".join(sorted({one.description.adopted_by or "" for one in documents} - {""})) or NOBODY
    clauses = (clause(documents, opinion.action, opinion.to), *_following(snapshot, opinion, gone))
    return Motion(body[0].upper() + body[1:], opinion.action, opinion.documents, clauses, tuple(comments))


def _following(snapshot: Snapshot, opinion: Wanted, gone: set[str]) -> Iterator[str]:
    """What goes with the action: references to change, but for those of documents that go themselves."""
    if opinion.action not in _CHANGES:
        return
    for name in opinion.documents:
        record = snapshot.by_id[name]
        kept = (one.source for one in leaning(snapshot, record) if one.source not in gone.union(opinion.documents))
        titles = dict.fromkeys(map(snapshot.title, kept))
        law = requiring(record) if opinion.action in _ENDS else None
        yield from following(record.document.display_title, tuple(titles), law)
