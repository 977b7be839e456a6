"""The consultation rounds: who answered on which edition of which document, with what stance and what demands.

A reply, or the minutes of a body that adopts one, answers what it is said to respond to; a reply that says it nowhere
answers the document that its own title names. What parties say beside the answer is counted, but asks for nothing in
the name of the body.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from styrdok.extraction.statements.phrases import occurs
from styrdok.findings import Record, Snapshot
from styrdok.models import Reference, Viewpoint
from styrdok.overlaps.tables import table
from styrdok.overlaps.unanswered import Unanswered, unanswered
from styrdok.swedish.collation import collation_key
from styrdok.vocabulary import Kind, MentionKind, Relation, ResolutionStatus, SpeakerKind, Stance, ViewpointKind

_ANSWERING = (Kind.REPLY, Kind.MINUTES)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one body answered, in the paper ``source``.

    ``stance_by`` is who takes the stance, empty where none is stated: in minutes it may be the office whose reply the
    board decides on. ``demands`` are those of the ``viewpoints`` that ask for a change, in reading order.
    """

    source: str
    body: str
    stance: Stance
    stance_by: str
    demands: tuple[Viewpoint, ...]
    viewpoints: tuple[Viewpoint, ...]

    @property
    def kinds(self) -> dict[ViewpointKind, int]:
        """How many viewpoints there are of each kind, the most frequent first."""
        return _counted(self.viewpoints)


@dataclass(frozen=True, slots=True)
class Round:
    """The answers on one edition; ``document`` is its id, or what the answers call it where it is not known.

    ``unanswered`` are the bodies that were asked and did not answer, as far as a paper tells.
    """

    document: str
    answers: tuple[Answer, ...]
    unanswered: tuple[Unanswered, ...] = ()

    @property
    def kinds(self) -> dict[ViewpointKind, int]:
        """How many viewpoints there are of each kind, the most frequent first."""
        return _counted([view for answer in self.answers for view in answer.viewpoints])

    @property
    def stances(self) -> dict[Stance, int]:
        """How many answers take each stance, from support to opposition."""
        counts = Counter(answer.stance for answer in self.answers)
        return {stance: counts[stance] for stance in Stance if counts[stance]}


def find_rounds(snapshot: Snapshot) -> tuple[Round, ...]:
    """The consultation rounds by title, the answers of each by body."""
    found: dict[str, list[Answer]] = defaultdict(list)
    for name, record in snapshot.by_id.items():
        if record.document.description.kind in _ANSWERING:
            asked = _asked(record, snapshot.outgoing[name], snapshot)
            if asked is not None:
                found[asked].append(_answer(record))
    rounds = [_round(snapshot, name, answers) for name, answers in found.items()]
    return tuple(
        sorted(rounds, key=lambda one: (collation_key(snapshot.titles.get(one.document, one.document)), one.document))
    )


def _round(snapshot: Snapshot, name: str, answers: Sequence[Answer]) -> Round:
    in_order = tuple(sorted(answers, key=lambda one: (collation_key(one.body), one.source)))
    return Round(name, in_order, unanswered(snapshot, name, [one.body for one in answers]))


def _asked(record: Record, references: Sequence[Reference], snapshot: Snapshot) -> str | None:
    """What a paper answers: what it responds to, by its title first; else, of a reply, what its title names."""
    title = (record.document.description.title or "").lower()
    opening = [one for one in references if one.mention.anchor.page == 1 and _means(one, snapshot)]
    named = [one for one in opening if one.mention.text.lower() in title]
    responding = [one for one in (*named, *opening) if one.mention.relation is Relation.RESPONDS_TO]
    if not responding and record.document.description.kind is Kind.REPLY:
        known = [one for one in named if one.resolution.target and one.mention.kind is MentionKind.TITLE]
        responding = sorted(known, key=lambda one: (-len(one.mention.text), one.index))
    known = [one for one in responding if one.resolution.target] or responding
    return known[0].resolution.target or known[0].mention.label if known else None


def _means(reference: Reference, snapshot: Snapshot) -> bool:
    """Whether a reference means one steering document, or one by title that is not in the registry."""
    target = snapshot.by_id.get(reference.resolution.target or "")
    if target is not None:
        return reference.resolution.status is ResolutionStatus.RESOLVED and (
            target.document.description.kind is Kind.STEERING
        )
    missing = reference.resolution.status is ResolutionStatus.MISSING
    return missing and reference.mention.kind is MentionKind.TITLE


def _answer(record: Record) -> Answer:
    views = record.extraction.viewpoints
    own = [view for view in views if view.speaker_kind is not SpeakerKind.PARTY]
    stance, by = _stance(own)
    demands = [view for view in own if view.kind is not ViewpointKind.PRAISE and _asks(view.anchor.text)]
    return Answer(record.document.id, _body(record, own), stance, by, tuple(demands), views)


def _asks(words: str) -> bool:
    wordings = table("rounds.toml")
    return occurs(tuple(wordings["asks"]), words) and not occurs(tuple(wordings["unless"]), words)


def _stance(own: Sequence[Viewpoint]) -> tuple[Stance, str]:
    """The stance and who takes it: the board's, else that of whoever says most."""
    counts = Counter(view.speaker for view in own)
    stated = [view for view in own if view.stance is not Stance.NOT_STATED]
    if not stated:
        return Stance.NOT_STATED, ""
    chosen = max(stated, key=lambda view: (view.speaker_kind is SpeakerKind.BOARD, counts[view.speaker], view.speaker))
    return chosen.stance, chosen.speaker


def _body(record: Record, own: Sequence[Viewpoint]) -> str:
    """The body by its own name, without that of the city before it; else who says most, else the title."""
    organisation = record.document.description.organisation or ""
    city, _, unit = organisation.partition(", ")
    name = unit if unit and not city.endswith("-") else organisation
    if not name:
        counts = Counter(view.speaker for view in own if view.speaker)
        name = max(counts, key=lambda who: (counts[who], who), default=record.document.display_title)
    return name[:1].upper() + name[1:]


def _counted(views: Sequence[Viewpoint]) -> dict[ViewpointKind, int]:
    return dict(Counter(sorted(view.kind for view in views)).most_common())
