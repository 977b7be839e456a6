"""``matrix``, ``glossary``, ``goals``, ``laws``: what a city keeps lists of, told and kept as a workbook."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from styrdok.cli.errors import tell
from styrdok.cli.opening import reading
from styrdok.cli.options import DEFAULT_LANG, DEFAULT_REGISTRY, Form, Lang, Per, RegistryPath, check_workbook, on
from styrdok.cli.output import Column, Format, word_of, write_listing
from styrdok.errors import ExitCode
from styrdok.files import write_whole
from styrdok.language import Language
from styrdok.marks import DutyMark, GoalMark, TermMark
from styrdok.vocabulary import Bindingness, LawState

if TYPE_CHECKING:
    from styrdok.consolidation.aims import Aim
    from styrdok.consolidation.glossary import Meaning, Term
    from styrdok.consolidation.laws import Cited, LawUse
    from styrdok.consolidation.responsibilities import Duty
    from styrdok.findings import Snapshot
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
_LAWS = (
    Column("number", "SFS"),
    Column("act", "lag", ratio=2),
    Column("state", "läge", said=word_of(LawState)),
    Column("until", "till och med"),
    Column("successor", "ersatt av"),
    Column("title", "dokument", ratio=2),
    Column("page", "sida", right=True),
    Column("pinpoint", "kap. och §"),
    Column("words", "ordalydelse", ratio=3),
)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("matrix")(matrix)
    app.command("glossary")(glossary)
    app.command("goals")(goals)
    app.command("laws")(laws)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every list is asked for alike: of which registry, as on which day, how it is told and where it is kept."""

    out: Path | None
    registry: Path
    form: Format
    lang: Language
    per: Per

    def snapshot(self) -> "Snapshot":
        """The registry; the name of the workbook is checked before anything is read."""
        check_workbook(self.out)
        with reading(self.registry, self.lang) as opened:
            return opened.snapshot(on(self.per))

    def answer(
        self, rows: Sequence[Mapping[str, Any]], columns: Sequence[Column], more: Sequence[str], ledger: "Ledger"
    ) -> None:
        """Tell the rows, to programs with the columns of ``more``, and keep the list where a name was given."""
        from styrdok.reports.sheets import as_xlsx

        shown = columns if self.form is Format.TABLE else (*columns, *map(Column, more))
        write_listing(rows, shown, self.form, self.lang)
        if self.out is not None:
            titles = {row["document"]: row["title"] for row in rows}
            write_whole(self.out, as_xlsx(ledger.sheet(titles, self.lang)))


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

    asked = _Asked(out, registry, form, lang, per)
    snapshot = asked.snapshot()
    found, titles = matrix_of(snapshot), snapshot.titles
    shown = [one for one in (found.of(body) if body else found.duties) if mark is None or mark in one.marks]
    rows = [_duty_row(one, titles) for one in shown]
    asked.answer(rows, _DUTIES, ("document", "twins"), duties_ledger(shown, titles, lang))
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

    asked = _Asked(out, registry, form, lang, per)
    snapshot = asked.snapshot()
    titles = snapshot.titles
    shown = [one for one in glossary_of(snapshot) if mark is None or mark in one.marks]
    meanings = [(one, meaning) for one in shown for meaning in one.meanings]
    rows = [_term_row(one, meaning, titles) for one, meaning in meanings]
    asked.answer(rows, _TERMS, ("document",), terms_ledger(meanings, titles, lang))
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

    asked = _Asked(out, registry, form, lang, per)
    snapshot = asked.snapshot()
    titles, wanted = snapshot.titles, (theme or "").casefold()
    shown = [
        one
        for one in aims_of(snapshot)
        if (mark is None or mark in one.marks)
        and (not wanted or wanted in f"{one.theme} {lang.theme(one.theme)}".casefold())
    ]
    rows = [_goal_row(one, titles) for one in shown]
    asked.answer(rows, _GOALS, ("document", "rivals"), aims_ledger(shown, titles, lang))
    colliding = sum(GoalMark.COLLIDES in one.marks for one in shown)
    tell(lang.say("{count} mål, {colliding} krockar med ett annat dokuments.", count=len(shown), colliding=colliding))


def laws(
    every: Annotated[bool, typer.Option("--all", help="Also acts that are in force.")] = False,
    fail_on: Annotated[bool, typer.Option("--fail-on", help="Leave with exit code 8 when any has ceased.")] = False,
    out: Out = None,
    registry: RegistryPath = DEFAULT_REGISTRY,
    form: Form = Format.AUTO,
    lang: Lang = DEFAULT_LANG,
    per: Per = None,
) -> None:
    """The acts that steering documents cite and that have ceased or will: each place to change, with what took over."""
    from styrdok.consolidation.laws import TO_CHANGE, laws_of
    from styrdok.reports.ledgers import laws_ledger

    asked = _Asked(out, registry, form, lang, per)
    snapshot = asked.snapshot()
    titles = snapshot.titles
    shown = [use for use in laws_of(snapshot, on(per)) if every or use.state in TO_CHANGE]
    places = [(use, cited) for use in shown for cited in use.places]
    rows = [_law_row(use, cited, titles) for use, cited in places]
    asked.answer(rows, _LAWS, ("document",), laws_ledger(places, lang))
    ceased = sum(use.state is LawState.CEASED for use in shown)
    tell(
        lang.say(
            "{count} lagar på {places} ställen; {ceased} är upphävda.",
            count=len(shown),
            places=len(rows),
            ceased=ceased,
        )
    )
    if fail_on and ceased:
        raise typer.Exit(ExitCode.FINDINGS_PRESENT)


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


def _law_row(use: "LawUse", cited: "Cited", titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "number": use.number,
        "act": use.act.title if use.act else None,
        "state": use.state.value,
        "until": use.until.isoformat() if use.until else None,
        "successor": use.successor.sfs if use.successor else None,
        "document": cited.document,
        "title": titles[cited.document],
        "page": cited.page,
        "pinpoint": cited.pinpoint,
        "words": cited.words,
    }
