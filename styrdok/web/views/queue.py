"""My queue: what is waiting for the one who asks."""

from starlette.requests import Request
from starlette.responses import Response

from styrdok.consolidation.project import Work
from styrdok.judgements.acts import Act, comments
from styrdok.judgements.reviews import Review
from styrdok.vocabulary import Freshness, StepField, WorkState
from styrdok.web.desk import desk_of
from styrdok.web.views.work import works_of
from styrdok.web.workspace import State

_NEWEST = 10


def show(request: Request) -> Response:
    """The documents that I have, my judgements to look at again, and what others say of my documents."""
    desk = desk_of(request)
    state, who = desk.state(), desk.who(request)
    mine = _assigned(works_of(state), who)
    return desk.page(
        request,
        "queue.html",
        findings=state.findings,
        waiting=[work for work in mine if work.state is not WorkState.DECIDED],
        decided=sum(work.state is WorkState.DECIDED for work in mine),
        again=_again(state, who),
        comments=_said_to_me(state, {work.document for work in mine}, who),
        steps=StepField,
        reviews=state.reviews_by_pair,
    )


def is_mine(assigned: str | None, who: str) -> bool:
    """Whether a name that work was given to is that of who asks."""
    return bool(who) and " ".join((assigned or "").split()).casefold() == " ".join(who.split()).casefold()


def _assigned(works: tuple[Work, ...], who: str) -> list[Work]:
    """What I have: first what is late, then by the day it is to be ready, then the strongest findings."""
    mine = [work for work in works if is_mine(work.steps.get(StepField.ASSIGNED_TO), who)]
    return sorted(mine, key=lambda work: (not work.late, work.steps.get(StepField.DUE, "9999"), -work.urgency))


def _again(state: State, who: str) -> list[Review]:
    return [one for one in state.reviews if one.freshness is not Freshness.FRESH and is_mine(one.act.who, who)]


def _said_to_me(state: State, documents: set[str], who: str) -> list[Act]:
    """The newest comments of others on what I have."""
    said = [act for act in comments(state.acts) if documents & set(act.documents) and not is_mine(act.who, who)]
    return said[: -_NEWEST - 1 : -1]
