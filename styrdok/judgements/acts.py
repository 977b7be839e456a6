"""What people did: judgements, corrections, steps of the work, comments, and the undoing of any. Acts are only added.

An act is named by a hash of all it says, so the acts of two people can be put together in any order, any number of
times, with the same outcome. What counts is worked out from the whole set: an act counts unless an act that counts
undoes it.
"""

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from styrdok.plain import plain
from styrdok.vocabulary import Action, DocumentType, Verdict

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")
_END_OF_TIME = datetime(9999, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


class ActKind(StrEnum):
    """What was done."""

    JUDGEMENT = "judgement"
    CORRECTION = "correction"
    STEP = "step"
    COMMENT = "comment"
    UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Subject:
    """A document as it went by when the act was done; file and title still name it when its content has changed."""

    id: str
    file: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that lay before the reviewer."""

    document: str
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Act:
    """One row of the human layer.

    ``subjects`` are the documents of the pair or proposal, sorted by id, or the one document of a correction, step or
    comment; a comment on a place has its words as ``evidence``.
    ``action`` is that of the proposal judged; a judgement without it is about the pair. ``field`` and ``value`` are
    what a correction or step sets; a judgement that converts has the new type as ``value``. ``at`` is UTC with
    microseconds. ``undoes`` is the id of another act.
    """

    kind: ActKind
    at: str
    who: str
    subjects: tuple[Subject, ...] = ()
    action: Action | None = None
    verdict: Verdict | None = None
    reason: Action | None = None
    comment: str = ""
    field: str | None = None
    value: str | None = None
    undoes: str | None = None
    evidence: tuple[Quote, ...] = ()
    id: str = ""

    @property
    def documents(self) -> tuple[str, ...]:
        """The ids of the subjects."""
        return tuple(subject.id for subject in self.subjects)


@dataclass(frozen=True, slots=True)
class Opinion:
    """A reviewer's judgement: the verdict, why (a proposal verb), and in own words.

    ``action`` is that of the proposal that is judged; without it the pair itself is. ``to`` is the type that a
    document is to be converted to.
    """

    verdict: Verdict
    reason: Action | None = None
    comment: str = ""
    action: Action | None = None
    to: DocumentType | None = None


@dataclass(frozen=True, slots=True)
class Which:
    """Which acts are meant; ``None`` leaves that open. ``since`` and ``until`` are days (UTC), both included."""

    who: str | None = None
    document: str | None = None
    kind: ActKind | None = None
    verdict: Verdict | None = None
    since: date | None = None
    until: date | None = None

    def fits(self, act: Act) -> bool:
        """Whether an act is meant."""
        day = date.fromisoformat(act.at[:10])
        return (
            self.who in (None, act.who)
            and (self.document is None or self.document in act.documents)
            and self.kind in (None, act.kind)
            and self.verdict in (None, act.verdict)
            and (self.since or day) <= day <= (self.until or day)
        )


def sealed(act: Act) -> Act:
    """The act with the id that follows from all it says."""
    content = plain(replace(act, id=""))
    digest = hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8")).hexdigest()
    return replace(act, id="a" + digest[:16])


def in_order(acts: Iterable[Act]) -> tuple[Act, ...]:
    """The acts by time, each once."""
    return tuple(sorted({act.id: act for act in acts}.values(), key=lambda act: (act.at, act.id)))


def standing(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts that count, by time, those that undo others left out."""
    counting = _counting(acts)
    return tuple(act for act in in_order(acts) if act.kind is not ActKind.UNDO and counting[act.id])


def _counting(acts: Sequence[Act]) -> dict[str, bool]:
    """Whether each act counts: none of those that undo it does. Walked, since a chain may be of any length."""
    undoing: dict[str, list[str]] = defaultdict(list)
    for act in acts:
        if act.undoes is not None:
            undoing[act.undoes].append(act.id)
    counts: dict[str, bool] = {}
    for act in acts:
        waiting = [act.id]
        while waiting:
            name = waiting[-1]
            open_yet = [other for other in undoing[name] if other not in counts]
            if open_yet and name not in counts:
                waiting += open_yet
            else:
                counts[name] = not any(counts[other] for other in undoing[name])
                waiting.pop()
    return counts


def latest(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Each reviewer's newest judgement of each pair or proposal, anybody's newest correction or step of each field, and
    every comment.
    """
    newest: dict[tuple[object, ...], Act] = {}
    for act in standing(acts):
        newest.pop(topic_of(act), None)
        newest[topic_of(act)] = act
    return tuple(newest.values())


def topic_of(act: Act) -> tuple[object, ...]:
    """What an act speaks of: a newer one that counts on the same takes its place."""
    if act.kind is ActKind.COMMENT:
        return (act.kind, act.id)
    if act.kind is not ActKind.JUDGEMENT:
        return (act.kind, act.documents, act.field)
    return (act.kind, act.documents, act.action, act.who)


def corrections(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The corrections that count, the newest for each document and field."""
    return tuple(act for act in latest(acts) if act.kind is ActKind.CORRECTION)


def steps(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The steps that count, the newest for each document and field."""
    return tuple(act for act in latest(acts) if act.kind is ActKind.STEP)


def comments(acts: Sequence[Act]) -> tuple[Act, ...]:
    """The comments that count, by time."""
    return tuple(act for act in standing(acts) if act.kind is ActKind.COMMENT)


def verdict_on(acts: Sequence[Act], documents: Iterable[str], action: Action | None = None) -> Act | None:
    """The newest judgement that counts on these documents (in any order), or on that proposal about them."""
    wanted = tuple(sorted(documents))
    found = [
        act
        for act in latest(acts)
        if act.kind is ActKind.JUDGEMENT and act.documents == wanted and act.action is action
    ]
    return found[-1] if found else None


def next_moment(times: Iterable[str], now: datetime | None = None) -> str:
    """The time of a new act: now, but always after all acts there are, even when a clock was set back.

    ``times`` are those of the acts, the newest first; what is no moment, or lies at the end of time, is passed over.
    """
    moment = (now or datetime.now(UTC)).astimezone(UTC)
    moments = (known for known in map(moment_of, times) if known is not None and known < _END_OF_TIME)
    latest = next(moments, None)
    return (moment if latest is None else max(moment, latest + _TICK)).isoformat(timespec="microseconds")


def moment_of(at: str) -> datetime | None:
    """The moment that an act bears; ``None`` for words that are no moment in UTC with microseconds."""
    if not _MOMENT.fullmatch(at):
        return None
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return None
