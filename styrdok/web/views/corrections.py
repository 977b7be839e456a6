"""Correcting what was read: all fields of a document beside its page, one field of several documents, spellings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from styrdok.errors import UsageProblem
from styrdok.judgements.written import CODED, DAYS, Change, changes_of
from styrdok.language import Sentence
from styrdok.language.words import FIELD, WORDS
from styrdok.models import Document, FieldValue
from styrdok.pages.overlay import Mark
from styrdok.registry.store import Registry
from styrdok.swedish.collation import collation_key
from styrdok.web import links
from styrdok.web.desk import Desk, desk_of, front_desk, with_name
from styrdok.web.forms import read_fields, read_form
from styrdok.web.found import NAMES, Findings
from styrdok.web.views.pages import drawn, page_of

_BEFORE = "innan."
_TOGETHER = ("status", "type", "kind", "adopted_by", "responsible", "organisation", "valid_to", "adopted_on")
_MOST = 100
_WRONG = 400


@dataclass(frozen=True, slots=True)
class Control:
    """A field in a form: what stands in it, what stood in it before, where it was read, and what is wrong with it.

    ``choices`` are the values to choose from with their words, ``names`` what is suggested.
    """

    field: str
    title: str
    value: str
    before: str
    choices: tuple[tuple[str, str], ...] = ()
    names: tuple[str, ...] = ()
    read: FieldValue | None = None
    wrong: str = ""
    hint: str = ""

    @property
    def day(self) -> bool:
        """Whether it holds a day."""
        return self.field in DAYS


def show(request: Request) -> Response:
    """The form with all that can be corrected of a document."""
    desk = desk_of(request)
    document = desk.state().findings.document(request.path_params["document"])
    return _form(request, desk, document, {}, {})


def _form(
    request: Request, desk: Desk, document: Document, typed: Mapping[str, str], wrong: Mapping[str, UsageProblem]
) -> Response:
    found = desk.state().findings
    controls = [_control(desk, found, document, field, typed, wrong.get(field)) for field in FIELD]
    place = _asked_for(controls, request.query_params.get("falt"))
    return desk.page(
        request,
        "correct.html",
        _WRONG if wrong else 200,
        findings=found,
        document=document,
        controls=controls,
        wrong=[control for control in controls if control.wrong],
        typed=typed,
        shown=place,
        picture=_picture(desk, found, document, controls, place),
        back=links.local_path(typed.get("tillbaka") or request.query_params.get("tillbaka", ""), ""),
    )


def _control(
    desk: Desk,
    found: Findings,
    document: Document,
    field: str,
    typed: Mapping[str, str],
    problem: UsageProblem | None,
) -> Control:
    tell = desk.language.tell
    now = written(document, field, desk.language.say("tills vidare"))
    read = [value for value in found.records[document.id].extraction.fields if value.field == field and value.anchor]
    return Control(
        field,
        desk.language.say(FIELD[field]),
        typed.get(field, now),
        typed.get(_BEFORE + field, now),
        _choices(desk, CODED[field], now) if field in CODED else (),
        found.names_written[field] if field in NAMES else (),
        max(read, key=lambda value: value.confidence, default=None),
        tell(problem.sentence) if problem else "",
        tell(problem.advice) if problem else "",
    )


def written(document: Document, field: str, forever: str) -> str:
    """The value of a field as a form shows it."""
    value = getattr(document.description, field)
    if field == "valid_to" and value is None and document.description.open_ended:
        return forever
    if value is None:
        return ""
    return "; ".join(value) if isinstance(value, tuple) else str(value)


def _choices(desk: Desk, codes: type[StrEnum], now: str) -> tuple[tuple[str, str], ...]:
    named = tuple((code.value, desk.language.word(code)) for code in WORDS[codes])
    return named if now in set(codes) else ((now, now or desk.language.say("okänt")), *named)


def _asked_for(controls: Sequence[Control], field: str | None) -> Control | None:
    """The field whose place is shown: the one asked for, else the first that was read from a page."""
    read = [control for control in controls if control.read]
    return next((control for control in read if control.field == field), read[0] if read else None)


def _picture(
    desk: Desk, found: Findings, document: Document, controls: Sequence[Control], chosen: Control | None
) -> Markup:
    """The page that a value was read from, with all values that were read from it marked."""
    number = chosen.read.anchor.page if chosen and chosen.read and chosen.read.anchor else 1
    with Registry.open(desk.workspace.path, read_only=True) as registry:
        page, _ = page_of(desk.language, registry, document.id, number)
        marks = []
        for control in controls:
            anchor = control.read.anchor if control.read else None
            if anchor and anchor.page == number:
                boxes = registry.boxes(document.id, number, anchor.start, anchor.end)
                look = "chosen" if control is chosen else "other"
                marks.append(Mark(boxes, look, words=control.title))
    return drawn(found, document.id, page, marks)


async def correct(request: Request) -> Response:
    """Correct what was changed in the form; with anything that cannot stand nothing is saved and all that was typed
    stays.
    """
    fields = await read_form(request, front_desk(request).token)
    return await run_in_threadpool(_corrected, request, fields)


def _corrected(request: Request, fields: Mapping[str, str]) -> Response:
    desk = desk_of(request)
    document = desk.state().findings.document(request.path_params["document"])
    changed = [name for name in FIELD if name in fields and fields[name] != fields.get(_BEFORE + name, "")]
    changes, wrong = _read(document, {name: fields[name] for name in changed})
    if wrong:
        return _form(request, desk, document, fields, wrong)
    who = desk.signed(request, fields)
    if changes:
        with desk.workspace.changing() as registry:
            registry.correct_all([(document.id, change) for change in changes], who, fields.get("comment", ""))
    back = links.local_path(fields.get("tillbaka", ""), desk.url(links.document_url(document.id)))
    return with_name(desk, RedirectResponse(links.with_news(back, {"rattat": len(changed)}), 303), who)


def _read(document: Document, typed: Mapping[str, str]) -> tuple[list[Change], dict[str, UsageProblem]]:
    """The changes that are meant, and the fields that hold what cannot stand there."""
    changes: list[Change] = []
    wrong: dict[str, UsageProblem] = {}
    for name, text in typed.items():
        try:
            changes += [change for change in changes_of(name, text) if not _holds(document, change)]
        except UsageProblem as problem:
            wrong[name] = problem
    return changes, wrong


def _holds(document: Document, change: Change) -> bool:
    """Whether a document is said to hold until further notice, or not, already."""
    return change.field == "open_ended" and document.description.open_ended == (change.value == "ja")


# ------------------------------------------------------------ several documents


async def together(request: Request) -> Response:
    """Set one field of several documents."""
    fields = await read_fields(request, front_desk(request).token)
    return await run_in_threadpool(_set_together, request, fields)


def _set_together(request: Request, fields: Mapping[str, Sequence[str]]) -> Response:
    desk = desk_of(request)
    found = desk.state().findings
    one = {name: values[-1] for name, values in fields.items()}
    documents = [found.records[name].document for name in dict.fromkeys(fields.get("val", ())) if name in found.records]
    back = links.local_path(one.get("tillbaka", ""), desk.url("/dokument"))
    if not documents:
        return RedirectResponse(back, 303)
    field, value = one.get("field", ""), one.get("value", "")
    wrong: UsageProblem | None = None
    wanted: list[tuple[str, Change]] = []
    try:
        if field not in _TOGETHER:
            raise UsageProblem(Sentence.of("Välj vad som ska ändras."), Sentence.of("Välj en uppgift i listan."))
        for document in documents:
            wanted += [(document.id, c) for c in changes_of(field, value) if not _holds(document, c)]
    except UsageProblem as problem:
        wrong = problem
    if wrong is not None:
        return desk.page(
            request, "together.html", _WRONG, findings=found, documents=documents, back=back, wrong=wrong, given=one,
            **setting_choices(desk, found),
        )  # fmt: skip
    who = desk.signed(request, one)
    with desk.workspace.changing() as registry:
        registry.correct_all(wanted, who, one.get("comment", ""))
    return RedirectResponse(links.with_news(back, {"andrade": len(documents)}), 303)


def setting_choices(desk: Desk, found: Findings) -> dict[str, Any]:
    """What can be set for several documents at once, and what is suggested."""
    words = [desk.language.word(code) for codes in CODED.values() for code in WORDS[codes]]
    named: Iterable[str] = (name for names in found.names_written.values() for name in names[:_MOST])
    return {
        "together": [(field, desk.language.say(FIELD[field])) for field in _TOGETHER],
        "suggested": sorted({*words, *named}, key=collation_key),
    }


# ------------------------------------------------------------ spellings


def spellings(request: Request) -> Response:
    """Names that are spelt in several ways, to be made one."""
    desk = desk_of(request)
    found = desk.state().findings
    return desk.page(
        request,
        "spellings.html",
        clusters=[
            (field, desk.language.say(FIELD[field]), number, cluster)
            for field, several in found.spellings.items()
            for number, cluster in enumerate(several)
        ],
        joined=request.query_params.get("rattat", ""),
    )


async def join(request: Request) -> Response:
    """Spell a name the same in all documents."""
    fields = await read_fields(request, front_desk(request).token)
    return await run_in_threadpool(_joined, request, fields)


def _joined(request: Request, fields: Mapping[str, Sequence[str]]) -> Response:
    desk = desk_of(request)
    found = desk.state().findings
    one = {name: values[-1] for name, values in fields.items()}
    field, name = one.get("field", ""), one.get("annan", "") or one.get("stavning", "")
    if field not in NAMES or not name:
        raise UsageProblem(Sentence.of("Välj hur namnet ska stavas."), Sentence.of("Gå tillbaka och välj."))
    others = {*fields.get("namn", ())} - {name}
    wanted = [
        (document.id, change)
        for document in found.by_title
        if getattr(document.description, field) in others
        for change in changes_of(field, name)
    ]
    who = desk.signed(request, one)
    with desk.workspace.changing() as registry:
        registry.correct_all(wanted, who)
    return RedirectResponse(desk.url(links.with_query("/stavningar", {"rattat": len(wanted)})), 303)
