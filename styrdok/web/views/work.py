"""The work of consolidation: every steering document with its verdicts, who has it, and how far it has come."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.consolidation.project import Grounds, Work, progress_of, queue_of, urgency_of, work_of
from styrdok.consolidation.verdicts import acts_on, evidence_on
from styrdok.errors import UsageProblem
from styrdok.judgements.acts import Opinion
from styrdok.judgements.steps import check_ahead
from styrdok.language import Sentence
from styrdok.once import once
from styrdok.vocabulary import Action, DocumentType, StepField, Verdict, WorkState
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of, with_name
from styrdok.web.forms import read_form
from styrdok.web.found import Findings
from styrdok.web.listing import Facet, Narrowing, Sets, all_of, leaf, matching_bits, sets_of, sorted_out
from styrdok.web.once import beforehand
from styrdok.web.views.overlaps import View, view_of
from styrdok.web.workspace import State

PLACE = "/arbete"
CHOSEN = "d."
"""What the name of a box begins with by which a document is chosen; its id follows."""
_NEXT = "kö"


def show(request: Request) -> Response:
    """Every document in the work, or what is to be looked at next."""
    desk = desk_of(request)
    state = desk.state()
    works, query = works_of(state), dict(request.query_params)
    done = query.pop("klart", "")
    facets = _facets(desk, state)
    listed, choices = sorted_out(works, facets, query)
    shown = queue_of(listed) if query.get("ordning") == _NEXT else tuple(listed)
    return desk.page(
        request,
        "work.html",
        findings=state.findings,
        progress=progress_of(works),
        facets=choices,
        leaf=leaf(shown, query.get("sida")),
        query=query,
        views=_views(desk, state, query),
        actions=tuple(action for action in Action if action is not Action.NO_NEW),
        types=tuple(DocumentType),
        chosen=CHOSEN,
        steps=StepField,
        done=done,
    )


@once
def works_of(state: State) -> tuple[Work, ...]:
    """The work as on the day of a state."""
    found = state.findings.analysis
    grounds = Grounds(found.overlaps, found.needs, found.proposals, state.acts, state.reviews)
    return work_of(state.findings.snapshot, grounds, state.findings.day, _urgency(state.findings))


@beforehand
def _urgency(found: Findings) -> Mapping[str, float]:
    return urgency_of(found.analysis.overlaps, found.analysis.needs)


@once
def _sets(state: State) -> Mapping[str, Sets]:
    works = works_of(state)
    return {
        "lage": sets_of(works, lambda work: (work.state.value,)),
        "forslag": sets_of(works, lambda work: (work.proposed.value,) if work.proposed else ()),
        "vem": sets_of(works, lambda work: filter(None, [work.steps.get(StepField.ASSIGNED_TO)])),
        "sent": sets_of(works, lambda work: ("ja",) if work.late else ()),
    }


def _facets(desk: Desk, state: State) -> list[Narrowing]:
    """The ways to narrow the work."""
    say, word, sets = desk.language.say, desk.language.word, _sets(state)
    return [
        Facet("lage", say("Läge"), sets["lage"], lambda value: word(WorkState(value))),
        Facet("forslag", say("Förslag"), sets["forslag"], lambda value: word(Action(value))),
        Facet("vem", say("Handläggare"), sets["vem"]),
        Facet("sent", say("Försenat"), sets["sent"], lambda _: say("ja")),
    ]


def _views(desk: Desk, state: State, query: Mapping[str, str]) -> list[View]:
    say, facets, every = desk.language.say, _facets(desk, state), all_of(len(works_of(state)))
    views: list[tuple[str, dict[str, str]]] = [
        (say("Alla"), {}),
        (say("Att bedöma"), {"lage": WorkState.OPEN.value}),
        (say("Oenighet"), {"lage": WorkState.DISAGREED.value}),
        (say("Försenat"), {"sent": "ja"}),
    ]
    counts = [matching_bits(facets, view, every).bit_count() for _, view in views]
    return [view_of(name, PLACE, view, n, query) for (name, view), n in zip(views, counts, strict=True)]


async def judge(request: Request) -> Response:
    """Take a verdict on the documents chosen."""
    fields = await read_form(request, desk_of(request).token)
    return await run_in_threadpool(_judged, request, fields)


def _judged(request: Request, fields: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    found = desk.state().findings
    actions = {action.value: action for action in Action}
    action = actions.get(fields.get("action", ""))
    if action is None:
        raise UsageProblem(Sentence.of("Det står inte vad som ska göras."), Sentence.of("Välj en åtgärd."))
    types = {one.value: one for one in DocumentType}
    to = types.get(fields.get("to", "")) if action is Action.CONVERT else None
    groups = acts_on(found.snapshot, _chosen(desk, fields), action, to)
    judged = [(group, evidence_on(group, found.analysis.needs, found.analysis.proposals)) for group in groups]
    opinion = Opinion(Verdict.ACCEPT, None, fields.get("comment", ""), action, to)
    who = desk.signed(request, fields)
    acts = desk.workspace.change(lambda registry: registry.judge_all(judged, opinion, who))
    return _back(desk, fields, who, len(acts))


async def weigh(request: Request) -> Response:
    """Lead to what follows from repealing the documents chosen."""
    desk = desk_of(request)
    fields = await read_form(request, desk.token)
    query = urlencode([("dokument", name) for name in await run_in_threadpool(_chosen, desk, fields)])
    return RedirectResponse(f"{desk.url(PLACE)}/foljder?{query}", 303)


async def assign(request: Request) -> Response:
    """Give the documents chosen to somebody."""
    fields = await read_form(request, desk_of(request).token)
    return await run_in_threadpool(_assigned, request, fields)


def _assigned(request: Request, fields: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    given = {StepField.ASSIGNED_TO: fields.get("assigned_to"), StepField.DUE: fields.get("due")}
    values: dict[StepField, str | None] = {field: value for field, value in given.items() if value}
    if not values:
        raise UsageProblem(
            Sentence.of("Det står inte vem som ska ha dem eller när."), Sentence.of("Fyll i namn, dag eller båda.")
        )
    check_ahead(fields.get("due"), date.today())
    who = desk.signed(request, fields)
    chosen, said = _chosen(desk, fields), fields.get("comment", "")
    acts = desk.workspace.change(lambda registry: registry.take_steps(chosen, values, who, said))
    return _back(desk, fields, who, len({act.documents for act in acts}))


def _chosen(desk: Desk, fields: Mapping[str, str]) -> list[str]:
    """The documents whose boxes are ticked."""
    found = desk.state().findings
    names = [field.removeprefix(CHOSEN) for field in fields if field.startswith(CHOSEN)]
    if not names:
        raise UsageProblem(Sentence.of("Inget dokument är valt."), Sentence.of("Kryssa för minst ett i listan."))
    return [found.document(name).id for name in names]


def _back(desk: Desk, fields: Mapping[str, str], who: str, count: int) -> Response:
    back = links.local_path(fields.get("back", ""), desk.url(PLACE))
    return with_name(desk, RedirectResponse(links.with_news(back, {"klart": str(count)}), 303), who)
