"""The entry point: the app with its commands, and what happens to errors.

Command modules import the library inside their functions, so that ``--help`` stays quick.
"""

import sys

import typer

from styrdok.cli import (
    acts,
    analysis,
    care,
    comparing,
    exchange,
    history,
    ingesting,
    inventory,
    judgements,
    judging,
    looking,
    overlapping,
    serving,
)
from styrdok.cli.errors import guarded

app = typer.Typer(
    name="styrdok",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Read a city's steering documents (PDF) and see how they overlap, refer to and contradict each other.",
)
for module in (
    ingesting,
    inventory,
    overlapping,
    analysis,
    comparing,
    looking,
    judging,
    history,
    judgements,
    acts,
    serving,
    exchange,
    care,
):
    module.register(app)


def run() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(guarded(app))
