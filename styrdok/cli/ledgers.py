"""``matrix``, ``glossary``, ``goals``: who is to do what, what terms mean, what is aimed at."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.errors import tell
from styrdok.cli.opening import reading
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath, check_workbook, on
from styrdok.cli.output import Column, Format, write_listing
from styrdok.files import write_whole
from styrdok.language import Language
from styrdok.marks import DutyMark, GoalMark, TermMark
from styrdok.vocabulary import Bindingness

if TYPE_CHECKING:
    from styrdok.consolidation.aims import Aim
    from styrdok.consolidation.glossary import Meaning, Term
    from styrdok.consolidation.responsibilities import Duty
    from styrdok.reports.ledgers import Ledger

Out = Annotated[Path | None, typer.Option("--out", help="Also write the list as a workbook: FILE.xlsx.")]


def _words(codes: "type[DutyMark | GoalMark | TermMark]") -> Any:
    return lambda lang, values: ", ".join(lang.word(codes(value)) for value in values)


_DUTIES = (
    Column("body", "organ", ratio=2),
    Column("bindingness", "hur bindande", said=lambda lang, code: lang.word(Bindingness(code))),
    Column("deadline", "senast"),
    Column("interval", "hur ofta"),
    Column("title", "dokument", ratio=2),
    Column("page", "sida", right=True),
    Column("words", "ordalydelse", ratio=4),
    Column("marks", "att se på", ratio=1, said=_words(DutyMark)),
)
_TERMS = (
    Column("term", "begrepp", ratio=1),
    Column("title", "dokument", ratio=2),
    Column("page", "sida", right=True),
    Column("words", "ordalydelse", ratio=4),
    Column("marks", "att se på", ratio=1, said=_words(TermMark)),
    Column("used_in", "används utan definition i", ratio=2),
)
_GOALS = (
    Column("theme", "tema", said=Language.theme),
    Column("indicator", "indikator", ratio=2),
    Column("value", "värde"),
    Column("year", "år", right=True),
    Column("title", "dokument", ratio=2),
    Column("page", "sida", right=True),
    Column("words", "ordalydelse", ratio=3),
    Column("marks", "att se på", ratio=1, said=_words(GoalMark)),
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("matrix")(matrix)
    app.command("glossary")(glossary)
    app.command("goals")(goals)


def matrix(
    body: Annotated[str | None, typer.Option(help="Only bodies whose name holds these words.")] = None,
    mark: Annotated[DutyMark | None, typer.Option(help="Only what is laid down twice, on two, or on nobody.")] = None,
    out: Out = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """Who is to do what: every duty of the steering documents with the body it lies on, and what is odd about it."""
    from styrdok.consolidation.responsibilities import matrix_of
    from styrdok.reports.ledgers import duties_ledger

    check_workbook(out)
    with reading(registry, lang) as opened:
        snapshot = opened.snapshot(on(per))
    found, titles = matrix_of(snapshot), snapshot.titles
    shown = [one for one in (found.of(body) if body else found.duties) if mark is None or mark in one.marks]
    more = (Column("document"), Column("twins"))
    rows = [_duty_row(one, titles) for one in shown]
    write_listing(rows, _DUTIES if form is Format.TABLE else (*_DUTIES, *more), form, lang)
    _keep(out, duties_ledger(shown, titles, lang), titles, lang)
    tell(
        lang.say(
            "{count} åtaganden på {bodies} organ; {silent} styrdokument lägger inget på någon.",
            count=len(shown),
            bodies=len({one.body for one in shown}),
            silent=len(found.silent),
        )
    )


def glossary(
    mark: Annotated[TermMark | None, typer.Option(help="Only what is defined otherwise, or used undefined.")] = None,
    out: Out = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """What terms mean in which steering document, which are defined otherwise, and who uses them undefined."""
    from styrdok.consolidation.glossary import glossary_of
    from styrdok.reports.ledgers import terms_ledger

    check_workbook(out)
    with reading(registry, lang) as opened:
        snapshot = opened.snapshot(on(per))
    titles = snapshot.titles
    shown = [one for one in glossary_of(snapshot) if mark is None or mark in one.marks]
    rows = [_term_row(one, meaning, titles) for one in shown for meaning in one.meanings]
    write_listing(rows, _TERMS if form is Format.TABLE else (*_TERMS, Column("document")), form, lang)
    _keep(out, terms_ledger(shown, titles, lang), titles, lang)
    differing = sum(TermMark.DIFFERS in one.marks for one in shown)
    tell(lang.say("{count} begrepp, {differing} definieras olika.", count=len(shown), differing=differing))


def goals(
    theme: Annotated[str | None, typer.Option(help="Only goals of themes whose name holds these words.")] = None,
    mark: Annotated[GoalMark | None, typer.Option(help="Only what collides, or has no value or year.")] = None,
    out: Out = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """Every goal by theme with indicator, value and year, and what collides or is missing."""
    from styrdok.consolidation.aims import aims_of
    from styrdok.reports.ledgers import aims_ledger

    check_workbook(out)
    with reading(registry, lang) as opened:
        snapshot = opened.snapshot(on(per))
    titles, asked = snapshot.titles, (theme or "").casefold()
    shown = [
        one
        for one in aims_of(snapshot)
        if (mark is None or mark in one.marks)
        and (not asked or asked in f"{one.theme} {lang.theme(one.theme)}".casefold())
    ]
    more = (Column("document"), Column("rivals"))
    rows = [_goal_row(one, titles) for one in shown]
    write_listing(rows, _GOALS if form is Format.TABLE else (*_GOALS, *more), form, lang)
    _keep(out, aims_ledger(shown, titles, lang), titles, lang)
    colliding = sum(GoalMark.COLLIDES in one.marks for one in shown)
    tell(lang.say("{count} mål, {colliding} krockar med ett annat dokuments.", count=len(shown), colliding=colliding))


def _keep(out: Path | None, ledger: "Ledger", titles: Mapping[str, str], lang: Language) -> None:
    from styrdok.reports.sheets import as_xlsx

    if out is not None:
        write_whole(out, as_xlsx(ledger.sheet(titles, lang)))


def _duty_row(one: "Duty", titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "body": one.body,
        "bindingness": one.bindingness.value,
        "deadline": one.deadline,
        "interval": one.interval,
        "document": one.document,
        "title": titles[one.document],
        "page": one.page,
        "words": one.text,
        "marks": [mark.value for mark in one.marks],
        "twins": list(one.twins),
    }


def _term_row(term: "Term", meaning: "Meaning", titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "term": term.term,
        "document": meaning.document,
        "title": titles[meaning.document],
        "page": meaning.definition.anchor.page,
        "words": meaning.definition.text,
        "marks": [mark.value for mark in term.marks],
        "used_in": [titles[use.document] for use in term.uses],
    }


def _goal_row(one: "Aim", titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "theme": one.theme,
        "indicator": one.indicator,
        "value": one.value,
        "year": one.year,
        "document": one.document,
        "title": titles[one.document],
        "page": one.page,
        "words": one.text,
        "marks": [mark.value for mark in one.marks],
        "rivals": list(one.rivals),
    }
