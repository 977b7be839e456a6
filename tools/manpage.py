"""The manual page of styrdok, made from the commands themselves in the macros of man(7)."""

from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import Any

import typer

from styrdok.cli.main import app

_ENVIRONMENT = (
    ("STYRDOK_REGISTRY", "The registry file where --registry is not given."),
    ("STYRDOK_LANG", "The language, sv or en, where --lang is not given."),
    ("STYRDOK_USER", "Who judges where --who is not given."),
    ("NO_COLOR", "When set, nothing is coloured."),
)
_EXAMPLES = (
    ("styrdok ingest program/ --registry stad.db", "read all PDF files of a folder"),
    ("styrdok overlaps --registry stad.db --top 10", "the ten strongest overlaps, with evidence"),
    ("styrdok serve --registry stad.db", "judge them in the browser"),
    ("styrdok report --registry stad.db --out rapport.docx", "the result as a Word report"),
)


def manual(codes: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The lines of the page; ``codes`` are the exit codes with what they mean."""
    release = version("styrdok")
    root = typer.main.get_command(app)
    yield f'.TH STYRDOK 1 "" "styrdok {release}" "User Commands"'
    yield ".SH NAME\nstyrdok \\- see how a city\\(aqs steering documents overlap, refer to and contradict each other"
    yield ".SH SYNOPSIS\n.B styrdok\n.I COMMAND\n.RI [ OPTION ...]\n.RI [ ARGUMENT ...]"
    yield f".SH DESCRIPTION\n{_text(root.help)}"
    yield "Data goes to standard output, everything else to standard error. A document is named by its id, its file"
    yield "name or a part of its title."
    yield ".SH COMMANDS"
    for name, command in _leaves(root, "styrdok"):
        yield from _command(name, command)
    yield ".SH EXIT STATUS"
    for code, meaning in codes:
        yield f".TP\n.B {code}\n{_text(meaning)}"
    yield ".SH ENVIRONMENT"
    for name, meaning in _ENVIRONMENT:
        yield f".TP\n.B {_text(name)}\n{_text(meaning)}"
    yield ".SH EXAMPLES"
    for line, meaning in _EXAMPLES:
        yield f".TP\n.B {_text(line)}\n{_text(meaning)}"


def _leaves(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    if hasattr(command, "commands"):
        for word, inner in command.commands.items():
            yield from _leaves(inner, f"{name} {word}")
    else:
        yield name, command


def _command(name: str, command: Any) -> Iterator[str]:
    words = [argument(p) for p in command.params if p.param_type_name == "argument"]
    yield f".SS {_text(' '.join([name, *words]))}\n{_text(command.help)}"
    for parameter in command.params:
        if parameter.param_type_name == "argument":
            shown = _text(parameter.name.upper())
        else:
            shown = ", ".join(_text(option) for option in (*parameter.opts, *parameter.secondary_opts))
        yield f".TP\n.B {shown}\n{_text(parameter.help)}"


def argument(parameter: Any) -> str:
    """An argument as a usage line shows it."""
    word = parameter.name.upper() + ("..." if parameter.nargs == -1 else "")
    return word if parameter.required else f"[{word}]"


def _text(words: str | None) -> str:
    """Words as roff: one line, hyphens as minus signs, nothing taken for a macro."""
    plain = " ".join((words or "").split()).replace("\\", "\\e").replace("-", "\\-").replace('"', "\\(dq")
    return f"\\&{plain}" if plain[:1] in (".", "'") else plain
