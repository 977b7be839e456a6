"""What people decided: the queue of what to look at again, agreement, the log, undoing, correcting."""

from collections.abc import Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.errors import NotAllowed, UsageProblem
from styrdok.findings import Place
from styrdok.judgements.acts import ActKind
from styrdok.judgements.agreement import agreements, disagreements
from styrdok.language import Sentence
from styrdok.vocabulary import Action, Freshness
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of, with_name
from styrdok.web.forms import read_form
from styrdok.web.listing import leaf
from styrdok.web.views.pair import read_opinion

_MOST = 100


def show(request: Request) -> Response:
    """All judgements, those to look at again first."""
    desk = desk_of(request)
    state = desk.state()
    return desk.page(
        request,
        "judgements.html",
        findings=state.findings,
        again=[review for review in state.reviews if review.freshness is not Freshness.FRESH],
        leaf=leaf(state.reviews, request.query_params.get("sida")),
        query=dict(request.query_params),
        agreements=agreements(state.reviews),
        disagreements=disagreements(state.reviews),
        acts=state.acts[::-1][:_MOST],
        total=len(state.acts),
        undone=state.spoken.undone,
        done=request.query_params.get("klart", ""),
    )


async def undo(request: Request) -> Response:
    """Take back an act and go back to where the reviewer was."""
    fields = await read_form(request, desk_of(request).token)
    return await run_in_threadpool(_undone, request, fields)


def _undone(request: Request, fields: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    who = desk.signed(request, fields)
    _check_ones_own(desk, fields.get("act", ""))
    with desk.workspace.changing() as registry:
        registry.undo(fields.get("act", ""), who, fields.get("comment", ""))
    return RedirectResponse(links.local_path(fields.get("back", ""), desk.url("/bedomningar")), 303)


def _check_ones_own(desk: Desk, name: str) -> None:
    """Raise :class:`~styrdok.errors.NotAllowed` for what somebody else said, unless an administrator asks."""
    if desk.visitor is None or desk.visitor.may_rule:
        return
    act = next((act for act in desk.state().acts if act.id == name), None)
    if act is None or act.kind in (ActKind.CORRECTION, ActKind.STEP) or act.who == desk.visitor.name:
        return
    raise NotAllowed(
        Sentence.of("Det är {who} som har sagt det.", who=act.who),
        Sentence.of("Den eller en administratör kan ångra det."),
    )


async def judge_proposal(request: Request) -> Response:
    """Take a verdict on a proposal and go back to the list."""
    fields = await read_form(request, desk_of(request).token)
    return await run_in_threadpool(_judged, request, fields)


def _judged(request: Request, fields: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    found = desk.state().findings
    documents = tuple(sorted(fields.get("documents", "").split()))
    actions = [action for action in Action if action.value == fields.get("action")]
    proposal = next(
        (p for p in found.analysis.proposals if tuple(sorted(p.documents)) == documents and p.action in actions), None
    )
    if proposal is None:
        raise UsageProblem(Sentence.of("Förslaget finns inte längre."), Sentence.of("Ladda om sidan med förslag."))
    who = desk.signed(request, fields)
    places: tuple[Place, ...] = proposal.evidence
    known = [document for document in proposal.documents if document in found.records]
    opinion = read_opinion(fields, proposal.action)
    act = desk.workspace.change(lambda registry: registry.judge(known, opinion, who, places))
    back = links.local_path(fields.get("back", ""), desk.url("/forslag"))
    return with_name(desk, RedirectResponse(links.with_news(back, {"klart": act.id}), 303), who)
