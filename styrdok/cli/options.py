"""Options that several commands share."""

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from styrdok.cli.output import Format, settled
from styrdok.errors import UsageProblem
from styrdok.language import Language
from styrdok.sentence import Sentence

RegistryPath = Annotated[
    Path,
    typer.Option("--registry", envvar="STYRDOK_REGISTRY", help="The registry file.", show_default=True),
]
DEFAULT_REGISTRY = Path("styrdok.db")
Form = Annotated[
    Format,
    typer.Option(
        "--format",
        callback=settled,
        help="How the listing is written; auto: a table in a terminal, lines with tabs (tsv) in a pipe.",
    ),
]
DEFAULT_LANG = Language()
Lang = Annotated[
    Language,
    typer.Option(
        "--lang",
        envvar="STYRDOK_LANG",
        metavar="LANG",
        parser=lambda code: code if isinstance(code, Language) else Language(code),
        show_default=DEFAULT_LANG.code,
        help="What people read is written in this language: sv or en.",
    ),
]
AnyLang = Annotated[
    Language | None,
    typer.Option("--lang", metavar="LANG", parser=Language, help="The same for every command, help as well: sv or en."),
]


def read_day(written: str | datetime) -> datetime:
    """A day as people write it. Raises :class:`~styrdok.errors.UsageProblem`."""
    from styrdok.judgements.written import value_of

    return written if isinstance(written, datetime) else datetime.fromisoformat(value_of("adopted_on", written.strip()))


def reads(codes: type[StrEnum]) -> Callable[[str | StrEnum], StrEnum]:
    """What makes a code word of what people write: its name in the export or its Swedish word."""

    def read(written: str | StrEnum) -> StrEnum:
        from styrdok.judgements.written import code_of

        return written if isinstance(written, codes) else code_of(codes, written)

    return read


Per = Annotated[
    datetime | None,
    typer.Option("--per", parser=read_day, metavar="DAY", help="See the registry as on this date instead of today."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only show what would be added.")]
Who = Annotated[str | None, typer.Option("--who", envvar="STYRDOK_USER", help="Who judges; default: the login name.")]


def on(per: datetime | None) -> date:
    """The date that an analysis is made for."""
    return per.date() if per else date.today()


def check_workbook(out: Path | None) -> None:
    """Raise :class:`~styrdok.errors.UsageProblem` for a name that is no workbook's."""
    if out is not None and out.suffix.lower() != ".xlsx":
        raise UsageProblem(
            Sentence.of("{file} är ingen arbetsbok.", file=str(out)), Sentence.of("Ange ett namn som slutar på .xlsx.")
        )
