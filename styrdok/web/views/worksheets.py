"""The work on all documents as a workbook to fill in, and what comes back."""

from datetime import date
from pathlib import Path

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.consolidation import returned
from styrdok.judgements.acts import Act
from styrdok.language import Sentence
from styrdok.reports.worksheet import read_worksheet, worksheet
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of, front_desk
from styrdok.web.views.work import PLACE, works_of
from styrdok.web.views.workbook import MEDIA, brought


def download(request: Request) -> Response:
    """The workbook as it is to be filled in."""
    desk = desk_of(request)
    state = desk.state()
    documents = [record.document for record in state.findings.snapshot.records]
    made = worksheet(works_of(state), documents, state.acts, desk.language)
    return Response(made, media_type=MEDIA, headers={"Content-Disposition": 'attachment; filename="arbete.xlsx"'})


async def bring(request: Request) -> Response:
    """Add what a filled-in workbook says that is new, all of it or nothing."""
    desk = front_desk(request)
    drafts = await brought(request, desk, _add, Sentence.of("Hämta arket här, fyll i det och välj det."))
    changed = len({name for draft in drafts for name in draft.documents})
    return RedirectResponse(links.with_query(desk.url(PLACE), {"klart": str(changed)}), 303)


def _add(desk: Desk, file: Path, who: str) -> tuple[Act, ...]:
    state = desk.state()
    found = state.findings.analysis
    held = returned.Desk(
        state.findings.snapshot, state.acts, found.needs, found.proposals, who, desk.day or date.today()
    )
    drafts = read_worksheet(file, held, desk.language)
    with desk.workspace.changing() as registry:
        registry.add_drafts(drafts)
    return drafts
