"""``impact``, ``due``: what follows from an action, and what falls due."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.errors import tell
from styrdok.cli.opening import analysed, reading
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath, on
from styrdok.cli.output import Column, Format, write_json, write_listing, write_rich
from styrdok.errors import ExitCode, UsageProblem
from styrdok.files import write_whole
from styrdok.language import Language, to_say
from styrdok.marks import DueKind
from styrdok.sentence import Sentence
from styrdok.vocabulary import Action, DocumentType

if TYPE_CHECKING:
    from styrdok.consolidation.impact import Impact

_PARTS = {
    "reference": to_say("hänvisning"),
    "definition": to_say("definition"),
    "goal": to_say("mål"),
    "duty": to_say("åtagande"),
    "law": to_say("lag"),
    "edition": to_say("utgåva"),
    "takeover": to_say("finns även i"),
    "follow_up": to_say("följdändring"),
    "decision": to_say("förslag till beslut"),
}
_CONSEQUENCES = (
    Column("part", "vad", said=lambda lang, part: lang.say(_PARTS[part])),
    Column("title", "dokument", ratio=2),
    Column("page", "sida", right=True),
    Column("words", "ordalydelse", ratio=4),
    Column("sentence", "innebörd", ratio=3),
)


def _kind_name(lang: Language, kind: str) -> str:
    from styrdok.consolidation.calendar import NAMES

    return lang.say(NAMES[DueKind(kind)])


_DUE = (
    Column("date", "datum"),
    Column("kind", "vad", said=_kind_name),
    Column("title", "dokument", ratio=2),
    Column("bodies", "organ", ratio=2),
    Column("page", "sida", right=True),
    Column("words", "ordalydelse", ratio=3),
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("impact")(impact)
    app.command("due")(due)


def impact(
    documents: Annotated[list[str], typer.Argument(help="Documents: id, file name or (part of) the title.")],
    action: Annotated[Action, typer.Option(help="repeal, merge or convert.")] = Action.REPEAL,
    into: Annotated[str | None, typer.Option("--into", help="The document that they are merged into.")] = None,
    to: Annotated[DocumentType | None, typer.Option("--to", help="The type that they are converted to.")] = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """What follows from repealing, merging or converting documents: places to change, what loses its home."""
    from styrdok.consolidation.impact import Intent, impacts_of, joint_decision
    from styrdok.registry.names import find

    seen = analysed(registry, per, lang)
    target = find(seen.documents, into).id if into is not None else None
    intents = [Intent(find(seen.documents, name).id, action, target, to) for name in documents]
    found = impacts_of(seen.snapshot, seen.analysis.overlaps, intents)
    titles = seen.snapshot.titles
    if form is Format.JSON:
        told = [_impact_values(one, titles, lang) for one in found]
        write_json(told[0] if len(told) == 1 else {"impacts": told, "decision_text": joint_decision(found)})
        return
    rows = [row for one in found for row in _impact_rows(one, titles, lang)]
    several = (Column("of", "när detta upphör eller ändras", ratio=2),) if len(found) > 1 else ()
    if form is Format.TABLE:
        write_listing(rows, (*several, *_CONSEQUENCES), form, lang)
        sentences = dict.fromkeys(lang.tell(sentence) for one in found for sentence in one.follow_up)
        write_rich("", *(f"• {sentence}" for sentence in sentences), "", joint_decision(found))
    else:
        for one in found:
            head = {"document": one.intent.document, "title": titles[one.intent.document]}
            head["of"] = head["title"]
            rows += [{**head, "part": "follow_up", "sentence": lang.tell(sentence)} for sentence in one.follow_up]
            rows.append({**head, "part": "decision", "sentence": one.decision_text})
        write_listing(rows, (*several, *_CONSEQUENCES, Column("document")), form, lang)
    count = sum(len(one.consequences) for one in found)
    tell(
        lang.say(
            "1 följd; styrdok föreslår, människor beslutar."
            if count == 1
            else "{count} följder; styrdok föreslår, människor beslutar.",
            count=count,
        )
    )


def _impact_rows(one: "Impact", titles: Mapping[str, str], lang: Language) -> list[dict[str, Any]]:
    return [
        {
            "of": titles[one.intent.document],
            "part": row.part.value,
            "document": row.document,
            "title": titles[row.document],
            "page": row.page,
            "words": row.words,
            "sentence": lang.tell(row.sentence),
        }
        for row in one.consequences
    ]


def _impact_values(one: "Impact", titles: Mapping[str, str], lang: Language) -> dict[str, Any]:
    intent = one.intent
    return {
        "document": intent.document,
        "action": intent.action.value,
        "into": intent.into,
        "to": intent.to and intent.to.value,
        "consequences": [{k: v for k, v in row.items() if k != "of"} for row in _impact_rows(one, titles, lang)],
        "follow_up": [lang.tell(sentence) for sentence in one.follow_up],
        "decision_text": one.decision_text,
    }


def due(
    within: Annotated[str | None, typer.Option(help="Only so far ahead: 24m, 2y, 12 månader.")] = None,
    body: Annotated[str | None, typer.Option(help="Only what this body adopted, answers for or is to do.")] = None,
    kind: Annotated[
        DueKind | None, typer.Option(help="Only what expires, is to be reviewed or has a deadline.")
    ] = None,
    year: Annotated[int | None, typer.Option(help="Only what falls due in this year.")] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="Also write a calendar, FILE.ics, or a workbook, FILE.xlsx.")
    ] = None,
    fail_on: Annotated[bool, typer.Option("--fail-on", help="Leave with exit code 8 when anything has a day.")] = False,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """What expires, falls due for review or has a deadline, by day."""
    from styrdok.consolidation.calendar import calendar
    from styrdok.consolidation.due import due_of, months_of
    from styrdok.reports.ledgers import due_ledger
    from styrdok.reports.sheets import as_xlsx

    if out is not None and out.suffix.lower() not in (".ics", ".xlsx"):
        raise UsageProblem(
            Sentence.of("{file} är varken kalenderfil eller arbetsbok.", file=str(out)),
            Sentence.of("Ange ett namn som slutar på .ics eller .xlsx."),
        )
    months = months_of(within) if within is not None else None
    with reading(registry, lang) as opened:
        snapshot = opened.snapshot(on(per))
    titles = dict(snapshot.titles)
    found = [
        one
        for one in due_of(snapshot, on(per), months, body)
        if kind in (None, one.kind) and year in (None, one.on.year if one.on else 0)
    ]
    rows = [
        {
            "date": one.on.isoformat() if one.on else None,
            "kind": one.kind.value,
            "document": one.document,
            "title": titles[one.document],
            "bodies": list(one.bodies),
            "page": one.page,
            "words": one.words,
        }
        for one in found
    ]
    write_listing(rows, _DUE if form is Format.TABLE else (*_DUE, Column("document")), form, lang)
    if out is not None:
        sheet = due_ledger(found, lang).sheet(titles, lang)
        made = as_xlsx(sheet) if out.suffix.lower() == ".xlsx" else calendar(found, titles, on(per), lang)
        write_whole(out, made)
    dated = sum(one.on is not None for one in found)
    tell(lang.say("{count} tidpunkter, {undated} utan datum.", count=len(found), undated=len(found) - dated))
    if fail_on and dated:
        raise typer.Exit(ExitCode.FINDINGS_PRESENT)
