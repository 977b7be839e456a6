"""What the graph of references answers and a picture cannot: each answer with the references that show it."""

from starlette.requests import Request
from starlette.responses import Response

from styrdok.graph.questions import ASKED, Reply, ask
from styrdok.vocabulary import Question
from styrdok.web.desk import desk_of
from styrdok.web.found import Findings
from styrdok.web.links import with_query
from styrdok.web.listing import leaf
from styrdok.web.once import beforehand, lately

PLACE = "/karta/fragor"


def show(request: Request) -> Response:
    """The answer to the question that the query asks, the first where it asks none."""
    desk, query = desk_of(request), dict(request.query_params)
    found = desk.state().findings
    known = {one.value: one for one in Question}
    chosen = known.get(query.get("fraga", ""), Question.CENTRAL)
    return desk.page(
        request,
        "questions.html",
        findings=found,
        place=PLACE,
        query=query,
        chosen=chosen,
        asked=[(one, words, with_query(PLACE, {"fraga": one.value})) for one, words in ASKED.items()],
        leaf=leaf(_answers(found, chosen), query.get("sida")),
    )


@lately
def _answers(found: Findings, question: Question) -> tuple[Reply, ...]:
    return ask(found.snapshot, question)


@beforehand
def _first(found: Findings) -> tuple[Reply, ...]:
    """The answer that the page opens with."""
    return _answers(found, Question.CENTRAL)
