"""The entry point: the app with its commands, and what happens to errors.

Command modules import the library inside their functions, so that ``--help`` stays quick.
"""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from styrdok import system
from styrdok.cli import (
    accounts,
    acts,
    analysis,
    assisting,
    bodies,
    care,
    comparing,
    consolidating,
    consulting,
    demo,
    exchange,
    history,
    ingesting,
    inventory,
    judgements,
    judging,
    ledgers,
    looking,
    mandate,
    overlapping,
    project,
    publishing,
    serving,
    settings,
    watching,
)
from styrdok.cli.errors import code_asked_for, guarded
from styrdok.cli.help import speak
from styrdok.cli.options import AnyLang
from styrdok.cli.output import before_a_person, write_text
from styrdok.tables import VARIABLE, check_additions

app = typer.Typer(
    name="styrdok",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Read a city's steering documents (PDF) and see how they overlap, refer to and contradict each other.",
)
for module in (
    demo,
    ingesting,
    inventory,
    overlapping,
    bodies,
    project,
    analysis,
    consulting,
    comparing,
    consolidating,
    mandate,
    ledgers,
    looking,
    judging,
    history,
    judgements,
    acts,
    serving,
    accounts,
    exchange,
    publishing,
    assisting,
    care,
    settings,
    watching,
):
    module.register(app)


def _tell_version(asked: bool) -> None:
    if asked:
        from styrdok import __version__

        write_text(f"styrdok {__version__}\n")
        raise typer.Exit


@app.callback()
def prepare(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Tell the version and leave.")
    ] = False,
    lexicon: Annotated[
        list[Path] | None,
        typer.Option(help="A folder with a city's own words: tables named like those of the program, with more rows."),
    ] = None,
    lang: AnyLang = None,
) -> None:
    """Read a city's steering documents (PDF) and see how they overlap, refer to and contradict each other."""
    if lang is not None:
        os.environ["STYRDOK_LANG"] = lang.code
    context.default_map = settings.defaults_for(context.command)
    folders = tuple(map(str, lexicon or ())) or settings.configuration().lexicon
    if folders:
        os.environ[VARIABLE] = os.pathsep.join(folders)
    check_additions()


def _command() -> object:
    """Do what the command line says; its exit code, or nothing."""
    command = typer.main.get_command(app)
    if asked := code_asked_for(sys.argv[1:]):
        speak(command, asked)
    return command(standalone_mode=False)


def run() -> None:
    """Run the command line and leave with its exit code; alone in a terminal it opens the page."""
    system.be_thrifty()
    if len(sys.argv) == 1 and before_a_person():
        sys.argv.append("open")
    sys.exit(guarded(_command))


def desk() -> None:
    """Open the page from a starter on the desktop, without a terminal and, on some systems, without any output."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as it runs
    system.be_thrifty()
    sys.argv[1:] = ["open", "--closable"]
    sys.exit(guarded(_command))
