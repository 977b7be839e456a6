"""Options that several commands share."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from styrdok.cli.output import Format, settled
from styrdok.language import Language

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
Per = Annotated[
    datetime | None,
    typer.Option("--per", formats=["%Y-%m-%d"], help="See the registry as on this date instead of today."),
]
Who = Annotated[str | None, typer.Option("--who", envvar="STYRDOK_USER", help="Who judges; default: the login name.")]


def on(per: datetime | None) -> date:
    """The date that an analysis is made for."""
    return per.date() if per else date.today()
