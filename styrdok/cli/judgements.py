"""``judgements``: the round trip through Excel, agreement between reviewers, and what to look at again."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from styrdok.cli.describe import SHORT_ID, titles_of
from styrdok.cli.errors import tell
from styrdok.cli.judging import reviewer
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, DryRun, Form, Lang, RegistryPath, Who
from styrdok.cli.output import Column, Format, word_of, write_listing
from styrdok.language import Language
from styrdok.vocabulary import Freshness, Verdict

if TYPE_CHECKING:
    from styrdok.judgements.acts import Quote
    from styrdok.judgements.reviews import Review
    from styrdok.reports.roundtrip import Difference, FormLine

_NEW = (
    Column("titles", "par", ratio=3),
    Column("who", "vem"),
    Column("before", "förut", ratio=1),
    Column("after", "nu", ratio=1),
    Column("comment", "kommentar", ratio=2),
)
_AGAIN = (
    Column("id", "id"),
    Column("titles", "dokument", ratio=2),
    Column("who", "vem"),
    Column("verdict", "bedömning", said=word_of(Verdict)),
    Column("state", "läge", said=word_of(Freshness)),
    Column("old", "då", ratio=2),
    Column("nearest", "närmast i dag", ratio=2),
)
_AGREEMENT = (
    Column("one", "granskare"),
    Column("other", "granskare"),
    Column("common", "gemensamma", right=True),
    Column("observed", "lika", right=True),
    Column("kappa", "kappa", right=True),
)
judgements = typer.Typer(no_args_is_help=True, help="Judgements: import from Excel, agreement, what to look at again.")


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    app.add_typer(judgements, name="judgements")


@judgements.command("import")
def import_form(
    file: Annotated[Path, typer.Argument(help="The workbook from 'styrdok report --out FILE.xlsx', filled in.")],
    dry_run: DryRun = False,
    who: Who = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
) -> None:
    """Show what a filled-in workbook adds to the judgements, then add it; nothing is overwritten."""
    from styrdok.registry.store import Registry
    from styrdok.reports.roundtrip import add_lines, differences, read_form

    with Registry.open(registry, read_only=dry_run) as opened:
        titles = titles_of(opened.documents())
        returned = differences(read_form(file, titles, lang), opened.reviews(), reviewer(who), lang)
        rows = [_row(item, titles, None if form is not Format.TABLE else lang) for item in returned.new]
        write_listing(rows, _NEW, form, lang)
        if not dry_run:
            add_lines(opened, [item.line for item in returned.new])
    counts = {"count": len(returned.new), "known": returned.known}
    if dry_run:
        tell(lang.say("{count} bedömningar skulle läggas till; {known} fanns redan. Nästa steg: styrdok log", **counts))
    else:
        tell(lang.say("{count} bedömningar har lagts till; {known} fanns redan. Nästa steg: styrdok log", **counts))


def _row(item: "Difference", titles: Mapping[str, str], lang: Language | None) -> dict[str, str]:
    return {
        "titles": " × ".join(titles[document] for document in item.line.pair),
        "who": item.line.who,
        "before": _said(item.before, lang) if item.before else "",
        "after": _said(item.line, lang),
        "comment": item.line.comment,
    }


def _said(line: "FormLine", lang: Language | None) -> str:
    """What a line says: to people in a language, to programs in code words."""
    return " ".join(lang.word(part) if lang else str(part) for part in (line.verdict, line.reason) if part)


@judgements.command("queue")
def queue(registry: RegistryPath = DEFAULT_REGISTRY, form: Form = Format.AUTO, lang: Lang = DEFAULT_LANG) -> None:
    """Judgements whose evidence has changed or whose document is gone, with the old words and the nearest of today."""
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True) as opened:
        titles = titles_of(opened.documents())
        again = [review for review in opened.reviews() if review.freshness is not Freshness.FRESH]
    write_listing([row for review in again for row in _again(review, titles, lang)], _AGAIN, form, lang)
    tell(
        lang.say(
            "{count} bedömningar att se över igen. Bedöm paret på nytt, eller ångra med: styrdok undo ID",
            count=len(again),
        )
    )


def _again(review: "Review", titles: Mapping[str, str], lang: Language) -> list[dict[str, str]]:
    act = review.act
    head = {
        "id": act.id[:SHORT_ID],
        "titles": " × ".join(titles.get(s.id, s.title or s.file) for s in act.subjects),
        "who": act.who,
        "verdict": str(act.verdict),
        "state": review.freshness.value,
    }
    if not review.changed:
        return [{**head, "old": "", "nearest": ""}]
    return [
        {
            **head,
            "old": _quote(change.old, lang),
            "nearest": _quote(change.nearest, lang) if change.nearest else "",
        }
        for change in review.changed
    ]


def _quote(quote: "Quote", lang: Language) -> str:
    return lang.say("s. {page}: {words}", page=quote.page, words=quote.text)


@judgements.command("agreement")
def agreement(registry: RegistryPath = DEFAULT_REGISTRY, form: Form = Format.AUTO, lang: Lang = DEFAULT_LANG) -> None:
    """Cohen's kappa for every two reviewers, and the pairs they see differently."""
    from styrdok.judgements.agreement import agreements, disagreements
    from styrdok.registry.store import Registry

    with Registry.open(registry, read_only=True) as opened:
        found, titles = opened.reviews(), titles_of(opened.documents())
    rows = [{column.key: getattr(one, column.key) for column in _AGREEMENT} for one in agreements(found)]
    write_listing(rows, _AGREEMENT, form, lang)
    for group in disagreements(found):
        names = " × ".join(titles.get(s.id, s.title or s.file) for s in group[0].act.subjects)
        tell(
            f"{names}: "
            + ", ".join(f"{review.act.who} {lang.word(review.act.verdict)}" for review in group if review.act.verdict)
        )
