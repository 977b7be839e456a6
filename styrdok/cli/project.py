"""``project``: the work of consolidation: verdicts on documents, who has them, until when, what was decided."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.describe import SHORT_ID
from styrdok.cli.errors import tell
from styrdok.cli.judging import reviewer
from styrdok.cli.opening import reading, works
from styrdok.cli.options import (
    DEFAULT_LANG,
    DEFAULT_REGISTRY,
    DryRun,
    Form,
    Lang,
    Per,
    RegistryPath,
    Who,
    check_workbook,
    on,
)
from styrdok.cli.output import Column, Format, word_of, write_listing
from styrdok.errors import NotFound, UsageProblem
from styrdok.files import write_whole
from styrdok.language import Language
from styrdok.sentence import Sentence
from styrdok.vocabulary import Action, DocumentType, Kind, StepField, Verdict, WorkState

if TYPE_CHECKING:
    from styrdok.consolidation.project import Progress, Work
    from styrdok.judgements.acts import Act
    from styrdok.models import Document

_WORK = (
    Column("title", "dokument", ratio=3),
    Column("state", "läge", said=word_of(WorkState)),
    Column("proposed", "förslag", said=word_of(Action)),
    Column("verdict", "bedömning", ratio=2),
    Column("assigned_to", "handläggare"),
    Column("due", "klart senast"),
    Column("decided", "beslut", ratio=1),
)
_NEW = (
    Column("titles", "dokument", ratio=3),
    Column("who", "granskare", ratio=1),
    Column("what", "nytt", ratio=2),
    Column("comment", "kommentar", ratio=2),
)
Documents = Annotated[list[str], typer.Argument(help="Documents: id, file name or (part of) the title.")]
project = typer.Typer(no_args_is_help=True, help="The work of consolidation: verdicts, who has what, what was decided.")


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(project, name="project")


@project.command("status")
def status(
    state: Annotated[list[WorkState] | None, typer.Option(help="Only these; may be repeated.")] = None,
    assigned: Annotated[str | None, typer.Option(help="Only what this person has; '' for what nobody has.")] = None,
    late: Annotated[bool, typer.Option("--late", help="Only what should have been done by now.")] = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """Every steering document with what is proposed, what reviewers say, who has it, and how far it has come."""
    from styrdok.consolidation.project import progress_of

    found, titles = _works(registry, per, lang)
    shown = [
        work
        for work in found
        if work.state in (state or list(WorkState))
        and (assigned is None or work.steps.get(StepField.ASSIGNED_TO, "") == assigned)
        and (work.late or not late)
    ]
    _write(shown, titles, form, lang)
    tell(_progress(progress_of(found), lang))


@project.command("next")
def queue(
    limit: Annotated[int, typer.Option(min=1, help="How many documents to show.")] = 10,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """What to look at next: where reviewers differ, where the text has changed, then the strongest findings first."""
    from styrdok.consolidation.project import queue_of

    found, titles = _works(registry, per, lang)
    waiting = queue_of(found)
    _write(waiting[:limit], titles, form, lang)
    tell(lang.say("{count} dokument väntar på en bedömning.", count=len(waiting)))


@project.command("judge")
def judge(
    documents: Documents,
    action: Annotated[Action, typer.Option(help="What should be done with them.")],
    to: Annotated[DocumentType | None, typer.Option("--to", help="The type to convert to.")] = None,
    unsure: Annotated[bool, typer.Option("--unsure", help="You lean that way but are not sure.")] = False,
    comment: Annotated[str, typer.Option(help="Why, in your own words.")] = "",
    who: Who = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Say what should be done with documents: merge and coordinate join all that are named, others go one by one."""
    from styrdok.consolidation.verdicts import acts_on, evidence_on
    from styrdok.engines.kept import analysed
    from styrdok.judgements.acts import Opinion
    from styrdok.registry.store import Registry

    verdict = Verdict.UNSURE if unsure else Verdict.ACCEPT
    with Registry.open(registry) as opened:
        found = analysed(opened, date.today())
        groups = acts_on(found.snapshot, [one.id for one in _named(found.documents, documents)], action, to)
        judged = [(group, evidence_on(group, found.needs, found.proposals)) for group in groups]
        acts = opened.judge_all(judged, Opinion(verdict, None, comment, action, to), reviewer(who))
    for act in acts:
        tell(
            lang.say(
                "{act}: {action}, {documents}. Ångra med: styrdok undo {act}",
                act=act.id[:SHORT_ID],
                action=lang.word(action),
                documents=" + ".join(subject.title or subject.file for subject in act.subjects),
            )
        )


@project.command("assign")
def assign(
    documents: Documents,
    to: Annotated[str | None, typer.Option("--to", help="Who has them from now on; '' for nobody.")] = None,
    due: Annotated[str | None, typer.Option(help="When it shall be done: 2026-12-31; '' for no day.")] = None,
    comment: Annotated[str, typer.Option(help="In your own words.")] = "",
    who: Who = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Give documents to somebody, with or without a day by which it shall be done; who had them before is told."""
    from styrdok.judgements.steps import check_ahead

    check_ahead(due, date.today())
    given = {StepField.ASSIGNED_TO: to, StepField.DUE: due}
    _take(registry, documents, given, (reviewer(who), comment), lang)


@project.command("decide")
def decide(
    documents: Documents,
    day: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="The day of the decision.")],
    by: Annotated[str | None, typer.Option("--by", help="The body that decided.")] = None,
    decision: Annotated[str | None, typer.Option(help="How the decision is named: § 45.")] = None,
    comment: Annotated[str, typer.Option(help="In your own words.")] = "",
    who: Who = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Note that a body has decided on documents; the work on them is then done."""
    given = {StepField.DECIDED_ON: day.date().isoformat(), StepField.DECIDED_BY: by, StepField.DECISION: decision}
    _take(registry, documents, given, (reviewer(who), comment), lang)


@project.command("export")
def export(
    out: Annotated[Path, typer.Argument(help="The workbook to write: FILE.xlsx.")],
    registry: RegistryPath = DEFAULT_REGISTRY,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """Write the work as a workbook to fill in: verdicts, comments, who has what until when, what was decided."""
    from styrdok.engines.kept import analysed
    from styrdok.reports.worksheet import worksheet

    check_workbook(out)
    with reading(registry, lang) as opened:
        found, acts = analysed(opened, on(per)), opened.acts()
        shown = works(opened, found, on(per))
    documents = [record.document for record in found.snapshot.records]
    write_whole(out, worksheet(shown, documents, acts, lang))
    tell(
        lang.say(
            "{count} dokument i {file}. Fyll i, och läs in med: styrdok project import {file}",
            count=len(shown),
            file=str(out),
        )
    )


@project.command("import")
def bring(
    file: Annotated[Path, typer.Argument(help="The workbook from 'styrdok project export', filled in.")],
    dry_run: DryRun = False,
    who: Who = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Add what a filled-in workbook says that is new; what others have done since it was written stands."""
    from styrdok.consolidation.returned import Desk
    from styrdok.engines.kept import analysed
    from styrdok.registry.store import Registry
    from styrdok.reports.worksheet import read_worksheet

    with Registry.open(registry, read_only=dry_run) as opened:
        today = date.today()
        found = analysed(opened, today)
        desk = Desk(found.snapshot, opened.acts(), found.needs, found.proposals, reviewer(who), today)
        drafts = read_worksheet(file, desk, lang)
        if not dry_run:
            opened.add_drafts(drafts)
    titles = found.titles
    write_listing(
        [_brought(draft, titles, lang if form is Format.TABLE else None) for draft in drafts], _NEW, form, lang
    )
    tell(
        lang.say("{count} åtgärder skulle läggas till.", count=len(drafts))
        if dry_run
        else lang.say("{count} åtgärder har lagts till. Nästa steg: styrdok project status", count=len(drafts))
    )


def _brought(draft: "Act", titles: Mapping[str, str], lang: Language | None) -> dict[str, str]:
    """A draft as a row: to people in a language, to programs in code words."""
    if draft.action is not None:
        to = DocumentType(draft.value) if draft.value else None
        said = [one for one in (draft.action, to, draft.verdict if draft.verdict is Verdict.UNSURE else None) if one]
        what = " ".join(lang.word(one) if lang else one.value for one in said)
    else:
        field = StepField(draft.field or "")
        what = f"{lang.word(field) if lang else field.value}: {draft.value or '–'}"
    return {
        "titles": " + ".join(titles[name] for name in draft.documents),
        "who": draft.who,
        "what": what,
        "comment": draft.comment,
    }


def _take(
    registry: RegistryPath,
    documents: Sequence[str],
    given: Mapping[StepField, str | None],
    said: tuple[str, str],
    lang: Language,
) -> None:
    """Take the steps that are given and tell of each what stood there before; ``said``: who takes them, and why."""
    from styrdok.judgements.acts import steps
    from styrdok.registry.store import Registry

    values = {field: value for field, value in given.items() if value is not None}
    if not values:
        raise UsageProblem(
            Sentence.of("Det står inte vad som ska ändras."), Sentence.of("Ange --to, --due eller båda.")
        )
    with Registry.open(registry) as opened:
        chosen = _named(opened.documents(), documents)
        before = {(act.documents[0], act.field): act for act in steps(opened.acts())}
        opened.take_steps([one.id for one in chosen], values, *said)
    for document in chosen:
        for field, value in values.items():
            old = before.get((document.id, field))
            tell(
                lang.say(
                    "{title}: {field} {value} (förut {old}, {who}).",
                    title=document.display_title,
                    field=lang.word(field),
                    value=value or "–",
                    old=old.value,
                    who=old.who,
                )
                if old is not None and old.value not in (None, value)
                else lang.say(
                    "{title}: {field} {value}.",
                    title=document.display_title,
                    field=lang.word(field),
                    value=value or "–",
                )
            )


def _named(known: "Sequence[Document]", names: Sequence[str]) -> "list[Document]":
    """The documents that are named, each once; a steering document goes before a paper that bears its name."""
    from styrdok.registry.names import find

    steering = [one for one in known if one.description.kind is Kind.STEERING]
    found = []
    for name in names:
        try:
            found.append(find(steering, name))
        except NotFound:
            found.append(find(known, name))
    return list(dict.fromkeys(found))


def _works(registry: RegistryPath, per: Per, lang: Language) -> "tuple[tuple[Work, ...], dict[str, str]]":
    from styrdok.engines.kept import analysed

    with reading(registry, lang) as opened:
        found = analysed(opened, on(per))
        return works(opened, found, on(per)), found.titles


def _write(works: "Sequence[Work]", titles: dict[str, str], form: Format, lang: Language) -> None:
    people = form is Format.TABLE
    rows = [_row(work, titles, lang if people else None) for work in works]
    write_listing(
        rows, _WORK if people else (Column("document"), *_WORK, Column("urgency"), Column("late")), form, lang
    )


def _row(work: "Work", titles: dict[str, str], lang: Language | None) -> dict[str, Any]:
    return {
        "document": work.document,
        "title": titles[work.document],
        "state": work.state.value,
        "proposed": work.proposed.value if work.proposed else None,
        "verdict": [_opinion(one.who, one.action, one.to, one.verdict, lang) for one in work.opinions],
        "assigned_to": work.steps.get(StepField.ASSIGNED_TO),
        "due": work.steps.get(StepField.DUE),
        "decided": " ".join(
            work.steps[field]
            for field in (StepField.DECIDED_BY, StepField.DECIDED_ON, StepField.DECISION)
            if field in work.steps
        ),
        "urgency": work.urgency,
        "late": work.late,
    }


def _opinion(who: str, action: Action, to: DocumentType | None, verdict: Verdict, lang: Language | None) -> str:
    parts = [one for one in (action, to, verdict if verdict is Verdict.UNSURE else None) if one is not None]
    return f"{who}: {' '.join(lang.word(part) if lang else part.value for part in parts)}"


def _progress(found: "Progress", lang: Language) -> str:
    return lang.say(
        "{judged} av {documents} bedömda, {decided} beslutade; {disagreed} med oenighet, {stale} vars text har "
        "ändrats, {late} försenade, {unassigned} utan handläggare.",
        judged=found.judged,
        documents=found.documents,
        decided=found.decided,
        disagreed=found.disagreed,
        stale=found.stale,
        late=found.late,
        unassigned=found.unassigned,
    )
