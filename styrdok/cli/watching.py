"""``diff``: what changed between two registries of one city, and which verdicts that touches."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.describe import SHORT_ID
from styrdok.cli.errors import tell
from styrdok.cli.opening import reading
from styrdok.cli.options import DEFAULT_LANG, Form, Lang
from styrdok.cli.output import Column, Format, word_of, write_listing
from styrdok.errors import ExitCode
from styrdok.vocabulary import Change

if TYPE_CHECKING:
    from styrdok.consolidation.changes import Changed

_CHANGES = (
    Column("change", "vad", said=word_of(Change)),
    Column("title", "dokument", ratio=2),
    Column("fields", "uppgifter", ratio=3),
    Column("touched", "bedömningar"),
    Column("file", "fil", ratio=1),
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("diff")(diff)


def diff(
    old: Annotated[Path, typer.Argument(help="The older registry.")],
    new: Annotated[Path, typer.Argument(help="The newer registry.")],
    fail_on: Annotated[bool, typer.Option("--fail-on", help="Leave with exit code 8 when anything changed.")] = False,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """What is new, gone or changed between two registries, and which verdicts rest on it."""
    from styrdok.consolidation.changes import changes

    day = date.today()
    with reading(old, lang) as opened:
        before, acts = opened.documents(day), opened.acts()
    with reading(new, lang) as opened:
        after = opened.documents(day)
    found = changes(before, after, acts)
    columns = _CHANGES if form is Format.TABLE else (*_CHANGES, Column("document"))
    write_listing([_row(one) for one in found], columns, form, lang)
    touched = len({act.id for one in found for act in one.touched})
    tell(lang.say("{count} dokument skiljer sig; {touched} bedömningar berörs.", count=len(found), touched=touched))
    if fail_on and found:
        raise typer.Exit(ExitCode.FINDINGS_PRESENT)


def _row(one: "Changed") -> dict[str, Any]:
    return {
        "change": one.change.value,
        "document": one.document.id,
        "title": one.document.display_title,
        "fields": [f"{name}: {_shown(before)} → {_shown(after)}" for name, (before, after) in one.fields.items()],
        "touched": [act.id[:SHORT_ID] for act in one.touched],
        "file": one.document.file,
    }


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "–"
    return "–" if value in (None, "") else str(value)
